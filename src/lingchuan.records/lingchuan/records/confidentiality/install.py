"""Put the keys plug-in into the site's user folder, or take it out."""

from lingchuan.records.confidentiality.keys import KeysPlugin
from lingchuan.records.confidentiality.keys import PLUGIN_ID
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin


INTERFACES = (IGroupsPlugin, IRolesPlugin, IGroupIntrospection)


def install(portal: object) -> None:
    """Add and activate the plug-in; a second time changes nothing."""
    pas = portal.acl_users
    if PLUGIN_ID not in pas.objectIds():
        pas._setObject(PLUGIN_ID, KeysPlugin(PLUGIN_ID, "Keys of the records"))
    for interface in INTERFACES:
        if PLUGIN_ID not in pas.plugins.listPluginIds(interface):
            pas.plugins.activatePlugin(interface, PLUGIN_ID)


def uninstall(portal: object) -> None:
    """Take the plug-in away; register and decisions stay, and so do the locks."""
    pas = portal.acl_users
    if PLUGIN_ID not in pas.objectIds():
        return
    for interface in INTERFACES:
        if PLUGIN_ID in pas.plugins.listPluginIds(interface):
            pas.plugins.deactivatePlugin(interface, PLUGIN_ID)
    pas._delObject(PLUGIN_ID)
