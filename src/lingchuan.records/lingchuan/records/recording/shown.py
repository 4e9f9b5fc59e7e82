"""A judgement as the contract's JSON has it."""

from collections.abc import Collection
from collections.abc import Mapping
from datetime import date
from lingchuan.records.content.messages import finding_dict
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.rules.clocks import Clock
from lingchuan.records.core.rules.judging import ActivityVerdict
from lingchuan.records.core.rules.judging import HINDERING
from lingchuan.records.core.spans import Gap
from lingchuan.records.recording.answers import of_finding
from lingchuan.records.recording.duties import Duties


# What a role that is held in a unit is called outside.
OFFICES = {"Unit Head": "Section Head"}


def describe(duties: Duties, request: object) -> dict[str, object]:
    """Return the answer of `@recording`."""
    judged = duties.judgement
    return {
        "verdict": judged.verdict,
        "as_of": duties.as_of.isoformat(),
        "matters": [
            {
                "code": one.code,
                "verdict": one.verdict,
                "clocks": [_clock(clock) for clock in one.clocks],
            }
            for one in judged.matters
        ],
        "activities": [_activity(one, duties) for one in judged.activities],
        "findings": [_finding(one, duties, request) for one in judged.findings],
    }


def _clock(clock: Clock) -> dict[str, object]:
    return {
        "rule": clock.rule,
        "due": _iso(clock.due),
        "provisional": clock.provisional,
        "done_on": _iso(clock.done_on),
        "verdict": clock.verdict,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _activity(one: ActivityVerdict, duties: Duties) -> dict[str, object]:
    faulty = {
        finding.part
        for finding in duties.judgement.findings
        if finding.target == one.uid and finding.verdict in HINDERING
    }
    return {
        "@id": duties.records[one.uid].absolute_url(),
        "UID": one.uid,
        "required": list(one.required),
        "verdict": one.verdict,
        "covered_s": one.covered_s,
        "gaps": [_gap(gap, faulty) for gap in one.gaps],
    }


def _gap(gap: Gap, faulty: Collection[str]) -> dict[str, object]:
    """Return a gap; it is explained where its interruption stands as it was told."""
    starts = gap.starts.isoformat()
    return {
        "starts": starts,
        "ends": gap.ends.isoformat(),
        "explained": gap.interruption is not None and starts not in faulty,
    }


def _finding(finding: Finding, duties: Duties, request: object) -> dict[str, object]:
    record = duties.records.get(finding.target or "")
    answers = [_answer(row) for row in of_finding(duties.file, finding)]
    more = {"code": finding.code, "part": finding.part, "answers": answers}
    return finding_dict(finding, request, record) | more


def _answer(row: Mapping[str, object]) -> dict[str, object]:
    told = {name: row[name] for name in ("outcome", "reason", "by", "at")}
    return told | {"role": OFFICES.get(str(row["role"]), row["role"])}
