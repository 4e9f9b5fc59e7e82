"""Access requests from outside: allowed, refused and anonymous (contract.md, Art. 21)."""

from base64 import b64encode
from lingchuan.records.content.facts import today
from lingchuan.records.demo.media import pdf_bytes

import datetime
import pytest
import re


NUMBER = "999900199001010014"
PAPER = {"@type": "TextRecord", "title": "检测结论", "record_kind": "test_conclusion"}


@pytest.fixture
def file(client, body):
    """The UID and address of a permit file whose applicant is party1."""
    sent = body(applicant_userid="party1", applicant_name="示例经营者")
    return client("clerk1").post("files", **sent).json()


@pytest.fixture
def record(client, file):
    """A submitted and open paper of the file, with a PDF in it."""
    made = client("handler1").post(file["@id"], **PAPER).json()
    assert client("handler1").do(made["@id"], "submit").status_code == 200
    done = client("secrecy_officer").do(made["@id"], "mark_open", comment="不涉密")
    assert done.status_code == 200, done.text
    return made


def asked(file, **changes):
    return {
        "@type": "AccessRequest",
        "permit_file": file["UID"],
        "relation": "applicant",
        "requester_name": "示例经营者",
        "rights": ["view", "copy"],
        "purpose": "核对本人材料",
    } | changes


@pytest.fixture
def request_url(client, file, record):
    """A request of party1 for the paper, handed in."""
    sent = asked(file, scope=[record["UID"]])
    made = client("party1").post("requests", **sent)
    assert made.status_code == 201, made.text
    assert client("party1").do(made.json()["@id"], "submit").status_code == 200
    return made.json()["@id"]


@pytest.fixture
def granted(client, request_url):
    """The request, approved for five days."""
    assert client("clerk1").do(request_url, "accept").status_code == 200
    assert client("secrecy_officer").do(request_url, "screen").status_code == 200
    done = client("bureau_head").do(request_url, "approve_copying", days=5)
    assert done.status_code == 200, done.text
    assert done.json()["review_state"] == "copying_approved"
    return request_url


def fields(answer) -> set[str]:
    assert answer.status_code == 400, answer.text
    return {one["field"] for one in answer.json()["errors"]}


def test_request_has_number_code_and_due_day_once_it_is_handed_in(client, request_url):
    told = client("party1").get(request_url).json()
    assert told["requester_userid"] == "party1"
    assert len(told["receipt_code"]) == 13
    assert told["due_on"] > today().isoformat()
    assert told["review_state"] == "submitted"
    status = client(None).get(f"@request-status/{told['receipt_code']}").json()
    assert status == {"state": "submitted", "due_on": told["due_on"]}


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAA", "x", "A" * 500])
def test_wrong_receipt_code_is_not_found(client, request_url, code):
    assert client(None).get(f"@request-status/{code}").status_code == 404


BAD_REQUESTS = [
    ({"purpose": "  "}, "purpose"),
    ({"purpose": None}, "purpose"),
    ({"rights": []}, "rights"),
    ({"rights": ["delete"]}, "rights"),
    ({"permit_file": "0" * 32}, "permit_file"),
    ({"scope": ["0" * 32]}, "scope"),
    ({"requester_id_number": "123"}, "requester_id_number"),
    ({"requester_userid": "party2"}, "requester_userid"),
    ({"letter_number": "（2026）晋0524函1号"}, "letter_from"),
    ({"receipt_code": "ABCDEFGHIJKLM"}, "receipt_code"),
]


def test_bad_request_names_the_field_and_stores_nothing(client, file):
    party = client("party1")
    for changes, field in BAD_REQUESTS:
        answer = party.post("requests", **asked(file, **changes))
        assert field in fields(answer), changes
    assert party.get("requests").json()["items_total"] == 0


