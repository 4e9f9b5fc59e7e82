"""Judge a permit file by all rules: what is found, and how each part of it stands.

- A verdict is the worst of what was found; nothing found is a PASS.
- A matter stands as badly as what was found on itself, on the file, and on the records
  about it; a record that names no matter is about all of them, one of an activity about
  those of the activity.
- An activity stands as badly as what was found on itself, its recordings and its papers;
  one that is not over misses nothing yet, and is OPEN where nothing was found.
- An excuse erases no finding: it only takes it out of the way. What a person has decided
  where only a person decides is a note if it was accepted, a failure if it was not.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import Params
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.clocks import Clock
from lingchuan.records.core.rules.clocks import clocks_of
from lingchuan.records.core.rules.coverage import coverage_of
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import OF_CLIP
from lingchuan.records.core.rules.rule import OF_FILE
from lingchuan.records.core.rules.rule import OF_MATTER
from lingchuan.records.core.rules.rule import OF_PAPER
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.table import RULES
from lingchuan.records.core.rules.ways import ways_of
from lingchuan.records.core.spans import Gap
from typing import Any
from typing import Final


WORST_FIRST: Final = (BLOCK, FAIL, HUMAN, OPEN, WARN, PASS)
# What stands in the way of a transition; a warning never does.
HINDERING: Final = (BLOCK, FAIL, HUMAN, OPEN)
# What an excuse names: the rule, the record and the part of it.
Key = tuple[str, str | None, str]
# What an answer was given to: the same, and what it said then; another saying is another
# question.
Question = tuple[Key, str, Params]
ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
EXCUSED: Final = "excused"


@dataclass(frozen=True, slots=True)
class MatterVerdict:
    """How a permit matter of a file stands, and its clocks."""

    code: str
    verdict: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ActivityVerdict:
    """How an activity stands.

    Args:
        required: ways in which it is to be recorded, of text, av and body_camera.
        covered_s: seconds of it that are recorded.
        gaps: what is not recorded of it, where sound or picture is owed or was made.
    """

    uid: str
    verdict: str
    required: tuple[str, ...]
    covered_s: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a file stands; `findings` worst first, then by due day, rule, target, part.

    Args:
        asked: what the rules found, before any answer, in the order of the rules.
    """

    verdict: str
    findings: tuple[Finding, ...]
    matters: tuple[MatterVerdict, ...]
    activities: tuple[ActivityVerdict, ...]
    asked: tuple[Finding, ...]


def judge(
    case: Case,
    around: Circumstances,
    rules: Iterable[Rule] = RULES,
    answers: Mapping[Question, str] | None = None,
) -> Judgement:
    """Return what the rules find in a case, in the circumstances of a moment.

    Args:
        answers: {question: ACCEPTED, REJECTED or EXCUSED}, the last on each.
    """
    asked = [
        (finding, subject)
        for rule in rules
        for subject in _subjects(rule, case)
        for finding in rule(subject, case, around.on(_began(subject)))
    ]
    found = [(_answered(one, answers or {}), subject) for one, subject in asked]
    findings = [finding for finding, _subject in found]
    return Judgement(
        worst(findings),
        tuple(sorted(findings, key=_place)),
        tuple(_matter(matter, case, around, found) for matter in case.matters),
        tuple(
            _activity(one, case, around.on(one.starts), findings)
            for one in case.activities
        ),
        tuple(finding for finding, _subject in asked),
    )


def _began(subject: object) -> datetime | None:
    """Return the moment whose settings count for a subject, None for the question's."""
    return subject.starts if isinstance(subject, (Activity, Clip)) else None


def worst(findings: Iterable[Finding]) -> str:
    """Return the worst verdict of what was found, PASS for nothing."""
    verdicts = (finding.verdict for finding in findings)
    return min(verdicts, key=WORST_FIRST.index, default=PASS)


def key_of(finding: Finding) -> Key:
    """Return by what an excuse names a finding."""
    return finding.rule, finding.target, finding.part


