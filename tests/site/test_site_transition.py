"""The forms of transitions, sent as a browser sends them."""

from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site.secrecy_form import GROUPS
from lingchuan.records.site.secrecy_form import TITLES
from lingchuan.records.site.transitions import perform
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from tests.permit_files import open_file

import datetime
import pytest
import transaction


@pytest.fixture
def browser(functional):
    """Return a browser of a user at the form of a transition."""

    def make(user, obj, transition):
        found = Browser(functional["app"])
        found.raiseHttpErrors = False
        found.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        found.addHeader("Accept", "text/html")
        found.open(f"{obj.absolute_url()}/@@transition?workflow_action={transition}")
        return found

    return make


@pytest.fixture
def file(portal):
    """A permit file of two matters."""
    made = open_file(portal, matters=[{"code": "SPJY"}, {"code": "GGWS"}])
    transaction.commit()
    return made


@pytest.fixture
def record(file):
    """An undecided record with a file."""
    paper = NamedBlobFile(b"%PDF-1.7 first", filename="一.pdf")
    with api.env.adopt_user(username="handler1"):
        made = add_record(file, "TextRecord", title="审查意见", file=paper)
    transaction.commit()
    return made


def send(page):
    """Send the form of the transition."""
    page.getForm(index=1).submit()
    transaction.begin()


def test_the_officer_restricts_revises_and_proposes(browser, record):
    page = browser("secrecy_officer", record, "restrict")
    page.getControl(name="kinds:list").value = ["COMMERCIAL", "PRIVACY"]
    page.getControl(name="holder").value = "示例小吃店"
    page.getControl(name="data_items").value = "电话"
    page.getControl(name="comment").value = "配方"
    send(page)
    assert confidentiality_state(record) == "restricted"
    assert record.confidentiality["kinds"] == ["COMMERCIAL", "PRIVACY"]
    page = browser("secrecy_officer", record, "revise")
    assert page.getControl(name="kinds:list").value == ["COMMERCIAL", "PRIVACY"]
    page.getControl(name="known_to").value = "bureau_head\r\nsection_head1"
    page.getControl(name="comment").value = "缩小知悉范围"
    send(page)
    assert record.confidentiality["known_to"] == ["bureau_head", "section_head1"]
    page = browser("secrecy_officer", record, "propose_release")
    assert page.getControl(name="kinds:list").options == ["COMMERCIAL", "PRIVACY"]
    page.getControl(name="kinds:list").value = ["PRIVACY"]
    send(page)
    assert "A reason is required" in page.contents
    page.getControl(name="comment").value = "权利人已公开"
    send(page)
    assert record.confidentiality["proposed_kinds"] == ["PRIVACY"]
    page = browser("secrecy_officer2", record, "release")
    page.getControl(name="comment").value = "核实无误"
    send(page)
    assert record.confidentiality["kinds"] == ["PRIVACY"]


def test_a_restriction_without_a_kind_says_what_is_missing(browser, record):
    page = browser("secrecy_officer", record, "restrict")
    page.getControl(name="comment").value = "理由"
    send(page)
    assert page.headers["status"].startswith("400")
    assert "At least one kind" in page.contents
    assert page.getControl(name="comment").value == "理由"
    assert confidentiality_state(record) == "undecided"


def test_a_decision_names_every_matter(browser, file):
    with api.env.adopt_user(username="handler1"):
        add_record(file, "TextRecord", title="审查意见", matter_codes=[])
        perform(file, "accept", {"accepted_on": "2026-03-16"})
    transaction.commit()
    page = browser("handler1", file, "decide")
    page.getControl(name="decision_SPJY").value = ["granted"]
    page.getControl(name="decided_on").value = "2026-03-24"
    send(page)
    assert lifecycle_state(file) == "accepted"
    assert "Is required" in page.contents
    assert page.getControl(name="decision_SPJY").value == ["granted"]
    page.getControl(name="decision_GGWS").value = ["refused"]
    page.getControl(name="number_GGWS").value = "陵审批不字〔2026〕第001号"
    send(page)
    assert lifecycle_state(file) == "decided"
    rows = {row["code"]: row for row in file.matters}
    assert rows["SPJY"]["decision"] == "granted"
    assert rows["GGWS"]["decision_number"] == "陵审批不字〔2026〕第001号"
    assert rows["GGWS"]["decided_on"] == datetime.date(2026, 3, 24)


def test_a_correction_shows_what_stood_before_and_the_old_original(browser, record):
    with api.env.adopt_user(username="handler1"):
        for step in ("submit", "seal"):
            perform(record, step, {})
        new = NamedBlobFile(b"%PDF-1.7 second", filename="二.pdf")
        changes = {"title": "审查意见（更正）", "file": new}
        perform(record, "correct", {"reason": "错页", "changes": changes})
    transaction.commit()
    page = browser("handler1", record, "correct")
    page.open(record.absolute_url())
    for text in ("错页", "Title：审查意见", "一.pdf"):
        assert text in page.contents
    page.getLink("一.pdf").click()
    assert bytes(page.contents) == b"%PDF-1.7 first"
    page.open(f"{record.absolute_url()}/@@old-version/7.file/x")
    assert page.headers["status"].startswith("404")


