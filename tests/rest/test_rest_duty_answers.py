"""What only a person decides, and excuses: by whom, beside the finding, for ever."""

from lingchuan.records.ledger import api as ledger

import pytest


TALK = {
    "activity_kind": "interview",
    "starts": "2026-03-20T14:00:00+08:00",
    "ends": "2026-03-20T14:50:00+08:00",
}
CLIP = {
    "medium": "video",
    "device_kind": "fixed_room",
    "starts": "2026-03-20T13:58:00+08:00",
    "ends": "2026-03-20T14:55:00+08:00",
    "notice_given": True,
    "file": {"data": "AAAA", "encoding": "base64", "filename": "a.mp4"},
    "interruptions": [
        {
            "starts": "2026-03-20T14:10:00+08:00",
            "ends": "2026-03-20T14:12:00+08:00",
            "cause": "OTHER_OBJECTIVE",
            "reason": "进入配电室，按规定关闭设备",
            "voice_explained": True,
            "voice_offset_s": 720,
        }
    ],
}


@pytest.fixture
def talk(add):
    """An interview, saved long after its day, whose cause of a break must be confirmed."""
    url = add("HearingRecord", **TALK).json()["@id"]
    answer = add("MediaEvidence", where=url, **CLIP)
    assert answer.status_code == 201, answer.text
    return url


@pytest.fixture
def recording(client, file_url, talk):
    """Return the finding of a rule as a user sees it."""

    def found(rule, user="handler1"):
        answer = client(user).get(f"{file_url}/@recording").json()
        (one,) = [one for one in answer["findings"] if one["rule"] == rule]
        return one

    return found


def sent(finding, outcome, reason="已核对配电室规定"):
    return {
        "rule": finding["rule"],
        "target": finding["target"]["UID"],
        "part": finding["part"],
        "outcome": outcome,
        "reason": reason,
    }


def test_what_only_a_person_decides_is_a_note_once_it_is_confirmed(
    client, file_url, recording
):
    finding = recording("R15-3")
    assert (finding["verdict"], finding["answers"]) == ("HUMAN", [])
    answer = client("bureau_head").post(
        f"{file_url}/@recording", **sent(finding, "accepted")
    )
    assert answer.status_code == 200, answer.text
    finding = recording("R15-3")
    assert finding["verdict"] == "WARN"
    (said,) = finding["answers"]
    assert said["reason"] == "已核对配电室规定"
    assert (said["outcome"], said["by"]) == ("accepted", "bureau_head")
    uid = client("handler1").get(file_url).json()["UID"]
    assert ledger.last_event(uid)["action"] == "answer_duty"


def test_a_second_word_counts_from_then_on_and_the_first_stays(
    client, file_url, recording
):
    finding = recording("R15-3")
    for outcome in ("accepted", "rejected"):
        body = sent(finding, outcome)
        client("bureau_head").post(f"{file_url}/@recording", **body)
    finding = recording("R15-3")
    assert finding["verdict"] == "FAIL"
    outcomes = [one["outcome"] for one in finding["answers"]]
    assert outcomes == ["accepted", "rejected"]


def test_an_excuse_stands_beside_a_failure_and_takes_nothing_away(
    client, file_url, recording
):
    finding = recording("R18-1")
    body = sent(finding, "excused", "设备送修，返回后存入")
    answer = client("section_head1").post(f"{file_url}/@recording", **body)
    assert answer.status_code == 200, answer.text
    finding = recording("R18-1")
    assert finding["verdict"] == "FAIL"
    assert finding["answers"][0]["reason"] == "设备送修，返回后存入"
    assert finding["answers"][0]["role"] == "Section Head"


@pytest.mark.parametrize(
    ("user", "status"),
    [("handler1", 403), ("clerk1", (403, 400)), ("party2", 404), (None, (401, 404))],
)
def test_others_say_nothing(client, file_url, recording, user, status):
    body = sent(recording("R15-3"), "accepted")
    answer = client(user).post(f"{file_url}/@recording", **body)
    allowed = status if isinstance(status, tuple) else (status,)
    assert answer.status_code in allowed, answer.text
    assert recording("R15-3")["answers"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": 7}, "reason"),
        ({"outcome": "excused"}, "outcome"),
        ({"outcome": "yes"}, "outcome"),
        ({"rule": "R15-9"}, "rule"),
        ({"target": "none"}, "rule"),
        ({"more": "x"}, "more"),
    ],
)
def test_an_answer_that_is_none_is_bad_input(
    client, file_url, recording, change, field
):
    body = sent(recording("R15-3"), "accepted") | change
    answer = client("bureau_head").post(f"{file_url}/@recording", **body)
    assert answer.status_code == 400, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert recording("R15-3")["answers"] == []


def test_when_the_facts_change_it_is_asked_anew(client, file_url, recording, talk):
    body = sent(recording("R15-3"), "accepted")
    client("bureau_head").post(f"{file_url}/@recording", **body)
    handler = client("handler1")
    clip = handler.get(talk).json()["items"][0]["@id"]
    rows = CLIP["interruptions"][0] | {"reason": "设备掉落"}
    assert handler.patch(clip, interruptions=[rows]).status_code == 204
    finding = recording("R15-3")
    assert (finding["verdict"], finding["answers"]) == ("HUMAN", [])


def test_a_number_of_a_person_in_a_reason_is_masked(client, file_url, recording):
    number = "999900199001010014"
    body = sent(recording("R18-1"), "excused", f"当事人{number}要求延后")
    answer = client("section_head1").post(f"{file_url}/@recording", **body)
    assert answer.status_code == 200, answer.text
    page = client("handler1")
    page.session.headers["Accept"] = "text/html"
    shown = page.get(f"{file_url}/@@gaps").text
    said = recording("R18-1")["answers"][0]["reason"]
    assert number not in answer.text + shown
    for text in (said, shown):
        assert "999900********0014要求延后" in text
