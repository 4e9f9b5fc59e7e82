"""A decision on an access request: what the head sends, held against the rules (R21-2, R21-3)."""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.access import facts as asked
from lingchuan.records.access.derivatives import is_reviewed
from lingchuan.records.access.files import file_of
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.people import handlers_ever
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access import deciding
from lingchuan.records.core.access.grants import days_problem
from lingchuan.records.core.access.grants import uses_problem
from lingchuan.records.core.access.notice import COPYING
from lingchuan.records.core.access.notice import REFUSAL
from lingchuan.records.core.access.notice import VIEWING
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import MOST
from lingchuan.records.core.text import control_problem
from lingchuan.records.core.text import size_problem
from plone.uuid.interfaces import IUUID
from typing import Final


APPROVE_VIEWING: Final = VIEWING
APPROVE_COPYING: Final = COPYING
REFUSE: Final = REFUSAL
RETURN: Final = "return"
RIGHTS_OF: Final = {
    APPROVE_VIEWING: frozenset((VIEW,)),
    APPROVE_COPYING: frozenset((VIEW, COPY)),
    REFUSE: frozenset(),
}
HEADS_STEPS: Final = frozenset((*RIGHTS_OF, RETURN))
# What a GET shows of an outcome beside what is sent back; it changes nothing.
_SHOWN: Final = frozenset(("title", "code"))
_TOLD: Final = ("reason", "article")
# Uses of one grant at most.
MOST_USES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a head decides, checked.

    Args:
        days: how long it holds; 0 for a refusal.
        views, copies: how often each record may be viewed or taken; None for any number.
    """

    transition: str
    outcomes: tuple[Outcome, ...]
    days: int = 0
    views: int | None = None
    copies: int | None = None
    reason: str = ""
    article: str = ""

    @property
    def is_approval(self) -> bool:
        """Tell whether something is granted."""
        return self.transition != REFUSE


def decides_today() -> bool:
    """Return whether the current user decides on requests today, but on their own files."""
    day = facts.today()
    heads, deputies = register.access_deciders(day)
    user = facts.current_user() or ""
    return not deciding.may_decide(user, heads, deputies, (), day)


def bar(request: object) -> Finding | None:
    """Return why the current user may not decide on a request today, None if they may."""
    file = file_of(request)
    heads, deputies = register.access_deciders(facts.today())
    code = deciding.may_decide(
        facts.current_user() or "",
        heads,
        deputies,
        handlers_ever(file) if file is not None else (),
        facts.today(),
    )
    found = deciding.decider_findings(code)
    return found[0] if found else None


def refuse_others(request: object) -> None:
    """Refuse who may not decide on this request.

    Raises:
        BarredBy: with the reason, R21-2.
    """
    found = bar(request)
    if found is not None:
        raise BarredBy([found])


def reach(
    request: object, transition: str, sent: Mapping[str, object]
) -> tuple[Decision, list[Problem], list[Finding]]:
    """Return a decision as it was sent, and what stands in its way.

    Args:
        sent: outcomes [{uid, right, outcome, reason, article}], days, views, copies;
            of a refusal reason and article.
    """
    scope = asked.scope_of(request)
    reason, article = str(sent.get("reason") or ""), str(sent.get("article") or "")
    if transition == REFUSE:
        made = deciding.refused(scope, reason, article)
        decision = Decision(REFUSE, made.outcomes, reason=reason, article=article)
        return decision, list(made.problems), list(made.findings)
    answers, found = _answers(sent.get("outcomes"))
    made = deciding.decided(scope, answers, RIGHTS_OF[transition])
    days, views = sent.get("days"), sent.get("views")
    copies = sent.get("copies")
    copies = settings().access_copies if copies is None else copies
    found += [
        problem
        for problem in (
            days_problem(days, settings().access_max_days),
            uses_problem(views, MOST_USES, "views"),
            uses_problem(copies, MOST_USES, "copies"),
            *made.problems,
        )
        if problem
    ]
    comment = str(sent.get("comment") or "")
    decision = Decision(
        transition, made.outcomes, days, views, copies, reason or comment
    )
    findings = [*made.findings, *_uncovered(request, made.outcomes)]
    if transition == APPROVE_COPYING and COPY not in (aq_base(request).rights or ()):
        findings.append(blocked("R21-3", ARTICLE_21, "copy_not_asked", request))
    return decision, found, findings


def checked(request: object, transition: str, sent: Mapping[str, object]) -> Decision:
    """Return a decision that may be taken.

    Raises:
        BarredBy: not by this person.
        BadInput: it is none.
        TransitionBlocked: a rule forbids it.
    """
    refuse_others(request)
    decision, problems, findings = reach(request, transition, sent)
    if problems:
        raise BadInput(problems)
    if findings:
        raise TransitionBlocked(findings)
    return decision


def _answers(rows: object) -> tuple[list[Answer], list[Problem]]:
    """Return the answers of the rows sent; one that lacks a name is a problem."""
    answers, found = [], []
    for row in rows or ():
        texts = {name: row.get(name) or "" for name in Answer.__slots__}
        unknown = set(row) - set(Answer.__slots__) - _SHOWN
        if unknown:
            found.append(Problem(f"outcomes.{min(unknown)[:64]}", "unknown_field"))
        elif not all(isinstance(one, str) for one in texts.values()):
            found.append(Problem("outcomes", "wrong_type"))
        elif wrong := [p for n in _TOLD if (p := _text_problem(n, texts[n]))]:
            found += wrong
        elif not texts["uid"] or not texts["right"] or not texts["outcome"]:
            found.append(Problem("outcomes", "required"))
        else:
            answers.append(Answer.from_dict(texts))
    return answers, found


def _text_problem(name: str, text: str) -> Problem | None:
    field = f"outcomes.{name}"
    return control_problem(field, text) or size_problem(field, text, MOST)


def _uncovered(request: object, outcomes: tuple[Outcome, ...]) -> Iterator[Finding]:
    """Yield the records of which a redacted copy shall be given that nobody reviewed."""
    uids = dict.fromkeys(one.uid for one in outcomes if one.outcome == REDACTED)
    for record in asked.records_asked(request):
        uid = IUUID(record)
        if uid in uids and not is_reviewed(request, uid):
            yield blocked("R21-3", ARTICLE_21, "no_reviewed_copy", record)
