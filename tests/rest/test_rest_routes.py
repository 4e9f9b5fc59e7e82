"""R26-3, R04-1: no route deletes, copies, moves, renames or rewrites a record."""

from Acquisition import aq_base
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.demo.users import PASSWORD
from zope.event import notify
from zope.lifecycleevent import ObjectCopiedEvent

import pytest
import requests


SELF = ("handler1", "clerk1")


@pytest.fixture
def tree(client, add):
    """A draft hearing of clerk1 that holds a draft of handler1."""
    hearing = add("HearingRecord", "clerk1", title="听证").json()["@id"]
    paper = add("TextRecord", "handler1", hearing, title="笔录").json()["@id"]
    return hearing, paper


def all_of(site):
    """Return the paths of all records and registers."""
    site._p_jar.sync()
    paths = site.portal_catalog.unrestrictedSearchResults()
    return sorted(brain.getPath() for brain in paths)


def raw(user, method, url, **options):
    """Call as a browser or a script would, without the REST door."""
    return requests.request(
        method, url, auth=(user, PASSWORD), timeout=60, allow_redirects=False, **options
    )


def test_a_draft_that_holds_a_draft_of_another_is_not_deleted(client, tree):
    hearing, paper = tree
    answer = client("clerk1").call("DELETE", hearing)
    assert answer.status_code == 409, answer.text
    assert client("handler1").get(paper).status_code == 200
    assert client("handler1").call("DELETE", paper).status_code == 204
    assert client("clerk1").call("DELETE", hearing).status_code == 204


@pytest.mark.parametrize("user", SELF)
def test_a_container_of_what_was_submitted_is_not_deleted(client, tree, user):
    hearing, paper = tree
    client("handler1").do(paper, "submit")
    assert client(user).call("DELETE", hearing).status_code in (403, 409)
    assert client("handler1").get(paper).status_code == 200


@pytest.mark.parametrize("user", ["archivist1", "sysadmin", "clerk1"])
def test_a_year_with_its_files_is_not_deleted(client, site, file_url, user):
    year = file_url.rsplit("/", 1)[0]
    for url in (year, f"{site.absolute_url()}/files"):
        assert client(user).call("DELETE", url).status_code in (401, 403, 404, 409)
    assert client("clerk1").get(file_url).status_code == 200


@pytest.mark.parametrize("verb", ["@copy", "@move"])
@pytest.mark.parametrize("user", ["clerk1", "handler1", "archivist1", "section_head1"])
def test_nothing_is_copied_or_moved_over_rest(client, site, add, file_url, verb, user):
    paper = add("TextRecord", title="笔录").json()["@id"]
    year = file_url.rsplit("/", 1)[0]
    other = client("clerk1").post("hall", **{"@type": "MediaEvidence", "title": "厅"})
    before = all_of(site)
    sources = (paper, file_url, year, other.json()["@id"])
    for target in ("files", year, file_url, "hall"):
        for source in sources:
            answer = client(user).post(f"{target}/{verb}", source=source)
            assert answer.status_code < 500, answer.text
            assert answer.status_code >= 400 or answer.json() == []
    assert all_of(site) == before


@pytest.mark.parametrize("user", ["clerk1", "handler1", "archivist1", "sysadmin"])
def test_nothing_is_renamed_or_cleared_by_old_routes(client, add, file_url, user):
    paper = add("TextRecord", title="笔录").json()["@id"]
    client("handler1").do(paper, "submit")
    parent, name = paper.rsplit("/", 1)
    year, number = file_url.rsplit("/", 1)
    files = year.rsplit("/", 1)[0]
    calls = [
        (f"{parent}/manage_renameObject?id={name}&new_id=x"),
        (f"{year}/manage_renameObject?id={number}&new_id=x"),
        (f"{files}/manage_renameObject?id=2026&new_id=2025"),
        (f"{parent}/manage_delObjects?ids:list={name}"),
        (f"{year}/manage_delObjects?ids:list={number}"),
        (f"{paper}/manage_changeProperties?title=x"),
        (f"{paper}/manage_addProperty?id=versions&value=x&type=string"),
        (f"{paper}/setTitle?title=x"),
        (f"{parent}/manage_pasteObjects"),
    ]
    for url in calls:
        for method in ("GET", "POST"):
            raw(user, method, url)
    seen = client("handler1").get(paper)
    assert seen.status_code == 200
    assert seen.json()["title"] == "笔录"
    assert client("clerk1").get(file_url).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PROPPATCH", "MKCOL", "MOVE", "COPY"])
@pytest.mark.parametrize("user", ["handler1", "sysadmin"])
def test_webdav_changes_nothing(client, add, file_url, method, user):
    paper = add("TextRecord", title="笔录").json()["@id"]
    client("handler1").do(paper, "submit")
    client("handler1").do(paper, "seal")
    headers = {"Destination": f"{file_url}/clone", "Content-Type": "text/plain"}
    for url in (paper, file_url):
        raw(user, method, url, data="x", headers=headers)
        accept = headers | {"Accept": "application/json"}
        raw(user, method, url, data="x", headers=accept)
    data = client("handler1").get(paper).json()
    assert (data["title"], data["file"]) == ("笔录", None)
    assert client("handler1").get(f"{file_url}/clone").status_code == 404


def test_a_copy_is_refused_for_scripts_too(site, client, add, file_url):
    path = file_url.removeprefix(site.absolute_url() + "/")
    site._p_jar.sync()
    file = site.unrestrictedTraverse(path)
    with pytest.raises(TransitionBlocked):
        notify(ObjectCopiedEvent(aq_base(file), file))
    year = file.aq_parent
    clone = aq_base(file._getCopy(year))
    clone.id = "999"
    with pytest.raises(TransitionBlocked):
        year._setObject("999", clone)
