"""Our stylesheet and script, start page and navigation in the site, or out of it."""

from lingchuan.records.confidentiality.register import DECIDE
from lingchuan.records.content.install import SHELVES
from lingchuan.records.content.people import USE_RECORDS
from lingchuan.records.site import error_log
from lingchuan.records.site import plone_settings
from plone.base.interfaces import IBundleRegistry
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletAssignmentSettings
from plone.portlets.interfaces import IPortletManager
from plone.registry.interfaces import IRegistry
from Products.CMFCore.ActionInformation import Action
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.component import queryUtility


BUNDLE = "plone.bundles/lingchuan-records"
STYLESHEET = "++plone++lingchuan.records/records.css"
SCRIPT = "++plone++lingchuan.records/records.js"
HOME = "records-home"
HOME_URL = "python:plone_portal_state.navigation_root_url()"
USELESS = (
    ("site_actions", "accessibility"),
    ("site_actions", "sitemap"),
    ("site_actions", "contact"),
    ("user", "dashboard"),
    ("object_buttons", "ical_import_enable"),
)
# Whose shelves are not all staff's.
TAB_PERMISSIONS = {"supervision": "lingchuan.records: View Incidents"}
TODAY_URL = "string:${portal_url}/@@today"
DESK = "confidentiality-desk"
# A party has a start page of its own in the place of today's work.
PARTYS_PAGE = "my-records"
IS_PARTY = f"portal/@@{PARTYS_PAGE}/is_for_me"


def install(portal: object) -> None:
    """Register stylesheet and script, start page and the first tab; safe to repeat."""
    registry = getUtility(IRegistry)
    registry.registerInterface(IBundleRegistry, prefix=BUNDLE)
    bundle = registry.forInterface(IBundleRegistry, prefix=BUNDLE)
    bundle.csscompilation = STYLESHEET
    bundle.jscompilation = SCRIPT
    bundle.enabled = True
    bundle.depends = "all"
    bundle.load_async, bundle.load_defer = False, True
    fti = portal.getTypeInfo()
    if HOME not in fti.view_methods:
        fti.view_methods = (*fti.view_methods, HOME)
    portal.setLayout(HOME)
    _first_tab(
        portal, "heading_today", TODAY_URL, "lingchuan.records", f"not:{IS_PARTY}"
    )
    _shelf_tabs(portal)
    _desk_tab(portal)
    _partys_tab(portal)
    _show_navigation(portal, False)
    _show_actions(portal, False)
    plone_settings.install()
    error_log.install(portal)


def uninstall(portal: object) -> None:
    """Give the site its own front page, navigation and look back."""
    registry = getUtility(IRegistry)
    for key in [key for key in registry.records if key.startswith(f"{BUNDLE}.")]:
        del registry.records[key]
    fti = portal.getTypeInfo()
    fti.view_methods = tuple(name for name in fti.view_methods if name != HOME)
    if getattr(portal, "layout", None) == HOME:
        portal.setLayout(fti.default_view)
    _first_tab(portal, "Home", HOME_URL, "plone")
    tabs = portal.portal_actions.portal_tabs
    names = (DESK, PARTYS_PAGE, *(name for name, *_rest in SHELVES))
    tabs.manage_delObjects([name for name in names if name in tabs])
    _show_navigation(portal, True)
    _show_actions(portal, True)
    plone_settings.uninstall()
    error_log.uninstall(portal)


def _first_tab(
    portal: object, title: str, url: str, domain: str, available: str = ""
) -> None:
    tabs = portal.portal_actions.get("portal_tabs")
    if tabs is None or "index_html" not in tabs:
        return
    tabs["index_html"].manage_changeProperties(
        title=title, url_expr=url, i18n_domain=domain, available_expr=available
    )


def _shelf_tabs(portal: object) -> None:
    tabs = portal.portal_actions.get("portal_tabs")
    if tabs is None:
        return
    for name, _portal_type, title in SHELVES:
        if name in tabs:
            continue
        tabs[name] = Action(
            name,
            title=str(title),
            url_expr=f"string:${{portal_url}}/{name}",
            permissions=(TAB_PERMISSIONS.get(name, USE_RECORDS),),
            i18n_domain="lingchuan.records",
            visible=True,
        )


def _desk_tab(portal: object) -> None:
    """Lead the confidentiality officers to their desk, after today's work."""
    tabs = portal.portal_actions.get("portal_tabs")
    if tabs is None or DESK in tabs:
        return
    tabs[DESK] = Action(
        DESK,
        title="heading_desk",
        url_expr=f"string:${{portal_url}}/@@{DESK}",
        available_expr=f"portal/@@{DESK}/may_open",
        permissions=(DECIDE,),
        i18n_domain="lingchuan.records",
        visible=True,
    )
    tabs.moveObjectToPosition(DESK, 1)


def _partys_tab(portal: object) -> None:
    """Lead a party to what is its own; it has no work here today."""
    tabs = portal.portal_actions.get("portal_tabs")
    if tabs is None or PARTYS_PAGE in tabs:
        return
    tabs[PARTYS_PAGE] = Action(
        PARTYS_PAGE,
        title="heading_my_records",
        url_expr=f"string:${{portal_url}}/@@{PARTYS_PAGE}",
        available_expr=IS_PARTY,
        permissions=("View",),
        i18n_domain="lingchuan.records",
        visible=True,
    )
    tabs.moveObjectToPosition(PARTYS_PAGE, 1)


def _show_actions(portal: object, visible: bool) -> None:
    """Hide, or show again, what leads nowhere here."""
    for category, name in USELESS:
        action = portal.portal_actions.get(category, {}).get(name)
        if action is not None:
            action.manage_changeProperties(visible=visible)


def _show_navigation(portal: object, visible: bool) -> None:
    manager = queryUtility(IPortletManager, name="plone.leftcolumn", context=portal)
    if manager is None:
        return
    mapping = getMultiAdapter((portal, manager), IPortletAssignmentMapping)
    if "navigation" in mapping:
        IPortletAssignmentSettings(mapping["navigation"])["visible"] = visible
