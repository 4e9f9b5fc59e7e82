"""R09-1, R10-1 … R10-4: an activity is recorded in the ways that are owed."""

from datetime import date
from lingchuan.records.core.rules.activities import R09_1
from lingchuan.records.core.rules.activities import R10_1
from lingchuan.records.core.rules.activities import R10_1_PAPER
from lingchuan.records.core.rules.activities import R10_2
from lingchuan.records.core.rules.activities import R10_3
from lingchuan.records.core.rules.activities import R10_4
from tests.core.recorded_cases import around
from tests.core.recorded_cases import at
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import findings
from tests.core.recorded_cases import found
from tests.core.recorded_cases import hearing
from tests.core.recorded_cases import PAPER
from tests.core.recorded_cases import REGISTERED

import pytest


DAY = "2026-05-14"
DUE = "2026-05-15"
BEFORE, AFTER = around(f"{DUE} 23:59:59"), around("2026-05-16 00:00")
INDOORS = hearing(DAY, "14:00", "14:50")
OUTDOORS = field_work(DAY, "15:00", "15:30", triggers=("INCIDENT",))
CAMERA = clip(DAY, "14:50", "15:40")
PHONE = changed(CAMERA, device_kind="phone")
OF_TRIGGER = {
    "LEAVE_SERVICE": R10_1,
    "OBSTRUCTION": R10_2,
    "INCIDENT": R10_3,
    "AGENCY_DECISION": R10_4,
}


def test_r09_1_passes_an_interview_with_text_and_any_av():
    assert found(R09_1, case_of(INDOORS, PHONE), AFTER) == []
    photo = changed(PHONE, medium="photo", ends=None)
    assert found(R09_1, case_of(INDOORS, photo), AFTER) == []


@pytest.mark.parametrize(
    ("now", "verdict", "overdue"),
    [
        (BEFORE, "OPEN", 0),
        (AFTER, "FAIL", 0),
        (around("2026-05-18 09:00"), "FAIL", 1),
    ],
)
def test_r09_1_leaves_what_is_missing_open_until_it_is_to_be_saved(
    now, verdict, overdue
):
    case = case_of(changed(INDOORS, has_transcript=False))
    assert found(R09_1, case, now) == [
        ("text", "text_missing", verdict),
        ("av", "av_missing", verdict),
    ]
    for one in findings(R09_1, case, now):
        assert (one.due, one.overdue_workdays) == (date.fromisoformat(DUE), overdue)


def test_r09_1_fails_at_the_hour_that_the_bureau_has_set():
    case, closing = case_of(INDOORS), at(f"{DUE} 17:30").time()
    for now, verdict in ((f"{DUE} 17:30", "OPEN"), (f"{DUE} 17:30:01", "FAIL")):
        set_so = around(now, save_until=closing)
        assert found(R09_1, case, set_so) == [("av", "av_missing", verdict)]


def test_r09_1_counts_no_recording_without_a_file():
    empty = case_of(INDOORS, changed(CAMERA, has_file=False))
    assert found(R09_1, empty, AFTER) == [("av", "av_missing", "FAIL")]


def test_r09_1_asks_nothing_before_the_end_off_premises_or_of_another_kind():
    assert found(R09_1, case_of(INDOORS), around(f"{DAY} 14:49:59")) == []
    assert found(R09_1, case_of(changed(INDOORS, ends=None)), AFTER) == []
    assert found(R09_1, case_of(changed(INDOORS, premises=False)), AFTER) == []
    assert found(R09_1, case_of(changed(INDOORS, kind="other")), AFTER) == []


def test_r09_1_and_r10_ask_nothing_from_before_the_measures():
    day = date.fromisoformat(DAY)
    for since, count in ((day, 1), (date(2026, 5, 15), 0)):
        now = around("2026-05-20 12:00", in_force_since=since)
        assert len(found(R09_1, case_of(INDOORS), now)) == count
        assert len(found(R10_3, case_of(OUTDOORS), now)) == count
        startless = changed(INDOORS, starts=None)
        assert len(found(R09_1, case_of(startless), now)) == count


def test_r09_1_is_open_and_provisional_where_no_notice_covers_the_due_day():
    case = case_of(hearing("2031-03-03", "14:00", "14:50"))
    (one,) = findings(R09_1, case, around("2031-03-10 12:00"))
    assert (one.verdict, one.provisional) == ("OPEN", True)
    assert one.due == date(2031, 3, 4)


