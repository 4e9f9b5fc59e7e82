"""The settings page: who may open it, what it shows, what it refuses."""

from lingchuan.records.demo.users import PASSWORD

import pytest
import requests


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
