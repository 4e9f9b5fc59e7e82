"""The site's shelves and the Chinese search, made once at installation."""

from lingchuan.records.content import role_log
from lingchuan.records.i18n import _
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.i18n import translate


SHELVES = (
    ("files", "PermitRegister", _("shelf_files", default="Permit files")),
    ("hall", "RecordsArea", _("shelf_hall", default="Hall recordings")),
    ("devices", "RecordsArea", _("shelf_devices", default="Devices")),
)


def setup_content(portal: object) -> None:
    """Create the shelves that are missing."""
    for name, portal_type, title in SHELVES:
        if name in portal:
            continue
        createContentInContainer(
            portal,
            portal_type,
            checkConstraints=False,
            id=name,
            title=translate(title, target_language="zh_CN"),
        )
    _member_property()
    role_log.install(portal)


def _member_property() -> None:
    """Let each staff user carry a unit."""
    tool = api.portal.get_tool("portal_memberdata")
    if not tool.hasProperty("unit"):
        tool.manage_addProperty("unit", "", "string")


def uninstall(portal: object) -> None:
    """Stop logging roles; shelves, records and ledger stay: nothing is deleted."""
    role_log.uninstall(portal)
