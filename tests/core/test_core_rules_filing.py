"""R03-2, R04-1, R17-1: what a file lacks when it is closed and put away."""

from datetime import date
from lingchuan.records.core.rules.filing import R03_2
from lingchuan.records.core.rules.filing import R04_1
from lingchuan.records.core.rules.filing import R17_1
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import findings
from tests.core.recorded_cases import PAPER

import pytest


DAY = "2026-05-14"
NOW = around("2026-05-20 12:00")
RECORDS = (
    changed(PAPER, made_on=date(2026, 5, 14)),
    field_work(DAY, "15:00", "15:30", stage="现场核查"),
    clip(DAY, "15:00", "15:30", stage="现场核查"),
)


def of(rule, paper, activity, film, now=NOW, **changes):
    """Return (target, code, verdict) of what is found in a file of three records."""
    case = case_of(activity, film, papers=(paper,), **changes)
    return [(one.target, one.code, one.verdict) for one in findings(rule, case, now)]


@pytest.mark.parametrize("number", range(3))
def test_r03_2_warns_of_each_record_without_a_stage(number):
    assert of(R03_2, *RECORDS) == []
    records = list(RECORDS)
    records[number] = changed(records[number], stage=" ")
    uid = records[number].uid
    assert of(R03_2, *records) == [(uid, "stage_missing", "WARN")]


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    ("state", "count"),
    [
        ("accepted", 0),
        ("decided", 0),
        ("served", 1),
        ("not_accepted", 1),
        ("withdrawn", 1),
        ("closed", 1),
        ("voided", 0),
    ],
)
def test_r04_1_fails_a_draft_once_its_file_can_be_closed(number, state, count):
    assert of(R04_1, *RECORDS, state=state) == []
    records = list(RECORDS)
    records[number] = changed(records[number], state="draft")
    expected = [(records[number].uid, "draft_at_closing", "WARN")] * count
    assert of(R04_1, *records, state=state) == expected


@pytest.mark.parametrize(
    ("state", "kind", "count"),
    [
        ("served", "", 0),
        ("closed", "", 1),
        ("archived", "", 1),
        ("closed", "y10", 0),
        ("voided", "", 0),
    ],
)
def test_r17_1_fails_a_closed_file_without_its_class(state, kind, count):
    told = of(R17_1, *RECORDS, state=state, retention_class=kind)
    assert told == [("file", "retention_missing", "FAIL")] * count
    assert R17_1.bites == {"archive"}


@pytest.mark.parametrize(
    ("closed_on", "count"), [(date(2026, 5, 18), 1), (date(2026, 5, 17), 0)]
)
def test_files_closed_before_the_measures_are_not_judged(closed_on, count):
    now = around("2026-05-20 12:00", in_force_since=date(2026, 5, 18))
    told = of(R17_1, *RECORDS, now, state="closed", closed_on=closed_on)
    assert len(told) == count
