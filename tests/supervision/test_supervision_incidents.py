"""疑似问题: who reads it, what it tells of a hidden record, how it is handled; R26-3."""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import DeleteRefused
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import incidents
from lingchuan.records.supervision import kinds
from plone import api
from tests.rest.conftest import body
from tests.rest.conftest import client
from tests.rest.conftest import file_url
from tests.rest.conftest import site
from tests.site.reader import Reader

import pytest
import transaction


__all__ = ("body", "client", "file_url", "site")

READERS = ("supervisor1", "auditor1", "secrecy_officer")
OTHERS = ("clerk1", "handler1", "bureau_head", "archivist1", "sysadmin", "migrator")
OUTSIDERS = ("party1", "platform", None)
FOUND = {"event": "e" * 32, "expected": "aaaa", "found": "bbbb"}


@pytest.fixture
def report(site):
    """Return a maker of incidents, told by its URL."""

    def make(kind=kinds.CHANGED_UNLOGGED, mark="1", **values):
        transaction.begin()
        made = incidents.report(
            kind,
            source="reconciler",
            fingerprint=incidents.fingerprint_of(kind, mark),
            **({"details": FOUND} | values),
        )
        transaction.commit()
        return made.absolute_url()

    return make


@pytest.fixture
def hidden(client, file_url):
    """A submitted record on which nobody has decided: no supervisor sees it."""
    paper = {
        "@type": "TextRecord",
        "title": "甲乙丙笔录",
        "record_kind": "investigation",
    }
    made = client("handler1").post(file_url, **paper).json()
    client("handler1").do(made["@id"], "submit")
    return made


@pytest.mark.parametrize("user", READERS)
def test_supervisor_auditor_and_officer_read_it(client, report, user):
    url = report()
    data = client(user).get(url).json()
    assert data["kind"] == kinds.CHANGED_UNLOGGED
    assert data["details"] == FOUND
    assert data["review_state"] == "open"
    found = client(user).get("@search?portal_type=Incident").json()
    assert [one["@id"] for one in found["items"]] == [url]
    page = Reader(user).get(url)
    assert page.status_code == 200
    assert "绕过系统" in page.text or "台账" in page.text or "digest aaaa" in page.text


@pytest.mark.parametrize("user", OTHERS + OUTSIDERS)
@pytest.mark.parametrize("suffix", ["", "/@workflow", "/@workflow/handle", "/@history"])
def test_for_others_it_is_not_there(client, report, site, user, suffix):
    url = report()
    method = "POST" if suffix.endswith("handle") else "GET"
    answer = client(user).call(method, url + suffix)
    missing = client(user).call(method, f"{site.absolute_url()}/supervision/no{suffix}")
    assert answer.status_code == 404
    assert missing.status_code == 404


@pytest.mark.parametrize("user", OTHERS + ("party1", "platform"))
def test_others_neither_list_nor_count_it(client, report, user):
    url = report()
    found = client(user).get("@search?portal_type=Incident").json()
    assert (found["items"], found["items_total"]) == ([], 0)
    shelf = client(user).get("supervision").text
    assert url.rsplit("/", 1)[1] not in shelf
    page = Reader(user).get(f"{url.rsplit('/', 1)[0]}/@@incidents")
    assert url not in page.text


def test_a_finding_is_reported_once_with_one_event(client, report):
    first, second, other = report(), report(), report(mark="2")
    assert first == second != other
    uid = client("auditor1").get(first).json()["UID"]
    assert [row["action"] for row in ledger.read(uid=uid)] == ["create"]


def test_an_unknown_kind_is_no_incident(site):
    with pytest.raises(incidents.UnknownKindError):
        incidents.report("no_such_kind", source="x", fingerprint="f")


@pytest.mark.parametrize("user", READERS)
def test_it_is_handled_and_opened_again_with_a_reason(client, report, user):
    url = report()
    acting = client(user)
    refused = acting.do(url, "handle")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "reason"
    assert acting.do(url, "handle", reason=" ").status_code == 400
    done = acting.do(url, "handle", reason="已从备份恢复")
    assert done.status_code == 200, done.text
    assert done.json()["review_state"] == "handled"
    assert acting.do(url, "handle", reason="再次").status_code == 409
    assert acting.do(url, "reopen", reason="仍有问题").json()["review_state"] == "open"
    rows = ledger.read(uid=acting.get(url).json()["UID"], limit=None)
    steps = [(row["action"], row["actor"], row["reason"]) for row in rows]
    assert ("handle", user, "已从备份恢复") in steps
    assert ("reopen", user, "仍有问题") in steps


def test_a_script_handles_nothing_without_a_reason(site, report):
    name = report().rsplit("/", 1)[1]
    site._p_jar.sync()
    incident = site["supervision"][name]
    with api.env.adopt_user(username="supervisor1"):
        with pytest.raises(BadInput):
            site.portal_workflow.doActionFor(incident, "handle")
    transaction.abort()


def test_the_page_of_the_step_asks_for_the_reason(report):
    url = report()
    page = Reader("supervisor1").get(url)
    assert "workflow_action=handle" in page.text
    form = Reader("supervisor1").get(f"{url}/@@transition?workflow_action=handle")
    assert 'name="reason"' in form.text
    answer = Reader("supervisor1").submit(url, "handle", reason="已核实")
    assert answer.status_code == 302
    again = Reader("supervisor1").get(url).text
    assert "已核实" in again
    assert "workflow_action=reopen" in again


