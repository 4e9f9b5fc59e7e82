"""L6, L9, L28, L32: the tools of the site, by every method that Zope publishes."""

from itertools import count
from Products.ZCatalog import plan
from tests.leaks import names
from tests.leaks.calls import BARE
from tests.leaks.calls import UNSAFE
from tests.leaks.people import MANAGER
from tests.leaks.sweep import FULL
from tests.leaks.sweep import ONE_IN
from tests.leaks.sweep import told
from types import SimpleNamespace

import pytest


SHELVES = ("files", "hall", "devices", "extractions", "supervision")
# Of these every method is asked in each run.
WHOLE = ("portal_catalog", "portal_membership", "portal_memberdata", "error_log")
# What methods of tools take: of the catalog, the users, the workflow.
QUERY = "name=Subject&query=zq&id=x&rid:int=1&index=Title&uid=x&path=/&start:int=0"


def tools(world):
    """Return {id: names} of all that lies in the site and is no content."""
    common = set(names.published(world.portal))
    return {
        name: [one for one in names.published(world.portal[name]) if one not in common]
        for name in world.portal.objectIds()
        if name not in SHELVES
    }


@pytest.mark.parametrize(
    "role", ["anonymous", "handler of another file", "site administrator", MANAGER]
)
def test_no_tool_tells_a_secret(world, browsers, role):
    found, at = [], 0
    for tool, methods in tools(world).items():
        for name in methods:
            at += 1
            if name in UNSAFE or not (FULL or tool in WHOLE or at % ONE_IN == 0):
                continue
            path = f"{tool}/{name}"
            answer = browsers[role].ask(path, query=QUERY, headers=BARE)
            leaks = told(world, role, "", answer)
            # The log of errors says where a fault was, by its address alone.
            if tool == "error_log":
                leaks = world.leaks(role, answer.whole, where=False)
            if leaks:
                found.append((path, answer.status, leaks[:3]))
    assert found == []


def test_no_slow_query_is_kept_with_what_it_asked_for(world, monkeypatch):
    clock = count(step=10)
    monkeypatch.setattr(plan, "time", SimpleNamespace(time=lambda: next(clock)))
    catalog = world.portal.portal_catalog
    path = "/".join(world.file.getPhysicalPath())
    assert catalog.unrestrictedSearchResults(path=path)
    assert catalog.getCatalogReport() == []


PAGES = (
    "portal_catalog/manage_catalogView",
    "portal_catalog/manage_objectInformation",
    "portal_catalog/manage_catalogFind",
    "portal_catalog/manage_catalogReport",
    "portal_catalog/Indexes/UID/manage_browse",
    "portal_catalog/Indexes/sortable_title/manage_browse",
    "portal_catalog/Indexes/allowedRolesAndUsers/manage_browse",
    "portal_catalog/plone_lexicon/manage_main",
    "portal_uidhandler/manage_queryObject",
    "portal_historiesstorage/storageStatistics",
    "manage_findForm",
    "manage_findResult",
    "manage_main",
    "manage_UndoForm",
    "error_log/manage_main",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_zope_s_management_shows_a_secret(world, browsers, page):
    catalog = world.portal.portal_catalog
    brain = catalog.unrestrictedSearchResults(UID=world.obj("commercial").UID())[0]
    query = f"rid:int={brain.getRID()}&search_sub:int=1&btn_submit=1&start:int=0"
    for role in ("handler of another file", "site administrator", MANAGER):
        answer = browsers[role].ask(page, query=query)
        assert told(world, role, "", answer) == [], role


def test_the_catalog_is_among_the_tools(world):
    assert "manage_catalogView" in tools(world)["portal_catalog"]
