"""R16-1: the seven key shots of a body camera, each asked for when the law does."""

from lingchuan.records.core.case_facts import KeyShot
from lingchuan.records.core.rules.key_shots import R16_1
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import found
from tests.core.recorded_cases import PAPER
from tests.core.recorded_cases import shots

import pytest


DAY = "2026-05-14"
NOW = around(f"{DAY} 18:00")
QUIET = field_work(DAY, "15:00", "15:30")
# All that makes KS3, KS4 and KS6 required.
RICH = changed(
    QUIET, documents_served=True, perishable_evidence=True, property_measures=True
)


def shown(*answers, activity=QUIET, **changes):
    """Return what is found on an activity whose only clip has these answers."""
    film = clip(DAY, "14:59", "15:31", key_shots=answers)
    return found(R16_1, case_of(activity, film, **changes), NOW)


def test_r16_1_passes_the_two_expected_shots_of_a_quiet_activity():
    assert shown(*shots("KS1", "KS2")) == []


def test_r16_1_warns_of_expected_shots_that_nobody_answered():
    assert shown() == [
        ("KS1", "ks1_unanswered", "WARN"),
        ("KS2", "ks2_unanswered", "WARN"),
    ]
    empty = (KeyShot("KS1"), *shots("KS2"))
    assert shown(*empty) == [("KS1", "ks1_unanswered", "WARN")]


@pytest.mark.parametrize("shot", ["KS1", "KS2"])
def test_r16_1_takes_a_reason_for_an_expected_shot_that_does_not_apply(shot):
    other = shots({"KS1": "KS2", "KS2": "KS1"}[shot])
    denied = KeyShot(shot, "not_applicable")
    assert shown(denied, *other) == [(shot, f"{shot.lower()}_reasonless", "WARN")]
    assert shown(changed(denied, reason="室内"), *other) == []


@pytest.mark.parametrize("shot", ["KS3", "KS4", "KS6"])
def test_r16_1_fails_a_shot_that_the_activity_has_and_nobody_shows(shot):
    every = ["KS1", "KS2", "KS3", "KS4", "KS6"]
    every.remove(shot)
    name = shot.lower()
    assert shown(*shots(*every), activity=RICH) == [(shot, f"{name}_missing", "FAIL")]
    denied = KeyShot(shot, "not_applicable", reason="没有")
    assert shown(*shots(*every), denied, activity=RICH) == [
        (shot, f"{name}_contradicted", "FAIL")
    ]
    assert shown(*shots(*every, shot), activity=RICH) == []


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({"documents_served": True}, (PAPER,)),
        ({"kind": "service"}, (PAPER,)),
        ({}, (changed(PAPER, kind="service_document"),)),
    ],
)
def test_r16_1_asks_for_ks3_wherever_something_is_served(changes, papers):
    activity = changed(QUIET, **changes)
    assert shown(*shots("KS1", "KS2"), activity=activity, papers=papers) == [
        ("KS3", "ks3_missing", "FAIL")
    ]


@pytest.mark.parametrize("shot", [f"KS{number}" for number in range(1, 8)])
def test_r16_1_warns_of_any_shot_without_its_mark(shot):
    kept = [one for one in shots("KS1", "KS2") if one.code != shot]
    unmarked = KeyShot(shot, "present")
    expected = [(shot, f"{shot.lower()}_unmarked", "WARN")]
    assert shown(*kept, unmarked) == expected
    assert shown(*kept, changed(unmarked, offset_s=0.0)) == []


def test_r16_1_asks_nothing_of_optional_shots():
    denied = [KeyShot(code, "not_applicable") for code in ("KS3", "KS4", "KS5", "KS7")]
    assert shown(*shots("KS1", "KS2"), *denied) == []


def test_r16_1_joins_the_answers_of_all_body_cameras():
    first = clip(DAY, "14:59", "15:15", key_shots=shots("KS1"))
    denies = (KeyShot("KS1", "not_applicable"), *shots("KS2"))
    second = clip(DAY, "15:10", "15:31", uid="second", key_shots=denies)
    assert found(R16_1, case_of(QUIET, first, second), NOW) == []
    phone = changed(second, device_kind="phone")
    assert found(R16_1, case_of(QUIET, first, phone), NOW) == [
        ("KS2", "ks2_unanswered", "WARN")
    ]


def test_r16_1_asks_nothing_without_a_body_camera_or_before_the_end():
    phone = clip(DAY, "14:59", "15:31", key_shots=(), device_kind="phone")
    assert found(R16_1, case_of(RICH, phone), NOW) == []
    film = clip(DAY, "14:59", "15:31", key_shots=())
    assert found(R16_1, case_of(RICH, film), around(f"{DAY} 15:29")) == []