@pytest.mark.parametrize("user", READERS)
def test_a_record_that_the_reader_may_not_see_is_not_named(
    client, report, hidden, user
):
    uid, path = hidden["UID"], hidden["@id"].split("/", 3)[3]
    url = report(uid=uid, path=f"/{path}")
    acting = client(user)
    may = acting.get(hidden["@id"]).status_code == 200
    texts = (acting.get(url).text, Reader(user).get(url).text)
    for text in texts:
        assert (uid in text or path in text) is may
        assert ("bbbb" in text) is may
    assert ("甲乙丙笔录" in texts[1]) is may
    listed = acting.get("@search?portal_type=Incident&metadata_fields=_all").text
    assert uid not in listed


def test_one_of_them_sees_the_hidden_record_and_one_does_not(client, hidden):
    seen = {user: client(user).get(hidden["@id"]).status_code for user in READERS}
    assert set(seen.values()) == {200, 404}


@pytest.mark.parametrize("user", READERS)
def test_the_list_filters_and_shows_the_open_first(client, report, user, site):
    handled = report(mark="a")
    client(user).do(handled, "handle", reason="完")
    opened = report(kinds.FILE_MISSING, mark="b")
    shelf = f"{site.absolute_url()}/supervision"
    text = Reader(user).get(shelf).text
    assert 0 < text.index(opened) < text.index(handled)
    only = Reader(user).get(f"{shelf}/@@incidents?state=handled").text
    assert handled in only
    assert opened not in only
    only = Reader(user).get(f"{shelf}/@@incidents?kind=file_missing").text
    assert opened in only
    assert handled not in only


@pytest.mark.parametrize("user", READERS + ("clerk1", "archivist1", "sysadmin"))
def test_the_tab_of_the_shelf_is_for_its_readers(site, user):
    page = Reader(user).get(f"{site.absolute_url()}/@@today").text
    assert ('/supervision"' in page) is (user in READERS)


def test_the_list_has_pages(site, report):
    for number in range(27):
        report(mark=str(number))
    shelf = f"{site.absolute_url()}/supervision/@@incidents"
    first, second = Reader("auditor1").get(shelf).text, None
    assert "b_start=25" in first
    second = Reader("auditor1").get(f"{shelf}?b_start=25").text
    assert second.count("lr-state") == 2
    assert Reader("auditor1").get(f"{shelf}?b_start=x").status_code == 200


@pytest.mark.parametrize("user", READERS + OTHERS)
def test_nobody_makes_one_by_hand(client, site, user):
    body = {"@type": "Incident", "title": "x", "kind": "restored", "fingerprint": "f"}
    for where in ("supervision", "files", "hall", ""):
        answer = client(user).post(where, **body)
        assert answer.status_code in (400, 401, 403, 404, 409), (where, answer.text)
    page = Reader(user).get(f"{site.absolute_url()}/supervision/++add++Incident")
    assert page.status_code != 200
    site._p_jar.sync()
    assert not list(site["supervision"].objectIds())


@pytest.mark.parametrize("user", ["archivist1", "section_head1", "clerk1", "sysadmin"])
def test_nothing_else_is_put_on_the_shelf(client, user):
    device = {"@type": "RecordingDevice", "title": "x", "device_id": "L1"}
    device["device_kind"] = "body_camera"
    assert 400 <= client(user).post("supervision", **device).status_code < 500
    clip = {"@type": "MediaEvidence", "title": "x", "medium": "photo"}
    assert 400 <= client(user).post("supervision", **clip).status_code < 500


@pytest.mark.parametrize("user", READERS + OTHERS + OUTSIDERS)
def test_no_route_changes_or_deletes_it(client, site, report, user):
    url = report()
    before = client("auditor1").get(url).json()
    acting, name = client(user), url.rsplit("/", 1)[1]
    calls = (
        ("PATCH", url, {"title": "x"}),
        ("PATCH", url, {"details": {}}),
        ("PUT", url, {"title": "x"}),
        ("DELETE", url, {}),
        ("POST", f"{url}/@lock", {}),
        ("POST", f"{url}/@sharing", {"inherit": True}),
        ("POST", "supervision/@copy", {"source": url}),
        ("POST", "@copy", {"source": url}),
        ("POST", "@move", {"source": url}),
        ("POST", "hall/@move", {"source": url}),
        ("DELETE", "supervision", {}),
        ("POST", f"supervision/manage_delObjects?ids:list={name}", {}),
        ("POST", f"supervision/manage_renameObject?id={name}&new_id=x", {}),
        ("POST", f"{url}/manage_changeProperties?title=x", {}),
        ("POST", f"{url}/manage_setLocalRoles?userid=party1&roles=Supervisor", {}),
        ("GET", f"{url}/edit", {}),
        ("GET", f"{url}/delete_confirmation", {}),
    )
    for method, path, sent in calls:
        answer = acting.call(method, path, **sent)
        assert answer.status_code >= 400 or answer.json() == [], (path, answer.text)
        assert answer.status_code < 500, (path, answer.text)
    after = client("auditor1").get(url).json()
    assert after == before


def test_a_refused_delete_says_why(client, report):
    answer = client("supervisor1").call("DELETE", report())
    assert answer.status_code == 409
    assert answer.json()["findings"][0]["rule"] == "R26-3"


def test_a_script_does_not_delete_it_nor_the_shelf(site, report):
    name = report().rsplit("/", 1)[1]
    site._p_jar.sync()
    with pytest.raises(DeleteRefused):
        site["supervision"]._delObject(name)
    transaction.abort()
    with pytest.raises(DeleteRefused):
        site._delObject("supervision")
    transaction.abort()
    assert name in site["supervision"]


def test_every_kind_has_a_text_that_names_what_is_known(site):
    told = {"event": "E1", "field": "file", "expected": "AA", "found": "BB"}
    for kind in kinds.KINDS:
        text = kinds.text_of(kind, told, site.REQUEST)
        assert text
        assert "${" not in text
