"""R18-1, R18-1b, R18-2: saved within one working day after the activity or the return."""

from datetime import date
from datetime import time
from datetime import UTC
from lingchuan.records.core.rules.saving import R18_1
from lingchuan.records.core.rules.saving import R18_1B
from lingchuan.records.core.rules.saving import R18_2
from lingchuan.records.core.workdays import Calendar
from tests.core.recorded_cases import around
from tests.core.recorded_cases import at
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import findings
from tests.core.recorded_cases import found

import pytest


# A Friday: due on Monday, 2026-03-09.
DAY, DUE = "2026-03-06", "2026-03-09"
LATER = around("2026-03-20 12:00")
WORK = field_work(DAY, "15:00", "16:30")


def saved(moment, activity=WORK, now=LATER, **changes):
    """Return (code, verdict, due, overdue) of what is found on a clip saved then."""
    film = clip(DAY, "15:00", "16:30", saved_at=at(moment) if moment else None)
    case = case_of(activity, changed(film, **changes))
    return [
        (one.code, one.verdict, str(one.due), one.overdue_workdays)
        for one in findings(R18_1, case, now)
    ]


@pytest.mark.parametrize(
    ("moment", "overdue"),
    [
        (f"{DAY} 16:31", None),
        (f"{DUE} 23:59:59", None),
        ("2026-03-10 00:00", 1),
        ("2026-03-13 09:00", 4),
        ("2026-03-14 09:00", 4),
    ],
)
def test_r18_1_is_late_from_the_midnight_after_the_next_working_day(moment, overdue):
    late = [] if overdue is None else [("saved_late", "FAIL", DUE, overdue)]
    assert saved(moment) == late


@pytest.mark.parametrize(
    ("moment", "count"), [(f"{DUE} 17:30", 0), (f"{DUE} 17:30:01", 1)]
)
def test_r18_1_is_late_after_the_hour_that_the_bureau_has_set(moment, count):
    now = around("2026-03-20 12:00", save_until=time(17, 30))
    assert saved(moment, now=now) == [("saved_late", "FAIL", DUE, 0)] * count


@pytest.mark.parametrize(
    ("moment", "hour", "params"),
    [
        (f"{DUE} 19:20", 18, {"due": f"{DUE} 18:00", "saved_on": f"{DUE} 19:20"}),
        (f"{DUE} 18:00:09", 18, {"due": f"{DUE} 18:00", "saved_on": f"{DUE} 18:00:09"}),
        (None, 18, {"due": f"{DUE} 18:00"}),
        ("2026-03-10 00:10", 0, {"due": DUE, "saved_on": "2026-03-10"}),
        (None, 0, {"due": DUE}),
    ],
)
def test_r18_1_tells_the_hour_where_the_bureau_has_set_one(moment, hour, params):
    # Whatever zone the saving was told in.
    saved_at = at(moment).astimezone(UTC) if moment else None
    film = clip(DAY, "15:00", "16:30", saved_at=saved_at)
    now = around("2026-03-20 12:00", save_until=time(hour))
    (one,) = findings(R18_1, case_of(WORK, film), now)
    assert dict(one.params) == params


@pytest.mark.parametrize(
    ("now", "verdict", "overdue"),
    [
        (f"{DUE} 23:59", "OPEN", 0),
        ("2026-03-10 00:00", "FAIL", 1),
        ("2026-03-11 08:00", "FAIL", 2),
    ],
)
def test_r18_1_leaves_an_unsaved_clip_open_until_its_due_day_is_over(
    now, verdict, overdue
):
    assert saved(None, now=around(now)) == [("not_saved", verdict, DUE, overdue)]


def test_r18_1_counts_make_up_days_and_holidays():
    # 2026-02-14 is a worked Saturday before the Spring Festival of 15 to 23 February.
    work = field_work("2026-02-13", "15:00", "16:30")
    assert saved("2026-02-15 09:00", work) == [("saved_late", "FAIL", "2026-02-14", 0)]
    work = field_work("2026-02-14", "15:00", "16:30")
    assert saved("2026-02-24 23:59", work) == []
    own = Calendar(overrides={date(2026, 3, 7): True})
    now = around("2026-03-20 12:00", calendar=own)
    assert saved(f"{DUE} 09:00", now=now) == [("saved_late", "FAIL", "2026-03-07", 1)]