def test_program_as_a_proof_is_refused(client, file):
    data = b64encode(b"MZ\x90\0" + bytes(2000)).decode()
    proof = {"data": data, "encoding": "base64", "filename": "委托书.pdf"}
    proof["content-type"] = "application/pdf"
    answer = client("party1").post("requests", **asked(file, proof=proof))
    assert "proof" in fields(answer)
    named = proof | {"data": b64encode(pdf_bytes("委托书", ())).decode()}
    named["filename"] = "委托书.exe"
    answer = client("party1").post("requests", **asked(file, proof=named))
    assert "proof" in fields(answer)
    named["filename"] = "委托书.pdf"
    answer = client("party1").post("requests", **asked(file, proof=named))
    assert answer.status_code == 201


def test_record_of_another_file_is_refused_as_one_that_is_not_there(
    client, file, body, record
):
    other = client("clerk1").post("files", **body(title="另一案卷")).json()
    there = client("party1").post("requests", **asked(other, scope=[record["UID"]]))
    missing = client("party1").post("requests", **asked(other, scope=["1" * 32]))
    assert fields(there) == fields(missing) == {"scope"}
    unnamed = [re.sub(r"record \S+ in", "", one.text) for one in (there, missing)]
    assert unnamed[0] == unnamed[1]


@pytest.mark.parametrize("user", ["handler1", "supervisor1", "sysadmin", "platform"])
def test_only_parties_and_the_counter_make_requests(client, file, user):
    answer = client(user).post("requests", **asked(file))
    assert answer.status_code in (403, 404)


def test_anonymous_makes_none(client, file):
    assert client(None).post("requests", **asked(file)).status_code == 404


def test_another_party_sees_no_request(client, request_url):
    other = client("party2")
    missing = other.get("requests/no-such-thing")
    for url in (request_url, f"{request_url}/@scope", f"{request_url}/@@open"):
        assert other.get(url).status_code == missing.status_code == 404
    assert other.get("requests").json()["items_total"] == 0


def test_party_learns_nothing_of_who_did_what(client, request_url):
    client("clerk1").do(request_url, "accept", comment="窗口意见")
    party = client("party1")
    told = party.get(f"{request_url}/@workflow").json()
    assert told["history"] == []
    expanded = party.get(f"{request_url}?expand=workflow").text
    assert "clerk1" not in expanded and "窗口意见" not in expanded
    for name in ("@ledger", "@@custody", "@history"):
        assert party.get(f"{request_url}/{name}").status_code == 403
    staff = client("clerk1").get(f"{request_url}/@workflow").json()["history"]
    assert [step["actor"] for step in staff][-1] == "clerk1"


def test_scope_tells_what_would_be_granted_with_reason_and_article(client, request_url):
    told = client("bureau_head").get(f"{request_url}/@scope").json()
    assert told["standing"]["verdict"] == "PASS"
    assert [row["right"] for row in told["granted"]] == ["view", "copy"]
    assert all(row["reason"] and row["article"] for row in told["outcomes"])


def test_nobody_but_the_head_decides(client, request_url):
    client("clerk1").do(request_url, "accept")
    client("secrecy_officer").do(request_url, "screen")
    refusal = {"reason": "理由", "article": "办法第二十条"}
    steps = {"approve_copying": {}, "approve_viewing": {}, "refuse": refusal}
    refused = {"section_head1": 403, "clerk1": 403, "party1": 403, "handler1": 404}
    refused |= {"deputy_head": 403, "sysadmin": 404, None: 404}
    answers = {
        (user, step): client(user).do(request_url, step, **params).status_code
        for user in refused
        for step, params in steps.items()
    }
    assert answers == {(user, s): refused[user] for user, s in answers}
    assert client("clerk1").get(request_url).json()["review_state"] == "deciding"


BAD_DECISIONS = [
    ({}, "days"),
    ({"days": None}, "days"),
    ({"days": 0}, "days"),
    ({"days": 9999}, "days"),
    ({"days": "five"}, "days"),
    (
        {"outcomes": [{"uid": "0" * 32, "right": "view", "outcome": "granted"}]},
        "outcomes",
    ),
    ({"outcomes": [{"uid": 5}]}, "outcomes"),
    ({"outcomes": [{"x": 1}]}, "outcomes.x"),
]
REFUSAL = {"reason": "依法应当保密", "article": "办法第二十条"}


