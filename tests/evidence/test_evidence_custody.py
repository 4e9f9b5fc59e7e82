"""`@@custody`: the chain of custody as page and paper, and what it never tells."""

from io import BytesIO
from lingchuan.records.evidence import custody_pdf
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from pypdf import PdfReader
from tests.evidence.canary import CANARIES
from tests.evidence.canary import seen_in
from tests.evidence.chain_pages import page
from tests.evidence.chain_pages import pdf_text
from tests.evidence.chain_pages import rows
from tests.evidence.chain_pages import words
from tests.site.reader import Reader
from zope.i18n import translate

import lxml.html
import pytest


AUDITORS = ("auditor1", "supervisor1")
OUTSIDERS = ("handler1", "handler2", "clerk1", "sysadmin", "platform", "party1")


def test_the_page_tells_the_whole_life_in_order(client, file_url):
    client("handler1").do(file_url, "accept", accepted_on="2026-03-10", comment="齐全")
    found = rows(page("clerk1", file_url))
    assert [row[0] for row in found] == sorted((row[0] for row in found), key=int)
    assert "Made" in found[0][3]
    assert "窗口员一 clerk1" in found[0][2]
    assert "Window Clerk" in found[0][2]
    accepted = next(row for row in found if "Accept the application" in row[3])
    assert "经办员一 handler1" in accepted[2]
    assert "File Handler" in accepted[2]
    assert "Registered → Accepted" in accepted[3]
    assert "Ledger viewed" in found[-1][3]


def test_one_act_is_shown_as_one(client, file_url):
    found = rows(page("clerk1", file_url))
    assert "same act as above" in found[1][3]
    assert "same act as above" not in found[0][3]


def test_the_head_says_what_the_record_is_and_that_it_agrees(client, file_url):
    tree = page("clerk1", file_url)
    head = words(tree.xpath("//main/header | //main//header")[0])
    number = client("clerk1").get(file_url).json()["file_number"]
    assert number in head
    assert "食品经营许可 示例小吃店" in head
    assert "Agrees with the last event" in words(tree)


def test_events_are_proven_in_the_last_checkpoint(client, file_url):
    assert "Newer than the checkpoint" in words(page("clerk1", file_url)) or (
        "No checkpoint" in words(page("clerk1", file_url))
    )
    checkpoints.make()
    size = ledger.size()
    tree = page("clerk1", file_url)
    assert f"{size} events, signed" in words(tree)
    found = rows(tree)
    assert all("In the checkpoint" in row[4] for row in found[:-1])
    assert "Newer than the checkpoint" in found[-1][4]


@pytest.mark.parametrize("where", ["", "/files", "/extractions"])
def test_the_row_of_the_table_is_no_page_of_its_own(client, where):
    site = client("clerk1").get("").json()["@id"]
    assert Reader("clerk1").get(f"{site}{where}/@@custody-row").status_code == 404


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("?kind=changes", {"Made", "Mark as open to staff"}),
        ("?kind=views", {"Ledger viewed"}),
        ("?kind=denials", set()),
        ("?actor=clerk1&kind=", {"Made", "Mark as open to staff", "Ledger viewed"}),
        ("?since=2020-01-01&until=2020-01-02", set()),
    ],
)
def test_the_page_is_filtered_without_a_script(client, file_url, query, acts):
    tree = page("clerk1", file_url, query)
    shown = tree.xpath("//main//tbody/tr/td[4]/strong/text()")
    assert set(shown) == acts


@pytest.mark.parametrize(
    "query", ["?kind=x", "?since=x", "?b_start=x", "?format=doc", "?since:list=1"]
)
def test_a_bad_filter_is_refused(client, file_url, query):
    answer = Reader("clerk1").get(f"{file_url}/@@custody{query}")
    assert answer.status_code == 400


def test_a_file_shows_the_events_of_its_records_when_asked(
    client, file_url, open_record, secret
):
    alone = rows(page("clerk1", file_url))
    whole = rows(page("clerk1", file_url, "?contained=1"))
    assert len(whole) > len(alone)
    answer = Reader("clerk1").get(f"{file_url}/@@custody?contained=1")
    assert seen_in(answer, secret) == []


def test_the_paper_tells_the_same_as_the_page(client, file_url):
    checkpoints.make()
    answer = Reader("clerk1").get(f"{file_url}/@@custody?format=pdf&kind=changes")
    found, _pages = pdf_text(answer)
    data = client("clerk1").get(file_url).json()
    assert data["file_number"] in found.replace("\n", "")
    assert "clerk1" in found
    assert "1" in found
    digest = ledger.read(uid=data["UID"])[0]["digest"]
    assert digest in found.replace("\n", "")
    assert answer.headers["Content-Disposition"].endswith('"custody.pdf"')