def test_r09_1_fails_a_sure_day_and_counts_days_that_are_not():
    case = case_of(hearing("2026-12-30", "14:00", "14:50"))
    for now, provisional in (("2027-01-01 00:00", True), ("2026-12-31 23:59", False)):
        (one,) = findings(R09_1, case, around(now))
        assert (one.verdict == "FAIL", one.provisional) == (provisional, provisional)
        assert one.due == date(2026, 12, 31)


@pytest.mark.parametrize("trigger", OF_TRIGGER)
def test_r10_n_asks_for_text_and_a_body_camera_at_its_own_trigger_alone(trigger):
    activity = changed(OUTDOORS, triggers=(trigger,), trigger_basis="会议纪要")
    for other, rule in OF_TRIGGER.items():
        bare = found(rule, case_of(activity, papers=None), AFTER)
        missing = [("text", "text_missing", "FAIL"), ("av", "av_missing", "FAIL")]
        assert bare == (missing if other == trigger else [])
        assert found(rule, case_of(activity, CAMERA), AFTER) == []


def test_r10_n_is_open_until_the_recording_is_to_be_saved():
    assert found(R10_3, case_of(OUTDOORS), BEFORE) == [("av", "av_missing", "OPEN")]


def test_r10_n_waits_for_a_return_that_nobody_has_entered():
    away = changed(OUTDOORS, save_exception="REMOTE")
    (one,) = findings(R10_3, case_of(away), AFTER)
    assert (one.verdict, one.due) == ("OPEN", None)
    (one,) = findings(R10_3, case_of(away), around("2026-05-23 00:00"))
    assert (one.verdict, one.due) == ("FAIL", date(2026, 5, 15))
    back = changed(away, returned_on=date(2026, 5, 18))
    for now, verdict in (("2026-05-19 12:00", "OPEN"), ("2026-05-20 00:00", "FAIL")):
        (one,) = findings(R10_3, case_of(back), around(now))
        assert (one.verdict, one.due) == (verdict, date(2026, 5, 19))


def test_r10_n_fails_another_device_than_a_body_camera_at_once():
    wrong = [("device", "wrong_device", "FAIL")]
    assert found(R10_3, case_of(OUTDOORS, PHONE), BEFORE) == wrong
    assert found(R10_3, case_of(OUTDOORS, PHONE, CAMERA), BEFORE) == []


def test_r10_n_believes_the_register_about_the_kind_of_a_device():
    known = changed(PHONE, device=REGISTERED)
    assert found(R10_3, case_of(OUTDOORS, known), AFTER) == []
    claimed = changed(CAMERA, device=changed(REGISTERED, kind="phone"))
    assert found(R10_3, case_of(OUTDOORS, claimed), AFTER) == [
        ("device", "wrong_device", "FAIL")
    ]
    kindless = changed(CAMERA, device=changed(REGISTERED, kind=""))
    assert found(R10_3, case_of(OUTDOORS, kindless), AFTER) == []


def test_r10_4_warns_where_nobody_says_what_the_bureau_decided():
    activity = changed(OUTDOORS, triggers=("AGENCY_DECISION",))
    assert found(R10_4, case_of(activity, CAMERA), AFTER) == [
        ("basis", "trigger_basis_missing", "WARN")
    ]


LEFT = changed(
    PAPER,
    kind="service_document",
    activity=None,
    service_method="leaving",
    premises=False,
    served_on=date.fromisoformat(DAY),
)


def test_r10_1_asks_for_a_body_camera_of_a_leaving_that_no_field_record_tells_of():
    loose = case_of(None, papers=(LEFT,))
    assert found(R10_1_PAPER, loose, BEFORE) == [("av", "leaving_unrecorded", "OPEN")]
    assert found(R10_1_PAPER, loose, AFTER) == [("av", "leaving_unrecorded", "FAIL")]
    for film, count in (
        (CAMERA, 0),
        (PHONE, 1),
        (clip("2026-05-13", "09:00", "10:00"), 1),
    ):
        shown = case_of(None, changed(film, activity=None), papers=(LEFT,))
        assert len(found(R10_1_PAPER, shown, AFTER)) == count


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"premises": None}, [("premises", "service_place_missing", "WARN")]),
        ({"premises": True}, []),
        ({"service_method": "direct"}, []),
        ({"served_on": None}, []),
        ({"served_on": date(2026, 5, 17)}, []),
        ({"activity": "act"}, []),
    ],
)
def test_r10_1_asks_nothing_of_a_paper_that_is_no_loose_leaving(change, expected):
    case = case_of(OUTDOORS, papers=(changed(LEFT, **change),))
    assert found(R10_1_PAPER, case, AFTER) == expected
