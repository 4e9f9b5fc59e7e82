"""Offices and clearances: who is an officer, and what the register takes."""

from lingchuan.records.confidentiality import register
from plone import api
from plone.app.testing import logout
from tests.confidentiality.people import acting

import datetime
import pytest


@pytest.mark.parametrize(
    "userid,is_officer",
    [("secrecy_officer", True), ("bureau_head", False), ("sysadmin", False)],
)
def test_officer_holds_role_and_office(site, userid, is_officer):
    assert register.is_officer(userid) is is_officer
    with acting(userid):
        assert register.is_officer() is is_officer


def test_no_officer_by_role_alone(site):
    api.user.grant_roles(username="handler2", roles=["Confidentiality Officer"])
    assert register.is_officer("handler2") is False


def test_no_officer_by_office_alone_or_after_its_day(site):
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    register.appoint("handler2", register.OFFICER, by="bureau_head")
    assert register.is_officer("handler2") is False
    api.user.grant_roles(username="handler2", roles=["Confidentiality Officer"])
    assert register.is_officer("handler2") is True
    api.user.grant_roles(username="clerk1", roles=["Confidentiality Officer"])
    register.appoint("clerk1", register.OFFICER, until=yesterday, by="bureau_head")
    assert register.is_officer("clerk1") is False


def test_a_stranger_is_no_officer(integration):
    logout()
    assert register.is_officer() is False
    assert register.is_officer("nobody-here") is False
