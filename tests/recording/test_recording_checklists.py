"""Art. 8: the papers that the bureau asks of each matter, kept in the settings."""

from datetime import date
from lingchuan.records.content import cases
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.settings import settings
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.recording import due_renewal
from lingchuan.records.recording.circumstances import circumstances
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.permit_files import open_file

import pytest
import requests
import transaction


PAPER = "现场核查笔录"
ROW = {
    "matter": "SPJY",
    "document_name": PAPER,
    "stage": "现场核查",
    "valid_from": date(2026, 3, 1),
    "valid_until": None,
}
ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
SETTING = "lingchuan.records.checklists"


def missing(file):
    case = cases.case_of(file, facts.descendants(file))
    found = judge(case, circumstances()).findings
    return [one.part for one in found if one.code == "listed_paper_missing"]


@pytest.mark.parametrize("name", [PAPER, "现场核查（勘验）笔录"])
def test_a_listed_paper_is_owed_until_it_is_there(integration, name):
    settings().checklists = [ROW]
    file = open_file(integration["portal"], received_on=date(2026, 3, 9))
    before = open_file(integration["portal"], received_on=date(2026, 2, 27))
    assert (missing(file), missing(before)) == ([f"SPJY/{PAPER}"], [])
    with api.env.adopt_user(username="handler1"):
        add_record(file, "TextRecord", document_name=name)
    assert missing(file) == []


def test_a_changed_list_renews_what_files_owe(integration, monkeypatch):
    asked = []
    monkeypatch.setattr(due_renewal, "ask_for_all", asked.append)
    settings().checklists = [ROW]
    assert len(asked) == 1


def test_the_list_may_name_what_is_in_force_no_more(integration):
    names = [dict(row) for row in settings().document_names]
    for row in names:
        row["valid_until"] = date(2026, 3, 31)
    settings().document_names = names
    settings().checklists = [ROW | {"valid_until": date(2026, 3, 31)}]
    assert circumstances().checklists["SPJY"][0].name == PAPER


@pytest.mark.parametrize("key", ["document_name", "matter", "stage"])
@pytest.mark.parametrize(
    ("user", "status"), [(ADMIN, 400), (("sysadmin", PASSWORD), 403), (None, 401)]
)
def test_an_unknown_name_is_refused_and_nothing_is_stored(
    functional, key, user, status
):
    rows = [ROW | {"valid_from": None}, ROW | {"valid_from": None, key: "无此项"}]
    answer = requests.patch(
        f"{functional['portal'].absolute_url()}/@registry",
        json={SETTING: rows},
        auth=user,
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.status_code == status, answer.text
    if status == 400:
        (error,) = answer.json()["errors"]
        assert error["field"] == "checklists"
        assert error["message"].startswith(f"{key}: ")
    transaction.begin()
    assert not settings().checklists


def test_the_list_is_kept_in_the_settings_page(functional):
    page = Browser(functional["app"])
    page.handleErrors = False
    page.addHeader("Authorization", f"Basic sysadmin:{PASSWORD}")
    page.open(f"{functional['portal'].absolute_url()}/@@records-settings")
    grid = "form.widgets.checklists.AA.widgets."
    for name in ("matter", "document_name", "stage"):
        page.getControl(name=f"{grid}{name}:list").value = [ROW[name]]
    page.getControl(name=f"{grid}valid_from").value = "2026-03-01"
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert [dict(row) for row in settings().checklists] == [ROW]
