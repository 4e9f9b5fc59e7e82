"""Who can see a record, and why; what a person can see, and why (Art. 20).

- Asked from what enforces it: the roles that the record's `View` needs, the roles that
  a user has there, the locks and keys; so it cannot say another thing than the gate.
- The gate asks for each record around, too, and so does this.
- A preview hangs the lock of a decision that nobody has taken; nothing is written.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality import persons
from lingchuan.records.confidentiality import reasons
from lingchuan.records.confidentiality.gate import records_around
from lingchuan.records.confidentiality.reasons import Lock
from lingchuan.records.confidentiality.reasons import Person
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.readings import Reading
from lingchuan.records.core.readings import Reason
from plone import api
from Products.CMFCore.permissions import View


# Persons of one answer: a page, a file or a reply holds so many.
MOST = 200
SHUT_STATES = ("undecided", *RESTRICTED)
CONTENT = "lingchuan.records.interfaces.IRecordContent"


class PreviewRoles(RecordRoles):
    """The locks that a record would have by a decision not yet taken."""

    def __init__(self, context: object, decision: Mapping[str, object]) -> None:
        super().__init__(context)
        self._decision = decision

    def restriction(self) -> Mapping[str, object] | None:
        """Return the decision tried, else that of what lies around."""
        if self._decision["kinds"]:
            return self._decision
        around = restricted_ancestor(self.context)
        return None if around is None else decision_of(around)

    def is_open(self) -> bool:
        """Tell whether it would be open to all staff."""
        return facts.is_open(aq_parent(aq_inner(self.context)))


@dataclass(frozen=True, slots=True)
class Layer:
    """A record as the gate meets it: what `View` needs there, and its lock.

    `context` is None where a decision is tried: then only the lock can be asked.
    """

    context: object | None
    needed: frozenset[str]
    lock: Lock

    def opens_to(self, user: object, person: Person) -> bool:
        """Tell whether the gate lets a user through here."""
        if self.context is not None:
            return bool(self.needed & set(user.getRolesInContext(self.context)))
        return bool(person.roles & self.needed or reasons.why_open(person, self.lock))


def _layer(
    obj: object, roles: RecordRoles, needed: frozenset[str], tried: str = ""
) -> Layer:
    given = {who: needed & set(held) for who, held in roles.getAllRoles()}
    restriction = roles.restriction() or {}
    lock = Lock(
        state=tried or facts.confidentiality_state(obj),
        opens={who: held for who, held in given.items() if held},
        kinds=tuple(restriction.get("kinds") or ()),
        known_to=tuple(restriction.get("known_to") or ()),
    )
    return Layer(None if tried else obj, needed, lock)


def _now(obj: object) -> Layer:
    return _layer(obj, RecordRoles(obj), frozenset(rolesForPermissionOn(View, obj)))


def _tried(obj: object, decision: Mapping[str, object]) -> Layer:
    kinds = rules.in_order(rules.as_list(decision.get("kinds")))
    # Nobody named is nothing said: a revision keeps the circle that stands.
    said = {"known_to": decision.get("known_to") or None}
    goes_on = is_restricted(obj)
    known_to = rules.known_to_given(obj, said, goes_on=goes_on) if kinds else []
    state = "restricted" if kinds else "open"
    workflow = api.portal.get_tool("portal_workflow")[facts.SECRECY_WORKFLOW]
    needed = frozenset(workflow.states[state].permission_roles[View])
    roles = PreviewRoles(obj, {"kinds": kinds, "known_to": known_to})
    return _layer(obj, roles, needed, tried=state)


def _layers(obj: object, decision: Mapping[str, object] | None) -> list[Layer]:
    own = _now(obj) if decision is None else _tried(obj, decision)
    # `obj` is the first of those around it.
    return [own, *(_now(one) for one in list(records_around(obj))[1:])]


def _reading(user: object, layers: list[Layer]) -> Reading:
    person = persons.person_of(user)
    shut = [layer for layer in layers if not layer.opens_to(user, person)]
    if not shut:
        found = reasons.why_open(person, layers[0].lock)
        # A role that no lock gives is none of ours; it must not pass unseen.
        found = found or (Reason("by_role"),)
    else:
        found = reasons.why_shut(person, shut[0].lock)
        if shut[0] is not layers[0]:
            found = (Reason("around_shut"), *found)
    return Reading(person.userid, persons.name_of(user), not shut, found)


def candidates(obj: object, decision: Mapping[str, object] | None = None) -> list[str]:
    """Return the ids of the staff and of those named, in their order."""
    named = rules.as_list((decision or {}).get("known_to"))
    return sorted(persons.staff() | persons.named_by(obj) | set(named))


def readers(
    obj: object,
    decision: Mapping[str, object] | None = None,
    *,
    start: int = 0,
    most: int | None = MOST,
) -> list[Reading]:
    """Return who may read a record and who may not, those who may first.

    Args:
        decision: {kinds, known_to}, to see what it would do; None for how it is.
        start, most: which of them all, by their place; None for all.
    """
    layers = _layers(obj, decision)
    users = map(persons.user_of, candidates(obj, decision))
    found = [_reading(user, layers) for user in users if user is not None]
    found.sort(key=lambda one: (not one.may, one.userid))
    return found[start : None if most is None else start + most]


def reading_of(
    obj: object, userid: str, decision: Mapping[str, object] | None = None
) -> Reading:
    """Return whether one person may read a record, and why.

    Raises:
        BadInput: there is no such user.
    """
    return _reading(user_or_refuse(userid), _layers(obj, decision))


def user_or_refuse(userid: str) -> object:
    """Return a user of the site.

    Raises:
        BadInput: there is none of that id.
    """
    user = persons.user_of(userid) if userid else None
    if user is None:
        raise BadInput([Problem("userid", "unknown_value", (("value", userid),))])
    return user


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that a person can find, which the asker may view, and why."""

    record: object
    reading: Reading


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person can find of what is not open to all staff, newest first.

    `hidden` counts those of this part that the asker may not view; `counts` is
    {state: number} of all states, the open ones too.
    """

    userid: str
    shown: tuple[Seen, ...]
    hidden: int
    total: int
    counts: Mapping[str, int]


def sees(userid: str, *, start: int = 0, most: int | None = 20) -> Sight:
    """Return what a person can see now and why, a part of it, by the catalog.

    Args:
        start, most: which of them, by their place; None for all from there.

    Raises:
        BadInput: there is no such user.
    """
    user = user_or_refuse(userid)
    catalog = api.portal.get_tool("portal_catalog")
    query = {
        "object_provides": CONTENT,
        "allowedRolesAndUsers": catalog._listAllowedRolesAndUsers(user),
        "sort_on": "created",
        "sort_order": "descending",
    }
    find = catalog.unrestrictedSearchResults
    states = (*SHUT_STATES, *facts.OPEN_STATES)
    counts = {one: len(find(**query, confidentiality_state=one)) for one in states}
    found = find(**query, confidentiality_state=list(SHUT_STATES))
    part = [
        brain.UID for brain in found[start : None if most is None else start + most]
    ]
    mine = {brain.UID: brain for brain in catalog(UID=part)} if part else {}
    records = [mine[uid].getObject() for uid in part if uid in mine]
    shown = tuple(Seen(one, _reading(user, _layers(one, None))) for one in records)
    return Sight(userid, shown, len(part) - len(shown), len(found), counts)
