"""L47, L48: a hearing is asked for, told and held as the law says; the days are of S03."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import Signer
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.rules import hearings
from lingchuan.records.core.workdays import Calendar

import pytest


CHINA = timezone(timedelta(hours=8))
S03 = Activity(
    "hearing",
    "hearing",
    starts=datetime(2026, 6, 3, 9, tzinfo=CHINA),
    ends=datetime(2026, 6, 3, 11, 30, tzinfo=CHINA),
    chair="section_head1",
    clerk="clerk1",
    attendees=(Signer("示例公司", "party", signed=True),),
    right_told_on=date(2026, 5, 8),
    requested_on=date(2026, 5, 13),
    notice_served_on=date(2026, 5, 25),
    has_transcript=True,
)
CASE = Case("file", handlers=("handler1",), activities=(S03,))


def found(rule, hearing, day=(2026, 6, 10), case=CASE):
    """Return (part, code, verdict) of what a rule finds at noon of a day."""
    now = Circumstances(datetime(*day, 12, tzinfo=CHINA), Calendar())
    case = replace(case, activities=(hearing, *case.activities[1:]))
    return [(one.part, one.code, one.verdict) for one in rule(hearing, case, now)]


def dues(rule, hearing, day):
    """Return (due, provisional, overdue) of what a rule finds."""
    now = Circumstances(datetime(*day, 12, tzinfo=CHINA), Calendar())
    return [
        (one.due, one.provisional, one.overdue_workdays)
        for one in rule(hearing, CASE, now)
    ]


@pytest.mark.parametrize("rule", [hearings.L47, hearings.L48])
def test_the_hearing_of_s03_is_done_right(rule):
    assert found(rule, S03) == []


@pytest.mark.parametrize("rule", [hearings.L47, hearings.L48])
def test_an_interview_is_no_hearing(rule):
    talk = replace(S03, kind="interview", notice_served_on=None, chair="handler1")
    assert found(rule, replace(talk, has_transcript=False)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"requested_on": date(2026, 5, 14)}, []),
        (
            {"requested_on": date(2026, 5, 15)},
            [("asked", "hearing_asked_late", "WARN")],
        ),
        ({"right_told_on": None}, []),
        ({"requested_on": None}, []),
    ],
)
def test_l47_a_hearing_is_asked_for_within_five_working_days(changes, expected):
    assert found(hearings.L47, replace(S03, **changes)) == expected


@pytest.mark.parametrize(
    ("held", "today", "expected"),
    [
        (None, (2026, 6, 10), [("held", "hearing_owed", "OPEN")]),
        (None, (2026, 6, 11), [("held", "hearing_not_held", "FAIL")]),
        # What is only planned has not been held.
        ((2026, 6, 11), (2026, 6, 10), [("held", "hearing_owed", "OPEN")]),
        ((2026, 6, 10), (2026, 6, 30), []),
        ((2026, 6, 11), (2026, 6, 30), [("held", "hearing_held_late", "FAIL")]),
    ],
)
def test_l47_a_hearing_is_held_within_twenty_working_days(held, today, expected):
    starts = held and datetime(*held, 9, tzinfo=CHINA)
    hearing = replace(S03, starts=starts, ends=starts)
    assert found(hearings.L47, hearing, today) == expected
    assert {due for due, *_ in dues(hearings.L47, hearing, today)} <= {
        date(2026, 6, 10)
    }


@pytest.mark.parametrize(
    ("served", "today", "expected"),
    [
        (None, (2026, 5, 25), [("notice", "hearing_notice_owed", "OPEN")]),
        (None, (2026, 5, 26), [("notice", "hearing_notice_missing", "FAIL")]),
        ((2026, 5, 25), (2026, 6, 10), []),
        ((2026, 5, 26), (2026, 6, 10), [("notice", "hearing_notice_late", "FAIL")]),
    ],
)
def test_l48_notice_is_served_seven_working_days_before(served, today, expected):
    hearing = replace(S03, notice_served_on=served and date(*served))
    assert found(hearings.L48, hearing, today) == expected
    assert {due for due, *_ in dues(hearings.L48, hearing, today)} <= {
        date(2026, 5, 25)
    }


def test_l48_the_day_of_the_hearing_is_that_of_china():
    early = datetime(2026, 6, 3, 0, 30, tzinfo=CHINA).astimezone(UTC)
    hearing = replace(S03, starts=early)
    assert found(hearings.L48, hearing) == []


def test_l48_how_late_a_notice_was_is_told_in_working_days():
    hearing = replace(S03, notice_served_on=date(2026, 5, 27))
    assert dues(hearings.L48, hearing, (2026, 6, 10)) == [(date(2026, 5, 25), False, 2)]


def test_l48_who_examined_the_application_does_not_chair():
    expected = [("chair", "chair_examined_the_application", "FAIL")]
    assert found(hearings.L48, replace(S03, chair="handler1")) == expected
    check = Activity("check", "site_check", in_field=True, officers=("section_head1",))
    service = replace(check, kind="service")
    assert found(hearings.L48, S03, case=replace(CASE, activities=(S03, check)))
    assert not found(hearings.L48, S03, case=replace(CASE, activities=(S03, service)))
    assert not found(hearings.L48, replace(S03, chair=""))


def test_l48_all_who_attend_sign_or_say_why_not():
    attendees = (
        Signer("甲", signed=False),
        Signer("乙", signed=None),
        Signer("丙", signed=False, refusal_reason="不认可"),
        Signer("丁", signed=True),
    )
    hearing = replace(S03, attendees=attendees)
    assert found(hearings.L48, hearing) == [
        ("甲", "transcript_unsigned", "FAIL"),
        ("乙", "transcript_unsigned", "FAIL"),
    ]
    # Nothing is to be signed before the hearing is over.
    assert found(hearings.L48, hearing, (2026, 6, 2)) == []


@pytest.mark.parametrize(
    ("name", "is_missing"), [("", True), ("听证通知书", True), ("听证笔录", False)]
)
def test_l48_a_transcript_is_made(name, is_missing):
    hearing = replace(S03, has_transcript=False)
    paper = Paper("paper", document_name=name, activity="hearing")
    expected = [("transcript", "transcript_missing", "FAIL")] * is_missing
    assert found(hearings.L48, hearing, case=replace(CASE, papers=(paper,))) == expected


def test_l48_a_missed_day_and_a_wrong_chair_stand_in_no_way():
    assert hearings.L48.spares == {
        "hearing_notice_late",
        "chair_examined_the_application",
    }
    assert "seal" in hearings.L48.bites


NEXT_YEAR = replace(
    S03,
    starts=datetime(2027, 1, 12, 9, tzinfo=CHINA),
    ends=datetime(2027, 1, 12, 11, tzinfo=CHINA),
    right_told_on=date(2026, 12, 29),
    requested_on=date(2026, 12, 30),
)


@pytest.mark.parametrize(
    ("served", "code"),
    [
        (date(2026, 12, 31), "hearing_notice_uncertain"),
        (date(2027, 1, 5), "hearing_notice_late"),
        (None, "hearing_notice_missing"),
    ],
)
def test_l48_notice_in_a_year_without_its_own_notice_is_open(served, code):
    hearing = replace(NEXT_YEAR, notice_served_on=served)
    assert found(hearings.L48, hearing, (2027, 2, 1)) == [("notice", code, "OPEN")]
    assert dues(hearings.L48, hearing, (2027, 2, 1))[0][1]


def test_l48_a_sure_day_fails_and_days_that_are_not_sure_make_its_count_provisional():
    # Asked at the turn of the year for a hearing of December, whose notice never came.
    december = datetime(2026, 12, 28, 9, tzinfo=CHINA)
    hearing = replace(S03, starts=december, ends=december, notice_served_on=None)
    for day, overdue, provisional in (
        ((2026, 12, 31), 10, False),
        ((2027, 1, 5), 12, True),
    ):
        assert found(hearings.L48, hearing, day) == [
            ("notice", "hearing_notice_missing", "FAIL")
        ]
        assert dues(hearings.L48, hearing, day) == [
            (date(2026, 12, 17), provisional, overdue)
        ]


def test_l48_notice_weeks_before_is_in_time_whatever_the_year_brings():
    hearing = replace(NEXT_YEAR, notice_served_on=date(2026, 12, 15))
    assert found(hearings.L48, hearing, (2027, 2, 1)) == []
    later = datetime(2027, 2, 25, 9, tzinfo=CHINA)
    spring = replace(hearing, starts=later, ends=later)
    for served, codes in ((date(2027, 1, 28), []), (date(2027, 1, 29), ["notice"])):
        spring = replace(spring, notice_served_on=served)
        assert [one[0] for one in found(hearings.L48, spring, (2027, 3, 1))] == codes


def test_l47_days_in_a_year_without_notice_are_open():
    hearing = replace(NEXT_YEAR, right_told_on=date(2026, 12, 29))
    asked = replace(hearing, requested_on=date(2027, 1, 6))
    late = replace(hearing, requested_on=date(2027, 1, 13))
    held = datetime(2027, 2, 20, 9, tzinfo=CHINA)
    assert found(hearings.L47, hearing, (2027, 3, 1)) == []
    assert found(hearings.L47, asked, (2027, 3, 1))[0] == (
        "asked",
        "hearing_asked_uncertain",
        "OPEN",
    )
    assert found(hearings.L47, late, (2027, 3, 1)) == [
        ("asked", "hearing_asked_late", "OPEN")
    ]
    assert found(hearings.L47, replace(hearing, starts=held), (2027, 3, 1)) == [
        ("held", "hearing_held_late", "OPEN")
    ]
