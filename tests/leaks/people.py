"""Who asks: every role of the threats' table; a later feature adds its own here.

`join_role` names a further one, with a function that makes its user in the world.
"""

from collections.abc import Callable
from lingchuan.records.confidentiality import register
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME


ANONYMOUS = "anonymous"
MANAGER = "root manager"
FORMER = "handler3"
CREATOR = "clerk3"
UNCLEARED = "secrecy_officer3"
KNOWER = "zqknower1d7e"

# Role: user id; None is a stranger.
ROLES: dict[str, str | None] = {
    ANONYMOUS: None,
    "party": "party1",
    "handler of another file": "handler2",
    "handler": "handler1",
    "window clerk": "clerk1",
    "archivist": "archivist1",
    "supervisor": "supervisor1",
    "auditor": "auditor1",
    "bureau head": "bureau_head",
    "deputy head": "deputy_head",
    "section head": "section_head1",
    "site administrator": "sysadmin",
    MANAGER: SITE_OWNER_NAME,
    "importer": "migrator",
    "platform": "platform",
    "officer without clearance": UNCLEARED,
    "former handler": FORMER,
    "creator": CREATOR,
    "person of the circle": KNOWER,
    "officer": "secrecy_officer",
}
# Who reads what is open to all staff.
STAFF = frozenset(ROLES) - {
    ANONYMOUS,
    "party",
    "site administrator",
    MANAGER,
    "importer",
    "platform",
}
_EXTRA = {
    FORMER: "Case Handler",
    CREATOR: "Window Clerk",
    UNCLEARED: "Confidentiality Officer",
    KNOWER: "Case Handler",
}
_MAKERS: list[Callable[[object], None]] = []


def join_role(role: str, userid: str, make: Callable[[object], None]) -> None:
    """Let a later feature's role take part; `make(portal)` makes its user."""
    ROLES[role] = userid
    _MAKERS.append(make)


def make_people(portal: object) -> None:
    """Make the users that the demo does not have."""
    for userid, role in _EXTRA.items():
        portal.acl_users.userFolderAddUser(userid, PASSWORD, ["Member", role], [])
        fullname = {"fullname": f"人员{userid}", "unit": FIRST_UNIT}
        api.user.get(userid=userid).setMemberProperties(fullname)
    office = "confidentiality_officer"
    register.appoint(UNCLEARED, office, basis="任命", by="bureau_head")
    register.clear(KNOWER, ["COMMERCIAL"], basis="任命", by="secrecy_officer")
    for make in _MAKERS:
        make(portal)
