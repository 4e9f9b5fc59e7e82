"""Headers: what browsers and caches may do with each answer (threats L15, L31, L46)."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.setup.gateway import Gateway
from lingchuan.records.site import header_policy
from lingchuan.records.site import headers
from lxml import html
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from tests.permit_files import open_file
from types import SimpleNamespace
from zope.component import getUtility
from zope.publisher.browser import TestRequest as Request

import pytest
import requests
import transaction


SECRET = "金丝雀题名a81f"
ELSEWHERE = "https://evil.example"


@pytest.fixture
def record(portal):
    """A record in an open file, with a telling title."""
    file = open_file(portal, title=f"食品经营许可 {SECRET}")
    with api.env.adopt_user(username="handler1"):
        made = add_record(file, "TextRecord", title=f"审查意见 {SECRET}")
    transaction.commit()
    return made


def ask(user, method, url, accept="text/html", **headers):
    return requests.request(
        method,
        url,
        auth=(user, PASSWORD) if user else None,
        headers={"Accept": accept} | headers,
        timeout=60,
        allow_redirects=False,
    )


def addresses(portal, record):
    """Return {what it is: (user, method, address, accepts, status)}."""
    site, file = portal.absolute_url(), record.aq_parent.absolute_url()
    json = "application/json"
    return {
        "page": ("handler1", "GET", file, "text/html", 200),
        "shelf": ("handler1", "GET", f"{site}/files", "text/html", 200),
        "form": ("handler1", "GET", f"{file}/edit", "text/html", 200),
        "rest": ("handler1", "GET", record.absolute_url(), json, 200),
        "search": ("handler1", "GET", f"{site}/@search?b_size=5", json, 200),
        "hits": (
            "handler1",
            "GET",
            f"{site}/@@search?SearchableText=x",
            "text/html",
            200,
        ),
        "login": (None, "GET", f"{site}/login", "text/html", 200),
        "to login": (None, "GET", file, "text/html", 302),
        "missing": ("handler1", "GET", f"{site}/nosuch", "text/html", 404),
        "missing in rest": (None, "GET", f"{site}/nosuch", json, 404),
        "hidden": ("handler2", "GET", record.absolute_url(), "text/html", 404),
        "refused": ("handler1", "POST", f"{file}/@confidentiality", json, 403),
        "bad": ("handler1", "GET", f"{file}?b_start=x", json, 400),
        "no method": ("handler1", "PROPFIND", file, "*/*", 405),
    }


def test_every_answer_has_every_header(portal, record):
    for what, (user, method, url, accept, status) in addresses(portal, record).items():
        answer = ask(user, method, url, accept, Origin=ELSEWHERE)
        assert answer.status_code == status, what
        for name, value in header_policy.EVERY.items():
            assert answer.headers[name] == value, (what, name)
        # No other site may read what is answered to a person who is logged in here.
        told = [name.lower() for name in answer.headers]
        assert not [name for name in told if name.startswith("access-control-")], what
        assert not {"etag", "expires"} & set(told), what


def test_no_script_but_the_site_s_own_files_runs_in_a_page():
    said = dict(part.split(" ", 1) for part in header_policy.PAGES.split("; "))
    assert (said["script-src"], said["object-src"]) == ("'self'", "'none'")
    assert said["frame-ancestors"] == "'none'"


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        ("manage", header_policy.ZMI),
        ("manage_main", header_policy.ZMI),
        ("manage-portlets", None),
        ("manager", None),
    ],
)
def test_the_weak_policy_is_for_zope_s_own_pages_alone(name, policy):
    request = Request(PUBLISHED=SimpleNamespace(__name__=name))
    headers.traversed(SimpleNamespace(request=request))
    assert request.response.getHeader(header_policy.POLICY) == policy


def test_no_other_site_is_allowed_beforehand(record):
    wanted = {"Access-Control-Request-Method": "DELETE", "Origin": ELSEWHERE}
    for user in ("handler1", None):
        answer = ask(user, "OPTIONS", record.absolute_url(), "*/*", **wanted)
        assert not [n for n in answer.headers if n.lower().startswith("access-")]


def test_files_of_the_software_may_be_kept(portal):
    url = f"{portal.absolute_url()}/++plone++lingchuan.records/records.css"
    answer = ask("handler1", "GET", url)
    assert answer.headers["Cache-Control"].startswith("public")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


class Proxy:
    """A shared cache that keeps what it may, by address alone (RFC 9111)."""

    def __init__(self):
        self.kept = {}

    def get(self, user, url, accept):
        if (url, accept) in self.kept:
            return self.kept[url, accept]
        answer = ask(user, "GET", url, accept)
        said = answer.headers.get("Cache-Control", "")
        if not {"private", "no-store"} & set(said.replace(" ", "").split(",")):
            self.kept[url, accept] = answer
        return answer


def test_what_a_reader_saw_no_stranger_gets_from_a_cache(portal, record):
    proxy, site = Proxy(), portal.absolute_url()
    urls = [
        record.absolute_url(),
        record.aq_parent.absolute_url(),
        f"{site}/files/2026",
        f"{site}/@search?SearchableText=食品&metadata_fields=_all",
        f"{site}/@@search?SearchableText=食品",
        f"{site}/@@today",
    ]
    for accept in ("text/html", "application/json"):
        seen = [proxy.get("handler1", url, accept).text for url in urls]
        assert sum(SECRET in text for text in seen) >= 2
        for url in urls:
            assert SECRET not in proxy.get(None, url, accept).text, url
    assert not proxy.kept


def test_what_was_seen_is_sent_again_and_not_confirmed(record):
    url = record.aq_parent.absolute_url()
    first = ask("handler1", "GET", url)
    since = {"If-Modified-Since": first.headers["Date"], "If-None-Match": "*"}
    assert ask("handler1", "GET", url, **since).status_code == 200
    assert SECRET not in ask(None, "GET", url, **since).text


def test_no_page_holds_a_script_of_its_own(record):
    file, one = record.aq_parent.absolute_url(), record.absolute_url()
    for url in (f"{one}/edit", f"{file}/++add++MediaEvidence", f"{one}/@@historyview"):
        page = html.fromstring(ask("handler1", "GET", url).text)
        assert page.xpath("//script")
        assert not page.xpath("//script[not(@src)]")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert not page.xpath("//*[starts-with(@href, 'javascript:')]")


def test_a_list_of_two_sides_still_moves(portal):
    url = f"{portal.absolute_url()}/@@site-controlpanel"
    page = html.fromstring(ask("sysadmin", "GET", url).text)
    assert page.xpath("//button[@data-lr-call='from2to' and @data-lr-with]")
    assert page.xpath("//*[@data-lr-call='copyDataForSubmit' and @data-lr-start]")


def test_zope_s_own_pages_keep_their_frames(portal):
    url = f"{portal.absolute_url()}/manage_main"
    answer = requests.get(url, auth=("admin", "secret"), timeout=60)
    assert answer.status_code == 200
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_an_answer_from_outside_zope_has_them_too():
    told = []

    def moved(environ, start):
        start("302 Found", [("Location", "/x"), ("Cache-Control", "public")])
        return ()

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    Gateway(moved)(environ, lambda status, headers: told.extend(headers))
    assert dict(told) == header_policy.EVERY | {
        "Location": "/x",
        "Cache-Control": "public",
    }


def test_an_address_says_nothing_of_what_it_is_of(portal, record):
    with api.env.adopt_user(username="handler1"):
        second = add_record(record.aq_parent, "MediaEvidence", title=SECRET)
    for one in (record.aq_parent, record, second):
        name = one.getId()
        assert name.isdecimal() or (len(name) == 12 and int(name, 16)), name


def test_a_former_address_says_nothing_of_what_is_hidden(portal, record):
    old, new = "/plone/files/former", "/".join(record.getPhysicalPath())
    getUtility(IRedirectionStorage).add(old, new)
    transaction.commit()
    url = f"{portal.absolute_url()}/files/former"
    for user in ("handler2", "party1", None):
        for accept in ("text/html", "application/json"):
            answer = ask(user, "GET", url, accept)
            missing = ask(user, "GET", f"{url}x", accept)
            assert answer.status_code == missing.status_code
            assert record.getId() not in answer.text
            assert record.getId() not in answer.headers.get("Location", "")
    for user, status in (("handler1", (401, 403, 404)), ("party1", (401, 403, 404))):
        listed = ask(
            user, "GET", f"{portal.absolute_url()}/@aliases", "application/json"
        )
        assert listed.status_code in status
