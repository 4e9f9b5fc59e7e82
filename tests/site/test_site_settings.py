"""The settings page: who may open it, what it shows, what it refuses."""

from lingchuan.records.content.settings import settings
from lingchuan.records.demo.users import PASSWORD
from plone.testing.zope import Browser

import pytest
import requests
import transaction


@pytest.mark.parametrize(
    ("user", "allowed"), [("sysadmin", True), ("clerk1", False), ("party1", False)]
)
def test_settings_page_opens_for_the_site_administrator_only(functional, user, allowed):
    url = functional["portal"].absolute_url() + "/@@records-settings"
    answer = requests.get(url, auth=(user, PASSWORD), timeout=60)
    assert ("SPJY" in answer.text) is allowed


def test_settings_page_is_closed_to_anonymous(functional):
    url = functional["portal"].absolute_url() + "/@@records-settings"
    assert "SPJY" not in requests.get(url, timeout=60).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("access_days", "91"),
        ("access_max_days", "367"),
        ("access_notice_pattern", "陵审批查字第{seq:03d}号"),
        ("access_copies", "0"),
    ],
)
def test_settings_of_viewing_and_copying_are_refused_where_impossible(
    functional, name, value
):
    page = Browser(functional["app"])
    page.addHeader("Authorization", f"Basic sysadmin:{PASSWORD}")
    page.open(functional["portal"].absolute_url() + "/@@records-settings")
    page.getControl(name=f"form.widgets.{name}").value = value
    page.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert str(getattr(settings(), name)) != value
