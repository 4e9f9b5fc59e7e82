"""Words of the tests of the recording rules: activities, clips and files of invented cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Device
from lingchuan.records.core.case_facts import KeyShot
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.workdays import Calendar


CHINA = timezone(timedelta(hours=8))
REGISTERED = Device("LC-07", "body_camera", "in_service")


def at(text):
    """Return a moment of China, of `YYYY-MM-DD HH:MM[:SS]`."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def around(now, **changes):
    """Return the circumstances of a moment."""
    return Circumstances(**{"now": at(now), "calendar": Calendar()} | changes)


def hearing(day, starts, ends, **changes):
    """Return an interview on premises with its text."""
    facts = {"uid": "act", "kind": "interview", "has_transcript": True}
    times = {"starts": at(f"{day} {starts}"), "ends": at(f"{day} {ends}")}
    return Activity(**facts | times | changes)


def field_work(day, starts, ends, **changes):
    """Return a quiet site check by two officers; its text is `PAPER`."""
    facts = {"uid": "act", "kind": "site_check", "in_field": True, "premises": False}
    times = {"starts": at(f"{day} {starts}"), "ends": at(f"{day} {ends}")}
    return Activity(**facts | {"officers": ("甲", "乙")} | times | changes)


def clip(day, starts, ends, **changes):
    """Return a complete clip of a body camera, told and saved the same evening."""
    facts = {
        "uid": "clip",
        "device_kind": "body_camera",
        "device_id": "LC-07",
        "starts": at(f"{day} {starts}"),
        "ends": at(f"{day} {ends}"),
        "place": "崇文镇",
        "persons": ("当事人甲",),
        "staff": ("handler1", "handler2"),
        "summary": "现场经过",
        "notice_given": True,
        "notice_offset_s": 5.0,
        "notice_method": "oral",
        "key_shots": shots("KS1", "KS2"),
        "activity": "act",
        "saved_at": at(f"{day} 20:00"),
        "no_private_copy": True,
        "has_file": True,
    }
    return Clip(**facts | changes)


def shots(*codes):
    """Return answers that say present, each with its mark."""
    return tuple(KeyShot(code, "present", 10.0) for code in codes)


PAPER = Paper("paper", "investigation", "现场核查笔录", stage="审查", activity="act")


def case_of(activity, *clips, papers=(), **changes):
    """Return a file with one activity; field work has its paper unless others are given."""
    if activity is not None and activity.in_field and papers == ():
        papers = (PAPER,)
    activities = (activity,) if activity is not None else ()
    facts = {"state": "accepted", "activities": activities, "clips": clips}
    return Case(**{"uid": "file", "papers": papers or ()} | facts | changes)


def found(rule, case, now):
    """Return (part, code, verdict) of what a rule finds on all of its subjects."""
    return [(one.part, one.code, one.verdict) for one in findings(rule, case, now)]


def findings(rule, case, now):
    """Return what a rule finds on all of its subjects in a case."""
    subjects = {
        "file": (case,),
        "matter": case.matters,
        "activity": case.activities,
        "clip": case.clips,
        "paper": case.papers,
    }[rule.subject]
    return [one for subject in subjects for one in rule(subject, case, now)]


def changed(thing, **changes) -> object:
    """Return a thing with other values."""
    return replace(thing, **changes)


def all_found(rules: list[Callable], case, now):
    """Return {rule id: verdicts} of several rules, of those that find something."""
    told = {}
    for rule in rules:
        for one in findings(rule, case, now):
            told.setdefault(one.rule, []).append(one.verdict)
    return told