@pytest.fixture
def sealed(record):
    """The record, sealed."""
    with api.env.adopt_user(username="handler1"):
        for step in ("submit", "seal"):
            perform(record, step, {})
    transaction.commit()
    return record


def correct(page, reason):
    """Send the form of a correction."""
    page.getControl(name="form.widgets.reason").value = reason
    page.getControl(name="form.buttons.save").click()
    transaction.begin()


def test_a_correction_of_nothing_is_refused(browser, sealed):
    page = browser("handler1", sealed, "correct")
    correct(page, "错字")
    assert "Nothing of the record was changed" in page.contents
    assert not getattr(sealed, "versions", None)


def test_any_field_is_corrected_and_the_old_version_kept(browser, sealed):
    page = browser("handler1", sealed, "correct")
    page.getControl(name="form.widgets.page_count").value = "3"
    page.getControl(name="form.widgets.made_on").value = "2026-03-10"
    page.getControl(name="form.widgets.file.action").value = ["replace"]
    upload = page.getControl(name="form.widgets.file")
    upload.add_file(b"%PDF-1.7 second", "application/pdf", "二.pdf")
    correct(page, "漏页")
    assert sealed.page_count == 3
    assert sealed.made_on == datetime.date(2026, 3, 10)
    assert sealed.file.data == b"%PDF-1.7 second"
    (version,) = sealed.versions
    assert version["reason"] == "漏页"
    assert version["values"]["page_count"] is None
    assert version["values"]["file"].data == b"%PDF-1.7 first"
    assert lifecycle_state(sealed) == "sealed"


def test_a_correction_without_its_reason_keeps_what_was_typed(browser, sealed):
    page = browser("handler1", sealed, "correct")
    page.getControl(name="form.widgets.page_count").value = "3"
    correct(page, "")
    assert not getattr(sealed, "versions", None)
    assert page.getControl(name="form.widgets.page_count").value == "3"


@pytest.mark.parametrize(
    ("user", "status"), [("supervisor1", "409"), ("handler2", "404"), ("party1", "404")]
)
def test_who_may_not_correct_is_refused(browser, sealed, user, status):
    if user == "supervisor1":
        with api.env.adopt_user(username="secrecy_officer"):
            perform(sealed, "mark_open", {"comment": "无密"})
        transaction.commit()
    page = browser(user, sealed, "correct")
    assert page.headers["status"][:3] in (status, "403")
    assert "form.widgets.reason" not in page.contents


def test_a_decision_takes_every_fact_of_it(browser, record):
    page = browser("secrecy_officer", record, "restrict")
    page.getControl(name="kinds:list").value = ["COMMERCIAL", "PRIVACY"]
    told = {
        "mark": "商业秘密",
        "holder": "示例小吃店",
        "data_items": "身份证号，电话",
        "custodian": "archivist1",
        "place": "保密柜",
        "basis_document": "示例〔2026〕1号",
        "review_due": "2027-03-01",
        "issued_on": "2026-03-10",
    }
    for name, value in told.items():
        page.getControl(name=name).value = value
    page.getControl(name="comment").value = "配方"
    send(page)
    kept = dict(record.confidentiality)
    assert kept["data_items"] == ["身份证号", "电话"]
    assert {name: kept[name] for name in told if name != "data_items"} == {
        name: value for name, value in told.items() if name != "data_items"
    }
    page = browser("secrecy_officer", record, "revise")
    assert page.getControl(name="data_items").value == "身份证号，电话"
    page.getControl(name="place").value = ""
    page.getControl(name="comment").value = "移交"
    send(page)
    assert "place" not in record.confidentiality
    assert record.confidentiality["holder"] == "示例小吃店"


def test_a_reason_is_shown_with_the_state(browser, record):
    page = browser("handler1", record, "void")
    page.getControl(name="reason").value = "重复录入"
    send(page)
    assert lifecycle_state(record) == "voided"
    assert "重复录入" in page.contents
    assert "Done: Void the record" in page.contents


@pytest.mark.parametrize(
    ("user", "transition", "said"),
    [
        ("handler1", "seal", "Not possible in the present state"),
        ("clerk1", "accept", "You may not do this here"),
        ("handler1", "nothing", "The value is unknown"),
    ],
)
def test_a_step_that_is_not_possible_says_why(
    browser, file, record, user, transition, said
):
    obj = record if user == "handler1" else file
    if user == "clerk1":
        user = "supervisor1"
    page = browser(user, obj, transition)
    assert page.headers["status"].startswith("409")
    assert said in page.contents


def test_the_form_of_a_decision_asks_for_each_fact_of_it():
    asked = [name for _title, names in GROUPS for name in names]
    assert sorted(asked) == sorted(FIELDS)
    assert set(asked) <= set(TITLES)
