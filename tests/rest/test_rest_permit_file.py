"""R02-1, R13-1 and the contract's answers for permit files, from outside."""

import pytest


def test_clerk_registers_a_file_and_it_lies_in_its_year(client, body):
    answer = client("clerk1").post("files", **body())
    assert answer.status_code == 201, answer.text
    data = answer.json()
    assert "/files/2026/" in data["@id"]
    assert data["file_number"].startswith("陵审批许字〔2026〕第")
    assert data["matters"][0]["name"] == "食品经营许可"
    assert data["matters"][0]["limit_workdays"] == 10
    assert data["applicant_id_number"] == "999900********0014"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("applicant_id_number", {"applicant_id_number": "999900199001010015"}),
        (
            "applicant_id_number",
            {"applicant_type": "legal", "applicant_id_number": "91140524MA0ABCD1XX"},
        ),
        ("matters", {"matters": [{"code": "NONE"}]}),
        ("matters", {"matters": []}),
        ("title", {"title": "长" * 300}),
        ("title", {"title": "<b>许可</b>"}),
        ("received_on", {"received_on": "2999-01-01"}),
        ("accepted_on", {"accepted_on": "2026-03-01"}),
        ("file_number", {"file_number": "陵审批许字〔2026〕第999号"}),
        ("unit", {"unit": "没有的股"}),
    ],
)
def test_bad_input_is_400_and_names_the_field(client, body, field, changes):
    clerk = client("clerk1")
    before = clerk.get("files/@search?portal_type=PermitFile").json()["items_total"]
    answer = clerk.post("files", **body(**changes))
    assert answer.status_code == 400, answer.text
    data = answer.json()
    assert field in [error["field"] for error in data["errors"]]
    assert all(error["message"] for error in data["errors"])
    after = clerk.get("files/@search?portal_type=PermitFile").json()["items_total"]
    assert after == before


@pytest.mark.parametrize(
    ("user", "status"), [(None, 404), ("party1", 404), ("sysadmin", 403)]
)
def test_others_may_not_register(client, body, user, status):
    assert client(user).post("files", **body()).status_code == status


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("handler1", 200),
        ("handler2", 200),
        ("supervisor1", 200),
        ("auditor1", 200),
        ("archivist1", 200),
        ("sysadmin", 404),
        ("migrator", 404),
        ("party1", 404),
        ("platform", 404),
        (None, 404),
    ],
)
def test_an_open_file_is_seen_by_staff_only(client, body, user, status):
    url = client("clerk1").post("files", **body()).json()["@id"]
    assert client(user).get(url).status_code == status


def test_a_read_only_field_sent_back_unchanged_is_no_error(client, body):
    handler = client("handler1")
    url = client("clerk1").post("files", **body()).json()["@id"]
    number = handler.get(url).json()["file_number"]
    answer = handler.patch(
        url,
        file_number=number,
        title="新题名",
        applicant_id_number="999900********0014",
    )
    assert answer.status_code == 204, answer.text
    assert handler.get(url).json()["title"] == "新题名"
    assert handler.patch(url, file_number="x").status_code == 400


@pytest.fixture
def visit(client, file_url):
    """The file accepted, with a site check and its paper, both submitted."""
    handler = client("handler1")
    answer = handler.do(file_url, "accept", accepted_on="2026-03-16")
    assert answer.json()["review_state"] == "accepted"
    field = {
        "@type": "FieldRecord",
        "starts": "2026-03-18T09:00:00+08:00",
        "ends": "2026-03-18T10:00:00+08:00",
        "officers": ["handler1", "handler2"],
    }
    paper = {
        "@type": "TextRecord",
        "record_kind": "investigation",
        "document_name": "现场核查笔录",
        "signers": [{"name": "业主", "role": "party", "signed": True}],
    }
    check = handler.post(file_url, **field).json()["@id"]
    made = handler.post(check, **paper).json()
    assert made["confidentiality_state"] == "undecided"
    for url in (check, made["@id"]):
        assert handler.do(url, "submit").status_code == 200
    return check, made["@id"]


def test_a_step_before_its_time_or_by_another_changes_nothing(client, file_url):
    handler = client("handler1")
    assert client("handler2").do(file_url, "accept").status_code == 403
    assert handler.do(file_url, "decide").status_code == 409
    assert handler.do(file_url, "accept", accepted_on="2026-03-01").status_code == 400
    assert handler.get(file_url).json()["review_state"] == "registered"


def test_a_case_goes_its_whole_way(client, file_url, visit):
    handler, archivist = client("handler1"), client("archivist1")
    assert handler.do(file_url, "decide", decided_on="2026-03-24").status_code == 200
    second = handler.do(file_url, "decide", decided_on="2026-03-25")
    assert second.status_code == 409
    assert second.json()["type"] == "TransitionBlocked"
    assert second.json()["findings"][0]["message"]
    assert handler.do(file_url, "serve", served_on="2026-03-27").status_code == 200
    assert handler.do(file_url, "close", closed_on="2026-03-30").status_code == 200
    blocked = archivist.do(file_url, "archive")
    assert blocked.status_code == 409
    assert {f["rule"] for f in blocked.json()["findings"]} == {"R20-1"}
    for url in visit:
        done = client("secrecy_officer").do(url, "mark_open", comment="无密")
        assert done.status_code == 200
    done = archivist.do(file_url, "archive")
    assert done.status_code == 200, done.text
    for url in (file_url, *visit):
        assert handler.patch(url, title="改").status_code == 409
        assert handler.call("DELETE", url).status_code == 409