def test_the_json_holds_the_rows_of_the_page(client, file_url):
    answer = Reader("clerk1").get(f"{file_url}/@@custody?format=json&kind=changes")
    assert answer.headers["Content-Type"] == "application/json"
    actions = [row["action"] for row in answer.json()["items"]]
    assert actions == ["create", "mark_open"]


@pytest.mark.parametrize("user", AUDITORS)
@pytest.mark.parametrize("format", ["", "pdf", "json"])
def test_auditors_see_only_place_time_and_hash_of_a_hidden_record(
    client, secret, user, format
):
    checkpoints.make()
    answer = Reader(user).get(f"{secret}/@@custody?format={format}")
    assert answer.status_code == 200, answer.text[:500]
    assert seen_in(answer, secret) == []
    uid = client("secrecy_officer").get(secret).json()["UID"]
    first = ledger.read(uid=uid)[0]
    if format == "pdf":
        found, _pages = pdf_text(answer)
        assert first["leaf_hash"] in found.replace("\n", "")
        metadata = PdfReader(BytesIO(answer.content)).metadata
        told = found + " ".join(map(str, metadata.values()))
    else:
        told = answer.text
        assert first["leaf_hash"] in told
    file_number = client("secrecy_officer").get(secret.rsplit("/", 1)[0]).json()
    hidden = [*CANARIES.values(), uid, secret.rsplit("/", 1)[-1], "handler1"]
    hidden += [file_number["file_number"], file_number["title"], first["digest"]]
    assert [one for one in hidden if one in told] == []


def test_a_hidden_record_is_proven_too(client, secret):
    checkpoints.make()
    found = rows(page("auditor1", secret))
    assert "In the checkpoint" in found[0][4]
    assert found[0][2:4] == ["—", "—"]


@pytest.mark.parametrize("user", OUTSIDERS)
@pytest.mark.parametrize("format", ["", "pdf", "json"])
def test_hidden_and_missing_are_the_same_to_all_others(client, secret, user, format):
    missing = secret[:-4] + "0000"
    answers = [
        Reader(user).get(f"{url}/@@custody?format={format}")
        for url in (secret, missing)
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert [seen_in(one, secret) for one in answers] == [[], []]


def test_a_stranger_is_asked_to_log_in_for_both(client, secret):
    missing = secret[:-4] + "0000"
    answers = [Reader(None).get(f"{url}/@@custody") for url in (secret, missing)]
    assert {one.status_code for one in answers} == {302}
    for answer in answers:
        assert "login" in answer.headers["Location"]


@pytest.mark.parametrize("user", AUDITORS)
@pytest.mark.parametrize(
    "path",
    ["", "/view", "/@@historyview", "/custody", "/@@custody/record", "/@@custody-row"],
)
def test_no_other_page_leads_auditors_to_a_hidden_record(client, secret, user, path):
    answer = Reader(user).get(f"{secret}{path}")
    assert answer.status_code == 404
    assert seen_in(answer, secret) == []


def test_a_look_at_a_restricted_record_says_why_it_could_be(client, secret):
    found = rows(page("section_head1", secret))
    assert "Ledger viewed" in found[-1][3]
    assert "cleared for Commercial secret" in found[-1][3]
    assert any(CANARIES["reason"] in row[3] for row in found)


def test_the_page_of_each_record_leads_to_its_chain(client, file_url, open_record):
    for url in (file_url, open_record):
        tree = lxml.html.fromstring(Reader("clerk1").get(url).text)
        assert tree.xpath("//main//a[contains(@href, '@@custody')]")


def test_a_playback_tells_its_bytes(client, file_url):
    uid = client("clerk1").get(file_url).json()["UID"]
    event = ledger.event_of("play", uid=uid, path="/x", actor="clerk1")
    ledger.play(event, "file", 0, 100)
    ledger.play(event, "file", 200, 300)
    found = rows(page("clerk1", file_url, "?kind=views"))
    assert "0–99、200–299" in found[0][4]
    assert "no checkpoint proves it" in found[0][4]
    unproven = translate(custody_pdf._UNPROVEN, target_language="zh_CN")
    answer = Reader("clerk1").get(f"{file_url}/@@custody?kind=views&format=pdf")
    assert "".join(unproven.split()) in "".join(pdf_text(answer)[0].split())
    items = client("clerk1").get(f"{file_url}/@ledger?action=play").json()["items"]
    assert items[0]["coverage"] == [[0, 100], [200, 300]]


def test_an_event_of_a_record_in_a_file_names_it_and_leads_there(
    client, file_url, open_record
):
    tree = page("clerk1", file_url, "?contained=1&kind=changes")
    links = tree.xpath("//main//tbody//a")
    assert {one.get("href") for one in links} == {open_record}
    assert "受理通知书" in links[0].text_content()
    answer = Reader("clerk1").get(f"{file_url}/@@custody?format=pdf&contained=1")
    assert "受理通知书" in pdf_text(answer)[0]
