"""The seven key shots of a body camera: which of them are asked for, and answered.

- Site and persons are always expected; served papers, perishable evidence and property
  where the activity says that there are such; the other two as those on site see fit.
- The clips of an activity answer together: what one of them shows is shown.

Source: 办法 Art. 16; domain.md R16-1.
"""

from collections.abc import Iterator
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import KeyShot
from lingchuan.records.core.case_facts import SERVICE
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import owes
from lingchuan.records.core.rules.ways import is_body_camera
from lingchuan.records.core.rules.ways import pictures_of
from typing import Final


SHOTS: Final = ("KS1", "KS2", "KS3", "KS4", "KS5", "KS6", "KS7")
EXPECTED: Final = ("KS1", "KS2")
PRESENT: Final = "present"
NOT_APPLICABLE: Final = "not_applicable"
SERVICE_PAPER: Final = "service_document"


@rule("R16-1", "办法第十六条", OF_ACTIVITY, AT_SEALING)
def R16_1(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a key shot that is missing, unanswered or has no mark in the recording."""
    clips = [clip for clip in pictures_of(activity, case) if is_body_camera(clip)]
    if not clips or not owes(activity, around):
        return
    required = required_shots(activity, case)
    for shot in SHOTS:
        given = [one for clip in clips for one in clip.key_shots if one.code == shot]
        verdict, fault = _fault(given, shot in EXPECTED, shot in required)
        if fault:
            code = f"{shot.lower()}_{fault}"
            yield rule.finding(verdict, code, activity.uid, part=shot)


def required_shots(activity: Activity, case: Case) -> frozenset[str]:
    """Return the shots that must be there, because the activity has what they show."""
    serves = (
        activity.documents_served
        or activity.kind == SERVICE
        or any(paper.kind == SERVICE_PAPER for paper in case.papers_of(activity))
    )
    asked = {
        "KS3": serves,
        "KS4": activity.perishable_evidence,
        "KS6": activity.property_measures,
    }
    return frozenset(shot for shot, is_asked in asked.items() if is_asked)


def _fault(
    given: list[KeyShot], is_expected: bool, is_required: bool
) -> tuple[str, str]:
    """Return verdict and what is wrong with the answers on a shot, '' for nothing."""
    shown = [one for one in given if one.answer == PRESENT]
    if shown:
        is_marked = any(one.offset_s is not None for one in shown)
        return (WARN, "" if is_marked else "unmarked")
    denied = [one for one in given if one.answer == NOT_APPLICABLE]
    if is_required:
        return (FAIL, "contradicted" if denied else "missing")
    if not is_expected:
        return (WARN, "")
    if not denied:
        return (WARN, "unanswered")
    return (WARN, "" if any(one.reason for one in denied) else "reasonless")
