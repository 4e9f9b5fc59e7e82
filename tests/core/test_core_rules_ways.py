"""R07-0: what is proposed before an activity follows from place, kind and triggers."""

from lingchuan.records.core.rules.activities import R07_0
from lingchuan.records.core.rules.activities import R09_1
from lingchuan.records.core.rules.ways import may_waive
from lingchuan.records.core.rules.ways import ways_of
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import found
from tests.core.recorded_cases import hearing
from tests.core.recorded_cases import PAPER

import pytest


DAY = "2026-05-14"
NOW = around(f"{DAY} 18:00")
LATER = around("2026-05-20 12:00")
INDOORS = hearing(DAY, "14:00", "14:50")
OUTDOORS = field_work(DAY, "15:00", "15:30")


def owed(activity, now=NOW, **changes):
    """Return (av, body_camera) of an activity; text is always proposed."""
    ways = ways_of(activity, case_of(activity, **changes), now)
    assert ways.text and ways.reasons
    return ways.av, ways.body_camera


@pytest.mark.parametrize(
    "kind", ["hearing", "interview", "inquiry", "oral_statement", "reconsideration"]
)
def test_r07_0_asks_for_av_of_the_set_kinds_on_premises(kind):
    activity = changed(INDOORS, kind=kind)
    assert owed(activity) == (True, False)
    assert owed(activity, around(f"{DAY} 18:00", av_on_premises=frozenset())) == (
        False,
        False,
    )


def test_r07_0_asks_for_text_only_off_premises_without_a_trigger():
    assert owed(OUTDOORS) == (False, False)
    assert owed(changed(INDOORS, premises=False)) == (False, False)
    assert owed(changed(OUTDOORS, kind="service", service_method="direct")) == (
        False,
        False,
    )


@pytest.mark.parametrize(
    "trigger", ["LEAVE_SERVICE", "OBSTRUCTION", "INCIDENT", "AGENCY_DECISION"]
)
def test_r07_0_asks_for_a_body_camera_at_each_trigger_off_premises(trigger):
    activity = changed(OUTDOORS, triggers=(trigger,))
    assert owed(activity) == (False, True)
    reasons = ways_of(activity, case_of(activity), NOW).reasons
    assert reasons == (f"way_{trigger.lower()}",)


def test_r07_0_knows_service_by_leaving_from_the_activity():
    assert owed(changed(OUTDOORS, service_method="leaving")) == (False, True)


@pytest.mark.parametrize(
    ("premises", "activity", "camera"),
    [
        (False, "act", True),
        (None, "act", True),
        (True, "act", False),
        (False, "x", False),
    ],
)
def test_r07_0_knows_service_by_leaving_from_a_paper_of_the_activity(
    premises, activity, camera
):
    paper = changed(
        PAPER, service_method="leaving", premises=premises, activity=activity
    )
    assert owed(OUTDOORS, papers=(paper,)) == (False, camera)


def test_r07_0_warns_of_a_quiet_activity_with_no_record_at_all_once_it_is_over():
    bare = case_of(OUTDOORS, papers=None)
    assert found(R07_0, bare, LATER) == [("text", "activity_unrecorded", "WARN")]
    assert found(R07_0, bare, around(f"{DAY} 15:29")) == []
    assert found(R07_0, case_of(OUTDOORS), LATER) == []
    filmed = case_of(OUTDOORS, clip(DAY, "15:00", "15:30"), papers=None)
    assert found(R07_0, filmed, LATER) == []


def test_r07_0_warns_where_no_kind_is_said_and_blocks_an_end_before_the_start():
    unnamed = changed(OUTDOORS, kind="")
    assert found(R07_0, case_of(unnamed), NOW) == [
        ("kind", "activity_kind_missing", "WARN")
    ]
    for ends in (OUTDOORS.starts, changed(OUTDOORS, ends=INDOORS.starts).ends):
        backwards = case_of(changed(OUTDOORS, ends=ends))
        assert found(R07_0, backwards, NOW) == [
            ("ends", "activity_ends_before_start", "BLOCK")
        ]


@pytest.mark.parametrize(
    ("state", "count"), [("accepted", 0), ("decided", 1), ("served", 1), ("closed", 1)]
)
def test_r07_0_leaves_an_activity_without_times_open_only_after_the_decision(
    state, count
):
    for change in ({"ends": None}, {"starts": None}, {"starts": None, "ends": None}):
        case = case_of(changed(OUTDOORS, **change), state=state)
        expected = [("times", "activity_times_missing", "OPEN")] * count
        assert found(R07_0, case, NOW) == expected
    planned = case_of(changed(OUTDOORS, ends=None), state=state)
    assert found(R07_0, planned, around(f"{DAY} 14:00")) == []


TALK = changed(INDOORS, kind="oral_statement", ways_reason="当事人书面陈述")


@pytest.mark.parametrize(
    ("waived", "text", "av"),
    [(("av",), True, False), (("text",), False, True), (("text", "av"), True, True)],
)
def test_r07_0_leaves_out_one_way_that_the_bureau_alone_asks_for(waived, text, av):
    ways = ways_of(changed(TALK, ways_waived=waived), case_of(TALK), NOW)
    assert (ways.text, ways.av) == (text, av)
    assert ("way_waived" in ways.reasons) == (waived != ("text", "av"))


@pytest.mark.parametrize(
    "changes",
    [
        {"ways_reason": " "},
        {"kind": "hearing"},
        {"kind": "interview"},
        {"kind": "inquiry"},
    ],
)
def test_r07_0_keeps_what_the_law_asks_and_what_has_no_reason(changes):
    activity = changed(TALK, ways_waived=("av",), **changes)
    assert owed(activity) == (True, False)


def test_r07_0_and_r09_1_ask_for_the_way_that_is_left():
    spoken = changed(TALK, ways_waived=("text",), has_transcript=False)
    film = clip(DAY, "13:50", "15:00")
    assert found(R09_1, case_of(spoken, film, papers=None), LATER) == []
    assert found(R09_1, case_of(spoken, papers=None), LATER) == [
        ("av", "av_missing", "FAIL")
    ]
    written = changed(TALK, ways_waived=("av",))
    assert found(R09_1, case_of(written), LATER) == []
    nothing = case_of(changed(written, has_transcript=False), papers=None)
    assert found(R07_0, nothing, LATER) == [("text", "activity_unrecorded", "WARN")]


def test_r07_0_waives_nothing_off_premises():
    site = changed(OUTDOORS, triggers=("INCIDENT",), ways_waived=("text",))
    for activity in (site, changed(TALK, premises=False, ways_waived=("av",))):
        assert not may_waive(activity)
    assert owed(changed(site, ways_reason="无")) == (False, True)