def question_of(finding: Finding) -> Question:
    """Return what an answer to a finding is given to."""
    return key_of(finding), finding.code, finding.params


def _answered(finding: Finding, answers: Mapping[Question, str]) -> Finding:
    outcome = answers.get(question_of(finding))
    if finding.verdict != HUMAN or outcome not in (ACCEPTED, REJECTED):
        return finding
    return replace(finding, verdict=WARN if outcome == ACCEPTED else FAIL)


def standing_in_the_way(
    judgement: Judgement,
    transition: str,
    excused: Collection[Key] = frozenset(),
    rules: Iterable[Rule] = RULES,
) -> tuple[Finding, ...]:
    """Return what must be mended or excused before a transition, worst first.

    It hinders as well where its day is provisional: what is missing is missing all the same.
    """
    biting = [rule for rule in rules if transition in rule.bites]
    return tuple(
        finding
        for finding in judgement.findings
        if finding.verdict in HINDERING
        and key_of(finding) not in excused
        and any(
            rule.id == finding.rule and finding.code not in rule.spares
            for rule in biting
        )
    )


def _subjects(rule: Rule, case: Case) -> tuple[Any, ...]:
    return {
        OF_FILE: (case,),
        OF_MATTER: case.matters,
        OF_ACTIVITY: case.activities,
        OF_CLIP: case.clips,
        OF_PAPER: case.papers,
    }[rule.subject]


def _place(finding: Finding) -> tuple[int, date, str, str, str, str]:
    """Return what findings are sorted by; the code makes the order a total one."""
    return (
        WORST_FIRST.index(finding.verdict),
        finding.due or date.max,
        finding.rule,
        finding.target or "",
        finding.part,
        finding.code,
    )


def _matter(
    matter: Matter,
    case: Case,
    around: Circumstances,
    found: Collection[tuple[Finding, object]],
) -> MatterVerdict:
    about = _about(case)
    own = (
        finding for finding, subject in found if _bears(finding, subject, matter, about)
    )
    return MatterVerdict(matter.code, worst(own), clocks_of(matter, case, around))


def _bears(
    finding: Finding,
    subject: object,
    matter: Matter,
    about: Mapping[str | None, tuple[str, ...]],
) -> bool:
    """Tell whether what was found on a subject bears on a matter."""
    if isinstance(subject, Matter):
        return subject is matter
    return matter.code in about.get(finding.target, (matter.code,))


def _about(case: Case) -> dict[str | None, tuple[str, ...]]:
    """Return {UID of a record: codes of the matters that it is about}; not of all."""
    of_activities = {one.uid: one.matters for one in case.activities}
    return {
        record.uid: matters
        for record in _records(case)
        if (matters := record.matters or _of_its_activity(record, of_activities))
    }


def _of_its_activity(
    record: Activity | Clip | Paper, of_activities: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    if isinstance(record, Activity) or record.activity is None:
        return ()
    return of_activities.get(record.activity, ())


def _records(case: Case) -> Iterator[Activity | Clip | Paper]:
    yield from case.activities
    yield from case.clips
    yield from case.papers


def _activity(
    activity: Activity,
    case: Case,
    around: Circumstances,
    findings: Collection[Finding],
) -> ActivityVerdict:
    clips = {clip.uid for clip in case.clips_of(activity)}
    papers = {paper.uid for paper in case.papers_of(activity)}
    uids = {activity.uid} | clips | papers
    ways, found = ways_of(activity, case, around), coverage_of(activity, case, around)
    required = {"text": ways.text, "av": ways.av, "body_camera": ways.body_camera}
    verdict = worst(finding for finding in findings if finding.target in uids)
    is_over = around.is_over(activity)
    # Where none is owed and none was made, nothing is missing.
    misses = found and is_over and (ways.sound_or_picture or found.covered_s)
    return ActivityVerdict(
        activity.uid,
        OPEN if verdict == PASS and not is_over else verdict,
        tuple(way for way, is_required in required.items() if is_required),
        found.covered_s if found else 0.0,
        found.gaps if found and misses else (),
    )
