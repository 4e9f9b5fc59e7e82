"""R04-1, R26-3: what was submitted, decided or saved does not change by PATCH."""

from lingchuan.records.content import facts

import datetime
import pytest


DECIDED = [{"code": "SPJY", "decision": "granted", "decision_number": "甲1"}]


@pytest.fixture
def photo(upload):
    """A small picture as JSON carries it; another one for another tail."""

    def make(tail: bytes = b"\xff\xd9") -> dict:
        return upload(b"\xff\xd8\xff\xe0" + tail, "照片.jpg", "image/jpeg")

    return make


@pytest.fixture
def decided(client, add, file_url):
    """The file, with a paper in it, decided."""
    handler = client("handler1")
    add("TextRecord", title="受理通知书")
    handler.do(file_url, "accept", accepted_on="2026-03-16")
    answer = handler.do(file_url, "decide", decided_on="2026-03-24", matters=DECIDED)
    assert answer.status_code == 200, answer.text
    return file_url


def codes(answer):
    """Return the rules of a refusal."""
    return [finding["rule"] for finding in answer.json()["findings"]]


def test_what_was_submitted_and_returned_is_not_deleted(client, add):
    handler, url = client("handler1"), add("TextRecord", title="笔录").json()["@id"]
    handler.do(url, "submit")
    assert handler.do(url, "return", reason="补页").status_code == 200
    answer = handler.call("DELETE", url)
    assert (answer.status_code, codes(answer)) == (409, ["R26-3"])


@pytest.mark.parametrize("new", [None, "other"])
def test_the_original_of_what_was_submitted_is_neither_replaced_nor_removed(
    client, add, photo, new
):
    handler = client("handler1")
    url = add("MediaEvidence", medium="photo", file=photo()).json()["@id"]
    handler.do(url, "submit")
    answer = handler.patch(url, file=photo(b"x") if new else None)
    assert (answer.status_code, codes(answer)) == (409, ["R04-1"])
    assert handler.get(url).json()["file"]["size"] == 6


def test_a_draft_without_its_file_claims_no_digest_of_it(client, add, photo):
    handler = client("handler1")
    url = add("MediaEvidence", medium="photo", file=photo()).json()["@id"]
    assert handler.patch(url, file=None).status_code == 204
    seen = handler.get(url).json()
    names = ("file", "sha256", "sm3", "size", "mime", "saved_at")
    assert [seen[name] for name in names] == [None] * len(names)


def test_saved_at_is_when_the_file_came_not_the_record(client, add, photo, monkeypatch):
    handler = client("handler1")
    url = add("MediaEvidence", medium="photo").json()["@id"]
    assert handler.get(url).json()["saved_at"] is None
    for day, tail in ((1, b"first"), (2, b"later")):
        moment = datetime.datetime(2026, 6, day, 12, tzinfo=facts.ZONE)
        monkeypatch.setattr(facts, "now", lambda moment=moment: moment)
        handler.patch(url, file=photo(tail))
        seen = handler.get(url).json()["saved_at"]
        assert datetime.datetime.fromisoformat(seen) == moment


@pytest.mark.parametrize("user", ["handler1", "section_head1"])
@pytest.mark.parametrize("decision", ["refused", None])
def test_a_second_decision_is_refused(client, decided, user, decision):
    rows = [{"code": "SPJY", "decision": decision}]
    answer = client(user).patch(decided, matters=rows)
    assert answer.status_code == 409, answer.text
    assert client(user).do(decided, "decide").status_code == 409


def test_who_may_not_decide_writes_no_decision(client, file_url, body):
    rows = [{"code": "SPJY", "decision": "granted"}]
    assert client("clerk1").patch(file_url, matters=rows).status_code == 403
    made = client("clerk1").post("files", **body(matters=rows))
    assert made.status_code == 403
    client("handler1").do(file_url, "accept")
    assert client("handler1").patch(file_url, matters=rows).status_code == 204


@pytest.mark.parametrize("field", ["accepted_on", "decided_on"])
def test_a_step_that_was_taken_keeps_its_date(client, decided, field):
    handler = client("handler1")
    assert handler.patch(decided, **{field: None}).status_code == 409
    assert handler.patch(decided, **{field: "2026-03-20"}).status_code == 204


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"title": "改"}, 409),
        ({"applicant_name": "改"}, 409),
        ({"decided_on": "2026-03-25"}, 409),
        ({"retention_class": "y30", "title": "改"}, 409),
        ({"retention_class": "y30"}, 204),
        ({"physical_location": "库房一"}, 204),
    ],
)
def test_the_archivist_changes_of_a_closed_file_its_keeping_alone(
    client, decided, changes, status
):
    handler = client("handler1")
    for step in ("serve", "close"):
        assert handler.do(decided, step).status_code == 200
    assert client("archivist1").patch(decided, **changes).status_code == status


def test_a_matter_that_records_name_stays(client, body, add):
    clerk = client("clerk1")
    both = [{"code": "SPJY"}, {"code": "GGWS"}]
    url = clerk.post("files", **body(matters=both)).json()["@id"]
    add("TextRecord", where=url, title="笔录", matter_codes=["GGWS"])
    answer = clerk.patch(url, matters=both[:1])
    assert [e["field"] for e in answer.json()["errors"]] == ["matters"]
    assert clerk.patch(url, matters=both[1:]).status_code == 204


def test_a_paper_names_an_activity_of_its_own_file(client, add, body):
    other = client("clerk1").post("files", **body()).json()["@id"]
    mine = add("FieldRecord").json()["UID"]
    foreign = add("FieldRecord", where=other).json()["UID"]
    for uid, status in ((mine, 201), (foreign, 400), ("nosuch", 400)):
        answer = add("TextRecord", title="笔录", activity=uid)
        assert answer.status_code == status, answer.text
        if status == 201:
            assert answer.json()["activity"] == mine


def test_hall_recordings_are_handled_by_the_archivist(client, photo):
    values = {"@type": "MediaEvidence", "medium": "photo", "file": photo()}
    url = client("clerk1").post("hall", **values).json()["@id"]
    assert client("clerk1").do(url, "submit").status_code == 200
    assert client("clerk1").do(url, "seal").status_code in (403, 404)
    assert client("archivist1").do(url, "seal").status_code == 200
