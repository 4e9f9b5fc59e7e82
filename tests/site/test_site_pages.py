"""The pages: who gets them, who is refused, and what a form changes."""

from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site import transitions
from lingchuan.records.site.today import StartAfterLogin
from plone.app.testing import login
from plone.app.testing import logout
from plone.dexterity.utils import createContentInContainer
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import datetime
import pytest
import requests
import transaction


STARTS = datetime.datetime(2026, 3, 10, 1, 0, tzinfo=datetime.UTC)
RECEIVED = datetime.date(2026, 3, 2)


@pytest.fixture
def permit_file(portal):
    """A registered permit file of handler1."""
    login(portal, "handler1")
    file = createContentInContainer(
        portal["files"],
        "PermitFile",
        title="示例取水许可",
        matters=[{"code": portal_matter(), "name": "取水许可"}],
        applicant_name="示例茶社",
        applicant_type="natural",
        applicant_id_number="999900199001010014",
        unit="审批一股",
        handlers=["handler1"],
        received_on=RECEIVED,
    )
    transaction.commit()
    logout()
    return file


def portal_matter() -> str:
    """Return the code of the catalogue's first matter."""
    from lingchuan.records.content.settings import settings

    return settings().matters[0]["code"]


@pytest.mark.parametrize("user", ["handler1", "clerk1", "section_head1", "supervisor1"])
def test_staff_see_an_open_file(permit_file, user):
    answer = Reader(user).get(permit_file.absolute_url())
    assert answer.status_code == 200
    assert permit_file.file_number in answer.text


@pytest.mark.parametrize("user", [None, "party1", "party2", "migrator"])
def test_others_get_nothing_of_a_file(permit_file, user):
    answer = Reader(user).get(permit_file.absolute_url())
    assert answer.status_code != 200
    assert "示例茶社" not in answer.text


def test_file_page_masks_the_id_number(permit_file):
    text = Reader("handler1").get(permit_file.absolute_url()).text
    assert "999900199001010014" not in text
    assert "999900********0014" in text


def test_register_lists_and_filters(portal, permit_file):
    reader = Reader("clerk1")
    url = portal["files"].absolute_url()
    assert permit_file.file_number in reader.get(url).text
    assert permit_file.file_number in reader.get(f"{url}?state=registered").text
    assert permit_file.file_number not in reader.get(f"{url}?state=served").text


@pytest.mark.parametrize("stage", ["收件", "审查", "现场核查", "决定"])
@pytest.mark.parametrize("at", ["收件", "审查", "现场核查"])
def test_register_filter_finds_a_file_at_its_stage_alone(
    portal, permit_file, at, stage
):
    login(portal, "handler1")
    if at != "收件":
        transitions.perform(permit_file, "accept", {})
    if at == "现场核查":
        createContentInContainer(
            permit_file,
            "FieldRecord",
            title="示例现场核查",
            activity_kind="site_check",
            place="示例地点",
            starts=STARTS,
            ends=STARTS + datetime.timedelta(hours=1),
            officers=["handler1", "handler2"],
            stage="现场核查",
        )
    transaction.commit()
    logout()
    url = f"{portal['files'].absolute_url()}?stage={stage}"
    found = permit_file.file_number in Reader("handler1").get(url).text
    assert found is (stage == at)


@pytest.mark.parametrize("user", [None, "party1"])
def test_register_shows_no_file_to_outsiders(portal, permit_file, user):
    text = Reader(user).get(portal["files"].absolute_url()).text
    assert permit_file.file_number not in text


def test_today_lists_the_handlers_own_file(portal, permit_file):
    url = f"{portal.absolute_url()}/@@today"
    assert permit_file.file_number in Reader("handler1").get(url).text
    assert permit_file.file_number not in Reader("handler2").get(url).text


def test_today_asks_anonymous_to_log_in(portal):
    assert Reader(None).get(f"{portal.absolute_url()}/@@today").status_code in (
        302,
        401,
    )


def test_front_page_welcomes_anonymous(portal):
    answer = Reader(None).get(portal.absolute_url())
    assert answer.status_code == 200
    assert "/login" in answer.text


