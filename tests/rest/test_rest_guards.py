"""What a file owes refuses its steps from outside: the same reasons as its list has."""

from tests.cases.entering import enter
from tests.cases.loading import FILE
from tests.cases.loading import variants
from tests.rest.case_site import set_for

import pytest


CASES = {one.id: one for one in variants()}
TALK = {
    "activity_kind": "interview",
    "place": "局约谈室",
    "starts": "2026-05-20T14:00:00+08:00",
    "ends": "2026-05-20T14:50:00+08:00",
    "attendees": [{"name": "示例负责人", "role": "party", "signed": True}],
    "transcript": {"data": "<p>约谈笔录</p>", "content-type": "text/html"},
}
CLIP = {
    "medium": "video",
    "device_kind": "fixed_room",
    "starts": "2026-05-20T13:58:00+08:00",
    "ends": "2026-05-20T14:55:00+08:00",
    "place": "局约谈室",
    "persons": ["示例负责人"],
    "staff": ["handler1"],
    "summary": "约谈",
    "notice_given": True,
    "file": {"data": "AAAA", "encoding": "base64", "filename": "a.mp4"},
}
EARLY = CLIP | {"ends": "2026-05-20T14:05:00+08:00"}


def found(answer) -> list[dict]:
    """Return the findings of a refusal."""
    assert answer.status_code == 409, answer.text
    said = answer.json()
    assert said["type"] == "TransitionBlocked" and said["message"]
    return said["findings"]


def rules(answer) -> list[str]:
    return [one["rule"] for one in found(answer)]


@pytest.fixture
def talk(client, add):
    """A submitted interview without a recording."""
    url = add("HearingRecord", **TALK).json()["@id"]
    assert client("handler1").do(url, "submit").status_code == 200
    return url


def test_an_activity_is_sealed_once_its_recording_is_there(client, add, talk):
    handler = client("handler1")
    (finding,) = found(handler.do(talk, "seal"))
    assert (finding["rule"], finding["verdict"]) == ("R09-1", "FAIL")
    assert finding["article"].startswith("办法第九条")
    assert finding["target"]["@id"] == talk
    assert handler.get(talk).json()["review_state"] == "submitted"
    assert add("MediaEvidence", where=talk, **CLIP).status_code == 201
    assert handler.do(talk, "seal").status_code == 200
    assert handler.get(talk).json()["review_state"] == "sealed"


def test_what_one_activity_lacks_hinders_no_other(client, add, talk):
    other = add("HearingRecord", **TALK | {"activity_kind": "oral_statement"})
    handler = client("handler1")
    handler.do(other.json()["@id"], "submit")
    assert handler.do(other.json()["@id"], "seal").status_code == 200


def test_no_file_is_decided_without_a_record(client, file_url, add):
    handler = client("handler1")
    assert handler.do(file_url, "accept", accepted_on="2026-03-10").status_code == 200
    answer = handler.do(file_url, "decide", decided_on="2026-03-20")
    assert set(rules(answer)) == {"R07-1"}
    assert handler.get(file_url).json()["review_state"] == "accepted"
    assert handler.get(file_url).json()["decided_on"] is None
    add("TextRecord", record_kind="issued_document", document_name="受理通知书")
    done = handler.do(file_url, "decide", decided_on="2026-03-20")
    assert done.status_code == 200, done.text


def test_a_file_is_closed_once_the_missing_minutes_are_there(client):
    entered = enter(CASES["S04"], client)
    refused = found(entered.did(FILE, "close"))
    assert {one["rule"] for one in refused} == {"R14-3", "R15-2"}
    assert any("4" in one["message"] for one in refused)
    told = ("rule", "article", "verdict", "message", "target")
    shown = entered.recording()["findings"]
    assert all(
        any(all(one[key] == other[key] for key in told) for other in shown)
        for one in refused
    )
    assert entered.file["closed_on"] is None
    add = client("handler1").post(
        entered.urls["talk"], **{"@type": "MediaEvidence"} | EARLY
    )
    assert add.status_code == 201, add.text
    assert entered.did(FILE, "close").status_code == 200
    assert entered.file["review_state"] == "closed"


