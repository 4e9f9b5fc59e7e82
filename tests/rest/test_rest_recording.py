"""`@recording`: how a file stands, as contract.md has it; for whom, and as of when."""

from lingchuan.records.core.rules.table import RULES
from lingchuan.records.recording.messages import TEXTS
from pathlib import Path

import lingchuan.records.core.rules as rules
import pytest
import re


TALK = {
    "activity_kind": "interview",
    "starts": "2026-03-20T14:00:00+08:00",
    "ends": "2026-03-20T14:50:00+08:00",
    "place": "约谈室",
    "transcript": {"data": "<p>约谈笔录</p>", "content-type": "text/html"},
}
CLIP = {
    "medium": "video",
    "device_kind": "fixed_room",
    "starts": "2026-03-20T14:04:00+08:00",
    "ends": "2026-03-20T14:55:00+08:00",
    "notice_given": True,
    "file": {"data": "AAAA", "encoding": "base64", "filename": "a.mp4"},
}


@pytest.fixture
def talk(add):
    """An interview whose recording begins four minutes late (S04)."""
    answer = add("HearingRecord", **TALK)
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"]


def rules_of(answer):
    return {one["rule"]: one for one in answer["findings"]}


def test_an_interview_recorded_late_names_the_articles_and_the_minutes(
    client, file_url, talk, add
):
    clip = add("MediaEvidence", where=talk, **CLIP)
    assert clip.status_code == 201, clip.text
    answer = client("handler1").get(f"{file_url}/@recording").json()
    found = rules_of(answer)
    assert found["R14-3"]["article"].startswith("办法第十四条")
    assert found["R15-2"]["article"].startswith("办法第十五条")
    assert found["R15-2"]["verdict"] == "FAIL"
    assert found["R15-2"]["target"]["@id"] == talk
    assert "4" in found["R15-2"]["message"]
    (activity,) = answer["activities"]
    assert (activity["@id"], activity["required"]) == (talk, ["text", "av"])
    assert activity["covered_s"] == 46 * 60
    (gap,) = activity["gaps"]
    assert gap["starts"] == "2026-03-20T14:00:00+08:00"
    assert gap["explained"] is False
    assert answer["verdict"] == "FAIL"


def test_clocks_run_from_the_days_of_the_file(client, body):
    made = client("clerk1").post("files", **body()).json()["@id"]
    client("clerk1").do(made, "accept", accepted_on="2026-03-16")
    answer = client("handler1").get(f"{made}/@recording").json()
    (matter,) = answer["matters"]
    clocks = {one["rule"]: one for one in matter["clocks"]}
    assert clocks["L32"]["due"] == "2026-03-16"
    assert clocks["L32"]["verdict"] == "PASS"
    assert clocks["L42"]["done_on"] is None
    assert clocks["L42"]["verdict"] == "FAIL"
    early = client("handler1").get(f"{made}/@recording?as_of=2026-03-10").json()
    clocks = {one["rule"]: one for one in early["matters"][0]["clocks"]}
    assert clocks["L32"]["verdict"] == "OPEN"
    assert early["as_of"].startswith("2026-03-10T23:59:59")


@pytest.mark.parametrize(
    "sent", ["2026-03-10T09:00:00%2B08:00", "2026-03-10T09:00:00+08:00", "20260310"]
)
def test_a_moment_may_be_written_as_people_and_programs_write_it(
    client, file_url, sent
):
    answer = client("handler1").get(f"{file_url}/@recording?as_of={sent}")
    assert answer.json()["as_of"].startswith("2026-03-10T")


@pytest.mark.parametrize("sent", ["x", "2026-13-01", "9999999", "2026-03-10T25:00"])
def test_a_moment_that_is_none_is_bad_input(client, file_url, sent):
    answer = client("handler1").get(f"{file_url}/@recording?as_of={sent}")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["as_of"]


@pytest.mark.parametrize(("user", "status"), [("party2", 404), (None, 404)])
def test_who_may_not_see_the_file_is_told_nothing(client, file_url, user, status):
    answer = client(user).get(f"{file_url}/@recording")
    assert answer.status_code in (status, 401)


def test_who_may_not_see_a_record_is_answered_as_if_there_were_none(
    client, file_url, talk, add
):
    """The supervisor sees the open file, and none of what is undecided in it."""
    ask = f"{file_url}/@recording?as_of=2026-11-01"
    client("secrecy_officer").post(
        f"{file_url}/@confidentiality", kinds=[], comment="公开"
    )
    uid = client("handler1").get(talk).json()["UID"]
    assert uid in client("handler1").get(ask).text
    seen = client("supervisor1").get(ask)
    assert seen.status_code == 200, seen.text
    assert uid not in seen.text and talk not in seen.text
    assert seen.json()["activities"] == []


def test_every_code_of_the_rules_has_its_text(client):
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(next(iter(rules.__path__))).glob("*.py")
    )
    named = set(re.findall(r'finding\(\s*\w+,\s*"(\w+)"', sources))
    assert len(named) > 20
    assert named <= set(TEXTS)
    assert {rule.article for rule in RULES if not rule.article} == set()


def test_a_file_of_half_filled_records_is_judged_all_the_same(client, file_url, add):
    for kind in ("TextRecord", "HearingRecord", "FieldRecord", "MediaEvidence"):
        assert add(kind).status_code == 201
    rows = {
        "interruptions": [{"cause": "BATTERY"}],
        "key_shots": [{"answer": "present"}],
        "starts": "2026-03-20T09:00:00+08:00",
    }
    assert add("MediaEvidence", **rows).status_code in (201, 400)
    assert add("TextRecord", signers=[{"signed": True}]).status_code in (201, 400)
    answer = client("handler1").get(f"{file_url}/@recording")
    assert answer.status_code == 200, answer.text
    page = client("handler1")
    page.session.headers["Accept"] = "text/html"
    for path in ("", "/@@gaps"):
        assert page.get(f"{file_url}{path}").status_code == 200


@pytest.mark.parametrize(("voice", "explained"), [(True, True), (False, False)])
def test_a_gap_is_explained_where_its_interruption_stands(
    client, file_url, talk, add, voice, explained
):
    stop = {
        "starts": "2026-03-20T14:20:00+08:00",
        "ends": "2026-03-20T14:25:00+08:00",
        "cause": "BATTERY",
        "voice_explained": voice,
        "voice_offset_s": 1560 if voice else None,
    }
    starts = {"starts": "2026-03-20T13:59:00+08:00", "device_kind": "body_camera"}
    clip = add("MediaEvidence", where=talk, **CLIP | starts, interruptions=[stop])
    assert clip.status_code == 201, clip.text
    answer = client("handler1").get(f"{file_url}/@recording").json()
    (gap,) = answer["activities"][0]["gaps"]
    assert gap["explained"] is explained
