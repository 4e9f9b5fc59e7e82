"""A PAS plug-in that writes an event when somebody's roles change.

It stands before Plone's role manager and lets it do the change at once, so that it knows
what came of it; that the role manager is asked again changes nothing. Each event has the
digest of all roles before and after, so that a change past it is found
(supervision/rights.py); a secret is part of it, for the ids of parties may be names.
"""

from AccessControl.class_init import InitializeClass
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.content import events
from lingchuan.records.core.digest import state_digest
from Products.PluggableAuthService.interfaces.plugins import IRoleAssignerPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer

import secrets


PLUGIN_ID = "lingchuan_role_log"
ROLE_MANAGER = "portal_role_manager"
ACTIONS = ("user_roles", "roles_noted")
IMPLIED = {"Authenticated", "Anonymous"}
_NONCE_BYTES = 16


@implementer(IRoleAssignerPlugin)
class RoleLog(BasePlugin):
    """Sees every change of roles, of users and of groups."""

    meta_type = "Lingchuan Role Log"
    nonce = ""

    def __init__(self, id: str, title: str = "") -> None:
        self._setId(id)
        self.title = title
        self.nonce = secrets.token_hex(_NONCE_BYTES)

    def digest(self) -> str:
        """Return the digest of all roles."""
        held = self._manager()._principal_roles.items()
        roles = {who: sorted(set(names) - IMPLIED) for who, names in held}
        told = {who: roles[who] for who in roles if roles[who]}
        return state_digest({"nonce": self.nonce, "roles": told})

    def doAssignRoleToPrincipal(self, principal_id: str, role: str) -> bool:
        """Log a role that is added; return whether it was."""
        with self._logging(principal_id) as manager:
            return manager.doAssignRoleToPrincipal(principal_id, role)

    def doRemoveRoleFromPrincipal(self, principal_id: str, role: str) -> bool:
        """Log a role that is taken; return whether it was."""
        with self._logging(principal_id) as manager:
            return manager.doRemoveRoleFromPrincipal(principal_id, role)

    def assignRolesToPrincipal(self, roles: Iterable[str], principal_id: str) -> None:
        """Log the roles that replace the present ones."""
        with self._logging(principal_id) as manager:
            manager.assignRolesToPrincipal(roles, principal_id)

    def _manager(self) -> object:
        return getattr(self._getPAS(), ROLE_MANAGER)

    def _held(self, principal_id: str) -> set[str]:
        held = self._manager()._principal_roles.get(principal_id, ())
        return set(held) - IMPLIED

    @contextmanager
    def _logging(self, principal_id: str) -> Iterator[object]:
        """Give the role manager; write the event of what it has changed."""
        before, digest_before = self._held(principal_id), self.digest()
        yield self._manager()
        after = self._held(principal_id)
        if before != after:
            told = {"before": sorted(before), "after": sorted(after)}
            who = events.person(principal_id, before | after)
            digests = {"digest": self.digest(), "digest_before": digest_before}
            events.log_site("user_roles", who | told, **digests)


InitializeClass(RoleLog)


def install(portal: object) -> None:
    """Put the plug-in before Plone's role manager; a second time changes nothing."""
    pas = portal.acl_users
    if PLUGIN_ID in pas.objectIds():
        return
    pas._setObject(PLUGIN_ID, RoleLog(PLUGIN_ID, "Changes of roles are events"))
    pas.plugins.activatePlugin(IRoleAssignerPlugin, PLUGIN_ID)
    pas.plugins.movePluginsTop(IRoleAssignerPlugin, [PLUGIN_ID])
    digest = pas[PLUGIN_ID].digest()
    events.log_site("roles_noted", {}, digest=digest, digest_before=digest)


def digest_of(portal: object) -> str | None:
    """Return the digest of all roles of a site, None where nobody logs them."""
    log = portal.acl_users._getOb(PLUGIN_ID, None)
    return log.digest() if log is not None else None


def uninstall(portal: object) -> None:
    """Take the plug-in away."""
    if PLUGIN_ID in portal.acl_users.objectIds():
        portal.acl_users.manage_delObjects([PLUGIN_ID])
