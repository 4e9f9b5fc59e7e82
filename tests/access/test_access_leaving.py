"""What counts a use, and what does not: another site's page, a copy's count of pages."""

from lingchuan.records.access.leaving import pages_of
from lingchuan.records.access.leaving import Shown
from lingchuan.records.access.leaving import Taken
from lingchuan.records.access.renditions import rendition
from lingchuan.records.content.errors import BarredBy
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.site.asked import approved
from tests.site.asked import made
from tests.site.asked import unprinted

import pytest


@pytest.fixture
def record(records):
    """An open record."""
    return records["open"]


@pytest.fixture
def request_(site, file, record, monkeypatch):
    """A request by which it may be viewed and copied, both copies made."""
    unprinted(monkeypatch)
    found = approved(site, file, record, copies=1)
    for right in ("view", "copy"):
        made(found, record, right)
    return found


def opened(door, request, record, site_of_page):
    browser = api.portal.get().REQUEST.clone()
    browser.environ["HTTP_SEC_FETCH_SITE"] = site_of_page
    view = door(request, browser)
    view.names = [IUUID(record), "1"]
    with acting("party1"):
        return view.opened()


@pytest.mark.parametrize("door", [Shown, Taken])
def test_a_page_of_another_site_uses_nothing_up(request_, record, door):
    with pytest.raises(BarredBy, match="asked_elsewhere"):
        opened(door, request_, record, "cross-site")
    assert not request_.uses
    # A typed address, and a page of one's own.
    for known in ("none", "same-origin"):
        opened(door, request_, record, known)
    assert len(request_.uses[f"{IUUID(record)} {door.right}"]) == 1


def test_pages_are_counted_without_the_whole_file_in_memory(
    request_, record, monkeypatch
):
    found = rendition(request_, IUUID(record), "view")
    monkeypatch.setattr(
        NamedBlobFile, "data", property(lambda _file: pytest.fail("read"))
    )
    assert pages_of(found) == 2
