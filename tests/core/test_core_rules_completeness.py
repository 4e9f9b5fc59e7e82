"""R07-1, R08-1: each matter has a record, and the papers that it must have."""

from datetime import date
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Listed
from lingchuan.records.core.rules.completeness import R07_1
from lingchuan.records.core.rules.completeness import R07_1_MATTER
from lingchuan.records.core.rules.completeness import R08_1
from lingchuan.records.core.rules.completeness import R08_1_MATTER
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import found
from tests.core.recorded_cases import hearing

import pytest


DAY = date(2026, 5, 14)
NOW = around("2026-05-20 12:00")
FIRST, SECOND = Matter("SPJY", "食品经营许可"), Matter("GGWS", "公共场所卫生许可")
GRANTED = changed(FIRST, decision="granted", decided_on=DAY)
REFUSED = changed(FIRST, decision="refused", decided_on=DAY)


def file_of(*papers, **changes):
    """Return a file of two matters with papers."""
    return case_of(None, papers=papers, **{"matters": (FIRST, SECOND)} | changes)


def paper(name, **changes):
    """Return a complete paper that was issued."""
    facts = {"kind": "issued_document", "document_number": "陵审批受字〔2026〕第001号"}
    days = {"made_on": DAY, "issued_on": DAY}
    return Paper(name, document_name=name, **facts | days | changes)


@pytest.mark.parametrize(
    ("state", "verdict"),
    [("registered", "OPEN"), ("accepted", "FAIL"), ("withdrawn", "FAIL")],
)
def test_r07_1_fails_a_file_without_any_record_that_has_left_its_first_stage(
    state, verdict
):
    assert found(R07_1, file_of(state=state), NOW) == [("", "file_unrecorded", verdict)]
    assert found(R07_1_MATTER, file_of(state=state), NOW) == []
    assert found(R07_1, file_of(state="voided"), NOW) == []


def test_r07_1_takes_text_or_av_and_no_empty_shell():
    talk = hearing("2026-05-14", "14:00", "14:50")
    film = clip("2026-05-14", "14:00", "14:50")
    assert found(R07_1, file_of(paper("受理通知书")), NOW) == []
    for activity, films, count in (
        (talk, (), 0),
        (changed(talk, has_transcript=False), (), 1),
        (None, (film,), 0),
        (None, (changed(film, has_file=False),), 1),
    ):
        case = case_of(activity, *films, matters=(FIRST,))
        assert len(found(R07_1, case, NOW)) == count


def test_r07_1_fails_each_matter_that_no_record_is_about():
    about_first = paper("受理通知书", matters=("SPJY",))
    assert found(R07_1_MATTER, file_of(about_first), NOW) == [
        ("GGWS", "matter_unrecorded", "FAIL")
    ]
    assert found(R07_1_MATTER, file_of(about_first, state="registered"), NOW) == [
        ("GGWS", "matter_unrecorded", "OPEN")
    ]
    assert found(R07_1_MATTER, file_of(paper("受理通知书")), NOW) == []
    about_second = clip("2026-05-14", "14:00", "14:50", matters=("GGWS",))
    both = file_of(about_first, clips=(about_second,))
    assert found(R07_1_MATTER, both, NOW) == []
    talk = hearing("2026-05-14", "14:00", "14:50", matters=("SPJY",))
    talk = changed(talk, has_transcript=False)
    within = file_of(
        about_first, activities=(talk,), clips=(changed(about_second, matters=()),)
    )
    assert len(found(R07_1_MATTER, within, NOW)) == 1


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("申请材料补正告知书", {"supplement_notified_on": DAY}),
        ("受理通知书", {"accepted_on": DAY}),
        ("不予受理决定书", {"state": "not_accepted"}),
        ("送达回证", {"served_on": DAY}),
    ],
)
def test_r08_1_warns_of_a_usual_paper_from_its_step_on(name, step):
    assert found(R08_1, file_of(), NOW) == []
    expected = [(name, "usual_paper_missing", "WARN")]
    assert found(R08_1, file_of(**step), NOW) == expected
    assert found(R08_1, file_of(paper(name), **step), NOW) == []
    listed = around("2026-05-20 12:00", checklists={"SPJY": (Listed(name),)})
    assert found(R08_1, file_of(**step), listed) == []
    assert found(R08_1_MATTER, file_of(**step), listed) == [
        (f"SPJY/{name}", "listed_paper_missing", "FAIL")
    ]
    assert found(R08_1_MATTER, file_of(), listed) == []


def test_r08_1_takes_any_paper_of_service_for_the_receipt():
    mailed = paper("邮寄凭证", kind="service_document")
    assert found(R08_1, file_of(mailed, served_on=DAY), NOW) == []


