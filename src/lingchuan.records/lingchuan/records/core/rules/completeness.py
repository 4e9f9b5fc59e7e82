"""Whether a file, and each of its matters, has a record and the papers it must have.

- Each matter has at least one record; one that names no matter is about all of them.
- The papers that the bureau's list names must be there. Those that usually are, because
  the law has them written, are told when they are missing.
- What one matter lacks is a finding on that matter alone: its code begins the part.

Source: 办法 Art. 7(2), 8; domain.md R07-1, R08-1.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.circumstances import Listed
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import Params
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.papers import DRAFT
from lingchuan.records.core.rules.rule import AT_CLOSING
from lingchuan.records.core.rules.rule import AT_DECISION
from lingchuan.records.core.rules.rule import OF_FILE
from lingchuan.records.core.rules.rule import OF_MATTER
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import activity_of
from lingchuan.records.core.rules.scope import applies_to_file
from lingchuan.records.core.rules.scope import applies_to_paper
from typing import Final


ARTICLE_7: Final = "办法第七条"
ARTICLE_8: Final = "办法第八条"
APPLICATION: Final = "行政许可申请书"
GRANT: Final = "准予行政许可决定书"
REFUSAL: Final = "不予行政许可决定书"
SUPPLEMENT: Final = "申请材料补正告知书"
ACCEPTANCE: Final = "受理通知书"
REFUSAL_TO_ACCEPT: Final = "不予受理决定书"
RECEIPT: Final = "送达回证"
ISSUED: Final = "issued_document"
SERVICE_PAPER: Final = "service_document"
# Issued papers that bear no number of their own; the first comes from the applicant.
_UNNUMBERED: Final = (APPLICATION, "申请材料接收凭证", "听证公告")
# While a file is in these states, a listed paper of these stages may still come.
_BEFORE_ACCEPTANCE: Final = ("registered", "supplementing")
_BEFORE_DECISION: Final = (*_BEFORE_ACCEPTANCE, "accepted")
_RUNNING: Final = (*_BEFORE_DECISION, "decided")
_TIME_OF: Final = {
    **dict.fromkeys(("申请", "收件", "补正", "受理"), _BEFORE_ACCEPTANCE),
    **dict.fromkeys(
        (
            "审查",
            "现场核查",
            "听证",
            "专家评审",
            "检验检测检疫",
            "鉴定",
            "陈述申辩",
            "审核",
            "决定",
        ),
        _BEFORE_DECISION,
    ),
}
_ENDED_EARLY: Final = ("not_accepted", "withdrawn", "voided")


@rule("R07-1", ARTICLE_7, OF_FILE, AT_DECISION)
def R07_1(
    rule: Rule, file: Case, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a file without any record; it is still to come before the first step."""
    if applies_to_file(case, around) and not any(True for _ in _recorded(case)):
        verdict = OPEN if case.state == "registered" else FAIL
        yield rule.finding(verdict, "file_unrecorded", case.uid)


