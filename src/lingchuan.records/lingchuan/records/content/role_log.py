"""A PAS plug-in that writes an event when somebody's roles change.

It stands before Plone's role manager, which then does the change; it changes nothing.
"""

from AccessControl.class_init import InitializeClass
from collections.abc import Iterable
from lingchuan.records.content import events
from Products.PluggableAuthService.interfaces.plugins import IRoleAssignerPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


PLUGIN_ID = "lingchuan_role_log"
ROLE_MANAGER = "portal_role_manager"


@implementer(IRoleAssignerPlugin)
class RoleLog(BasePlugin):
    """Sees every change of roles, of users and of groups."""

    meta_type = "Lingchuan Role Log"

    def __init__(self, id: str, title: str = "") -> None:
        self._setId(id)
        self.title = title

    def doAssignRoleToPrincipal(self, principal_id: str, role: str) -> bool:
        """Log a role that is added; False, for it is still to be added."""
        held = self._held(principal_id)
        self._log(principal_id, held, held | {role})
        return False

    def doRemoveRoleFromPrincipal(self, principal_id: str, role: str) -> bool:
        """Log a role that is taken; False, for it is still to be taken."""
        held = self._held(principal_id)
        self._log(principal_id, held, held - {role})
        return False

    def assignRolesToPrincipal(self, roles: Iterable[str], principal_id: str) -> None:
        """Log the roles that replace the present ones."""
        self._log(principal_id, self._held(principal_id), set(roles))

    def _held(self, principal_id: str) -> set[str]:
        manager = getattr(self._getPAS(), ROLE_MANAGER)
        return set(manager._principal_roles.get(principal_id, ()))

    def _log(self, principal_id: str, before: set[str], after: set[str]) -> None:
        implied = {"Authenticated", "Anonymous"}
        before, after = before - implied, after - implied
        if before != after:
            told = {"before": sorted(before), "after": sorted(after)}
            who = events.person(principal_id, before | after)
            events.log_site("user_roles", who | told)


InitializeClass(RoleLog)


def install(portal: object) -> None:
    """Put the plug-in before Plone's role manager; a second time changes nothing."""
    pas = portal.acl_users
    if PLUGIN_ID in pas.objectIds():
        return
    pas._setObject(PLUGIN_ID, RoleLog(PLUGIN_ID, "Changes of roles are events"))
    pas.plugins.activatePlugin(IRoleAssignerPlugin, PLUGIN_ID)
    pas.plugins.movePluginsTop(IRoleAssignerPlugin, [PLUGIN_ID])


def uninstall(portal: object) -> None:
    """Take the plug-in away."""
    if PLUGIN_ID in portal.acl_users.objectIds():
        portal.acl_users.manage_delObjects([PLUGIN_ID])
