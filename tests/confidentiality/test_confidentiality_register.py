"""Offices and clearances: who is an officer, and what the register takes."""

from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality.appointing import set_offices
from lingchuan.records.confidentiality.clearing import set_clearances
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import today
from plone import api
from plone.app.testing import logout
from tests.confidentiality.people import acting
from zope.annotation.interfaces import IAnnotations

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
    yesterday = today() - datetime.timedelta(days=1)
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


def refused(caught) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in caught.value.problems}


def row(**changes) -> dict:
    return {"userid": "handler2", "kinds": ["WORK"], "basis": "测试"} | changes


def office(**changes) -> dict:
    said = {"userid": "handler2", "office": register.OFFICER, "basis": "测试"}
    return said | changes


def test_nobody_gives_what_they_do_not_hold(site):
    register.clear("secrecy_officer", ["WORK"], by="secrecy_officer2")
    with acting("secrecy_officer"):
        with pytest.raises(BadInput) as caught:
            set_clearances([row(kinds=["WORK", "STATE"])])
        assert refused(caught) == {("kinds", "above_own_clearance")}
        set_clearances([row()])
        # Taking less than one holds oneself is no giving.
        set_clearances([row(userid="section_head1", kinds=[])])
    assert register.kinds_of("handler2") == {"WORK"}
    assert register.kinds_of("section_head1") == frozenset()


def test_own_clearance_is_neither_given_renewed_nor_withdrawn(site):
    with acting("secrecy_officer"):
        for kinds in (["WORK"], []):
            with pytest.raises(BadInput) as caught:
                set_clearances([row(userid="secrecy_officer", kinds=kinds)])
            assert refused(caught) == {("userid", "own_clearance")}


def test_clearance_of_who_is_gone_can_be_withdrawn_but_not_given(site):
    register.clear("gone", ["WORK"], by="secrecy_officer")
    with acting("secrecy_officer"):
        with pytest.raises(BadInput):
            set_clearances([row(userid="gone", kinds=["PRIVACY"])])
        set_clearances([row(userid="gone", kinds=[])])
    assert register.kinds_of("gone") == frozenset()


def test_withdrawn_clearance_stays_with_who_ended_it_and_why(site):
    with acting("secrecy_officer"):
        set_clearances([row()])
        set_clearances([row(kinds=[], basis="调离")])
        set_clearances([row(kinds=[], basis="调离")])
    kept = [one for one in register.rows("clearances") if one["userid"] == "handler2"]
    assert [one["ended_basis"] for one in kept] == ["调离"]
    assert kept[0]["ended_by"] == kept[0]["by"] == "secrecy_officer"


@pytest.mark.parametrize("role", sorted(register.SEPARATED))
def test_who_runs_or_audits_the_system_loses_keys_and_office(site, role):
    def keys(userid):
        return {
            one
            for one in site.acl_users.getUserById(userid).getGroups()
            if one.startswith(("person:", "office:confid"))
        }

    assert keys("secrecy_officer")
    api.user.grant_roles(username="secrecy_officer", roles=[role])
    assert not keys("secrecy_officer")
    assert not register.is_officer("secrecy_officer")


@pytest.mark.parametrize(
    "change,problem",
    [
        ({"userid": "bureau_head"}, ("userid", "own_office")),
        ({"userid": "sysadmin"}, ("userid", "keeper_of_system")),
        ({"userid": "party1"}, ("userid", "no_staff")),
        ({"userid": "nobody-here"}, ("userid", "person_unknown")),
        ({"office": "mayor"}, ("office", "unknown_value")),
        ({"unit": "审批一股"}, ("unit", "unit_not_here")),
        ({"office": "section_head"}, ("unit", "unit_unknown")),
        ({"office": "section_head", "unit": "三股"}, ("unit", "unit_unknown")),
        ({"basis": ""}, ("basis", "required")),
        ({"until": "2020-01-01"}, ("until", "day_past")),
        ({"withdrawn": True}, ("office", "office_not_held")),
        ({"withdrawn": "yes"}, ("withdrawn", "wrong_type")),
    ],
)
def test_an_office_that_cannot_be_is_refused(site, change, problem):
    with acting("bureau_head"), pytest.raises(BadInput) as caught:
        set_offices([office(**change)])
    assert problem in refused(caught)


