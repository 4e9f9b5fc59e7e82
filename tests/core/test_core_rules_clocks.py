"""L32, L42, L44: by when a file is answered, decided and served; the days are of S01."""

from dataclasses import replace
from datetime import date
from lingchuan.records.core.case_facts import Excluded
from lingchuan.records.core.case_facts import Extension
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.rules import clocks
from lingchuan.records.core.rules import permit_law
from lingchuan.records.core.workdays import Calendar
from tests.core.law_cases import ACCEPTED
from tests.core.law_cases import around
from tests.core.law_cases import CASE
from tests.core.law_cases import DECIDED
from tests.core.law_cases import decision_due
from tests.core.law_cases import GRANTED
from tests.core.law_cases import of_file
from tests.core.law_cases import of_matters
from tests.core.law_cases import SPJY
from tests.core.law_cases import TAKEN

import pytest


@pytest.mark.parametrize(
    ("answered", "today", "expected"),
    [
        (None, 16, [("answer_owed", "OPEN", date(2026, 3, 16), 0)]),
        (None, 18, [("answer_overdue", "FAIL", date(2026, 3, 16), 2)]),
        (16, 20, []),
        (17, 20, [("answer_late", "FAIL", date(2026, 3, 16), 1)]),
    ],
)
@pytest.mark.parametrize("field", ["supplement_notified_on", "accepted_on"])
def test_l32_answers_within_five_working_days(field, answered, today, expected):
    day = answered and date(2026, 3, answered)
    case = replace(CASE, state="registered", **{field: day})
    assert of_file(permit_law.L32, case, around(2026, 3, today)) == expected


def test_l32_a_late_answer_deems_the_file_accepted_on_receipt():
    case = replace(TAKEN, supplement_notified_on=date(2026, 3, 17))
    late = replace(case, accepted_on=date(2026, 3, 20))
    now = around(2026, 3, 24)
    # Accepting it before cannot undo that it was asked for more too late.
    assert permit_law.L32(case, case, now) == permit_law.L32(late, late, now)
    (finding,) = permit_law.L32(late, late, now)
    assert dict(finding.params)["deemed_accepted_on"] == "2026-03-09"
    assert decision_due(late, now) == date(2026, 4, 7)


def test_l32_takes_a_dated_refusal_for_an_answer_and_asks_for_its_day():
    now = around(2026, 3, 24)
    refused = replace(CASE, state="not_accepted")
    assert of_file(permit_law.L32, refused, now) == [
        ("answer_undated", "OPEN", date(2026, 3, 16), 0)
    ]
    assert not permit_law.L32(refused, refused, around(2026, 3, 16))
    paper = Paper("p", document_name="不予受理决定书", issued_on=date(2026, 3, 12))
    dated = replace(refused, papers=(paper,))
    assert not permit_law.L32(dated, dated, now)
    assert clocks.decision_clock(SPJY, dated, now) is None


@pytest.mark.parametrize("state", ["withdrawn", "voided", "closed"])
def test_l32_and_l42_owe_nothing_once_the_file_ended(state):
    case = replace(CASE, state=state)
    taken = replace(TAKEN, state=state)
    now = around(2026, 7, 1)
    assert not permit_law.L32(case, case, now)
    assert not of_matters(permit_law.L42, taken, now)


@pytest.mark.parametrize(
    ("limit", "extension", "due"),
    [
        (None, None, date(2026, 4, 14)),
        (10, None, date(2026, 3, 30)),
        (0, None, ACCEPTED),
        (None, Extension(10, "agency_head", date(2026, 4, 14)), date(2026, 4, 28)),
        # A head of the county can do what a head of the bureau can.
        (None, Extension(10, "county_head", date(2026, 4, 14)), date(2026, 4, 28)),
    ],
)
def test_l42_due_day_of_s01(limit, extension, due):
    matter = replace(SPJY, limit_workdays=limit)
    case = replace(TAKEN, matters=(matter,), extension=extension)
    assert decision_due(case, around(2026, 3, 17)) == due


@pytest.mark.parametrize(
    ("handling", "extension", "code"),
    [
        ("general", Extension(11, "agency_head", date(2026, 4, 14)), "too_long"),
        ("general", Extension(15, "county_head", date(2026, 4, 14)), "too_long"),
        ("general", Extension(10, "agency_head", date(2026, 4, 15)), "too_late"),
        ("general", Extension(10, "agency_head", None), "unapproved"),
        ("general", Extension(10, "", date(2026, 4, 14)), "unapproved"),
        ("joint", Extension(16, "county_head", date(2026, 4, 14)), "too_long"),
        ("joint", Extension(10, "agency_head", date(2026, 4, 14)), "by_wrong_head"),
    ],
)
def test_l42_an_extension_that_the_law_does_not_know_counts_nothing(
    handling, extension, code
):
    case = replace(TAKEN, handling=handling, extension=extension)
    now = around(2026, 3, 17)
    owed, fault = of_matters(permit_law.L42, case, now)
    assert owed[1:3] == ("decision_owed", "OPEN")
    assert fault[:3] == ("SPJY/extension", f"extension_{code}", "FAIL")
    assert decision_due(case, now) == decision_due(replace(case, extension=None), now)


def test_l42_an_extension_by_no_day_is_none():
    case = replace(TAKEN, extension=Extension(0))
    assert [
        one[1] for one in of_matters(permit_law.L42, case, around(2026, 3, 17))
    ] == ["decision_owed"]


def test_l42_joint_handling_has_45_days_and_15_more():
    case = replace(TAKEN, handling="joint")
    now = around(2026, 3, 17)
    assert decision_due(case, now) == Calendar().due(ACCEPTED, 45).day
    longer = replace(case, extension=Extension(15, "county_head", date(2026, 5, 1)))
    assert decision_due(longer, now) == Calendar().due(ACCEPTED, 60).day


