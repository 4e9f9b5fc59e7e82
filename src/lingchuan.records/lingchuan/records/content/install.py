"""The site's shelves and the Chinese search, made once at installation."""

from Acquisition import aq_base
from lingchuan.records.content import role_log
from lingchuan.records.content.word_index import WordIndex
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.ZCatalog.ZCatalog import ZCatalog
from types import SimpleNamespace

import math


WORDS = ("SearchableText", "Title", "Description")
SHELVES = (
    ("files", "PermitRegister", _("shelf_files", default="Permit files")),
    ("hall", "RecordsArea", _("shelf_hall", default="Hall recordings")),
    ("requests", "RequestDesk", _("shelf_requests", default="Access requests")),
    ("devices", "RecordsArea", _("shelf_devices", default="Devices")),
    ("supervision", "RecordsArea", _("shelf_supervision", default="Supervision")),
    (
        "extractions",
        "RecordsArea",
        _("shelf_extractions", default="Extracted evidence"),
    ),
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
            title=in_chinese(title),
        )
    _member_property()
    _word_index(portal)
    # The report of slow queries would tell the addresses that were asked for.
    portal.portal_catalog.long_query_time = math.inf
    role_log.install(portal)


def _member_property() -> None:
    """Let each staff user carry a unit."""
    tool = api.portal.get_tool("portal_memberdata")
    if not tool.hasProperty("unit"):
        tool.manage_addProperty("unit", "", "string")


def _word_index(portal: object) -> None:
    """Put our index of words in the place of Plone's."""
    catalog = portal.portal_catalog
    stock = [name for name in WORDS if not _is_ours(catalog, name)]
    for name in stock:
        if name in catalog.indexes():
            catalog.delIndex(name)
        catalog.addIndex(name, WordIndex(name))
    if stock:
        catalog.manage_reindexIndex(stock)


def _is_ours(catalog: object, name: str) -> bool:
    if name not in catalog.indexes():
        return False
    return isinstance(aq_base(catalog._catalog.getIndex(name)), WordIndex)


def _stock_index(portal: object) -> None:
    catalog = portal.portal_catalog
    extra = SimpleNamespace(lexicon_id="plone_lexicon", index_type="Okapi BM25 Rank")
    for name in WORDS:
        catalog.delIndex(name)
        catalog.addIndex(name, "ZCTextIndex", extra)
    catalog.manage_reindexIndex(list(WORDS))


def uninstall(portal: object) -> None:
    """Stop logging roles; shelves, records and ledger stay: nothing is deleted."""
    _stock_index(portal)
    portal.portal_catalog.long_query_time = ZCatalog.long_query_time
    role_log.uninstall(portal)