def test_transition_form_accepts_and_returns_to_the_file(portal, permit_file):
    url = permit_file.absolute_url()
    answer = Reader("handler1").submit(url, "accept", accepted_on="2026-03-04")
    transaction.begin()
    assert answer.status_code == 302
    assert answer.headers["Location"] == url
    assert lifecycle_state(permit_file) == "accepted"
    assert permit_file.accepted_on == datetime.date(2026, 3, 4)


def test_transition_refused_shows_why_and_changes_nothing(permit_file):
    url = permit_file.absolute_url()
    answer = Reader("handler1").submit(url, "accept", accepted_on="2026-02-27")
    transaction.begin()
    assert answer.status_code == 400
    assert 'id="h-reasons"' in answer.text
    assert lifecycle_state(permit_file) == "registered"
    assert permit_file.accepted_on is None


def test_transition_without_token_changes_nothing(permit_file):
    answer = requests.post(
        f"{permit_file.absolute_url()}/@@transition",
        data={"workflow_action": "accept"},
        auth=("handler1", PASSWORD),
        timeout=60,
    )
    transaction.begin()
    assert answer.status_code == 403
    assert lifecycle_state(permit_file) == "registered"


def test_transition_not_offered_to_a_mere_reader(permit_file):
    url = f"{permit_file.absolute_url()}/@@transition?workflow_action=accept"
    answer = Reader("supervisor1").get(url)
    assert answer.status_code == 409
    assert 'name="accepted_on"' not in answer.text


def test_transition_closed_to_anonymous(permit_file):
    url = f"{permit_file.absolute_url()}/@@transition?workflow_action=accept"
    assert Reader(None).get(url).status_code != 200


def test_state_menu_leads_to_the_page_and_changes_nothing(permit_file):
    url = permit_file.absolute_url()
    menu = f"{url}/content_status_modify?workflow_action=accept"
    answer = Reader("handler1").get(menu)
    transaction.begin()
    assert answer.headers["Location"].endswith("@@transition?workflow_action=accept")
    assert lifecycle_state(permit_file) == "registered"


@pytest.mark.parametrize(
    ("came_from", "ends"),
    [
        (None, "/@@today"),
        ("", "/@@today"),
        ("/files", "/files"),
        ("/logged_out", "/@@today"),
        ("https://example.org/x", "/@@today"),
    ],
)
def test_login_leads_to_the_page_asked_for_or_today(portal, came_from, ends):
    root = portal.absolute_url()
    asked = root + came_from if (came_from or "").startswith("/") else came_from
    assert StartAfterLogin(portal, portal.REQUEST)(asked) == root + ends


def test_tabs_are_for_staff(portal):
    url = portal.absolute_url()
    assert f'href="{url}/devices"' in Reader("clerk1").get(url).text
    assert f'href="{url}/devices"' not in Reader(None).get(url).text


def test_uninstall_gives_the_front_page_and_tabs_back(integration):
    from lingchuan.records.site.install import install
    from lingchuan.records.site.install import uninstall

    portal = integration["portal"]
    tabs = portal.portal_actions.portal_tabs
    assert portal.getLayout() == "records-home"
    uninstall(portal)
    assert portal.getLayout() != "records-home"
    assert "devices" not in tabs
    install(portal)
    assert "devices" in tabs


def test_a_delete_that_is_refused_names_its_reason(portal, permit_file):
    login(portal, "clerk1")
    hearing = createContentInContainer(permit_file, "HearingRecord", title="听证")
    login(portal, "handler1")
    createContentInContainer(hearing, "TextRecord", title="笔录")
    logout()
    transaction.commit()
    reader = Reader("clerk1")
    url = f"{hearing.absolute_url()}/delete_confirmation"
    token = TOKEN.search(reader.get(url).text)[1]
    data = {"form.buttons.Delete": "删除", "_authenticator": token}
    answer = reader.session.post(url, data=data, timeout=60, allow_redirects=False)
    assert answer.status_code == 409
    assert "drafts that others made" in answer.text
    assert "办法第二十六条" in answer.text