def test_an_office_given_again_takes_the_place_of_the_former(site):
    with acting("secrecy_officer"):
        for basis in ("测试一", "测试二"):
            set_offices([office(office="archivist", basis=basis)])
    found = [one for one in register_rows.offices() if one["userid"] == "handler2"]
    assert [one["basis"] for one in found] == ["测试二"]


def test_administrator_appoints_only_the_officers_that_a_site_lacks(site):
    with acting("sysadmin"), pytest.raises(NotAllowed):
        set_offices([office()])
    with acting("bureau_head"):
        gone = office(userid="secrecy_officer2", withdrawn=True)
        set_offices([gone])
    with acting("sysadmin"):
        refused_rows = (
            [office(office="bureau_head")],
            [office(userid="secrecy_officer", withdrawn=True)],
            [office(userid="secrecy_officer", until=today().isoformat())],
            [office(), office(userid="clerk1")],
        )
        for rows in refused_rows:
            with pytest.raises(NotAllowed):
                set_offices(rows)
        with pytest.raises(BadInput):
            set_offices([office(userid="sysadmin")])
        set_offices([office()])
        with pytest.raises(NotAllowed):
            set_offices([office(userid="clerk1")])
    kept = register.rows("appointments")[-1]
    assert kept["bootstrap"] is True
    assert kept["by"] == "sysadmin"


def test_a_new_site_begins_with_two_officers_who_clear_each_other(site):
    del IAnnotations(site)[register.REGISTER_KEY]
    first, second = "secrecy_officer", "secrecy_officer2"
    everything = ["STATE", "COMMERCIAL", "WORK", "PRIVACY"]
    with acting("sysadmin"):
        set_offices([office(userid=first), office(userid=second)])
    with acting(first):
        with pytest.raises(BadInput):
            set_clearances([row(userid="handler2")])
        set_clearances([row(userid=second, kinds=everything)])
    with acting(second):
        set_clearances([row(userid=first, kinds=everything), row()])
        set_offices([office(userid="bureau_head", office="bureau_head")])
    assert register.kinds_of(first) == register.kinds_of(second) == set(everything)
    with acting("bureau_head"):
        set_offices([office(userid="archivist1", office="archivist")])


def test_no_officer_rises_above_the_other_once_one_holds_a_kind(site):
    register.clear("secrecy_officer", ["WORK"], by="secrecy_officer2")
    with acting("secrecy_officer"), pytest.raises(BadInput):
        set_clearances([row(userid="secrecy_officer2", kinds=["STATE", "WORK"])])


@pytest.mark.parametrize("way", ["clearance", "office"])
def test_no_officer_rises_by_first_taking_a_kind_from_the_other(site, way):
    kept = register.rows("clearances")
    kept[:] = [one for one in kept if one["userid"] != "secrecy_officer"]
    register.clear("secrecy_officer", ["WORK"], by="secrecy_officer2")
    friend = "secrecy_officer2"
    with acting("secrecy_officer"):
        if way == "clearance":
            set_clearances([row(userid=friend, kinds=[])])
        else:
            set_offices([office(userid=friend, withdrawn=True), office()])
            friend = "handler2"
            api.user.grant_roles(username=friend, roles=["Confidentiality Officer"])
        with pytest.raises(BadInput) as caught:
            set_clearances([row(userid=friend, kinds=["STATE"])])
    assert refused(caught) == {("kinds", "above_own_clearance")}


def test_roles_alone_keep_no_offices(site):
    roles = ["Bureau Head", "Confidentiality Officer"]
    api.user.grant_roles(username="handler1", roles=roles)
    with acting("handler1"), pytest.raises(NotAllowed):
        set_offices([office()])
