"""`@@ledger-week`: the page that the supervising office keeps."""

from datetime import timedelta
from io import BytesIO
from lingchuan.records.content import facts
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import Verifier
from lingchuan.records.evidence.weekly import monday_of
from lingchuan.records.evidence.weekly import name_of
from lingchuan.records.evidence.weekly import qr_modules
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from pypdf import PdfReader
from tests.evidence.canary import seen_in
from tests.evidence.qr_reader import read_qr
from tests.site.reader import Reader

import lxml.html
import pytest
import re


READERS = ("supervisor1", "auditor1", "bureau_head")


@pytest.fixture
def address(site):
    """The page of the present week."""
    return f"{site.absolute_url()}/@@ledger-week?week={name_of(facts.today())}"


def page(user, address):
    answer = Reader(user).get(address)
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


def words(node):
    return " ".join(node.text_content().split())


def facts_of(tree):
    return {
        words(one.find("dt")): words(one.find("dd"))
        for one in tree.xpath("//main//dl/div")
    }


@pytest.mark.parametrize("user", READERS)
def test_the_page_is_for_the_supervising_office(address, user):
    assert Reader(user).get(address).status_code == 200


@pytest.mark.parametrize(
    "user", ["handler1", "clerk1", "sysadmin", "platform", "party1", "archivist1"]
)
def test_the_page_is_for_nobody_else(address, user):
    # Plone answers a page without the right by a redirect to a refusal.
    answer = Reader(user).get(address)
    assert answer.status_code in (302, 401, 403)
    assert "Root of the tree" not in answer.text


def test_a_stranger_is_asked_to_log_in(address):
    answer = Reader(None).get(address)
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_the_week_is_counted(client, file_url, address):
    client("party2").get(file_url)
    before = ledger.size()
    tree = page("auditor1", address)
    found = facts_of(tree)
    assert found["Events of the week"] == str(before + 1)
    assert found["First and last place"] == f"1 – {before + 1}"
    assert int(found["Refusals"]) >= 1
    assert found["Incidents that are open"] == "0"
    counts = {
        words(row[0]): int(words(row[1])) for row in tree.xpath("//main//tbody/tr")
    }
    kinds = (counts[name] for name in ("Changes", "Views", "Refusals"))
    assert sum(kinds) == before + 1
    assert counts["Made"] == len(
        [row for row in ledger.read(limit=None) if row["action"] == "create"]
    )


def test_the_checkpoint_is_there_to_read_aloud_and_as_a_code(address, file_url):
    note = checkpoints.make()
    tree = page("supervisor1", address)
    keys = [Verifier.from_text(one) for one in checkpoints.verifiers().splitlines()]
    point = open_note(note, keys)
    found = facts_of(tree)
    assert found["Events in it"] == str(point.size)
    groups = found["Root of the tree"]
    assert groups.replace(" ", "") == point.root.hex()
    assert {len(group) for group in groups.split()} == {8}
    assert tree.xpath("//main//pre")[0].text == note
    shown = found["Key and its fingerprint"]
    assert shown.startswith(keys[-1].name)
    assert keys[-1].fingerprint in shown.replace(" ", "")
    assert read_qr(drawn(tree)) == note


def drawn(tree):
    """Return the modules of the page's code, without its margin."""
    path = tree.xpath("//main//svg/path/@d")[0]
    dark = {tuple(map(int, one)) for one in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    ends = sorted({x for x, _y in dark})
    side = range(ends[0], ends[-1] + 1)
    return [[(x, y) in dark for x in side] for y in side]


@pytest.mark.parametrize("text", ["x", "—" * 40, "a" * 500, "检查点 1\n" * 30])
def test_a_code_holds_its_text(text):
    assert read_qr(qr_modules(text)) == text


def test_a_week_without_a_checkpoint_says_so(address):
    tree = page("auditor1", re.sub("week=.*", "week=2020-W01", address))
    assert "No checkpoint was made in this week." in words(tree)
    assert facts_of(tree)["Events of the week"] == "0"


def test_the_last_week_is_shown_unless_told(address):
    tree = page("auditor1", address.split("?")[0])
    year, week, _day = (facts.today() - timedelta(days=7)).isocalendar()
    assert f"Week {week} of {year}" in words(tree)


@pytest.mark.parametrize(
    "week", ["2026-W54", "2026", "x", "2026-W00", "0000-W01", "0001-W01", "9999-W52"]
)
def test_a_week_that_there_is_not_is_refused(address, week):
    answer = Reader("auditor1").get(re.sub("week=.*", f"week={week}", address))
    assert answer.status_code == 400


def test_a_week_begins_on_its_monday():
    assert name_of(monday_of("2026-W01")) == "2026-W01"
    assert monday_of("2026-W01").isoformat() == "2025-12-29"


def test_the_paper_holds_what_the_page_holds(address, file_url):
    note = checkpoints.make()
    answer = Reader("bureau_head").get(f"{address}&format=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(
        one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages
    )
    size = note.splitlines()[1]
    assert size in text
    assert note.splitlines()[2] in text.replace("\n", "")
    year, week, _day = facts.today().isocalendar()
    assert f"{year}年第{week}周" in text


def test_each_look_is_an_event(address):
    before = ledger.size()
    page("bureau_head", address)
    row = ledger.read(before, 1)[0]
    assert (row["action"], row["actor"], row["uid"]) == (
        "ledger_view",
        "bureau_head",
        "site",
    )


@pytest.mark.parametrize("format", ["", "pdf"])
def test_the_page_names_no_record(client, secret, address, format):
    answer = Reader("bureau_head").get(f"{address}&format={format}")
    assert seen_in(answer, secret) == []


@pytest.mark.parametrize(("user", "linked"), [("supervisor1", True), ("clerk1", False)])
def test_the_start_page_leads_there(site, user, linked):
    tree = page(user, f"{site.absolute_url()}/@@today")
    assert bool(tree.xpath("//main//a[contains(@href, '@@ledger-week')]")) == linked
