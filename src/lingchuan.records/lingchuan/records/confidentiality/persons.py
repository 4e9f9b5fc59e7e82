"""Of whom one asks what they may read: the staff, and whoever a record names.

- Staff are found by their roles and by the register, not by asking every user folder.
- Parties are many and hold nothing in general; those of a file are named by it.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.keys import ADMINISTRATORS
from lingchuan.records.confidentiality.keys import circles_of
from lingchuan.records.confidentiality.keys import EXTERNAL_SYSTEM
from lingchuan.records.confidentiality.keys import IMPORTER
from lingchuan.records.confidentiality.keys import office_asked
from lingchuan.records.confidentiality.keys import ROLE_MANAGER
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.confidentiality.keys import take_apart
from lingchuan.records.confidentiality.reasons import Person
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import READER
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.content import facts
from plone import api


PARTS = (register.APPOINTMENTS, register.CLEARANCES)
PERSON, OFFICE = "person", "office"
WORKING = STAFF_ROLES | ADMINISTRATORS | {IMPORTER, EXTERNAL_SYSTEM}


def staff() -> set[str]:
    """Return the ids of all who hold a role of the staff, an office or a clearance."""
    pas = api.portal.get_tool("acl_users")
    groups = pas.source_groups
    known = set(groups.getGroupIds())
    found = {row["userid"] for part in PARTS for row in register.rows(part)}
    for principal, roles in getattr(pas, ROLE_MANAGER)._principal_roles.items():
        if not WORKING & set(roles):
            continue
        if principal in known:
            found |= set(groups._group_principal_map[principal])
        else:
            found.add(principal)
    return found


def named_by(obj: object) -> set[str]:
    """Return the ids of all whom a record, its decision or its file names."""
    found = set(decision_of(obj).get("known_to") or ()) | {facts.creator_of(obj)}
    for principal, _roles in RecordRoles(obj).getAllRoles():
        kind, name = take_apart(principal)
        if kind == PERSON:
            found.add(name)
    return {one for one in found | set(_parties(obj)) if one}


def _parties(obj: object) -> Iterator[str | None]:
    file = aq_base(facts.permit_file_of(obj))
    yield getattr(file, "applicant_userid", None)
    for row in getattr(file, "related_parties", None) or ():
        yield row.get("userid")


def is_in_circle(obj: object, userid: str) -> bool:
    """Tell whether a person, cleared or not, is of those to whom a record is known."""
    held = circles_of(userid, register.offices_of(userid))
    readers = (who for who, roles in RecordRoles(obj).getAllRoles() if READER in roles)
    return any(
        take_apart(one) in held and (OFFICE, office_asked(one)) in held | {(OFFICE, "")}
        for one in readers
    )


def person_of(user: object) -> Person:
    """Return what is known of a user of the site: roles, keys, clearances."""
    userid = user.getId()
    return Person(
        userid=userid,
        roles=frozenset(user.getRoles()),
        principals=frozenset((userid, *user.getGroups())),
        offices=tuple(register.offices_of(userid)),
        kinds=register.kinds_of(userid),
        lost=_lost_kinds(userid),
    )


def _lost_kinds(userid: str) -> dict[str, date | None]:
    """Return {kind: last day, None where withdrawn} of clearances that are over."""
    return {
        kind: None if row.get("withdrawn") else row.get("until")
        for row in register.rows(register.CLEARANCES)
        if row["userid"] == userid and not register.in_force(row)
        for kind in row["kinds"]
    }


def user_of(userid: str) -> object | None:
    """Return a user of the site by id, None where there is none."""
    return api.portal.get_tool("acl_users").getUserById(userid)


def name_of(user: object) -> str:
    """Return a user's full name, else the id."""
    return user.getProperty("fullname") or user.getId()
