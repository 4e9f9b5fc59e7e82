"""What outsiders may send in more than one form, and what is kept of it."""

import pytest


@pytest.mark.parametrize(
    ("kind", "number", "status"),
    [
        ("other", "E12345678", 201),
        ("other", "H1234567(8)", 201),
        ("other", "999900199001010014", 201),
        ("other", "999900199001010015", 400),
        ("other", "护照", 400),
        ("natural", "E12345678", 400),
        ("legal", "E12345678", 400),
    ],
)
def test_papers_of_another_kind_are_for_who_is_of_none_of_the_three(
    client, body, kind, number, status
):
    sent = body(applicant_type=kind, applicant_id_number=number)
    answer = client("clerk1").post("files", **sent)
    assert answer.status_code == status, answer.text
    if status == 400:
        (error,) = answer.json()["errors"]
        assert error["field"] == "applicant_id_number"


def test_defaults_are_stored_and_the_same_for_every_reader(client, body):
    sent = body()
    for name in ("handlers", "unit", "received_on"):
        del sent[name]
    url = client("handler1").post("files", **sent).json()["@id"]
    keys = ("handlers", "unit", "received_on")
    seen = [
        {key: client(user).get(url).json()[key] for key in keys}
        for user in ("handler1", "clerk1", "section_head1", "bureau_head")
    ]
    assert all(one == seen[0] for one in seen)
    assert seen[0]["handlers"] == ["handler1"]


@pytest.mark.parametrize("key", ["UID", "token"])
def test_an_activity_is_named_by_its_uid_however_it_is_wrapped(client, add, key):
    uid = add("FieldRecord", title="外出").json()["UID"]
    url = add("TextRecord", title="笔录", activity={key: uid}).json()["@id"]
    assert client("handler1").get(url).json()["activity"] == uid


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>问：<b>何时</b></p>", "<b>何时</b>"),
        ({"data": "<p>答</p>", "content-type": "text/html"}, "<p>答</p>"),
        ({"data": "问：a<b\n答：是", "content-type": "text/plain"}, "a&lt;b<br"),
        ("<p>水量 a &lt; b</p>", "水量 a &lt; b</p>"),
    ],
)
def test_a_transcript_is_html_or_plain_text(client, add, sent, kept):
    url = add("HearingRecord", title="听证", transcript=sent).json()["@id"]
    got = client("handler1").get(url).json()["transcript"]
    assert kept in got["data"]
    assert client("handler1").patch(url, transcript=got).status_code == 204
    assert client("handler1").get(url).json()["transcript"] == got


def test_a_transcript_of_another_kind_is_refused(add):
    sent = {"data": "# 标题", "content-type": "text/markdown"}
    answer = add("HearingRecord", title="听证", transcript=sent)
    assert [e["field"] for e in answer.json()["errors"]] == ["transcript"]


@pytest.mark.parametrize("sent", [True, False, ["告知书", "决定书"], []])
def test_documents_served_are_named_or_just_said(client, add, sent):
    url = add("FieldRecord", title="送达", documents_served=sent).json()["@id"]
    assert client("handler1").get(url).json()["documents_served"] == sent


def test_reason_and_comment_of_a_step_are_both_kept(client, add):
    url = add("TextRecord", title="笔录").json()["@id"]
    handler = client("handler1")
    assert handler.do(url, "submit").status_code == 200
    done = handler.do(url, "void", reason="误录", comment="另案")
    assert done.json()["comments"] == "误录；另案"


CAUSES = "DEVICE_FAULT DAMAGE BAD_WEATHER BATTERY STORAGE OTHER_OBJECTIVE".split()


BREAK = {"starts": "2026-03-10T09:00:00+08:00", "ends": "2026-03-10T09:05:00+08:00"}
NO_NEED = "操作人员认为无需拍摄"


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        *((cause, None) for cause in (*CAUSES[:-1], None)),
        ("OTHER_OBJECTIVE", "地下室禁用电子设备"),
        (NO_NEED, "现场平静"),
    ],
)
def test_a_break_has_a_cause_of_article_15_or_another_with_its_reason(
    client, add, cause, reason
):
    sent = BREAK | {"cause": cause, "reason": reason}
    answer = add("MediaEvidence", interruptions=[sent])
    assert answer.status_code == 201, answer.json()
    url, handler = answer.json()["@id"], client("handler1")
    kept = handler.get(url).json()["interruptions"]
    assert (kept[0]["cause"], kept[0]["reason"]) == (cause, reason)
    assert handler.patch(url, interruptions=kept).status_code == 204


@pytest.mark.parametrize("cause", ["OTHER_OBJECTIVE", NO_NEED, "device_fault"])
@pytest.mark.parametrize("reason", [None, " "])
def test_a_break_for_another_cause_without_a_reason_is_refused(
    client, file_url, add, cause, reason
):
    sent = BREAK | {"cause": cause, "reason": reason}
    answer = add("MediaEvidence", interruptions=[BREAK, sent])
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["field"] == "interruptions"
    assert "Interruption 2" in error["message"] and "reason" in error["message"]
    assert client("handler1").get(file_url).json()["items_total"] == 0


@pytest.mark.parametrize("cause", [5, ["BATTERY"], "电量\n不足"])
def test_a_cause_that_is_no_line_is_refused(add, cause):
    answer = add("MediaEvidence", interruptions=[{"cause": cause, "reason": "无"}])
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "interruptions"


SPAN = {"starts": "2026-03-10T09:00:00+08:00", "ends": "2026-03-10T10:00:00+08:00"}


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [
        ("09:10", "09:20", 201),
        ("08:50", "09:00", 201),
        ("10:00", "10:10", 201),
        ("09:50", "10:10", 400),
        ("08:00", "08:30", 400),
        ("10:01", "10:10", 400),
        ("10:01", None, 400),
        (None, "08:59", 400),
        ("09:30", None, 201),
    ],
)
def test_an_interruption_lies_in_its_recording_or_touches_it(add, starts, ends, status):
    day = "2026-03-10T{}:00+08:00"
    row = {"starts": starts and day.format(starts), "ends": ends and day.format(ends)}
    answer = add("MediaEvidence", interruptions=[row], **SPAN)
    assert answer.status_code == status, answer.text
    if status != 201:
        assert [one["field"] for one in answer.json()["errors"]] == ["interruptions"]
