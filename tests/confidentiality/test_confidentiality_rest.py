"""`@confidentiality` and the gate, over HTTP."""

from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.settings import settings
from plone import api
from tests.confidentiality.people import said

import pytest
import requests
import transaction


PASSWORD = "Lingchuan-2026!"
JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}


@pytest.fixture
def record(functional):
    portal = functional["portal"]
    matter = dict(settings().matters[0])
    with api.env.adopt_user(username="clerk1"):
        file = add_permit_file(
            portal["files"],
            title="食品经营许可",
            matters=[{"code": matter["code"], "name": matter["name"]}],
            unit="审批一股",
            handlers=["handler1"],
            received_on=facts.today(),
            applicant_name="张三",
            applicant_type="natural",
        )
    with api.env.adopt_user(username="handler1"):
        made = add_record(
            file, "TextRecord", title="审查意见", record_kind="internal_approval"
        )
    transaction.commit()
    return made


def call(method, url, user=None, headers=JSON, **more):
    auth = (user, PASSWORD) if user else None
    return requests.request(
        method, url, auth=auth, headers=headers, allow_redirects=False, **more
    )


def decide(record, user, **body):
    url = record.absolute_url() + "/@confidentiality"
    return call("POST", url, user, json=body)


def test_officer_decides_and_reads_the_decision(record):
    answer = decide(
        record, "secrecy_officer", **said("COMMERCIAL", known_to=[], comment="合同")
    )
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert shown["state"] == "restricted"
    assert shown["kinds"] == ["COMMERCIAL"]
    assert shown["decided_by"] == "secrecy_officer"
    assert shown["by_class"] is False
    assert shown["readers"]
    url = record.absolute_url() + "/@confidentiality"
    assert call("GET", url, "bureau_head").json()["readers"] == []


@pytest.mark.parametrize(
    "user,status",
    [("handler1", 403), ("bureau_head", 403), ("handler2", 404), ("party1", 404)],
)
def test_decision_refused_to_others(record, user, status):
    answer = decide(record, user, kinds=[])
    assert answer.status_code == status, answer.text


def test_decision_refused_to_anonymous(record):
    assert decide(record, None, kinds=[]).status_code in (401, 404)


def test_kinds_empty_on_restricted_is_a_conflict(record):
    assert decide(record, "secrecy_officer", **said("WORK")).status_code == 200
    answer = decide(record, "secrecy_officer", **said())
    assert answer.status_code == 409
    assert answer.json()["type"] == "TransitionBlocked"
    assert answer.json()["findings"][0]["message"]


@pytest.mark.parametrize(
    "body", [{}, {"kinds": ["SECRET"]}, {"kinds": ["WORK"], "mark": "机密★1年"}]
)
def test_impossible_decision_is_bad_input(record, body):
    answer = decide(record, "secrecy_officer", **body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"][0]["field"] in ("kinds", "mark")
    url = record.absolute_url() + "/@confidentiality"
    assert call("GET", url, "secrecy_officer").json()["state"] == "undecided"


@pytest.mark.parametrize("user", ["handler2", "sysadmin", "party1", None])
def test_hidden_and_missing_answer_alike_to_the_api(record, user):
    hidden = call("GET", record.absolute_url(), user)
    missing = call("GET", record.absolute_url() + "0", user)
    assert hidden.status_code == 404, hidden.text
    if user == "handler2":  # he sees the file around
        assert missing.status_code == 404
        assert hidden.json() == missing.json()


def test_hidden_page_is_missing_to_who_is_logged_in(record):
    for page in ("", "/view", "/@@transition", "/edit"):
        answer = call("GET", record.absolute_url() + page, "handler2", headers=HTML)
        assert answer.status_code == 404, page


def test_hidden_page_is_the_login_form_to_anonymous(record):
    answer = call("GET", record.absolute_url() + "/edit", headers=HTML)
    assert answer.status_code in (302, 401)
    assert "审查意见" not in answer.text


def test_the_part_of_a_hidden_whole_is_hidden(record):
    file = record.aq_parent
    assert decide(record, "secrecy_officer", **said()).status_code == 200
    assert call("GET", record.absolute_url(), "handler2").status_code == 200
    assert decide(file, "secrecy_officer", **said("PRIVACY")).status_code == 200
    for user in ("handler2", "handler1", "clerk1"):
        assert call("GET", record.absolute_url(), user).status_code == 404
    assert call("GET", record.absolute_url(), "bureau_head").status_code == 200


def test_workflow_service_takes_the_same_parameters(record):
    url = record.absolute_url() + "/@workflow/restrict"
    body = {"kinds": ["WORK"], "comment": "内部"}
    answer = call("POST", url, "secrecy_officer", json=body)
    assert answer.status_code == 200, answer.text
    shown = call("GET", record.absolute_url() + "/@confidentiality", "bureau_head")
    assert shown.json()["kinds"] == ["WORK"]


@pytest.mark.parametrize("user", ["secrecy_officer", "section_head1", "party1"])
def test_own_account_is_readable_with_keys(functional, user):
    url = f"{functional['portal'].absolute_url()}/@users/{user}"
    assert call("GET", url, user).status_code == 200


@pytest.mark.parametrize(
    "user,payload,status",
    [
        ("secrecy_officer", {"kinds": ["WORK"], "comment": "内部"}, 201),
        # Who adds may shut a record at once, and never open it (docs/adr/0005).
        ("handler1", {"kinds": ["WORK"], "comment": "内部"}, 201),
        ("handler1", {"kinds": ["WORK"]}, 400),
        ("handler1", {"kinds": [], "comment": "无密"}, 403),
        ("secrecy_officer", {"kinds": ["NONE"], "comment": "内部"}, 400),
        ("handler1", {"kinds": ["NONE"], "comment": "内部"}, 400),
        ("handler1", "WORK", 400),
    ],
)
def test_new_record_carries_its_decision(record, user, payload, status):
    file = record.aq_parent
    file.handlers = ["handler1", "secrecy_officer"]
    transaction.commit()
    body = {
        "@type": "TextRecord",
        "title": "会议纪要",
        "record_kind": "internal_approval",
        "confidentiality": payload,
    }
    answer = call("POST", file.absolute_url(), user, json=body)
    assert answer.status_code == status, answer.text
    if status == 201:
        made = answer.json()["@id"] + "/@confidentiality"
        shown = call("GET", made, "secrecy_officer").json()
        assert (shown["kinds"], shown["decided_by"]) == (["WORK"], user)
        assert call("GET", made, "handler2").status_code == 404
