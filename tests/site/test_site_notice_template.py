"""`@@notice-template`: who opens it, what it hands out, what its forms do and refuse."""

from lingchuan.records.access.notice import delivered
from lingchuan.records.access.notice_template import template_of
from lingchuan.records.access.notice_template import versions_of
from tests.access.templates import template
from tests.access.templates import WHOLE
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import pytest
import transaction


ADMIN = "sysadmin"
OWN = template(*WHOLE, "陵川县")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def url(portal):
    """The address of the page."""
    return f"{portal.absolute_url()}/@@notice-template"


@pytest.fixture
def send(url):
    """Return a sender of a form of the page, with the page's own token."""

    def post(data=None, user=ADMIN, token=True, **values):
        reader = Reader(user)
        if token:
            found = TOKEN.search(Reader(ADMIN).get(url).text)
            values["_authenticator"] = found[1]
        files = {"template": ("新模板.docx", data, DOCX)} if data is not None else None
        answer = reader.session.post(
            url, data=values, files=files, allow_redirects=False
        )
        transaction.begin()
        return answer

    return post


@pytest.mark.parametrize("query", ["", "?get=docx", "?get=pdf"])
@pytest.mark.parametrize("user", ["bureau_head", "secrecy_officer", "party1", None])
def test_page_opens_for_nobody_but_who_keeps_the_settings(url, user, query):
    answer = Reader(user).get(url + query)
    assert answer.status_code in (302, 403)
    assert DOCX not in answer.headers.get("Content-Type", "")


def test_page_hands_out_the_template_in_use(url):
    reader = Reader(ADMIN)
    assert "requester_name" in reader.get(url).text
    answer = reader.get(f"{url}?get=docx")
    assert answer.content == delivered()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert reader.get(f"{url}?get=docx&version={'0' * 64}").status_code == 404


def test_form_takes_a_template_and_goes_back(portal, url, send):
    desk = portal["requests"]
    assert send(OWN, act="upload", reason="换新").status_code == 302
    assert template_of(desk) == OWN
    digest = versions_of(desk)[0]["sha256"]
    page = Reader(ADMIN).get(url)
    assert "换新" in page.text and digest[:12] in page.text
    assert Reader(ADMIN).get(f"{url}?get=docx&version={digest}").content == OWN
    assert send(act="deliver", reason="恢复").status_code == 302
    assert template_of(desk) == delivered()


@pytest.mark.parametrize(
    ("data", "values", "says"),
    [
        (template("坏处 {% endif %}"), {"reason": "换新"}, "坏处"),
        (OWN, {"reason": " "}, "alert"),
        (None, {"reason": "换新"}, "alert"),
        (b"x" * ((1 << 20) + 2), {"reason": "换新"}, "alert"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(portal, send, data, values, says):
    answer = send(data, act="upload", **values)
    assert answer.status_code == 400
    assert says in answer.text
    assert template_of(portal["requests"]) == delivered()


@pytest.mark.parametrize(
    ("user", "token"), [("bureau_head", True), (None, True), (ADMIN, False)]
)
def test_form_is_refused_to_others_and_without_a_token(portal, send, user, token):
    answer = send(OWN, user, token, act="upload", reason="换新")
    assert answer.status_code in (302, 403)
    assert template_of(portal["requests"]) == delivered()
