"""`@ledger`: who reads which events, and how much of each (contract.md)."""

from lingchuan.records.core.digest import canonical_json
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from tests.evidence.canary import CANARIES
from tests.evidence.canary import seen_in
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import decide

import pytest


REDUCED = {"seq", "at", "leaf_hash"}
AUDITORS = ("auditor1", "supervisor1")
STRANGERS = ("handler2", "clerk1", "sysadmin", "platform", "party1", "party2")


def items(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


@pytest.mark.parametrize("user", ["handler1", "clerk1", *AUDITORS])
def test_who_sees_a_record_reads_all_its_events(client, file_url, user):
    rows = items(client(user).get(f"{file_url}/@ledger"))
    assert [row["action"] for row in rows] == ["create", "mark_open", "ledger_view"]
    assert [row["seq"] for row in rows] == sorted(row["seq"] for row in rows)
    assert rows[0]["actor"] == "clerk1"
    assert rows[-1]["actor"] == user
    for row in rows:
        texts = {
            name: canonical_json(row[name]).decode()
            for name in ("files", "files_before", "details")
        }
        assert leaf_hash(row | texts) == row["leaf_hash"]


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("reads=0", {"create", "mark_open"}),
        ("reads=1", {"ledger_view"}),
        ("action=create", {"create"}),
        ("actor=handler1", {"ledger_view"}),
        ("actor=nobody", set()),
        ("until=2020-01-01", set()),
        ("since=2020-01-01", {"create", "mark_open", "ledger_view"}),
        ("since=0001-01-01&until=9999-12-31", {"create", "mark_open", "ledger_view"}),
        ("since=2999-01-01", set()),
        ("kind=views&action=create", set()),
        ("kind=changes&actor=clerk1", {"create", "mark_open"}),
    ],
)
def test_events_are_filtered(client, file_url, query, actions):
    rows = items(client("handler1").get(f"{file_url}/@ledger?{query}"))
    assert {row["action"] for row in rows} == actions


@pytest.mark.parametrize(
    "query",
    [
        "reads=2",
        "since=yesterday",
        "until=2026-02-30",
        "b_start=-1",
        "b_size=0",
        "b_size=1001",
        "b_size=x",
        "contained=yes",
        "action=%3Cb%3E",
        "kind=other",
        "b_start=99999999999999999999999",
        "since:list=2026-01-01",
    ],
)
def test_a_bad_filter_is_named(client, file_url, query):
    answer = client("handler1").get(f"{file_url}/@ledger?{query}")
    assert answer.status_code == 400
    name = query.split("=")[0].removesuffix(":list")
    assert [error["field"] for error in answer.json()["errors"]] == [name]


def test_a_file_tells_of_its_records_as_far_as_the_reader_sees_them(
    client, file_url, open_record, secret
):
    mine = items(client("handler1").get(f"{file_url}/@ledger?contained=1"))
    others = items(client("clerk1").get(f"{file_url}/@ledger?contained=1"))
    audit = items(client("auditor1").get(f"{file_url}/@ledger?contained=1"))
    alone = items(client("clerk1").get(f"{file_url}/@ledger"))
    file_uid, secret_uid = uid_of(client, file_url), uid_of(client, secret)
    open_uid = uid_of(client, open_record)
    assert {row["uid"] for row in mine} == {file_uid, open_uid}
    assert {row["uid"] for row in others} == {file_uid, open_uid}
    assert {row["uid"] for row in alone} == {file_uid}
    reduced = [row for row in audit if set(row) == REDUCED]
    assert len(reduced) >= 3
    hidden = {row["seq"] for row in ledger.read(limit=None, uid=secret_uid)}
    assert {row["seq"] for row in reduced} <= hidden


def uid_of(client, url):
    return client("secrecy_officer").get(url).json()["UID"]


@pytest.mark.parametrize("user", AUDITORS)
def test_auditors_read_place_time_and_hash_of_a_hidden_record(client, secret, user):
    answer = client(user).get(f"{secret}/@ledger")
    rows = items(answer)
    assert len(rows) >= 4
    assert {frozenset(row) for row in rows} == {frozenset(REDUCED)}
    assert set(answer.json()) == {"items", "items_total", "next"}
    assert seen_in(answer, secret) == []
    assert client(user).get(secret).status_code == 404


@pytest.mark.parametrize("query", ["action=create", "actor=handler1", "reads=0"])
def test_a_filter_tells_nothing_of_a_hidden_record(client, secret, query):
    assert items(client("auditor1").get(f"{secret}/@ledger?{query}")) == []


