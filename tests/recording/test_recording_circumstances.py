"""Art. 9, 15, 18: what applied on the day of an activity is what counts."""

from datetime import date
from datetime import datetime
from datetime import time
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.recording.circumstances import circumstances

import pytest


BASE = {
    "hearing": True,
    "interview": True,
    "inquiry": True,
    "oral_statement": False,
    "reconsideration": False,
    "tolerance_s": 5,
    "save_until_hour": 24,
    "check_days": 30,
    "valid_from": None,
    "valid_until": None,
}


@pytest.fixture
def dated(integration):
    """Until the end of April one set, from May on a stricter one."""
    settings().recording_terms = [
        BASE | {"valid_until": date(2026, 4, 30)},
        BASE
        | {
            "valid_from": date(2026, 5, 1),
            "oral_statement": True,
            "tolerance_s": 2,
            "save_until_hour": 18,
            "check_days": 7,
        },
    ]


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=facts.ZONE)


def test_as_delivered_only_the_three_that_art_9_names_owe_sound_or_picture(integration):
    around = circumstances().on(at(4, 20))
    assert around.av_on_premises == {"hearing", "interview", "inquiry"}
    assert (around.tolerance_s, around.save_until, around.check_days) == (
        5.0,
        time(0),
        30,
    )


def test_each_day_has_its_own_settings(dated):
    around = circumstances()
    early, late = around.on(at(4, 30, 23)), around.on(at(5, 1, 0))
    assert (early.tolerance_s, late.tolerance_s) == (5.0, 2.0)
    assert (early.save_until, late.save_until) == (time(0), time(18))
    assert "oral_statement" in late.av_on_premises - early.av_on_premises


@pytest.mark.parametrize(("month", "required"), [(4, ("text",)), (5, ("text", "av"))])
def test_an_activity_is_judged_by_the_settings_of_its_own_day(dated, month, required):
    talk = Activity("a", "oral_statement", starts=at(month, 20), ends=at(month, 20, 10))
    judged = judge(Case("c", activities=(talk,)), circumstances())
    (verdict,) = judged.activities
    assert verdict.required == required
    owed = [one.rule for one in judged.findings if one.target == "a"]
    assert ("R09-1" in owed and "av_missing" in str(judged.findings)) == (
        "av" in required
    )
