"""Whether a text record is complete in itself: its kind, its signers, its pages.

- A draft is still being written: nothing is asked of it here.
- Who refuses to sign is no gap where the reason and a witness stand beside it.

Source: 办法 Art. 3, 11; domain.md R03-1, R11-1, R11-2.
"""

from collections.abc import Iterator
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import Signer
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_PAPER
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import applies_to_paper
from lingchuan.records.core.rules.scope import CLOSED
from typing import Final


ARTICLE_11: Final = "办法第十一条"
DRAFT: Final = "draft"
WITNESS: Final = "witness"
# Kinds of paper for which a refusal to sign needs a witness.
_WITNESSED: Final = ("investigation", "service_document")


@rule("R03-1", "办法第三条", OF_PAPER)
def R03_1(
    rule: Rule, paper: Paper, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a text record that is none of the seven kinds."""
    if not paper.kind and applies_to_paper(paper, case, around):
        yield rule.finding(WARN, "paper_kind_missing", paper.uid)


@rule("R11-1", ARTICLE_11, OF_PAPER)
def R11_1(
    rule: Rule, paper: Paper, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a signature of which nothing is known, and pages that nobody counted."""
    if not _is_judged(paper, case, around):
        return
    for signer in paper.signers:
        if signer.signed is None:
            yield _of_signer(rule, WARN, "signature_missing", paper, signer)
    is_bound = case.state in CLOSED and not paper.is_stub
    if is_bound and paper.page_count is None:
        yield rule.finding(WARN, "page_count_missing", paper.uid, part="page_count")


@rule("R11-2", ARTICLE_11, OF_PAPER, AT_SEALING)
def R11_2(
    rule: Rule, paper: Paper, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a refusal to sign without its reason, or without a witness."""
    if not _is_judged(paper, case, around):
        return
    for signer in paper.signers:
        if signer.signed is not False:
            continue
        if not signer.refusal_reason.strip():
            code = "refusal_reason_missing"
            yield _of_signer(rule, FAIL, code, paper, signer, "/reason")
        elif not _has_witness(paper, signer):
            verdict = FAIL if paper.kind in _WITNESSED else WARN
            code = "refusal_unwitnessed"
            yield _of_signer(rule, verdict, code, paper, signer, "/witness")


def _is_judged(paper: Paper, case: Case, around: Circumstances) -> bool:
    return paper.state != DRAFT and applies_to_paper(paper, case, around)


def _has_witness(paper: Paper, refusing: Signer) -> bool:
    signed = any(one.role == WITNESS and one.signed for one in paper.signers)
    return signed or bool(refusing.witness.strip() or paper.witness.strip())


def _of_signer(
    rule: Rule, verdict: str, code: str, paper: Paper, signer: Signer, what: str = ""
) -> Finding:
    params = (("name", signer.name),)
    part = f"{signer.name}{what}"
    return rule.finding(verdict, code, paper.uid, part=part, params=params)
