"""Forms filled in and sent as a browser without JavaScript does."""

from lingchuan.records.content.settings import settings
from lingchuan.records.demo.users import PASSWORD
from plone.testing.zope import Browser

import pytest
import requests
import transaction


@pytest.fixture
def browser(functional):
    """A factory of browsers: user -> a browser that is logged in."""

    def make(user: str) -> Browser:
        made = Browser(functional["app"])
        made.handleErrors = False
        made.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        return made

    return make


def stored() -> dict:
    """Return the settings as plain values."""
    transaction.begin()
    held = settings()
    return {name: plain(getattr(held, name)) for name in held.__schema__}


def plain(value: object) -> object:
    """Return a value whose rows, if it has any, are dicts."""
    if not isinstance(value, list):
        return value
    return [one if isinstance(one, str) else dict(one) for one in value]


def test_settings_saved_unchanged_stay_as_they_were(portal, browser):
    before = stored()
    page = browser("sysadmin")
    page.open(f"{portal.absolute_url()}/@@records-settings")
    page.getControl(name="form.buttons.save").click()
    after = stored()
    for name, value in before.items():
        assert after[name] == value, name


def test_settings_changed_in_the_form_are_stored(portal, browser):
    page = browser("sysadmin")
    page.open(f"{portal.absolute_url()}/@@records-settings")
    page.getControl(name="form.widgets.units.0.widgets.name").value = "审批三股"
    page.getControl(name="form.buttons.save").click()
    assert stored()["units"][0]["name"] == "审批三股"


@pytest.mark.parametrize(
    ("user", "path"),
    [
        ("clerk1", "devices/++add++RecordingDevice"),
        ("clerk1", "files/++add++PermitRegister"),
        ("archivist1", "files/++add++PermitFile"),
        ("sysadmin", "hall/++add++MediaEvidence"),
    ],
)
def test_an_add_form_that_is_not_ones_own_is_refused(portal, user, path):
    url = f"{portal.absolute_url()}/{path}"
    answer = requests.get(
        url, auth=(user, PASSWORD), headers={"Accept": "text/html"}, timeout=60
    )
    assert answer.status_code in (403, 404)


def test_an_add_form_sends_strangers_to_the_login(portal):
    url = f"{portal.absolute_url()}/files/++add++PermitFile"
    answer = requests.get(
        url, headers={"Accept": "text/html"}, timeout=60, allow_redirects=False
    )
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_every_error_is_named_whatever_tab_it_is_on(portal, browser):
    page = browser("clerk1")
    page.open(f"{portal.absolute_url()}/files/++add++PermitFile")
    page.getControl(name="form.widgets.title").value = "<b>甲</b>"
    page.getControl(name="form.widgets.applicant_name").value = "甲"
    page.getControl(name="form.widgets.applicant_id_number").value = "123"
    code = "form.widgets.matters.0.widgets.code:list"
    page.getControl(name=code).value = ["SPJY"]
    page.getControl(name="form.buttons.save").click()
    for text in (
        "Not saved, for these reasons:",
        "Title：Must not contain HTML.",
        "ID number or credit code：Is no valid resident ID number",
    ):
        assert text in page.contents


def test_an_upload_that_names_a_path_is_refused(portal, browser):
    page = browser("archivist1")
    page.open(f"{portal.absolute_url()}/hall/++add++MediaEvidence")
    control = page.getControl(name="form.widgets.file")
    control.add_file(b"x", "image/jpeg", "../../x")
    page.getControl(name="form.buttons.save").click()
    assert "must not contain a path" in page.contents
