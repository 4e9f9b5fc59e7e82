"""What makes a confidentiality decision impossible, each reason by its code.

- Bad fields and a missing reason are 400 with the field; what the state of things
  forbids is 409 with a finding of R20-3 or R20-4.
- A person is an officer of the register, gives a reason, and holds clearance for every
  kind involved, old and new. Who marks a record at entry needs none (docs/adr/0005).
- What a rule makes was checked where the rule has its facts; only the place in which a
  record lies binds it too.

Pure questions; nothing is written.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import comment_of
from lingchuan.records.confidentiality.decision import drafted
from lingchuan.records.confidentiality.decision import kinds_given
from lingchuan.records.confidentiality.decision import next_review
from lingchuan.records.confidentiality.decision import RECKONED
from lingchuan.records.confidentiality.decision import REVISE
from lingchuan.records.confidentiality.keys import STAFF_KEY
from lingchuan.records.confidentiality.moves import ENTRY
from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.moves import why_of
from lingchuan.records.confidentiality.persons import is_in_circle
from lingchuan.records.confidentiality.persons import user_of
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.confidentiality.standing import check_early_release
from lingchuan.records.confidentiality.standing import check_not_over
from lingchuan.records.confidentiality.standing import check_standing
from lingchuan.records.confidentiality.stub import check_stub
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.core.determination import day_of
from lingchuan.records.core.determination import text_of
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.marks import commercial_mark
from lingchuan.records.core.marks import looks_like_state
from lingchuan.records.core.secrecy import COMMERCIAL
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.secrecy import PRIVACY
from lingchuan.records.core.secrecy import STATE
from plone import api


Params = Mapping[str, object]
# A person who decides, and one who marks what they enter, say all of it.
BY_PEOPLE = ("", ENTRY)


def check(obj: object, transition: str, params: Params) -> None:
    """Refuse a decision that is incomplete, too low, or not this person's.

    Raises:
        NotAllowed: a person decides who is no confidentiality officer.
        BadInput: a field is missing or impossible.
        TransitionBlocked: the state of things forbids it.
    """
    if not why_of(params) and not register.is_officer():
        raise NotAllowed(transition)
    CHECKS[transition](obj, params)


def _raise(found: Iterable[Problem], params: Params) -> None:
    """Raise what was found, and a missing reason."""
    problems = list(found)
    if why_of(params) in BY_PEOPLE and not comment_of(params):
        problems.append(Problem("comment", "reason_required"))
    if problems:
        raise BadInput(problems)


def _check_clearance(obj: object, params: Params, kinds: Iterable[str] = ()) -> None:
    """Refuse a person who may not know all of what they decide on."""
    if why_of(params):
        return
    involved = set(kinds) | set(decision_of(obj).get("kinds") or ())
    if not involved <= register.kinds_of(facts.current_user() or ""):
        raise refused("above_clearance", obj)


def _check_around(obj: object, kinds: Iterable[str]) -> None:
    """Refuse to leave a record with less than the restriction around it has."""
    around = decision_of(restricted_ancestor(obj)).get("kinds") or ()
    if not set(around) <= set(kinds):
        raise refused("below_parent", obj)


def check_open(obj: object, params: Params) -> None:
    """Refuse to open what carries kinds or a mark, or lies in something restricted."""
    found = []
    if as_list(params.get("kinds")):
        found.append(Problem("kinds", "kinds_not_here"))
    found += [
        Problem(name, "mark_of_nothing")
        for name in ("level", "mark")
        if text_of(params, name)
    ]
    _raise(found, params)
    if restricted_ancestor(obj) is not None:
        raise refused("below_parent", obj)


def check_restrict(obj: object, params: Params) -> None:
    """Refuse a restriction that is incomplete, too low, or impossible here."""
    _check_shutting(obj, "restrict", params)


def check_revise(obj: object, params: Params) -> None:
    """Refuse a revision that drops a kind, or changes what others determined."""
    kinds = kinds_given(obj, params)
    if not set(decision_of(obj).get("kinds") or ()) <= set(kinds):
        raise refused("kind_dropped", obj)
    _check_shutting(obj, REVISE, params)


def _check_shutting(obj: object, transition: str, params: Params) -> None:
    kinds = kinds_given(obj, params)
    found = _kind_problems(kinds)
    said = None
    if why_of(params) in BY_PEOPLE:
        draft = drafted(obj, transition, params)
        said = draft.fields
        by_class = _by_class(obj) if why_of(params) == ENTRY else frozenset()
        found += draft.problems
        found += _field_problems(kinds, said, params, by_class)
        found += _circle_problems(obj, params)
    _raise(found, params)
    _check_clearance(obj, params, kinds)
    if said is not None:
        check_not_over(obj, said)
        if transition == REVISE:
            check_standing(obj, said, params)
    _check_around(obj, kinds)
    if STATE in kinds:
        check_stub(obj)


def check_propose(obj: object, params: Params) -> None:
    """Refuse a proposal that lifts nothing, or a state secret before its day."""
    remaining = set(as_list(params.get("kinds")))
    kinds = set(decision_of(obj).get("kinds") or ())
    found = []
    if not remaining <= kinds:
        found.append(Problem("kinds", "not_present"))
    elif remaining == kinds:
        found.append(Problem("kinds", "nothing_dropped"))
    _raise(found, params)
    _check_clearance(obj, params)
    _check_around(obj, remaining)
    check_early_release(obj, remaining, params)


def check_second(obj: object, params: Params) -> None:
    """Refuse the proposer's own decision on the release."""
    _raise((), params)
    if decision_of(obj).get("proposed_by") == api.user.get_current().getId():
        raise refused("second_person", obj)
    _check_clearance(obj, params)


