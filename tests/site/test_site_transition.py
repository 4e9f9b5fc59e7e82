"""The forms of transitions, sent as a browser sends them."""

from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site.transitions import perform
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser

import datetime
import pytest
import transaction


@pytest.fixture
def portal(functional):
    """The portal of the functional layer."""
    return functional["portal"]


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
    with api.env.adopt_user(username="clerk1"):
        made = add_permit_file(
            portal["files"],
            title="食品经营许可",
            matters=[{"code": "SPJY"}, {"code": "GGWS"}],
            applicant_name="示例小吃店",
            unit="审批一股",
            handlers=["handler1"],
            received_on=datetime.date(2026, 3, 9),
        )
    transaction.commit()
    return made


@pytest.fixture
def record(file):
    """An undecided record with a file."""
    paper = NamedBlobFile(b"%PDF first", filename="一.pdf")
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
    page.getControl(name="comment").value = "配方"
    send(page)
    assert confidentiality_state(record) == "restricted"
    assert record.confidentiality["kinds"] == ["COMMERCIAL", "PRIVACY"]
    page = browser("secrecy_officer", record, "revise")
    assert page.getControl(name="kinds:list").value == ["COMMERCIAL", "PRIVACY"]
    page.getControl(name="known_to").value = "bureau_head\r\nsection_head1"
    send(page)
    assert record.confidentiality["known_to"] == ["bureau_head", "section_head1"]
    page = browser("secrecy_officer", record, "propose_release")
    assert page.getControl(name="kinds:list").options == ["COMMERCIAL", "PRIVACY"]
    page.getControl(name="kinds:list").value = ["PRIVACY"]
    send(page)
    assert record.confidentiality["proposed_kinds"] == ["PRIVACY"]
    send(browser("secrecy_officer2", record, "release"))
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
        new = NamedBlobFile(b"%PDF second", filename="二.pdf")
        changes = {"title": "审查意见（更正）", "file": new}
        perform(record, "correct", {"reason": "错页", "changes": changes})
    transaction.commit()
    page = browser("handler1", record, "correct")
    page.open(record.absolute_url())
    for text in ("错页", "Title：审查意见", "一.pdf"):
        assert text in page.contents
    page.getLink("一.pdf").click()
    assert bytes(page.contents) == b"%PDF first"
    page.open(f"{record.absolute_url()}/@@old-version/7.file/x")
    assert page.headers["status"].startswith("404")


def test_a_correction_of_nothing_is_refused(browser, record):
    with api.env.adopt_user(username="handler1"):
        for step in ("submit", "seal"):
            perform(record, step, {})
    transaction.commit()
    page = browser("handler1", record, "correct")
    page.getControl(name="reason").value = "错字"
    send(page)
    assert page.headers["status"].startswith("400")
    assert not getattr(record, "versions", None)


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
