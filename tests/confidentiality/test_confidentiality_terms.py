"""R20-5, L24: state secrets run out by their day; who ends, changes or prolongs them."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from lingchuan.records.confidentiality import actions
from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.expiry import due
from lingchuan.records.confidentiality.expiry import expire
from lingchuan.records.confidentiality.expiry import review_release
from lingchuan.records.confidentiality.indexing import is_publishable
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import said

import pytest


OFFICER, SECOND = "secrecy_officer", "secrecy_officer2"
NEW = {"determiner": "某省某厅", "basis_document": "晋密解〔2026〕1号"}


def expire_due(site, day):
    """End what is due on a day, and return the paths of it."""
    return [path for path in due(site, day) if expire(site, path, day)]


@pytest.fixture
def stub(record):
    """A state secret that is protected through 29 February 2028."""
    move(record, "restrict", OFFICER, kinds=["STATE"], mark="秘密★2028年2月29日")
    return record


def test_it_is_protected_through_its_day_and_open_to_staff_from_the_next(site, stub):
    assert expire_due(site, date(2028, 2, 29)) == []
    assert confidentiality_state(stub) == "restricted"
    assert "handler2" not in finders(stub)
    assert expire_due(site, date(2028, 3, 1)) == ["/".join(stub.getPhysicalPath())]
    assert confidentiality_state(stub) == "released"
    assert "handler2" in finders(stub)
    kept = stub.confidentiality
    assert (kept["kinds"], kept["released_on"]) == ([], "2028-03-01")
    assert not {"review_due", "protected_until"} & set(kept)
    assert expire_due(site, date(2028, 3, 2)) == []


def test_another_kind_keeps_it_shut_without_its_star(site, record):
    more = {"mark": "秘密★2028年2月29日", "holder": "示例小吃店"}
    move(record, "restrict", OFFICER, kinds=["STATE", "COMMERCIAL"], **more)
    expire_due(site, date(2028, 3, 1))
    kept = record.confidentiality
    assert confidentiality_state(record) == "restricted"
    assert kept["kinds"] == ["COMMERCIAL"]
    assert kept["mark"] == "商业秘密（权利人：示例小吃店）"
    assert not {"level", "term", "protected_until", "released_on"} & set(kept)
    assert kept["review_due"]


@pytest.mark.parametrize(
    ("kinds", "mark"), [(["STATE"], "秘密★工程竣工后"), (["WORK"], "工作秘密")]
)
def test_conditions_and_other_kinds_end_by_nobody_but_people(site, record, kinds, mark):
    move(record, "restrict", OFFICER, kinds=kinds, mark=mark, comment="经审核")
    assert expire_due(site, date(2200, 1, 1)) == []
    move(record, "propose_release", OFFICER, comment="条件已成就")
    move(record, "release", SECOND)
    assert confidentiality_state(record) == "released"


def test_a_release_that_was_proposed_is_mended_by_the_end_of_the_term(site, record):
    more = {"mark": "秘密★2028年2月29日", "data_items": ["电话"]}
    move(record, "restrict", OFFICER, kinds=["STATE", "PRIVACY", "WORK"], **more)
    move(record, "propose_release", OFFICER, kinds=["PRIVACY"], **NEW)
    expire_due(site, date(2028, 3, 1))
    assert confidentiality_state(record) == "release_proposed"
    assert record.confidentiality["proposed_kinds"] == ["PRIVACY"]
    move(record, "release", SECOND)
    assert record.confidentiality["kinds"] == ["PRIVACY"]


def test_a_proposal_that_lifts_only_the_state_secret_is_done_by_its_end(site, record):
    more = {"mark": "秘密★2028年2月29日"}
    move(record, "restrict", OFFICER, kinds=["STATE", "WORK"], **more)
    move(record, "propose_release", OFFICER, kinds=["WORK"], **NEW)
    expire_due(site, date(2028, 3, 1))
    assert confidentiality_state(record) == "restricted"
    assert "proposed_by" not in record.confidentiality


def test_the_day_is_chinas_whatever_the_servers_zone(monkeypatch):
    # 16:30 in London is half past midnight of the next day here.
    moment = datetime(2028, 2, 29, 16, 30, tzinfo=timezone(timedelta(0)))

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(facts, "datetime", Clock)
    assert facts.today() == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, {"determiner", "basis_document"}),
        ({"determiner": "某省某厅"}, {"basis_document"}),
        (NEW | {"basis_document": "晋密〔2025〕3号"}, {"basis_document"}),
    ],
)
def test_before_its_day_it_is_lifted_by_a_new_document_alone(stub, sent, problem):
    with pytest.raises(BadInput) as caught:
        move(stub, "propose_release", OFFICER, **sent)
    assert {one.field for one in caught.value.problems} == problem


def test_before_its_day_it_is_lifted_by_its_determiner_alone(stub):
    with pytest.raises(TransitionBlocked) as caught:
        move(stub, "propose_release", OFFICER, **NEW | {"determiner": "另一机关"})
    (finding,) = caught.value.findings
    assert (finding.rule, finding.code) == ("R20-3", "other_determiner")
    move(stub, "propose_release", OFFICER, **NEW)
    assert stub.confidentiality["proposed_basis"] == NEW["basis_document"]
    move(stub, "release", SECOND)
    assert confidentiality_state(stub) == "released"
    assert stub.confidentiality["release_basis"] == NEW
    assert stub.confidentiality["mark"] == f"解密 {facts.today().isoformat()}"


def test_the_events_of_a_release_name_the_document_behind_it(stub, monkeypatch):
    told = {}
    monkeypatch.setattr(
        actions, "log", lambda _obj, action, **said: told.update({action: said})
    )
    move(stub, "propose_release", OFFICER, **NEW)
    move(stub, "release", SECOND)
    proposed = told["propose_release"]["details"]
    assert proposed["proposed_determiner"] == NEW["determiner"]
    assert proposed["proposed_basis"] == NEW["basis_document"]
    assert told["release"]["details"]["release_basis"] == NEW


def test_a_document_that_lifts_one_kind_is_kept_with_what_remains(record):
    move(record, "restrict", OFFICER, kinds=["STATE", "WORK"])
    move(record, "propose_release", OFFICER, kinds=["WORK"], **NEW)
    move(record, "release", SECOND)
    assert confidentiality_state(record) == "restricted"
    assert record.confidentiality["release_basis"] == NEW


@pytest.mark.parametrize("mark", ["秘密★2029年1月1日", "机密★10年"])
def test_level_and_term_are_changed_by_its_determiners_new_document(stub, mark):
    with acting(OFFICER):
        with pytest.raises(TransitionBlocked) as caught:
            other = said("STATE", mark=mark, level=None, determiner="另一机关")
            deciding.decide(stub, other)
        assert caught.value.findings[0].code == "other_determiner"
        with pytest.raises(BadInput) as caught:
            deciding.decide(stub, said("STATE", mark=mark, level=None))
        assert [one.code for one in caught.value.problems] == ["basis_not_new"]
        deciding.decide(stub, said("STATE", mark=mark, level=None) | NEW)
    assert stub.confidentiality["mark"] == mark
    assert stub.confidentiality["basis_document"] == NEW["basis_document"]


@pytest.mark.parametrize("mark", ["秘密★2028年2月28日", "机密★2026年12月31日"])
@pytest.mark.parametrize("stood", ["秘密★2028年2月29日", "秘密★工程竣工后"])
def test_no_officer_ends_it_sooner_alone(record, stood, mark, monkeypatch):
    monkeypatch.setattr(facts, "today", lambda: date(2026, 12, 31))
    move(record, "restrict", OFFICER, kinds=["STATE"], mark=stood, level=None)
    with acting(OFFICER), pytest.raises(TransitionBlocked) as caught:
        deciding.decide(record, said("STATE", mark=mark, level=None) | NEW)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.code) == ("R20-3", "term_shortened")
    assert record.confidentiality["mark"] == stood


def test_it_is_prolonged_before_its_end_and_not_after(stub, monkeypatch):
    longer = said("STATE", mark="秘密★2029年1月1日", level=None) | NEW
    monkeypatch.setattr(facts, "today", lambda: date(2028, 3, 1))
    with acting(OFFICER), pytest.raises(TransitionBlocked) as caught:
        deciding.decide(stub, longer)
    assert caught.value.findings[0].code == "extended_too_late"
    monkeypatch.setattr(facts, "today", lambda: date(2028, 2, 29))
    with acting(OFFICER):
        deciding.decide(stub, longer)
    assert stub.confidentiality["protected_until"] == "2029-01-01"


def test_no_change_ends_it_in_the_past_by_one_person(stub):
    ended = said("STATE", mark="秘密★2025年12月1日", level=None) | NEW
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        deciding.decide(stub, ended)
    assert [one.code for one in caught.value.problems] == ["term_over"]


@pytest.mark.parametrize("entered", [False, True])
def test_no_decision_begins_when_its_term_is_over(record, entered):
    over = said("STATE", mark="秘密★2025年7月1日", level=None)
    with acting("handler1" if entered else OFFICER), pytest.raises(BadInput) as caught:
        (deciding.mark_at_entry if entered else deciding.decide)(record, over)
    assert [one.code for one in caught.value.problems] == ["term_over"]
    assert confidentiality_state(record) == "undecided"


def test_what_was_marked_at_entry_waits_for_an_officer_past_its_day(
    site, record, monkeypatch
):
    marked = said("STATE", "WORK", mark="秘密★2028年2月29日", level=None)
    with acting("handler1"):
        deciding.mark_at_entry(record, marked)
    assert expire_due(site, date(2028, 3, 1)) == []
    assert record.confidentiality["kinds"] == ["STATE", "WORK"]
    assert record.confidentiality["by_entry"] is True
    # Nor does one officer end it by confirming what is over.
    monkeypatch.setattr(facts, "today", lambda: date(2028, 3, 1))
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        deciding.decide(record, marked)
    assert [one.code for one in caught.value.problems] == ["term_over"]
    move(record, "propose_release", OFFICER)
    move(record, "release", SECOND)
    assert confidentiality_state(record) == "released"


def test_the_yearly_review_sets_its_next_day(stub, monkeypatch):
    monkeypatch.setattr(facts, "today", lambda: date(2027, 2, 28))
    move(stub, "revise", OFFICER, comment="年度审核，继续保密")
    assert stub.confidentiality["review_due"] == "2028-02-28"
    query = {"secrecy_review_due": {"query": "2028-02-28", "range": "max"}}
    catalog = api.portal.get_tool("portal_catalog")
    assert [b.UID for b in catalog.unrestrictedSearchResults(**query)] == [stub.UID()]


def test_what_was_released_is_published_after_a_review_alone(site, stub):
    expire_due(site, date(2028, 3, 1))
    catalog = api.portal.get_tool("portal_catalog")

    def publishable():
        query = {"UID": stub.UID(), "secrecy_publishable": True}
        return bool(catalog.unrestrictedSearchResults(**query))

    assert not publishable()
    assert not is_publishable(stub)
    with acting(OFFICER):
        review_release(stub, "withheld", "仍涉工作安排")
        assert not publishable()
        review_release(stub, "publishable", "审查无误")
    assert publishable()
    kept = stub.confidentiality["release_review"]
    assert (kept["outcome"], kept["by"]) == ("publishable", OFFICER)


def test_what_lies_in_something_released_waits_for_its_review(file):
    move(file, "restrict", OFFICER, kinds=["WORK"])
    register.clear("handler1", ["WORK"], by=OFFICER)
    issued = {"record_kind": "issued_document", "title": "受理通知书"}
    with acting("handler1"):
        paper = add_record(file, "TextRecord", **issued)
    move(file, "propose_release", OFFICER)
    move(file, "release", SECOND)
    catalog = api.portal.get_tool("portal_catalog")
    query = {"UID": paper.UID(), "secrecy_publishable": True}
    assert confidentiality_state(paper) == "open"
    assert not catalog.unrestrictedSearchResults(**query)
    with acting(OFFICER):
        review_release(file, "publishable", "审查无误")
    assert catalog.unrestrictedSearchResults(**query)


def test_who_reviews_a_release_and_of_what(site, stub):
    with acting(OFFICER), pytest.raises(TransitionBlocked):
        review_release(stub, "publishable", "审查无误")
    expire_due(site, date(2028, 3, 1))
    with acting("bureau_head"), pytest.raises(NotAllowed):
        review_release(stub, "publishable", "审查无误")
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        review_release(stub, "perhaps", " ")
    assert {one.field for one in caught.value.problems} == {"outcome", "comment"}


@pytest.mark.parametrize("state", ["undecided", "restricted"])
def test_what_is_shut_is_never_publishable(record, state):
    if state == "restricted":
        move(record, "restrict", OFFICER, kinds=["WORK"])
    assert not is_publishable(record)
    move(record.aq_parent, "restrict", OFFICER, kinds=["WORK"])
    assert not is_publishable(record)