def test_bad_decision_names_the_field_and_grants_nothing(client, request_url):
    client("clerk1").do(request_url, "accept")
    client("secrecy_officer").do(request_url, "screen")
    head = client("bureau_head")
    for params, field in BAD_DECISIONS:
        answer = head.do(request_url, "approve_copying", **params)
        assert field in fields(answer), params
    for missing in REFUSAL:
        answer = head.do(request_url, "refuse", **REFUSAL | {missing: " "})
        assert missing in fields(answer)
    assert client("party1").get("@my-access").json()["items"] == []
    assert head.get(request_url).json()["review_state"] == "deciding"


def test_grantee_has_the_record_and_not_its_bytes(client, record, file, granted):
    party = client("party1")
    told = party.get(record["@id"])
    assert told.status_code == 200
    assert set(told.json()) == {"@id", "@type", "UID", "title", "opens_at"}
    for name in ("@@download/file", "@ledger", "@recording", "@history", "@@custody"):
        assert party.get(f"{record['@id']}/{name}").status_code == 403, name
    assert party.patch(record["@id"], title="别的").status_code == 403
    assert party.get(file["@id"]).status_code == 404
    assert client("party2").get(record["@id"]).status_code == 404
    assert client(None).get(record["@id"]).status_code in (401, 404)
    assert party.get("@search?SearchableText=检测结论").json()["items_total"] == 0


def test_my_access_tells_what_is_open_and_until_when(client, record, granted):
    items = client("party1").get("@my-access").json()["items"]
    last = (today() + datetime.timedelta(days=5)).isoformat()
    assert {(i["uid"], i["right"], i["expires_on"]) for i in items} == {
        (record["UID"], "view", last),
        (record["UID"], "copy", last),
    }
    assert client("party2").get("@my-access").json()["items"] == []
    assert client(None).get("@my-access").status_code == 401


def test_grant_ends_at_once_when_the_mark_rises(client, record, granted):
    said = {"kinds": ["WORK"], "comment": "内部讨论"}
    done = client("secrecy_officer").do(record["@id"], "restrict", **said)
    assert done.status_code == 200, done.text
    assert client("party1").get(record["@id"]).status_code == 404
    assert client("party1").get("@my-access").json()["items"] == []


def test_request_for_viewing_is_not_approved_for_copying(client, file, record):
    sent = asked(file, scope=[record["UID"]], rights=["view"])
    url = client("party1").post("requests", **sent).json()["@id"]
    client("party1").do(url, "submit")
    client("clerk1").do(url, "accept")
    client("secrecy_officer").do(url, "screen")
    answer = client("bureau_head").do(url, "approve_copying", days=5)
    assert answer.status_code == 409


def test_party_of_the_file_is_not_sent_away(client, request_url):
    answer = client("clerk1").do(request_url, "redirect", reason="转办")
    assert answer.status_code == 409
    assert answer.json()["findings"][0]["rule"] == "R21-1"


def test_restricted_file_is_to_a_stranger_as_one_that_is_not_there(client, file):
    said = {"kinds": ["WORK"], "comment": "内部"}
    assert client("secrecy_officer").do(file["@id"], "restrict", **said).ok
    sent = {"relation": "other", "requester_name": "示例旁人"}
    there = client("party2").post("requests", **asked(file, **sent))
    number = client("secrecy_officer").get(file["@id"]).json()["file_number"]
    by_number = asked(file, **sent, permit_file=number)
    missing = asked(file, **sent, permit_file="0" * 32)
    answers = [
        there,
        *(client("party2").post("requests", **b) for b in (by_number, missing)),
    ]
    assert {one.status_code for one in answers} == {400}
    assert len({one.text for one in answers}) == 1
    assert client("party1").post("requests", **asked(file)).status_code == 201


def test_stranger_is_redirected(client, file):
    sent = asked(file, relation="other", requester_name="示例旁人")
    made = client("party2").post("requests", **sent).json()["@id"]
    assert client("party2").do(made, "submit").status_code == 200
    refused = client("clerk1").do(made, "accept")
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["rule"] == "R21-1"
    assert client("clerk1").do(made, "redirect").status_code == 400
    done = client("clerk1").do(made, "redirect", reason="转政府信息公开")
    assert done.json()["review_state"] == "redirected"