@pytest.mark.parametrize("user", [*STRANGERS, None])
def test_hidden_and_missing_are_the_same_to_all_others(client, secret, user):
    missing = secret[:-4] + "0000"
    answers = [client(user).get(f"{url}/@ledger") for url in (secret, missing)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    assert seen_in(answers[0], secret) == []


@pytest.mark.parametrize("user", AUDITORS)
@pytest.mark.parametrize(
    "call",
    [
        ("GET", ""),
        ("GET", "/@confidentiality"),
        ("GET", "/@ledger/x"),
        ("GET", "/@ledger?@@custody/title:method=x"),
        ("GET", "/@@download/file"),
        ("GET", "/title"),
        ("GET", "/@@custody/context"),
        ("GET", "/@@historyview"),
        ("POST", "/@ledger"),
        ("PATCH", "/@ledger"),
        ("DELETE", "/@ledger"),
        ("PUT", "/@ledger"),
        ("POST", "/@@custody"),
        ("GET", "/++view++custody"),
        ("GET", "/@ledger?manage_main:method=x"),
    ],
)
def test_no_other_way_leads_auditors_to_a_hidden_record(client, secret, user, call):
    method, path = call
    answer = client(user).call(method, f"{secret}{path}")
    assert answer.status_code in (404, 405), answer.text
    assert seen_in(answer, secret) == []


@pytest.mark.parametrize("user", AUDITORS)
def test_the_feed_gives_all_events_and_reduces_what_is_hidden(client, secret, user):
    # Other tests wrote into the same ledger; some pages go through all of it.
    found, since, limit = [], 0, max(7, ledger.size() // 9)
    while since is not None:
        answer = client(user).get(f"@ledger?since={since}&limit={min(limit, 1_000)}")
        assert seen_in(answer, secret) == []
        found += items(answer)
        assert len(items(answer)) <= limit
        since = answer.json()["next"]
    assert [row["seq"] for row in found] == list(range(1, len(found) + 1))
    whole = {row["action"] for row in found if set(row) != REDUCED}
    assert {"create", "user_create", "appoint", "ledger_view"} <= whole
    hidden = ledger.read(limit=None, uid=uid_of(client, secret))
    assert hidden
    for row in hidden:
        if row["seq"] <= len(found):
            assert set(found[row["seq"] - 1]) == REDUCED


def test_an_external_system_reads_of_its_own_files_alone(client, body, secret):
    before = ledger.size()
    own = client("clerk1").post("files", **body(external_system="platform")).json()
    answer = client("platform").get(f"@ledger?limit=1000&since={before}")
    assert {row["uid"] for row in items(answer)} == {own["UID"]}
    assert seen_in(answer, secret) == []


@pytest.mark.parametrize("path", ["@ledger", "@ledger-proof?seq=1"])
@pytest.mark.parametrize(
    ("user", "status"),
    [
        (None, 401),
        ("party1", 403),
        ("handler1", 403),
        ("sysadmin", 403),
        ("auditor1", 200),
        ("supervisor1", 200),
        ("platform", 200),
    ],
)
def test_the_ledger_of_the_site_is_for_auditors(client, path, user, status):
    checkpoints.make()
    assert client(user).get(path).status_code == status


@pytest.mark.parametrize(
    "query", ["since=x", "since=-1", "limit=0", "limit=1001", "limit=1.5"]
)
def test_a_bad_place_in_the_feed_is_named(client, query):
    answer = client("auditor1").get(f"@ledger?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


@pytest.mark.parametrize("user", ["handler1", "auditor1"])
def test_each_look_is_an_event(client, file_url, user):
    before = ledger.size()
    client(user).get(f"{file_url}/@ledger?actor=张三&reads=0")
    row = ledger.read(before, 1)[0]
    assert row["action"] == "ledger_view"
    assert row["actor"] == user
    assert '"reads":"0"' in row["details"]
    # What was typed may be the name of a party.
    assert "张三" not in row["details"]
    assert "party:" in row["details"]


@pytest.mark.parametrize("user", ["section_head1", *AUDITORS])
@pytest.mark.parametrize("path", ["@ledger", "@@custody"])
def test_a_look_at_a_restricted_record_is_no_view_of_it(client, secret, user, path):
    before = ledger.size()
    assert client(user).get(f"{secret}/{path}").status_code == 200
    found = ledger.read(before)
    assert [(row["action"], row["actor"]) for row in found] == [("ledger_view", user)]
    assert ("office:section_head" in found[0]["details"]) == (user == "section_head1")


def test_a_look_that_cannot_be_written_shows_nothing(client, file_url, monkeypatch):
    def down(*_args, **_kwargs):
        raise ledger.LedgerUnavailable("down")

    monkeypatch.setattr(ledger, "record_now", down)
    answer = client("handler1").get(f"{file_url}/@ledger")
    assert answer.status_code == 503
    assert "items" not in answer.json()


@pytest.mark.parametrize(
    ("title", "kind", "shown"),
    [("受理通知书", "issued_document", True), (CANARIES["title"], None, False)],
)
def test_of_a_deleted_draft_auditors_see_what_was_open(client, add, title, kind, shown):
    before = ledger.size()
    values = {"record_kind": kind or "internal_approval", "title": title}
    if kind:
        values["document_name"] = title
    made = add("TextRecord", **values).json()
    client("handler1").call("DELETE", made["@id"])
    rows = items(client("auditor1").get(f"@ledger?limit=1000&since={before}"))
    mine = {row["seq"] for row in ledger.read(limit=None, uid=made["UID"])}
    whole = [row for row in rows if row["seq"] in mine and set(row) != REDUCED]
    assert bool(whole) == shown
    assert len(whole) in (0, len(mine))


def test_a_restricted_record_is_read_by_its_handler(client, secret):
    rows = items(client("section_head1").get(f"{secret}/@ledger"))
    assert "restrict" in {row["action"] for row in rows}
    assert "@id" in client("section_head1").get(f"{secret}/@ledger").json()


def test_an_extraction_is_hidden_with_what_it_is_made_from(client, file_url):
    uid, clip = add_clip(client, file_url)
    made = add_sheet(client, [uid]).json()
    url = made["@id"]
    assert "create" in {
        row["action"] for row in items(client("auditor1").get(f"{url}/@ledger"))
    }
    assert decide(client, clip, "COMMERCIAL").status_code == 200
    for user in AUDITORS:
        answer = client(user).get(f"{url}/@ledger")
        assert {frozenset(row) for row in items(answer)} == {frozenset(REDUCED)}
        assert seen_in(answer, url) == []
        page = client(user).get(f"{url}/@@custody")
        assert page.status_code == 200
        assert seen_in(page, url) == []
    assert client("handler2").get(f"{url}/@ledger").status_code == 404
    assert client("handler2").get(f"{url}/@@custody").status_code == 404
