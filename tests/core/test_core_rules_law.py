"""L26, L34, L36, L38, L45: who handles, who is told and heard, and in writing."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Excluded
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import RelatedParty
from lingchuan.records.core.rules import permit_law
from tests.core.law_cases import around
from tests.core.law_cases import CASE
from tests.core.law_cases import CHINA
from tests.core.law_cases import decision_due
from tests.core.law_cases import of_matters
from tests.core.law_cases import SPJY
from tests.core.law_cases import TAKEN

import pytest


@pytest.mark.parametrize(
    ("handling", "matters", "found"),
    [("general", 1, 0), ("unified", 1, 1), ("joint", 1, 1), ("joint", 2, 0)],
)
def test_l26_joint_handling_needs_two_matters(handling, matters, found):
    case = replace(CASE, handling=handling, matters=(SPJY,) * matters)
    assert len(permit_law.L26(case, case, around(2026, 3, 9))) == found


@pytest.mark.parametrize(
    ("kind", "officers", "found"),
    [
        ("site_check", ("a", "b"), 0),
        ("site_check", ("a",), 1),
        ("site_check", ("a", "a ", ""), 1),
        ("site_check", (), 1),
        ("service", ("a",), 0),
    ],
)
def test_l34_two_officers_check_a_site(kind, officers, found):
    ended = datetime(2026, 3, 18, 12, tzinfo=CHINA)
    check = Activity("check", kind, in_field=True, officers=officers, ends=ended)
    assert len(permit_law.L34(check, CASE, around(2026, 3, 18))) == found
    # Before it has ended nobody knows who comes.
    assert not permit_law.L34(check, CASE, around(2026, 3, 17))


THIRD = replace(TAKEN, related_parties=(RelatedParty("邻居", "third_party"),))
BEFORE = datetime(2026, 3, 17, 10, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("changes", "verdicts"),
    [
        ({}, ["OPEN"]),
        ({"decided_on": date(2026, 3, 24), "state": "decided"}, ["FAIL"]),
        ({"state": "withdrawn"}, []),
        ({"related_parties": (RelatedParty("代理人", "agent"),)}, []),
        ({"papers": (Paper("p", document_name="权利告知书"),)}, []),
        ({"papers": (Paper("p", document_name="受理通知书"),)}, ["OPEN"]),
        ({"activities": (Activity("a", "oral_statement", ends=BEFORE),)}, []),
        ({"activities": (Activity("a", "hearing", ends=BEFORE),)}, []),
        ({"activities": (Activity("a", "hearing", ends=None),)}, ["OPEN"]),
        ({"activities": (Activity("a", "interview", ends=BEFORE),)}, ["OPEN"]),
    ],
)
def test_l36_a_third_party_is_told_or_heard(changes, verdicts):
    case = replace(THIRD, **changes)
    found = permit_law.L36(case, case, around(2026, 3, 24))
    assert [one.verdict for one in found] == verdicts


@pytest.mark.parametrize(
    ("papers", "parts"),
    [
        ((), ["SPJY", "JZLJ"]),
        ((Paper("p", document_name="不予行政许可决定书"),), []),
        (
            (Paper("p", document_name="不予行政许可决定书", matters=("JZLJ",)),),
            ["SPJY"],
        ),
    ],
)
def test_l38_each_refused_matter_has_its_decision_in_writing(papers, parts):
    day = date(2026, 3, 24)
    matters = [Matter(code, decision="refused") for code in ("SPJY", "JZLJ")]
    matters.append(Matter("QSXK", decision="granted"))
    case = replace(TAKEN, matters=tuple(matters), papers=papers, decided_on=day)
    found = of_matters(permit_law.L38, case, around(2026, 3, 24))
    assert [one[0] for one in found] == parts
    # What is only meant to be refused needs no paper yet.
    undecided = replace(case, decided_on=None)
    assert not of_matters(permit_law.L38, undecided, around(2026, 3, 24))


def test_l45_excluded_days_are_told_in_writing_and_not_counted_all_the_same():
    told = Excluded(date(2026, 3, 23), date(2026, 3, 24), "检验", date(2026, 3, 20))
    untold = Excluded(date(2026, 3, 25), date(2026, 3, 26), "鉴定")
    future = Excluded(date(2026, 4, 20), None, "专家评审")
    case = replace(TAKEN, excluded=(told, untold, future))
    assert not permit_law.L45(case, case, around(2026, 3, 24))
    assert permit_law.L45(case, case, around(2026, 3, 25))
    now = around(2026, 3, 27)
    (finding,) = permit_law.L45(case, case, now)
    assert (finding.verdict, finding.part) == ("FAIL", "2026-03-25")
    assert decision_due(case, now) == date(2026, 4, 20)
