"""Case S09: a state secret in the drawings of a construction permit (R20-2, R20-3)."""

from lingchuan.records.content.settings import settings
from tests.confidentiality.people import acting
from tests.confidentiality.people import move

import pytest
import requests
import transaction


PASSWORD = "Lingchuan-2026!"
BUREAU = "陵川县行政审批局"
STUB = {
    "kinds": ["STATE"],
    "level": "秘密",
    "mark": "秘密★10年",
    "basis_document": "晋密〔2025〕3号",
    "determiner": BUREAU,
    "issued_on": "2025-06-20",
    "custodian": "secrecy_officer",
    "place": "涉密档案柜",
    "comment": "图纸封面标有密级，原件在涉密渠道",
}


@pytest.fixture
def enter(functional, file):
    """Let a user enter a text record with its decision in one call."""
    transaction.commit()

    def make(user, decision, **values):
        body = {"@type": "TextRecord", "record_kind": "investigation"}
        answer = requests.post(
            file.absolute_url(),
            json=body | values | {"confidentiality": decision},
            auth=(user, PASSWORD),
            headers={"Accept": "application/json"},
            timeout=60,
        )
        transaction.begin()
        return answer

    return make


@pytest.fixture
def site(functional):
    """The portal of the layer that answers over HTTP."""
    return functional["portal"]


def fields(answer):
    return {one["field"] for one in answer.json()["errors"]}


def test_a_stub_that_derives_from_another_bodys_document_passes(enter, file):
    answer = enter("handler1", STUB, document_number="附件0001")
    assert answer.status_code == 201, answer.text
    made = next(iter(file.objectValues()))
    said = made.confidentiality
    assert made.title == "国家秘密文件（存根）"
    assert (said["kinds"], said["protected_until"]) == (["STATE"], "2035-06-20")
    assert said["by_entry"] is True
    assert said["decided_by"] == "handler1"


@pytest.mark.parametrize(
    "changes",
    [
        {"basis_document": None},
        {"basis_document": "陵审批密〔2025〕1号"},
        {"basis_document": None, "determiner": "县行政审批局"},
        {"basis_document": "内部研究", "determiner": "陵川县行政审批局局长王某"},
    ],
)
def test_this_bureau_without_authorisation_or_derived_basis_is_refused(
    enter, file, changes
):
    answer = enter("handler1", STUB | changes)
    assert answer.status_code == 400, answer.text
    assert "authorisation" in fields(answer)
    assert "R20-3" in answer.text
    assert not file.objectIds()


def test_this_bureau_with_an_authorisation_passes(enter):
    own = {
        "basis_document": "陵审批密〔2025〕1号",
        "authorisation": "晋密授〔2024〕1号",
    }
    assert enter("handler1", STUB | own).status_code == 201


def test_internal_minutes_marked_with_a_star_are_refused(enter, file):
    minutes = {"kinds": ["WORK"], "mark": "工作秘密★5年", "comment": "会议纪要"}
    answer = enter("clerk1", minutes)
    assert answer.status_code == 400, answer.text
    assert fields(answer) == {"mark"}
    assert "R20-3" in answer.text
    assert not file.objectIds()


def test_the_officers_word_takes_the_place_of_what_was_marked_at_entry(enter, file):
    enter("handler1", STUB)
    made = next(iter(file.objectValues()))
    # What was marked is no determination yet: the officer may set it right.
    right = {"level": "机密", "mark": "机密★20年", "comment": "按原件更正"}
    move(made, "revise", "secrecy_officer", **right)
    assert "by_entry" not in made.confidentiality
    assert made.confidentiality["mark"] == "机密★20年"


def test_the_settings_say_who_this_bureau_is(site):
    with acting("sysadmin"):
        assert "县行政审批局" in settings().bureau_aliases
        assert settings().own_document_prefixes == ["陵审批"]