def test_r18_1_judges_an_imported_clip_by_its_saving_all_the_same():
    assert saved("2026-03-10 09:00", imported=True) == [("saved_late", "FAIL", DUE, 1)]


def test_r18_1_counts_from_the_activity_and_a_loose_clip_from_its_own_end():
    film = clip("2026-03-05", "15:00", "16:00", saved_at=at(f"{DUE} 09:00"))
    assert found(R18_1, case_of(WORK, film), LATER) == []
    loose = changed(film, activity=None)
    (one,) = findings(R18_1, case_of(WORK, loose), LATER)
    assert one.due == date(2026, 3, 6)
    photo = changed(loose, medium="photo", ends=None)
    (one,) = findings(R18_1, case_of(WORK, photo), LATER)
    assert one.due == date(2026, 3, 6)
    timeless = changed(photo, starts=None)
    assert found(R18_1, case_of(WORK, timeless), LATER) == []


def test_r18_1_reckons_a_loose_clip_in_true_time():
    shown = ("2026-03-05", "23:50", "23:58")
    slow = clip(*shown, activity=None, saved_at=at(f"{DUE} 09:00"))
    assert len(found(R18_1, case_of(None, slow), LATER)) == 1
    slow = changed(slow, clock_offset_s=-600)
    assert found(R18_1, case_of(None, slow), LATER) == []
    fast = clip("2026-03-06", "00:05", "00:08", activity=None, clock_offset_s=600)
    fast = changed(fast, saved_at=at(f"{DUE} 09:00"))
    (one,) = findings(R18_1, case_of(None, fast), LATER)
    assert one.due == date(2026, 3, 6)


def test_r18_1_asks_nothing_before_the_end_or_of_the_hall():
    assert saved(None, now=around(f"{DAY} 16:29")) == []
    assert saved(None, changed(WORK, ends=None)) == []
    assert saved("2026-03-20 09:00", device_kind="hall_camera") == []
    now = around("2026-03-20 12:00", in_force_since=date(2026, 3, 7))
    assert saved("2026-03-10 09:00", now=now) == []


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2031-03-04 09:00", ""),
        ("2031-03-05 09:00", "saved_late"),
    ],
)
def test_r18_1_is_open_and_provisional_beyond_the_known_years(moment, code):
    # 2031-03-03 is a Monday of a year without a notice.
    case = case_of(
        field_work("2031-03-03", "15:00", "16:30"),
        clip("2031-03-03", "15:00", "16:30", saved_at=at(moment)),
    )
    told = findings(R18_1, case, around("2031-04-01 12:00"))
    assert [(one.code, one.verdict, one.provisional) for one in told] == (
        [(code, "OPEN", True)] if code else []
    )


@pytest.mark.parametrize(
    ("moment", "overdue", "provisional"),
    [("2026-12-31 18:30", 0, False), ("2027-01-05 09:00", 2, True)],
)
def test_r18_1_fails_a_sure_day_and_counts_days_that_are_not(
    moment, overdue, provisional
):
    case = case_of(
        field_work("2026-12-30", "15:00", "16:30"),
        clip("2026-12-30", "15:00", "16:30", saved_at=at(moment)),
    )
    now = around("2027-02-01 12:00", save_until=time(18))
    (one,) = findings(R18_1, case, now)
    assert (one.verdict, one.due) == ("FAIL", date(2026, 12, 31))
    assert (one.overdue_workdays, one.provisional) == (overdue, provisional)


def test_r18_1_is_not_sure_of_in_time_by_a_provisional_day():
    # From Friday to Monday: a notice may yet make that Saturday a working day.
    case = case_of(
        field_work("2031-03-07", "15:00", "16:30"),
        clip("2031-03-07", "15:00", "16:30", saved_at=at("2031-03-10 09:00")),
    )
    (one,) = findings(R18_1, case, around("2031-04-01 12:00"))
    assert (one.code, one.verdict, one.provisional) == (
        "saving_uncertain",
        "OPEN",
        True,
    )
    known = Calendar(known_years=frozenset((2031,)))
    assert found(R18_1, case, around("2031-04-01 12:00", calendar=known)) == []


