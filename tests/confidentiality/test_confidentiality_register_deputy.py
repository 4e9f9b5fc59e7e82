"""R21-2: the deputy's dated authorisation, which the bureau head alone gives."""

from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality.appointing import set_offices
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import today
from lingchuan.records.core.access.deciding import may_decide
from plone import api
from tests.confidentiality.people import acting

import datetime
import pytest


WHO = "deputy_head"
KEY = "office:access_deputy"
DAY = datetime.timedelta(days=1)


def later(days: int) -> str:
    return (today() + days * DAY).isoformat()


def row(**changes) -> dict:
    said = {"userid": WHO, "office": register.DEPUTY, "basis": "授权〔2026〕7号"}
    return said | {"valid_from": later(0), "until": later(30)} | changes


def give(**changes) -> None:
    with acting("bureau_head"):
        set_offices([row(**changes)])


def listed() -> list[dict]:
    found = register_rows.offices()
    return [one for one in found if one["office"] == register.DEPUTY]


def has_key(userid=WHO) -> bool:
    return KEY in api.portal.get().acl_users.getUserById(userid).getGroups()


def at(monkeypatch, day: str, clock: str) -> None:
    """Let it be a moment in Shanghai; the machine's own zone is another."""
    moment = datetime.datetime.fromisoformat(f"{day}T{clock}+08:00")
    moment = moment.astimezone(datetime.UTC)

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(facts, "datetime", Clock)


def test_head_gives_renews_dates_anew_and_ends_an_authorisation(site):
    for change in ({}, {"valid_from": later(3)}, {"until": later(60)}, {"basis": "改"}):
        give(**change)
        (only,) = listed()
        assert {name: only[name] for name in row(**change)} == row(**change)
    give(withdrawn=True, basis="收回授权")
    assert listed() == []
    kept = [one for one in register.rows("appointments") if one["userid"] == WHO]
    assert [one["ended_by"] for one in kept[-4:]] == ["bureau_head"] * 4
    assert kept[-1]["ended_basis"] == "收回授权"


def test_an_authorisation_sent_back_as_it_was_read_is_no_change(site):
    give()
    before = register.digest_of(site)
    for keeper in ("bureau_head", "secrecy_officer"):
        with acting(keeper):
            set_offices(register_rows.offices())
    assert register.digest_of(site) == before


@pytest.mark.parametrize("change", [{"until": "2027-12-31"}, {"withdrawn": True}])
@pytest.mark.parametrize("keeper", ["secrecy_officer", "handler1", WHO, "sysadmin"])
def test_nobody_but_the_head_keeps_an_authorisation(site, keeper, change):
    give()
    before = listed()
    with acting(keeper), pytest.raises(NotAllowed):
        set_offices([row(**change)])
    assert listed() == before


def test_nobody_but_the_head_gives_an_authorisation(site):
    ordinary = {"userid": "handler2", "office": "archivist", "basis": "测试"}
    api.user.grant_roles(username="handler1", roles=["Bureau Head"])
    for keeper in ("secrecy_officer", "handler1", WHO):
        with acting(keeper), pytest.raises(NotAllowed):
            set_offices([ordinary, row()])
    assert listed() == []
    assert not register.offices_of("handler2")


def test_who_runs_the_system_is_no_head(site):
    assert register.is_head("bureau_head")
    api.user.grant_roles(username="bureau_head", roles=["Site Administrator"])
    assert not register.is_head("bureau_head")


@pytest.mark.parametrize(
    "change,problem",
    [
        ({"valid_from": None}, ("valid_from", "required")),
        ({"valid_from": ""}, ("valid_from", "required")),
        ({"valid_from": "soon"}, ("valid_from", "bad_date")),
        ({"valid_from": 7}, ("valid_from", "bad_date")),
        ({"until": None}, ("until", "required")),
        ({"until": "soon"}, ("until", "bad_date")),
        ({"valid_from": "2026-03-02", "until": "2026-03-31"}, ("until", "day_past")),
        ({"basis": " "}, ("basis", "required")),
        ({"unit": "审批二股"}, ("unit", "unit_not_here")),
        ({"userid": "bureau_head"}, ("userid", "own_office")),
        ({"userid": "sysadmin"}, ("userid", "keeper_of_system")),
        ({"userid": "auditor1"}, ("userid", "keeper_of_system")),
        ({"userid": "party1"}, ("userid", "no_staff")),
        ({"userid": "nobody-here"}, ("userid", "person_unknown")),
        ({"office": "archivist"}, ("valid_from", "valid_from_not_here")),
    ],
)
def test_an_authorisation_that_cannot_be_is_refused(site, change, problem):
    with acting("bureau_head"), pytest.raises(BadInput) as caught:
        set_offices([row(**change)])
    found = [(one.field, one.code) for one in caught.value.problems]
    assert problem in found
    assert {field for field, _code in found} == {problem[0]}
    assert listed() == []


