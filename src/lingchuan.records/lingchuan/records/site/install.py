"""Our stylesheet, start page and navigation in the site, or out of it."""

from plone.base.interfaces import IBundleRegistry
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletAssignmentSettings
from plone.portlets.interfaces import IPortletManager
from plone.registry.interfaces import IRegistry
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.component import queryUtility


BUNDLE = "plone.bundles/lingchuan-records"
STYLESHEET = "++plone++lingchuan.records/records.css"
HOME = "records-home"
TYPES = "plone.displayed_types"
DEPTH = "plone.navigation_depth"
SHELVES = ("PermitRegister", "RecordsArea")
HOME_URL = "string:${globals_view/navigationRootUrl}"
TODAY_URL = "string:${globals_view/navigationRootUrl}/@@today"


def install(portal: object) -> None:
    """Register stylesheet, start page and the first tab; safe to repeat."""
    registry = getUtility(IRegistry)
    registry.registerInterface(IBundleRegistry, prefix=BUNDLE)
    bundle = registry.forInterface(IBundleRegistry, prefix=BUNDLE)
    bundle.csscompilation = STYLESHEET
    bundle.enabled = True
    bundle.depends = "all"
    bundle.load_async = bundle.load_defer = False
    fti = portal.getTypeInfo()
    if HOME not in fti.view_methods:
        fti.view_methods = (*fti.view_methods, HOME)
    portal.setLayout(HOME)
    _first_tab(portal, "Today", TODAY_URL, "lingchuan.records")
    shown = registry.get(TYPES, ())
    registry[TYPES] = (*shown, *(name for name in SHELVES if name not in shown))
    registry[DEPTH] = 1
    _show_navigation(portal, False)


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
    registry[TYPES] = tuple(n for n in registry.get(TYPES, ()) if n not in SHELVES)
    registry[DEPTH] = 3
    _show_navigation(portal, True)


def _first_tab(portal: object, title: str, url: str, domain: str) -> None:
    tabs = portal.portal_actions.get("portal_tabs")
    if tabs is None or "index_html" not in tabs:
        return
    tabs["index_html"].manage_changeProperties(
        title=title, url_expr=url, i18n_domain=domain
    )


def _show_navigation(portal: object, visible: bool) -> None:
    manager = queryUtility(IPortletManager, name="plone.leftcolumn", context=portal)
    if manager is None:
        return
    mapping = getMultiAdapter((portal, manager), IPortletAssignmentMapping)
    if "navigation" in mapping:
        IPortletAssignmentSettings(mapping["navigation"])["visible"] = visible
