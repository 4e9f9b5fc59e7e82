"""The PAS plug-in: virtual groups for what a person holds now, and the roles.

- `person:<userid>:<combination>`, `office:<office[@unit]>` and
  `office:<office[@unit]>:<combination>`, for each combination of clearances; and
  `person:<userid>:<combination>:<office[@unit]>`, as long as the person holds it;
  `office:staff` for who holds a staff role and imports nothing, `office:platform`
  for external systems.
- No principal with a colon in its id may be made (`refuse_colon`), so that no
  group or user of Plone's own can pass for a key.
- It stands before Plone's role manager: roles that only the role provider gives do
  not count when somebody assigned them.
"""

from AccessControl.class_init import InitializeClass
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from lingchuan.records.confidentiality import register
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import combinations
from lingchuan.records.interfaces import IGrants
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.plugins.autogroup import VirtualGroup
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.component import queryUtility
from zope.interface import implementer


PLUGIN_ID = "lingchuan_keys"
ROLE_MANAGER = "portal_role_manager"
PERSON = "person:"
OFFICE = "office:"
# person:<user id>:<kinds>, and the office behind it.
_PARTS = 3
STAFF_KEY = "office:staff"
PLATFORM_KEY = "office:platform"
GRANT = "grant:"
IMPORTER = "Records Importer"
EXTERNAL_SYSTEM = "External System"
ADMINISTRATORS = frozenset(("Manager", "Site Administrator"))
STAFF_READER = "Staff Reader"
STAFF_ROLES = frozenset(
    (
        "Window Clerk",
        "Case Handler",
        "Section Head",
        "Bureau Head",
        "Archivist",
        "Confidentiality Officer",
        "Supervisor",
        "Records Auditor",
    )
)


# Given by the role provider, or computed; never by hand (docs/adr/0004).
COMPUTED_ROLES = frozenset(
    (
        "File Handler",
        "Confidential Reader",
        "Granted Viewer",
        "Granted Copier",
        "Unit Head",
        "Record Creator",
        "Second Person",
        "Requester",
        "Request Decider",
        STAFF_READER,
    )
)


def person_key(userid: str, combo: str, office: str = "") -> str:
    """Return the group of a person who is cleared for a combination.

    Args:
        office: office[@unit] that the person must hold besides.
    """
    name = f"{PERSON}{userid}:{combo}"
    return f"{name}:{office}" if office else name


def office_key(office: str, unit: str = "", combo: str = "") -> str:
    """Return the group of an office's holders, cleared for a combination if given."""
    name = f"{OFFICE}{office}@{unit}" if unit else OFFICE + office
    return f"{name}:{combo}" if combo else name


def take_apart(principal: str) -> tuple[str, str]:
    """Return ("person", user id) or ("office", office[@unit]) of a key or a user id."""
    for prefix in (PERSON, OFFICE):
        if principal.startswith(prefix):
            return prefix[:-1], principal.removeprefix(prefix).partition(":")[0]
    return PERSON[:-1], principal


def office_asked(principal: str) -> str:
    """Return the office[@unit] that a person's key asks besides, '' for none."""
    if not principal.startswith(PERSON):
        return ""
    return (*principal.split(":", _PARTS), "")[_PARTS]


def circles_of(userid: str, offices: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return whom a person's keys name, cleared or not, as `take_apart` tells them."""
    named = [userid]
    for office, unit in offices:
        named += [office_key(office), office_key(office, unit)]
    return set(map(take_apart, named))


@implementer(IGroupsPlugin, IRolesPlugin, IGroupIntrospection)
class KeysPlugin(BasePlugin):
    """Keys of a person, computed from the register at each request."""

    meta_type = "Lingchuan Keys Plugin"

    def __init__(self, id: str, title: str = "") -> None:
        self._setId(id)
        self.title = title

    def _portal(self) -> object:
        return aq_parent(aq_inner(self._getPAS()))

    def _is_group(self, principal_id: str) -> bool:
        groups = getattr(self._getPAS(), "source_groups", None)
        return groups is not None and principal_id in groups.getGroupIds()

    def _is_gone(self, userid: str) -> bool:
        """Return whether the account was removed: its tokens are valid for hours yet."""
        pas = self._getPAS()
        return pas._verifyUser(pas.plugins, user_id=userid) is None

    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Return the keys of a person; a group of Plone's holds none."""
        userid = principal.getId()
        if not userid or ":" in userid or self._is_group(userid):
            return ()
        if self._is_gone(userid):
            return ()
        portal = self._portal()
        roles = self._assigned(principal)
        kinds, offices = frozenset(), []
        # Who came to run or audit the system holds no key any more (三员分立).
        if not roles & register.SEPARATED:
            kinds = register.kinds_of(userid, portal=portal)
            offices = register.offices_of(userid, portal=portal)
        combos = combinations(kinds)
        keys = {person_key(userid, combo) for combo in combos}
        if roles & STAFF_ROLES and IMPORTER not in roles:
            keys.add(STAFF_KEY)
        if EXTERNAL_SYSTEM in roles:
            keys.add(PLATFORM_KEY)
        for office, unit in offices:
            for name_unit in {"", unit}:
                name = office_key(office, name_unit)
                keys.add(name)
                keys.update(office_key(office, name_unit, c) for c in combos)
                held = name.removeprefix(OFFICE)
                keys.update(person_key(userid, c, held) for c in combos)
        grants = queryUtility(IGrants)
        if grants is not None:
            keys.update(grants.keys_of(userid, portal))
        return tuple(sorted(keys))

    def _assigned(self, principal: object) -> set[str]:
        # Asking the role manager itself would ask for the groups, and so go round.
        pas = self._getPAS()
        assigned = getattr(pas, ROLE_MANAGER)._principal_roles
        groups = getattr(pas, "source_groups", None)
        joined = groups.getGroupsForPrincipal(principal) if groups is not None else ()
        roles = {
            r for one in (principal.getId(), *joined) for r in assigned.get(one, ())
        }
        return roles

    def getRolesForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Return the roles assigned to a user or group, less the computed ones."""
        manager = getattr(self._getPAS(), ROLE_MANAGER, None)
        userid = principal.getId()
        if not userid or manager is None:
            return ()
        if not self._is_group(userid) and self._is_gone(userid):
            return ()
        assigned = set(manager.getRolesForPrincipal(principal, request))
        return tuple(sorted(assigned - COMPUTED_ROLES))

    def getGroupById(self, group_id: str) -> VirtualGroup | None:
        """Return a shell for a key, so that serialisers find what they list."""
        if not group_id.startswith((PERSON, OFFICE, GRANT)):
            return None
        return VirtualGroup(group_id, title=group_id).__of__(self._getPAS())

    def getGroups(self) -> list:
        """Return nothing: keys are not listed."""
        return []

    def getGroupIds(self) -> list[str]:
        """Return nothing: keys are not listed."""
        return []

    def getGroupMembers(self, group_id: str) -> tuple:
        """Return nothing: keys do not tell their holders."""
        return ()


InitializeClass(KeysPlugin)


def refuse_colon(event: object) -> None:
    """Refuse users and groups whose id could pass for a key."""
    principal = getattr(event, "principal", None)
    principal_id = principal if isinstance(principal, str) else principal.getId()
    if ":" in principal_id:
        raise BadInput([Problem("id", "colon")])