def test_an_authorisation_whose_days_are_in_no_order_is_refused(site):
    with acting("bureau_head"), pytest.raises(BadInput) as caught:
        set_offices([row(valid_from=later(9), until=later(8))])
    assert [one.code for one in caught.value.problems] == ["last_before_first"]
    give(valid_from=later(9), until=later(9))


@pytest.mark.parametrize(
    "first,last",
    [
        ("2027-03-02", "2028-03-02"),
        ("2028-02-29", "2029-02-28"),
        ("9999-12-30", "9999-12-31"),
    ],
)
def test_an_authorisation_lasts_a_year_at_most(site, first, last):
    give(valid_from=first, until=last)
    if last.startswith("9999"):
        return
    too_long = datetime.date.fromisoformat(last) + DAY
    with acting("bureau_head"), pytest.raises(BadInput) as caught:
        set_offices([row(valid_from=first, until=too_long.isoformat())])
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("until", "beyond_a_year")
    assert dict(problem.params) == {"last": last}


def test_a_head_needs_no_authorisation_of_another_head(site):
    register.appoint("archivist1", register.HEAD, by="secrecy_officer")
    with acting("bureau_head"), pytest.raises(BadInput) as caught:
        set_offices([row(userid="archivist1")])
    assert [one.code for one in caught.value.problems] == ["head_already"]


def test_an_authorisation_begins_and_ends_at_midnight_in_shanghai(site, monkeypatch):
    first, last = today() + 5 * DAY, today() + 9 * DAY
    give(valid_from=first.isoformat(), until=last.isoformat())
    days = [(first - DAY, False), (first, True), (last, True), (last + DAY, False)]
    assert not has_key()
    for day, holds in days:
        for clock in ("00:00:00", "23:59:59.999999"):
            at(monkeypatch, day.isoformat(), clock)
            assert has_key() is holds
            heads, deputies = register.access_deciders(today())
            code = may_decide(WHO, heads, deputies, (), today())
            assert code == ("" if holds else "deputy_outside")
            assert bool(listed()) is (day <= last)


def test_an_authorisation_opens_nothing_else(site, record):
    give()
    assert has_key()
    with acting(WHO):
        assert not api.user.has_permission("View", obj=record)
        assert not register.is_head()
        with pytest.raises(NotAllowed):
            set_offices([row(userid="handler2")])


def test_deciders_are_the_heads_and_whoever_was_authorised(site):
    register.appoint("handler1", register.HEAD, by="secrecy_officer")
    give(valid_from=later(2))
    heads, deputies = register.access_deciders(today())
    assert heads == {"bureau_head"}
    march = (datetime.date(2026, 3, 2), datetime.date(2026, 3, 31))
    coming = (today() + 2 * DAY, today() + 30 * DAY)
    assert deputies == ((WHO, *march), (WHO, *coming))
    assert may_decide("handler1", heads, deputies, (), today()) == "not_head"


def test_deciders_are_none_whose_authorisation_was_ended_or_who_run_the_system(site):
    give()
    heads, deputies = register.access_deciders(today())
    assert may_decide(WHO, heads, deputies, (), today()) == ""
    give(withdrawn=True)
    heads, deputies = register.access_deciders(today())
    assert may_decide(WHO, heads, deputies, (), today()) == "deputy_outside"
    give()
    for userid in (WHO, "bureau_head"):
        api.user.grant_roles(username=userid, roles=["Records Auditor"])
    assert register.access_deciders(today()) == (frozenset(), ())
    assert not has_key()