@pytest.mark.parametrize(
    ("periods", "due"),
    [
        # Of 23–25 March and of 25–27 March the 25th is left out once.
        ([(23, 25), (25, 27)], date(2026, 4, 21)),
        ([(28, 29)], date(2026, 4, 14)),
        # An open one reaches through today, 2 April.
        ([(30, None)], date(2026, 4, 20)),
        ([(27, 23)], date(2026, 4, 14)),
    ],
)
def test_l42_does_not_count_excluded_days(periods, due):
    march = [(date(2026, 3, a), b and date(2026, 3, b)) for a, b in periods]
    case = replace(TAKEN, excluded=tuple(Excluded(a, b) for a, b in march))
    assert decision_due(case, around(2026, 4, 2)) == due


def test_l42_an_excluded_time_without_end_in_sight_ends_with_all_days():
    case = replace(TAKEN, excluded=(Excluded(date(2026, 3, 20), date.max),))
    clock = clocks.decision_clock(SPJY, case, around(2026, 4, 2))
    assert (clock.due, clock.provisional) == (date.max, True)


@pytest.mark.parametrize(
    ("decided", "today", "expected"),
    [
        (None, (4, 14), [("decision_owed", "OPEN", 0)]),
        (None, (4, 16), [("decision_overdue", "FAIL", 2)]),
        ((4, 14), (5, 20), []),
        ((4, 15), (5, 20), [("decision_late", "FAIL", 1)]),
    ],
)
def test_l42_judges_each_matter_by_its_own_day(decided, today, expected):
    day = decided and date(2026, *decided)
    other = Matter("JZLJ", decided_on=date(2026, 3, 20))
    case = replace(TAKEN, matters=(replace(SPJY, decided_on=day), other))
    found = of_matters(permit_law.L42, case, around(2026, *today))
    assert [(one[1], one[2], one[4]) for one in found] == expected
    assert {one[0] for one in found} <= {"SPJY"}


@pytest.mark.parametrize(
    ("served", "today", "expected"),
    [
        (None, (4, 8), [("certificate_owed", "OPEN")]),
        (None, (4, 9), [("certificate_overdue", "FAIL")]),
        ((4, 8), (4, 30), []),
        ((4, 9), (4, 30), [("certificate_late", "FAIL")]),
    ],
)
def test_l44_a_certificate_is_served_within_ten_working_days(served, today, expected):
    day = served and date(2026, *served)
    case = replace(DECIDED, served_on=day)
    found = of_matters(permit_law.L44, case, around(2026, *today))
    assert [one[1:3] for one in found] == expected
    assert {one[3] for one in found} <= {date(2026, 4, 8)}


def test_l44_asks_nothing_of_a_refusal():
    refused = replace(DECIDED, matters=(replace(GRANTED, decision="refused"),))
    assert not of_matters(permit_law.L44, refused, around(2026, 6, 1))


LATE_YEAR = replace(CASE, received_on=date(2026, 12, 30))


@pytest.mark.parametrize(
    ("accepted", "today", "codes"),
    [
        (None, (2027, 1, 4), ["answer_owed"]),
        (None, (2027, 2, 1), ["answer_overdue"]),
        ((2027, 1, 20), (2027, 2, 1), ["answer_late"]),
        # On the last day: a working Sunday of a notice to come would make it late.
        ((2027, 1, 7), (2027, 2, 1), ["answer_uncertain"]),
        # Within five days of any kind, or of the year that is known: in time for sure.
        ((2027, 1, 4), (2027, 2, 1), []),
        ((2026, 12, 31), (2027, 2, 1), []),
    ],
)
def test_a_day_in_a_year_without_notice_is_open_and_never_fails(accepted, today, codes):
    case = replace(LATE_YEAR, accepted_on=accepted and date(*accepted))
    found = permit_law.L32(case, case, around(*today))
    assert [one.code for one in found] == codes
    assert all(one.verdict == "OPEN" and one.provisional for one in found)
    assert not any("deemed_accepted_on" in dict(one.params) for one in found)
    # Nor is anybody deemed to be accepted by a day that is not certain.
    assert clocks.accepted_from(case, around(*today)) == case.accepted_on


def test_a_sure_day_fails_and_days_that_are_not_sure_make_its_count_provisional():
    case = replace(CASE, received_on=date(2026, 12, 24))
    for accepted, today, provisional in (
        (None, (2027, 1, 5), True),
        (date(2027, 1, 5), (2027, 2, 1), True),
        (None, (2026, 12, 31), False),
    ):
        late = replace(case, accepted_on=accepted)
        (one,) = permit_law.L32(late, late, around(*today))
        assert one.due == date(2026, 12, 31)
        assert (one.verdict == "FAIL", one.provisional) == (provisional, provisional)
        # The due day of the clock itself is sure all the same.
        assert not clocks.acceptance_clock(late, around(*today)).provisional


def test_a_due_day_is_uncertain_though_only_the_way_to_it_is():
    case = replace(CASE, received_on=None, accepted_on=date(2003, 12, 29))
    clock = clocks.decision_clock(SPJY, case, around(2003, 12, 30))
    assert (clock.due.year, clock.provisional) == (2004, True)


def test_no_day_is_too_far_to_be_reckoned():
    matter = replace(GRANTED, decided_on=date.max)
    case = replace(CASE, matters=(matter,), received_on=date.max, accepted_on=date.max)
    now = around(2026, 3, 9)
    assert [clock.due for clock in clocks.clocks_of(matter, case, now)] == [
        date.max
    ] * 3