def check_release(obj: object, params: Params) -> None:
    """Refuse the proposer, and a release below what lies around."""
    check_second(obj, params)
    _check_around(obj, decision_of(obj).get("proposed_kinds") or ())


CHECKS: dict[str, Callable[[object, Params], None]] = {
    "mark_open": check_open,
    "restrict": check_restrict,
    REVISE: check_revise,
    "propose_release": check_propose,
    "release": check_release,
    "reject": check_second,
}


def _kind_problems(kinds: list[str]) -> list[Problem]:
    if not kinds:
        return [Problem("kinds", "kinds_required")]
    return [
        Problem("kinds", "unknown_value", (("value", kind),))
        for kind in kinds
        if kind not in KINDS
    ]


def _by_class(obj: object) -> frozenset[str]:
    """Return the kinds that the class table gave, which need no particulars yet."""
    said = decision_of(obj)
    return frozenset(said["kinds"] if said.get("by_class") else ())


def _field_problems(
    kinds: list[str], fields: Params, params: Params, by_class: frozenset[str]
) -> list[Problem]:
    found = []
    if STATE not in kinds:
        sent = text_of(params, "mark")
        own = commercial_mark(text_of(fields, "holder"))
        if sent != own and looks_like_state(sent):
            found.append(Problem("mark", "mark_not_state"))
        if fields.get("level"):
            found.append(Problem("level", "mark_not_state"))
        if (day_of(fields, "issued_on") or facts.today()) > facts.today():
            found.append(Problem("issued_on", "in_future"))
    due = day_of(fields, "review_due") or date.max
    if not facts.today() < due <= date.fromisoformat(next_review()):
        found.append(Problem("review_due", "review_beyond"))
    needed = set(kinds) - by_class
    if COMMERCIAL in needed and not fields.get("holder"):
        found.append(Problem("holder", "holder_required"))
    if PRIVACY in needed and not fields.get("data_items"):
        found.append(Problem("data_items", "data_items_required"))
    for name in RECKONED:
        sent = text_of(params, name)
        if sent and sent != text_of(fields, name):
            found.append(Problem(name, "server_only"))
    return found


def _unfit(userid: str, handlers: Collection[str]) -> str:
    """Return why nobody may be named so, '' for fit: only who passes the gate reads."""
    user = user_of(userid)
    if user is None:
        return "unknown_value"
    is_staff = STAFF_KEY in user.getGroups() or userid in handlers
    return "" if is_staff else "not_staff"


def _circle_problems(obj: object, params: Params) -> list[Problem]:
    sent = params.get("known_to")
    named = as_list(sent)
    file = aq_base(facts.permit_file_of(obj))
    handlers = getattr(file, "handlers", None) or ()
    found = [
        Problem("known_to", code, (("value", name),))
        for name in named
        if (code := _unfit(name, handlers))
    ]
    if isinstance(sent, (list, tuple)) and not all(str(one).strip() for one in sent):
        found.append(Problem("known_to", "unknown_value", (("value", ""),)))
    around = restricted_ancestor(obj)
    if around is not None and not all(is_in_circle(around, name) for name in named):
        found.append(Problem("known_to", "outside_parent"))
    return found