def test_r08_1_warns_of_a_granted_matter_without_its_licence():
    name = "准予行政许可决定书"
    granted = {"matters": (GRANTED, SECOND)}
    expected = [(f"SPJY/{name}", "usual_paper_missing", "WARN")]
    assert found(R08_1_MATTER, file_of(**granted), NOW) == expected
    other = paper(name, matters=("GGWS",))
    assert found(R08_1_MATTER, file_of(other, **granted), NOW) == expected
    assert found(R08_1_MATTER, file_of(paper(name), **granted), NOW) == []
    for matter in (REFUSED, changed(GRANTED, decided_on=None)):
        assert found(R08_1_MATTER, file_of(matters=(matter,)), NOW) == []


@pytest.mark.parametrize(
    ("name", "matter", "count"),
    [
        ("准予行政许可决定书", GRANTED, 1),
        ("准予行政许可决定书", REFUSED, 0),
        ("不予行政许可决定书", REFUSED, 1),
        ("不予行政许可决定书", GRANTED, 0),
        ("不予行政许可决定书", FIRST, 0),
    ],
)
def test_r08_1_asks_for_the_listed_decision_that_was_made(name, matter, count):
    listed = around("2026-05-20 12:00", checklists={"SPJY": (Listed(name),)})
    told = found(R08_1_MATTER, file_of(matters=(matter,)), listed)
    expected = (f"SPJY/{name}", "listed_paper_missing", "FAIL")
    assert told.count(expected) == count


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ("registered", "OPEN"),
        ("accepted", "OPEN"),
        ("decided", "OPEN"),
        ("served", "FAIL"),
        ("closed", "FAIL"),
        ("withdrawn", ""),
        ("not_accepted", ""),
    ],
)
def test_r08_1_leaves_any_other_listed_paper_open_until_the_end(state, verdict):
    listed = around("2026-05-20 12:00", checklists={"SPJY": (Listed("专家评审意见"),)})
    missing = [("SPJY/专家评审意见", "listed_paper_missing", verdict)]
    told = found(R08_1_MATTER, file_of(state=state), listed)
    assert told == (missing if verdict else [])
    there = paper("专家评审意见", kind="expert_report", matters=("SPJY",))
    assert found(R08_1_MATTER, file_of(there, state=state), listed) == []
    of_other = changed(there, matters=("GGWS",))
    assert found(R08_1_MATTER, file_of(of_other, state=state), listed) == told


@pytest.mark.parametrize(
    ("stage", "last_open"),
    [("收件", "supplementing"), ("审核", "accepted"), ("归档", "decided")],
)
def test_r08_1_fails_once_the_stage_of_a_listed_paper_is_over(stage, last_open):
    listed = (Listed("审查意见表", stage),)
    now = around("2026-05-20 12:00", checklists={"SPJY": listed})
    states = ("registered", "supplementing", "accepted", "decided", "served")
    verdicts = [found(R08_1_MATTER, file_of(state=one), now)[0][2] for one in states]
    until = states.index(last_open) + 1
    assert verdicts == ["OPEN"] * until + ["FAIL"] * (len(states) - until)


@pytest.mark.parametrize(
    ("received", "count"),
    [(date(2026, 4, 30), 0), (date(2026, 5, 1), 1), (date(2026, 5, 9), 0), (None, 0)],
)
def test_r08_1_asks_what_was_listed_when_the_file_was_received(received, count):
    listed = Listed("审查意见表", "", date(2026, 5, 1), date(2026, 5, 8))
    now = around("2026-05-20 12:00", checklists={"SPJY": (listed,)})
    told = found(R08_1_MATTER, file_of(received_on=received), now)
    assert len(told) == count


@pytest.mark.parametrize(
    ("changes", "part", "code"),
    [
        ({}, "", ""),
        ({"document_number": " "}, "number", "document_number_missing"),
        ({"issued_on": None}, "issued_on", "issue_day_missing"),
        ({"issued_on": date(2026, 5, 13)}, "issued_on", "issued_before_made"),
        ({"made_on": None}, "", ""),
    ],
)
def test_r08_1_warns_of_an_issued_paper_without_number_or_day(changes, part, code):
    one = paper("听证告知书", **changes)
    assert found(R08_1, file_of(one), NOW) == ([(part, code, "WARN")] if code else [])
    for other in ({"state": "draft"}, {"is_stub": True}, {"kind": "investigation"}):
        assert found(R08_1, file_of(changed(one, **other)), NOW) == []


def test_r08_1_asks_no_number_of_what_bears_none():
    bare = {"document_number": "", "issued_on": None}
    assert found(R08_1, file_of(paper("行政许可申请书", **bare)), NOW) == []
    assert found(R08_1, file_of(paper("申请材料接收凭证", **bare)), NOW) == [
        ("issued_on", "issue_day_missing", "WARN")
    ]