@pytest.mark.parametrize(
    ("case", "user", "outcome"),
    [
        ("S05-no-voice", "section_head1", "excused"),
        ("S05-other-objective-cause", "supervisor1", "accepted"),
    ],
)
def test_what_is_excused_or_confirmed_stands_no_more_in_the_way(
    client, case, user, outcome
):
    entered = enter(CASES[case], client)
    url = entered.urls[FILE]
    for id in ("check", "first", "second") if user == "supervisor1" else ():
        officer = client("secrecy_officer")
        assert (
            officer.do(entered.urls[id], "mark_open", comment="无").status_code == 200
        )
    (finding,) = found(entered.did(FILE, "close"))
    (shown,) = [
        one
        for one in client(user).get(f"{url}/@recording").json()["findings"]
        if one["rule"] == finding["rule"] == "R15-3"
    ]
    said = {"rule": "R15-3", "target": shown["target"]["UID"], "part": shown["part"]}
    body = said | {"outcome": outcome, "reason": "已核对当日记录"}
    answer = client(user).post(f"{url}/@recording", **body)
    assert answer.status_code == 200, answer.text
    assert entered.did(FILE, "close").status_code == 200


def test_a_file_without_its_term_is_not_archived_until_it_has_one(client, site):
    case = CASES["S11-no-term"]
    with set_for(case, client):
        entered = enter(case, client)
        assert "R17-1" in rules(entered.did(FILE, "archive"))
        url, archivist = entered.urls[FILE], client("archivist1")
        assert archivist.patch(url, retention_class="y10").status_code == 204
        assert set(rules(entered.did(FILE, "archive"))) == {"R20-1"}
        for id in ("check", "check-note", "clip"):
            client("secrecy_officer").do(entered.urls[id], "mark_open", comment="无")
        assert entered.did(FILE, "archive").status_code == 200
        assert entered.file["review_state"] == "archived"


@pytest.fixture
def served(client, file_url, add, talk):
    """A served file whose interview lacks a recording."""
    add("TextRecord", record_kind="issued_document", document_name="受理通知书")
    handler = client("handler1")
    for step, day in (("accept", "10"), ("decide", "20"), ("serve", "21")):
        field = {"accept": "accepted_on", "decide": "decided_on", "serve": "served_on"}
        done = handler.do(file_url, step, **{field[step]: f"2026-03-{day}"})
        assert done.status_code == 200, done.text
    return file_url


def test_what_somebody_may_not_see_is_only_counted(client, served, talk):
    said = {"kinds": ["COMMERCIAL"], "holder": "示例小吃店", "comment": "配方"}
    uid = client("handler1").get(talk).json()["UID"]
    done = client("secrecy_officer").do(talk, "restrict", **said)
    assert done.status_code == 200, done.text
    assert client("handler1").get(talk).status_code == 404
    answer = client("handler1").do(served, "close")
    (finding,) = found(answer)
    assert (finding["rule"], finding["verdict"]) == ("R20-1", "BLOCK")
    assert "1" in finding["message"]
    file_uid = client("handler1").get(served).json()["UID"]
    assert finding["target"]["UID"] == file_uid
    for told in (uid, talk, TALK["place"], "R09-1", "第九条"):
        assert told not in answer.text
    (seen,) = found(client("bureau_head").do(served, "close"))
    assert (seen["rule"], seen["target"]["UID"]) == ("R09-1", uid)


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("supervisor1", 403),
        ("clerk1", 403),
        ("handler2", 403),
        ("party2", 404),
        (None, (401, 404)),
    ],
)
@pytest.mark.parametrize("step", ["close", "seal"])
def test_who_may_not_take_the_step_is_told_nothing_of_what_is_owed(
    client, served, talk, user, status, step
):
    url = served if step == "close" else talk
    answer = client(user).do(url, step)
    # Nobody has decided on the interview: it is not there for most.
    allowed = (status,) if isinstance(status, int) else status
    allowed += (404,) if step == "seal" else ()
    assert answer.status_code in allowed, answer.text
    assert "findings" not in answer.json() and "R09-1" not in answer.text
