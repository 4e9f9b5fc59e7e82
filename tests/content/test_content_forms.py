"""The forms: the file's parties are filled in, masks stay masks, titles are checked."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import PASSWORD
from plone import api
from plone.testing.zope import Browser
from tests.permit_files import open_file

import datetime
import pytest
import transaction


NUMBER, MASK = "999900199001010014", "999900********0014"


@pytest.fixture
def portal(functional):
    """The portal of the functional layer."""
    return functional["portal"]


@pytest.fixture
def browser(functional):
    """Return a browser of a user."""

    def make(user: str) -> Browser:
        found = Browser(functional["app"])
        found.handleErrors = False
        found.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        return found

    return make


@pytest.fixture
def file(portal):
    """A permit file with an agent."""
    made = open_file(
        portal,
        title="取水许可",
        matters=[{"code": "QSXK"}],
        applicant_name="示例茶社",
        applicant_type="legal",
        related_parties=[
            {
                "name": "秦学文",
                "role": "agent",
                "id_number": NUMBER,
                "userid": None,
                "authority": None,
            }
        ],
        received_on=datetime.date(2026, 3, 2),
    )
    transaction.commit()
    return made


@pytest.mark.parametrize(
    ("portal_type", "field"),
    [("TextRecord", "signers"), ("HearingRecord", "attendees")],
)
def test_parties_and_handlers_are_filled_in(browser, file, portal_type, field):
    page = browser("handler1")
    page.open(f"{file.absolute_url()}/++add++{portal_type}")
    names = [
        page.getControl(name=f"form.widgets.{field}.{place}.widgets.name").value
        for place in range(3)
    ]
    assert names == ["经办员一", "示例茶社", "秦学文"]


@pytest.mark.parametrize(
    ("portal_type", "field", "value"),
    [
        ("TextRecord", "recipient", "示例茶社"),
        ("MediaEvidence", "persons", "示例茶社\r\n秦学文"),
    ],
)
def test_the_party_is_filled_in(browser, file, portal_type, field, value):
    page = browser("handler1")
    page.open(f"{file.absolute_url()}/++add++{portal_type}")
    shown = page.getControl(name=f"form.widgets.{field}").value
    assert shown.splitlines() == value.splitlines()


def test_the_edit_form_shows_a_mask_and_keeps_the_number(browser, file):
    page = browser("clerk1")
    page.open(f"{file.absolute_url()}/edit")
    assert NUMBER not in page.contents
    assert MASK in page.contents
    page.getControl(name="form.widgets.title").value = "取水许可 新"
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert file.title == "取水许可 新"
    assert file.related_parties[0]["id_number"] == NUMBER


@pytest.mark.parametrize(
    "name", ["applicant_phone", "related_parties.0.widgets.id_number"]
)
def test_the_edit_form_refuses_a_mask_of_another_value(browser, file, name):
    before = file.applicant_phone
    page = browser("clerk1")
    page.open(f"{file.absolute_url()}/edit")
    page.getControl(name=f"form.widgets.{name}").value = "139****0000"
    page.getControl(name="form.buttons.save").click()
    assert "form-widgets-applicant_phone" in page.contents
    transaction.begin()
    assert file.applicant_phone == before
    assert file.related_parties[0]["id_number"] == NUMBER


def test_a_device_with_markup_in_its_title_is_refused(browser, portal):
    page = browser("archivist1")
    page.open(f"{portal.absolute_url()}/devices/++add++RecordingDevice")
    page.getControl(name="form.widgets.title").value = "<b>记录仪</b>"
    page.getControl(name="form.widgets.device_id").value = "LC-09"
    page.getControl(name="form.widgets.device_kind:list").value = ["body_camera"]
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert "LC-09" not in [one.device_id for one in portal["devices"].objectValues()]


@pytest.fixture
def clip(file):
    """A recording with seconds in its times."""
    zone = datetime.timezone(datetime.timedelta(hours=8))
    with api.env.adopt_user(username="handler1"):
        made = add_record(
            file,
            "MediaEvidence",
            medium="video",
            starts=datetime.datetime(2026, 3, 18, 10, 31, 10, tzinfo=zone),
            ends=datetime.datetime(2026, 3, 18, 10, 40, 5, tzinfo=zone),
        )
    transaction.commit()
    return made


def test_an_edit_keeps_the_seconds_of_a_recording(browser, clip):
    before = clip.starts, clip.ends
    page = browser("handler1")
    page.open(f"{clip.absolute_url()}/edit")
    assert page.getControl(name="form.widgets.starts").value == "2026-03-18 10:31:10"
    page.getControl(name="form.widgets.place").value = "六泉乡"
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert clip.place == "六泉乡"
    assert (clip.starts, clip.ends) == before


def test_times_may_be_typed_in_short_and_what_is_no_time_is_named(browser, clip):
    page = browser("handler1")
    page.open(f"{clip.absolute_url()}/edit")
    page.getControl(name="form.widgets.ends").value = "20260318 1102"
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert clip.ends.isoformat() == "2026-03-18T11:02:00+08:00"
    page.open(f"{clip.absolute_url()}/edit")
    page.getControl(name="form.widgets.ends").value = "03/18/2026 11:30 AM"
    page.getControl(name="form.buttons.save").click()
    assert "Is no time" in page.contents
    assert page.getControl(name="form.widgets.ends").value == "03/18/2026 11:30 AM"


def test_an_edit_keeps_a_document_name_with_its_explanation(browser, file):
    with api.env.adopt_user(username="handler1"):
        paper = add_record(file, "TextRecord", document_name="听证报告(意见书)")
    transaction.commit()
    page = browser("handler1")
    page.open(f"{paper.absolute_url()}/edit")
    page.getControl(name="form.widgets.page_count").value = "2"
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert (paper.document_name, paper.page_count) == ("听证报告(意见书)", 2)
