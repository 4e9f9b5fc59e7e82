"""R13-1: of what a file says, only what can be is kept."""

from datetime import datetime
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.media_facts import CHINA
from lingchuan.records.core.media_facts import facts_from
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.core.media_facts import plain_values

import json
import pytest


FULL = MediaFacts(
    19.5,
    datetime(2026, 5, 14, 15, 2, tzinfo=CHINA),
    device="LingCam LC 7",
    latitude=35.7756,
    longitude=-113.25,
    width=64,
    height=48,
    mime="video/mp4",
    serial="LC07-0001",
)
NAMES = tuple(plain_values(FULL))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@pytest.mark.parametrize(
    "facts", [FULL, MediaFacts(), MediaFacts(latitude=1.0, longitude=0.0)]
)
def test_facts_are_kept_as_plain_values_and_come_back(facts):
    assert facts_from(json.loads(json.dumps(plain_values(facts)))) == facts


@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_whatever_a_file_says_leaves_facts_that_can_be(values):
    facts = facts_from(values)
    assert facts_from(plain_values(facts)) == facts
    json.dumps(plain_values(facts), allow_nan=False)
    assert facts.duration_s is None or facts.duration_s >= 0
    assert facts.recorded_at is None or facts.recorded_at.tzinfo is CHINA
    assert (facts.latitude is None) == (facts.longitude is None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("duration_s", -1),
        ("duration_s", float("nan")),
        ("duration_s", float("inf")),
        ("duration_s", True),
        ("duration_s", "3"),
        ("duration_s", 1e12),
        ("width", 0),
        ("latitude", 91),
        ("longitude", 181),
        ("recorded_at", "2026-02-30T15:02:00"),
        ("recorded_at", 20260514),
        ("recorded_at", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_what_cannot_be_is_left_out(name, value):
    assert name not in plain_values(facts_from({name: value}))


def test_half_a_place_is_none():
    assert plain_values(facts_from({"latitude": 35.7})) == {}


def test_a_line_holds_no_control_character_and_has_an_end():
    facts = facts_from({"device": "Ling\0Cam\n \u202eLC" + "7" * 500, "serial": 7})
    assert facts.device.startswith("Ling Cam LC777")
    assert (len(facts.device), facts.serial) == (200, "")


def test_a_moment_without_a_zone_is_chinas():
    facts = facts_from({"recorded_at": "2026-05-14T15:02:00"})
    assert facts.recorded_at == FULL.recorded_at
    assert facts_from({"recorded_at": "2026-05-14T07:02:00Z"}) == facts
