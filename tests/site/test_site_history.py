"""The history of a record, and the titles of windows: who sees them, what they say."""

from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.site.transitions import perform
from plone import api
from tests.permit_files import open_file
from tests.site.reader import Reader

import datetime
import lxml.html
import pytest
import transaction


@pytest.fixture
def file(portal):
    """An accepted permit file."""
    made = open_file(portal)
    with api.env.adopt_user(username="handler1"):
        day = datetime.date(2026, 3, 10)
        perform(made, "accept", {"accepted_on": day, "comment": "材料齐全"})
    transaction.commit()
    return made


def steps(answer):
    """Return the rows of the history, as texts."""
    rows = lxml.html.fromstring(answer.text).xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


@pytest.mark.parametrize("user", ["handler1", "clerk1", "supervisor1", "archivist1"])
def test_who_sees_a_file_sees_its_steps_newest_first(file, user):
    answer = Reader(user).get(f"{file.absolute_url()}/@@historyview")
    assert answer.status_code == 200
    found = steps(answer)
    assert found[0][1:] == [
        "经办员一",
        "Accept the application",
        "Accepted",
        "材料齐全",
    ]
    assert found[-1][1] == "窗口员一"
    assert len(found) == 4


def test_the_page_of_a_record_leads_to_its_history(file):
    page = lxml.html.fromstring(Reader("clerk1").get(file.absolute_url()).text)
    assert page.xpath("//main//a[contains(@href, '@@historyview')]")


@pytest.mark.parametrize("user", ["party2", "sysadmin", None])
def test_who_sees_no_file_sees_no_step(file, user):
    answer = Reader(user).get(f"{file.absolute_url()}/@@historyview")
    assert answer.status_code != 200
    assert "材料齐全" not in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_advanced_form_of_states_leads_to_the_file_and_changes_nothing(
    file, method
):
    reader = Reader("handler1")
    url = f"{file.absolute_url()}/content_status_history"
    sent = {"workflow_action": "decide", "form.widgets.workflow_action": "decide"}
    answer = getattr(reader.session, method)(
        url, params=sent, data=sent, allow_redirects=False, timeout=60
    )
    assert answer.headers["Location"] == file.absolute_url()
    transaction.begin()
    assert lifecycle_state(file) == "accepted"


@pytest.mark.parametrize("path", ["@@search", "@@today", "@@personal-information"])
def test_a_window_says_which_page_it_is(portal, path):
    url = f"{portal.absolute_url()}/{path}"
    page = lxml.html.fromstring(Reader("handler1").get(url).text)
    head = " ".join(page.xpath("//main//h1")[0].text_content().split())
    assert head in page.xpath("//head/title")[0].text