@rule("R07-1", ARTICLE_7, OF_MATTER, AT_DECISION)
def R07_1_MATTER(
    rule: Rule, matter: Matter, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a matter that no record of its file is about."""
    abouts = list(_recorded(case))
    if not abouts or not applies_to_file(case, around):
        return
    if not any(is_about(about, matter) for about in abouts):
        verdict = OPEN if case.state == "registered" else FAIL
        yield _of_matter(rule, verdict, "matter_unrecorded", case, matter)


@rule("R08-1", ARTICLE_8, OF_FILE)
def R08_1(
    rule: Rule, file: Case, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find usual papers that are missing, and issued ones without number or day."""
    if not applies_to_file(case, around):
        return
    listed = {
        one.name for matter in case.matters for one in _listed(matter, case, around)
    }
    for name in _usual(case):
        if name not in listed and not _has(name, case.papers):
            params = (("document", name),)
            code = "usual_paper_missing"
            yield rule.finding(WARN, code, case.uid, part=name, params=params)
    for paper in case.papers:
        if applies_to_paper(paper, case, around):
            yield from _formalities(rule, paper)


@rule("R08-1", ARTICLE_8, OF_MATTER, AT_CLOSING)
def R08_1_MATTER(
    rule: Rule, matter: Matter, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find papers of a matter that are missing: by the bureau's list, or its licence."""
    if not applies_to_file(case, around):
        return
    papers = [paper for paper in case.papers if is_about(paper.matters, matter)]
    listed = {one.name: one.stage for one in _listed(matter, case, around)}
    for name, stage in listed.items():
        verdict = _verdict_on_listed(name, stage, matter, case)
        if verdict and not _has(name, papers):
            yield _of_matter(rule, verdict, "listed_paper_missing", case, matter, name)
    is_granted = matter.decision == "granted" and _is_decided(matter, case)
    if is_granted and GRANT not in listed and not _has(GRANT, papers):
        code = "usual_paper_missing"
        yield _of_matter(rule, WARN, code, case, matter, GRANT)


def is_about(codes: Collection[str], matter: Matter) -> bool:
    """Tell whether a record with these codes is about a matter; none mean all matters."""
    return not codes or matter.code in codes


def _recorded(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield the matters that each text and each recording of a file is about.

    One that names none is about those of its activity.
    """
    clips = (clip for clip in case.clips if clip.has_file)
    records: tuple[Paper | Clip, ...] = (*case.papers, *clips)
    for record in records:
        activity = activity_of(record, case)
        yield record.matters or (activity.matters if activity else ())
    yield from (one.matters for one in case.activities if one.has_transcript)


def _listed(matter: Matter, case: Case, around: Circumstances) -> tuple[Listed, ...]:
    """Return the papers that the bureau asked of a matter when its file was received."""
    day = case.received_on or around.today
    return tuple(
        one for one in around.checklists.get(matter.code, ()) if one.cover(day)
    )


def _usual(case: Case) -> tuple[str, ...]:
    """Return the papers of a file that usually are there by now.

    A refusal in writing is owed by the permit law itself, and asked for there (L38).
    """
    owed = {
        SUPPLEMENT: case.supplement_notified_on is not None,
        ACCEPTANCE: case.accepted_on is not None,
        REFUSAL_TO_ACCEPT: case.state == "not_accepted",
        RECEIPT: case.served_on is not None,
    }
    return tuple(name for name, is_owed in owed.items() if is_owed)


def _verdict_on_listed(name: str, stage: str, matter: Matter, case: Case) -> str:
    """Return what it means that a listed paper is missing now, '' for nothing."""
    if name in (SUPPLEMENT, ACCEPTANCE, REFUSAL_TO_ACCEPT, RECEIPT):
        return FAIL if name in _usual(case) else ""
    if name in (GRANT, REFUSAL):
        decision = "granted" if name == GRANT else "refused"
        is_owed = matter.decision == decision and _is_decided(matter, case)
        return FAIL if is_owed else ""
    if case.state in _ENDED_EARLY:
        return ""
    return OPEN if case.state in _TIME_OF.get(stage, _RUNNING) else FAIL


def _is_decided(matter: Matter, case: Case) -> bool:
    return (matter.decided_on or case.decided_on) is not None


def _has(name: str, papers: Iterable[Paper]) -> bool:
    """Tell whether a paper is there; a service is proven by each of its papers."""
    if name == RECEIPT:
        return any(one.kind == SERVICE_PAPER for one in papers) or _named(name, papers)
    return _named(name, papers)


def _named(name: str, papers: Iterable[Paper]) -> bool:
    return any(one.document_name == name for one in papers)


def _formalities(rule: Rule, paper: Paper) -> Iterator[Finding]:
    """Find what an issued paper lacks; a draft and a stub are not judged."""
    made, issued = paper.made_on, paper.issued_on
    params: Params = (("document", paper.document_name),)
    if paper.kind != ISSUED or paper.state == DRAFT or paper.is_stub:
        return
    if not paper.document_number.strip() and paper.document_name not in _UNNUMBERED:
        code = "document_number_missing"
        yield rule.finding(WARN, code, paper.uid, part="number", params=params)
    if issued is None and paper.document_name != APPLICATION:
        code = "issue_day_missing"
        yield rule.finding(WARN, code, paper.uid, part="issued_on", params=params)
    if made and issued and issued < made:
        params += (("made_on", made.isoformat()), ("issued_on", issued.isoformat()))
        code = "issued_before_made"
        yield rule.finding(WARN, code, paper.uid, part="issued_on", params=params)


def _of_matter(
    rule: Rule, verdict: str, code: str, case: Case, matter: Matter, document: str = ""
) -> Finding:
    part = f"{matter.code}/{document}" if document else matter.code
    params: Params = (("matter", matter.name or matter.code),)
    if document:
        params += (("document", document),)
    return rule.finding(verdict, code, case.uid, part=part, params=params)