BACK = changed(
    WORK, save_exception="REMOTE", returned_on=date(2026, 3, 11), certified_by="head"
)


@pytest.mark.parametrize("ground", ["CONTINUOUS", "ELSEWHERE", "REMOTE"])
def test_r18_1_counts_from_the_return_on_a_stated_ground(ground):
    away = changed(BACK, save_exception=ground)
    assert saved("2026-03-12 23:59", away) == []
    assert saved("2026-03-13 00:00", away) == [("saved_late", "FAIL", "2026-03-12", 1)]
    assert saved("2026-03-12 23:59", changed(away, certified_by="")) == []


def test_r18_1_takes_no_return_without_a_ground_or_before_the_end():
    groundless = changed(BACK, save_exception="")
    assert saved("2026-03-12 09:00", groundless) == [("saved_late", "FAIL", DUE, 3)]
    early = changed(BACK, returned_on=date(2026, 3, 5))
    assert saved("2026-03-10 09:00", early) == [("saved_late", "FAIL", DUE, 1)]


# The end of the fifth working day after the ordinary due day.
LAST = around("2026-03-16 23:59:59")


def test_r18_1_is_open_where_a_return_is_missing_and_the_usual_day_is_over():
    away = changed(BACK, returned_on=None)
    missing = [("return_missing", "OPEN", "None", 0)]
    assert saved("2026-03-10 00:00", away, LAST) == missing
    assert saved(None, away, LAST) == missing
    assert saved(f"{DUE} 23:59", away, LAST) == []
    to_come = changed(BACK, returned_on=date(2026, 3, 21))
    assert saved("2026-03-10 00:00", to_come) == missing
    today = changed(BACK, returned_on=date(2026, 3, 20))
    assert saved("2026-03-20 11:00", today) == []


def test_r18_1_waits_five_working_days_for_a_return_and_no_longer():
    away, then = changed(BACK, returned_on=None), around("2026-03-17 00:00")
    late = [("saved_late", "FAIL", DUE, 1)]
    assert saved("2026-03-10 00:00", away, then) == late
    assert saved(None, away, then) == [("not_saved", "FAIL", DUE, 6)]
    assert saved(f"{DUE} 23:59", away, then) == []
    assert saved("2026-03-12 23:59", BACK, then) == []


def test_r18_1_waits_on_where_no_notice_says_when_the_wait_is_over():
    away = changed(field_work("2026-12-28", "15:00", "16:30"), save_exception="REMOTE")
    then = around("2027-02-01 12:00")
    missing = [("return_missing", "OPEN", "None", 0)]
    assert saved(None, away, then) == missing


@pytest.mark.parametrize(
    ("returned_on", "count"), [(date(2026, 3, 5), 1), (date(2026, 3, 6), 0)]
)
def test_r18_1b_blocks_a_return_before_the_end(returned_on, count):
    blocked = [("returned_on", "return_before_end", "BLOCK")] * count
    for ground in ("REMOTE", ""):
        early = changed(BACK, returned_on=returned_on, save_exception=ground)
        assert found(R18_1B, case_of(early), LATER) == blocked


@pytest.mark.parametrize("certified_by", ["", " ", "乙", " 甲 "])
def test_r18_1b_asks_a_person_of_a_ground_that_no_other_certified(certified_by):
    alone = changed(BACK, certified_by=certified_by)
    assert found(R18_1B, case_of(alone), LATER) == [
        ("certified_by", "exception_uncertified", "WARN"),
        ("save_exception", "exception_to_certify", "HUMAN"),
    ]
    assert found(R18_1B, case_of(alone), around(f"{DAY} 16:29")) == []
    assert found(R18_1B, case_of(BACK), LATER) == []
    assert found(R18_1B, case_of(WORK), LATER) == []


@pytest.mark.parametrize(("said", "count"), [(True, 0), (False, 1), (None, 1)])
def test_r18_2_warns_until_somebody_declares_that_no_copy_is_kept(said, count):
    film = clip(DAY, "15:00", "16:30", no_private_copy=said)
    expected = [("", "private_copy_undeclared", "WARN")] * count
    assert found(R18_2, case_of(WORK, film), LATER) == expected
