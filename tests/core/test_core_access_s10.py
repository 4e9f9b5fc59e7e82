"""Case S10: a party asks for a copy of her hearing's video, in which others are seen."""

from datetime import date
from datetime import datetime
from lingchuan.records.core.access import grants
from lingchuan.records.core.access.deciding import decided
from lingchuan.records.core.access.deciding import decider_findings
from lingchuan.records.core.access.deciding import may_decide
from lingchuan.records.core.access.deciding import refused
from lingchuan.records.core.access.due import due_on
from lingchuan.records.core.access.scope import scope
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import Part
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.workdays import Due
from zoneinfo import ZoneInfo

import pytest


CHINA = ZoneInfo("Asia/Shanghai")
ASKED_ON = date(2026, 3, 3)
DECIDED_ON = date(2026, 3, 20)
HER = FileParty("王某某", "applicant", "999900199001010014", "party1")
NEIGHBOUR = FileParty("赵某某", "witness", "11010519491231002X")
ASKER = Asker("applicant", "party1", "王某某")
PRIVATE = frozenset(["PRIVACY"])
VIDEO = Part("video", "MediaEvidence", lifecycle="sealed", secrecy_state="restricted",
             kinds=PRIVATE, persons=("王某某", "赵某某"), has_content=True)  # fmt: skip
STATEMENT = Part("statement", "TextRecord", "hearing_material", "陈述申辩笔录", "sealed",
                 "restricted", PRIVATE, persons=("王某某",), has_content=True)  # fmt: skip
HEADS = ["head"]
DEPUTIES = [
    ("deputy1", date(2026, 3, 16), DECIDED_ON),
    ("handler1", ASKED_ON, DECIDED_ON),
]


def judged():
    return scope(ASKER, [HER, NEIGHBOUR], [VIDEO, STATEMENT])


def test_s10_she_is_given_a_redacted_copy_and_her_own_words_whole():
    assert may_decide("head", HEADS, DEPUTIES, ["handler1"], DECIDED_ON) == ""
    outcomes, problems, findings = decided(judged(), [], ("view", "copy"))
    assert problems == findings == ()
    assert [(one.uid, one.right, one.outcome, one.code) for one in outcomes] == [
        ("video", "view", "redacted", "privacy_of_others"),
        ("video", "copy", "redacted", "privacy_of_others"),
        ("statement", "view", "granted", "own_data"),
        ("statement", "copy", "granted", "own_data"),
    ]


def test_s10_what_she_is_given_ends_with_the_last_day():
    until = grants.last_day(DECIDED_ON, 5)
    outcomes = decided(judged(), [], ("view", "copy")).outcomes
    made = grants.grants_of(outcomes, until, 2)
    assert {(one.uid, one.outcome) for one in made} == {
        ("video", "redacted"),
        ("statement", "granted"),
    }
    evening = datetime(2026, 3, 25, 23, 59, 59, tzinfo=CHINA)
    midnight = datetime(2026, 3, 26, tzinfo=CHINA)
    assert all(grants.in_force(one, evening) for one in made)
    assert not any(grants.in_force(one, midnight) for one in made)


def test_s10_the_internal_target_is_the_last_of_march():
    assert due_on(ASKED_ON, 20, Calendar()) == Due(date(2026, 3, 31))


@pytest.mark.parametrize("received", [date(2026, 12, 15), date(2027, 3, 3)])
def test_a_target_in_a_year_without_notice_is_provisional(received):
    assert due_on(received, 20, Calendar()).provisional


@pytest.mark.parametrize(
    ("userid", "day", "code"),
    [
        ("section1_head", DECIDED_ON, "not_head"),
        ("handler1", DECIDED_ON, "is_handler"),
        ("deputy1", date(2026, 3, 15), "deputy_outside"),
        ("deputy1", date(2026, 3, 21), "deputy_outside"),
    ],
)
def test_s10_who_may_not_sign_is_blocked(userid, day, code):
    said = may_decide(userid, HEADS, DEPUTIES, ["handler1"], day)
    (one,) = decider_findings(said)
    assert (one.verdict, one.rule, one.code) == ("BLOCK", "R21-2", code)


def test_s10_a_refusal_without_reason_is_blocked():
    findings = refused(judged(), "", "办法第二十一条").findings
    assert [(one.verdict, one.rule, one.code) for one in findings] == [
        ("BLOCK", "R21-3", "outcome_reason_missing")
    ]
