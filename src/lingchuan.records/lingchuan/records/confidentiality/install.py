"""Put the keys plug-in into the site's user folder, or take it out; open the hall."""

from lingchuan.records.confidentiality.keys import KeysPlugin
from lingchuan.records.confidentiality.keys import PLUGIN_ID
from lingchuan.records.confidentiality.keys import ROLE_MANAGER
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin


ADD_RECORD = "lingchuan.records: Add Record"
HALL = "hall"
HALL_ADDERS = ("Window Clerk", "Case Handler", "Archivist")
INTERFACES = (IGroupsPlugin, IRolesPlugin, IGroupIntrospection)


def install(portal: object) -> None:
    """Add and activate the plug-in; a second time changes nothing."""
    pas = portal.acl_users
    if PLUGIN_ID not in pas.objectIds():
        pas._setObject(PLUGIN_ID, KeysPlugin(PLUGIN_ID, "Keys of the records"))
    for interface in INTERFACES:
        if PLUGIN_ID not in pas.plugins.listPluginIds(interface):
            pas.plugins.activatePlugin(interface, PLUGIN_ID)
    if ROLE_MANAGER in pas.plugins.listPluginIds(IRolesPlugin):
        # The keys plug-in asks it, and passes on what may be assigned.
        pas.plugins.deactivatePlugin(IRolesPlugin, ROLE_MANAGER)
    if HALL in portal:
        portal[HALL].manage_permission(ADD_RECORD, HALL_ADDERS, acquire=0)


def uninstall(portal: object) -> None:
    """Take the plug-in away; register and decisions stay, and so do the locks."""
    pas = portal.acl_users
    if PLUGIN_ID not in pas.objectIds():
        return
    for interface in INTERFACES:
        if PLUGIN_ID in pas.plugins.listPluginIds(interface):
            pas.plugins.deactivatePlugin(interface, PLUGIN_ID)
    if ROLE_MANAGER not in pas.plugins.listPluginIds(IRolesPlugin):
        pas.plugins.activatePlugin(IRolesPlugin, ROLE_MANAGER)
    pas._delObject(PLUGIN_ID)
