"""Doors beside pages and REST: WebDAV, links by UID, stock services, headers."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site.doors import PIECES
from plone import api
from tests.permit_files import open_file

import pytest
import requests
import transaction


@pytest.fixture
def record(portal):
    """An undecided record in an open file."""
    file = open_file(portal)
    with api.env.adopt_user(username="handler1"):
        made = add_record(file, "TextRecord", title="审查意见")
    transaction.commit()
    return made


def ask(user, method, url, accept="application/json", **options):
    """Ask as a user, or as nobody."""
    return requests.request(
        method,
        url,
        auth=(user, PASSWORD) if user else None,
        headers={"Accept": accept},
        timeout=60,
        allow_redirects=False,
        **options,
    )


@pytest.mark.parametrize("method", ["PROPFIND", "LOCK", "MKCOL", "MOVE", "COPY"])
@pytest.mark.parametrize("user", ["handler1", "sysadmin", None])
def test_webdav_is_not_allowed(portal, record, method, user):
    # Who may not view it is not told that there is anything.
    hidden = 405 if user == "handler1" else 404
    answer = ask(user, method, record.absolute_url(), "*/*")
    assert answer.status_code in (405, hidden)
    shelf = ask(user, method, f"{portal.absolute_url()}/files", "*/*")
    assert shelf.status_code in (404, 405)


@pytest.mark.parametrize("user", ["handler1", None])
def test_put_is_neither_a_verb_nor_a_name(record, user):
    url = record.absolute_url()
    answer = ask(user, "PUT", url, "*/*", data="x")
    assert answer.status_code == 405
    assert ask(user, "POST", f"{url}/PUT").status_code in (401, 404)


@pytest.mark.parametrize("name", ["records-macros", "kept-macros", "fileUpload"])
@pytest.mark.parametrize(("user", "status"), [("handler1", 404), (None, 302)])
def test_what_is_no_page_is_not_found(portal, user, status, name):
    url = f"{portal.absolute_url()}/@@{name}"
    assert ask(user, "GET", url, "text/html").status_code == status


@pytest.mark.parametrize(
    ("user", "status"), [("handler1", 301), ("handler2", 404), ("party1", 404)]
)
def test_a_link_by_uid_leads_to_what_one_may_see(portal, record, user, status):
    url = f"{portal.absolute_url()}/resolveuid/{record.UID()}"
    assert ask(user, "GET", url, "text/html").status_code == status


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*"])
@pytest.mark.parametrize("user", [None, "party1", "handler2"])
def test_hidden_and_missing_answer_alike(portal, record, accept, user):
    hidden = ask(user, "GET", record.absolute_url(), accept)
    missing = ask(user, "GET", record.absolute_url()[:-3] + "zzz", accept)
    assert hidden.status_code == missing.status_code
    assert set(hidden.headers) == set(missing.headers)
    token = record.getId()
    assert (
        hidden.text.replace(token, "") == missing.text.replace(token[:-3] + "zzz", "")
        or "protect-script" in hidden.text
    )


@pytest.mark.parametrize("name", ["@copy", "@move"])
@pytest.mark.parametrize(("user", "status"), [("handler1", 409), ("handler2", 404)])
def test_copy_and_move_are_refused_with_the_reason(record, name, user, status):
    url = f"{record.absolute_url()}/{name}"
    answer = ask(user, "POST", url, json={"source": record.absolute_url()})
    assert answer.status_code == status
    assert "findings" in answer.json() or status == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_no_sharing(record, method):
    answer = ask("handler1", method, f"{record.absolute_url()}/@sharing", json={})
    assert answer.status_code == 404
    page = ask("handler1", "GET", f"{record.absolute_url()}/@@sharing", "text/html")
    assert page.status_code in (302, 401, 403, 404)


@pytest.mark.parametrize("name", [*sorted(PIECES), "site-logo", "babel_utils", "+"])
def test_a_piece_of_a_page_is_no_page(portal, record, name):
    for place in (portal, record):
        for user in ("handler1", None):
            answer = ask(user, "GET", f"{place.absolute_url()}/@@{name}", "text/html")
            asked_who = "require_login" in answer.headers.get("Location", "")
            assert answer.status_code == 404 or asked_who, user


@pytest.mark.parametrize(
    "name", ["++skin++", "++dashboard++", "++contextportlets++x", "++groupportlets++"]
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_address_that_cannot_be_walked_is_not_found(portal, name, accept):
    url = f"{portal.absolute_url()}/{name}"
    answer = ask("handler1", "GET", url, accept)
    assert answer.status_code == 404
    assert ask(None, "GET", url, accept).status_code in (302, 401, 404)


@pytest.mark.parametrize(
    "query",
    ["SearchableText=%22", "SearchableText=and+or", "path.depth=x"],
)
@pytest.mark.parametrize("user", ["handler1", "party1", None])
def test_a_query_that_cannot_be_understood_is_no_fault(portal, query, user):
    answer = ask(user, "GET", f"{portal.absolute_url()}/@search?{query}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert answer.json()["errors"][0]["field"] == "query"


def test_a_body_nested_beyond_reason_is_bad_input(record):
    answer = ask("handler1", "PATCH", record.absolute_url(), data="[" * 5000)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "name",
    [
        "lingchuan.records.handlers",
        "plone.app.vocabularies.Users",
        "plone.app.vocabularies.Principals",
    ],
)
@pytest.mark.parametrize(
    ("user", "good"), [("clerk1", True), ("party2", False), (None, False)]
)
def test_names_of_people_are_for_staff(portal, name, user, good):
    url = f"{portal.absolute_url()}/@vocabularies/{name}"
    answer = ask(user, "GET", url)
    assert ("handler1" in answer.text) <= good
    assert answer.status_code == 200 if good and "handlers" in name else True


def test_what_is_guarded_is_not_cached_and_not_guessed(record):
    for accept in ("text/html", "application/json"):
        answer = ask("handler1", "GET", record.absolute_url(), accept)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_transcript_loads_nothing_from_elsewhere(record):
    html = '<p>听证</p><iframe src="https://evil.example/"></iframe><img src="//e/x">'
    file = record.aq_parent.absolute_url()
    body = {"@type": "HearingRecord", "transcript": html}
    made = ask("handler1", "POST", file, json=body).json()["@id"]
    page = ask("handler1", "GET", made, "text/html").text
    assert "听证" in page
    assert "evil.example" not in page
    assert 'src="//e/x"' not in page


@pytest.mark.parametrize(
    "name",
    [
        "export_content",
        "import_content",
        "export_members",
        "export_localroles",
        "import_localroles",
        "export_relations",
        "export_discussion",
        "export_redirects",
        "import_members",
        "reset_dates",
        "fix_html",
        "exportimport_links",
    ],
)
@pytest.mark.parametrize("where", ["", "/files", "/files/2026/001"])
def test_nobody_carries_the_content_away_by_a_page(demo_url, demo_admin, name, where):
    url = f"{demo_url}{where}/@@{name}"
    sent = {"data": {"form.submitted": "1"}, "allow_redirects": False, "timeout": 60}
    for user in (demo_admin, ("sysadmin", PASSWORD), ("bureau_head", PASSWORD), None):
        for method in ("GET", "POST"):
            answer = requests.request(method, url, auth=user, **sent)
            asked_who = "require_login" in answer.headers.get("Location", "")
            assert answer.status_code in (401, 403, 404) or asked_who, (user, method)
            assert "exportimport" not in answer.text
