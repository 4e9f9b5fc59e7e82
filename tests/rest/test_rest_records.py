"""R04-1, R12-1, R26-3: records from outside, by role, state and condition."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest


PDF = b"%PDF-1.4\n% demo\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def upload(data, name, mime):
    return {
        "data": b64encode(data).decode(),
        "encoding": "base64",
        "filename": name,
        "content-type": mime,
    }


@pytest.fixture
def file_url(client, body):
    """A fresh permit file of handler1."""
    return client("clerk1").post("files", **body()).json()["@id"]


@pytest.fixture
def paper(client, file_url):
    """Return a maker of a text record in the file."""

    def make(**changes):
        values = {
            "@type": "TextRecord",
            "record_kind": "investigation",
            "document_name": "现场核查笔录",
            "file": upload(PDF, "笔录.pdf", "application/pdf"),
        } | changes
        return client("handler1").post(file_url, **values)

    return make


def test_record_gets_a_title_and_an_opaque_id(paper):
    data = paper().json()
    assert data["title"].startswith("现场核查笔录")
    assert "笔录" not in data["@id"]
    assert len(data["id"]) == 12


@pytest.mark.parametrize("name", ["../../x", "a/b.pdf", "..\\x.pdf"])
def test_upload_with_a_path_in_its_name_is_refused(paper, name):
    answer = paper(file=upload(PDF, name, "application/pdf"))
    assert answer.status_code == 400, answer.text
    assert [e["field"] for e in answer.json()["errors"]] == ["file"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": "长" * 300}),
        ("title", {"title": "<i>x</i>"}),
        ("made_on", {"made_on": "2999-01-01"}),
        ("matter_codes", {"matter_codes": ["QSXK"]}),
        ("record_kind", {"record_kind": "nothing"}),
        ("stage", {"stage": "没有的环节"}),
        ("signers", {"signers": [{"role": "party"}]}),
        ("signers", {"signers": ["x"]}),
    ],
)
def test_bad_record_is_400_and_names_the_field(paper, field, changes):
    answer = paper(**changes)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_hearing_that_ends_before_it_starts_is_refused(client, file_url):
    answer = client("handler1").post(
        file_url,
        **{
            "@type": "HearingRecord",
            "starts": "2026-06-03T11:30:00+08:00",
            "ends": "2026-06-03T09:00:00+08:00",
        },
    )
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["ends"]


def test_media_is_digested_and_its_facts_are_the_servers(client, file_url):
    handler = client("handler1")
    values = {
        "@type": "MediaEvidence",
        "medium": "photo",
        "file": upload(JPEG, "照片.jpg", "image/jpeg"),
        "expected_sha256": sha256(JPEG).hexdigest(),
    }
    data = handler.post(file_url, **values).json()
    assert data["sha256"] == sha256(JPEG).hexdigest()
    assert data["size"] == len(JPEG)
    assert data["mime"] == "image/jpeg"
    assert data["saved_at"]
    wrong = handler.post(file_url, **(values | {"expected_sha256": "0" * 64}))
    assert wrong.status_code == 400
    assert [e["field"] for e in wrong.json()["errors"]] == ["file"]
    sent = handler.post(file_url, **(values | {"sha256": "0" * 64}))
    assert [e["field"] for e in sent.json()["errors"]] == ["sha256"]


@pytest.mark.parametrize(
    ("user", "status"),
    [("handler1", 201), ("clerk1", 201), ("handler2", 403), (None, 404)],
)
def test_who_may_add_records(client, file_url, user, status):
    answer = client(user).post(file_url, **{"@type": "TextRecord", "title": "记录"})
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("handler1", 200),
        ("section_head1", 200),
        ("bureau_head", 200),
        ("secrecy_officer", 200),
        ("handler2", 404),
        ("clerk1", 404),
        ("supervisor1", 404),
        ("archivist1", 404),
        (None, 404),
    ],
)
def test_an_undecided_record_is_shut(client, paper, user, status):
    url = paper().json()["@id"]
    assert client(user).get(url).status_code == status
    hits = client(user).get("@search?portal_type=TextRecord&b_size=500")
    found = url in [item["@id"] for item in hits.json().get("items", [])]
    assert found is (status == 200)


def test_hidden_and_missing_answer_alike(client, paper):
    url = paper().json()["@id"]
    stranger = client("handler2")
    hidden, missing = stranger.get(url), stranger.get(url[:-3] + "zzz")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()


def test_draft_is_deleted_by_its_creator_only(client, paper):
    url = paper().json()["@id"]
    assert client("section_head1").call("DELETE", url).status_code == 403
    assert client("handler1").call("DELETE", url).status_code == 204


def test_submitted_record_is_voided_not_deleted(client, paper):
    handler, url = client("handler1"), paper().json()["@id"]
    assert handler.do(url, "submit").status_code == 200
    refused = handler.call("DELETE", url)
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["rule"] == "R26-3"
    assert handler.get(url).status_code == 200
    missing = handler.do(url, "void")
    assert missing.status_code == 400
    assert [e["field"] for e in missing.json()["errors"]] == ["reason"]
    assert handler.do(url, "void", reason="重复录入").status_code == 200


def test_sealed_record_changes_by_correct_alone(client, paper):
    handler, url = client("handler1"), paper().json()["@id"]
    handler.do(url, "submit")
    assert handler.do(url, "seal").status_code == 200
    refused = handler.patch(url, title="改", file=upload(PDF, "b.pdf", "x/y"))
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["rule"] == "R04-1"
    bad = handler.do(url, "correct", reason="错字", changes={"nothing": 1})
    assert bad.status_code == 400
    done = handler.do(url, "correct", reason="错字", changes={"page_count": 4})
    assert done.status_code == 200, done.text
    assert done.json()["review_state"] == "sealed"
    assert handler.get(url).json()["page_count"] == 4


def test_the_file_cannot_be_deleted_by_anyone(client, file_url):
    for user in ("clerk1", "handler1", "section_head1", "bureau_head"):
        assert client(user).call("DELETE", file_url).status_code == 409


def test_void_keeps_the_number_used(client, body):
    clerk, head = client("clerk1"), client("section_head1")
    first = clerk.post("files", **body()).json()
    assert head.do(first["@id"], "void", reason="误登").status_code == 200
    second = clerk.post("files", **body()).json()
    assert second["file_number"] != first["file_number"]
    assert head.get(first["@id"]).json()["file_number"] == first["file_number"]


def test_sixteen_clients_at_once_get_unique_numbers(client, body):
    def create(index):
        return client("clerk1").post("files", **body(title=f"并发 {index}"))

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(create, range(16)))
    bad = [answer.text for answer in answers if answer.status_code != 201]
    assert not bad
    assert len({answer.json()["file_number"] for answer in answers}) == 16


def test_every_act_writes_one_event(client, paper):
    from lingchuan.records.ledger import api

    data = paper().json()
    client("handler1").do(data["@id"], "submit")
    events = api.read(uid=data["UID"], limit=50)
    actions = [event["action"] for event in events]
    assert actions.count("create") == actions.count("submit") == 1
    assert {event["actor"] for event in events} == {"handler1"}
    assert {event["channel"] for event in events} == {"rest"}


@pytest.mark.parametrize(
    ("name", "kind", "stage"),
    [
        ("现场核查(勘验)笔录", "investigation", "现场核查"),
        ("现场核查（勘验）笔录", "investigation", "现场核查"),
        ("申请材料接收凭证(收件清单)", "issued_document", "收件"),
        ("听证报告(意见书)", "hearing_material", "听证"),
    ],
)
def test_a_document_may_be_named_with_its_explanation(add, name, kind, stage):
    made = add("TextRecord", document_name=name).json()
    assert made["document_name"]["token"] == name
    assert (made["record_kind"]["token"], made["stage"]["token"]) == (kind, stage)


@pytest.mark.parametrize("name", ["现场(核查)", "(勘验)", "听证报告x(意见书)"])
def test_an_unknown_document_name_stays_unknown(add, name):
    answer = add("TextRecord", document_name=name)
    assert [e["field"] for e in answer.json()["errors"]] == ["document_name"]
