"""R04-1, R26-3: what is archived stays; a wrong state is 409, a missing right 403."""

import pytest


VISIT = {
    "title": "外出",
    "activity_kind": "evidence_collection",
    "starts": "2026-03-10T09:00:00+08:00",
    "ends": "2026-03-10T10:00:00+08:00",
}


@pytest.fixture
def closed(client, add, file_url):
    """Void, close or archive the file; return its draft and its submitted record."""

    def make(state):
        handler = client("handler1")
        draft = add("FieldRecord", **VISIT).json()["@id"]
        sent = add("TextRecord", title="笔录").json()["@id"]
        handler.do(sent, "submit")
        if state == "voided":
            client("section_head1").do(file_url, "void", reason="误录")
        else:
            for step in ("accept", "decide", "serve", "close"):
                answer = handler.do(file_url, step)
                assert answer.status_code == 200, answer.text
        if state == "archived":
            for url in (draft, sent):
                client("secrecy_officer").do(url, "mark_open", comment="无密")
            answer = client("archivist1").do(file_url, "archive")
            assert answer.status_code == 200, answer.text
        return draft, sent

    return make


@pytest.mark.parametrize("state", ["voided", "archived"])
def test_records_of_a_voided_or_archived_file_do_not_change(client, closed, state):
    handler = client("handler1")
    draft, sent = closed(state)
    answers = [
        handler.patch(draft, title="改"),
        handler.patch(sent, title="改"),
        handler.post(draft, **{"@type": "TextRecord", "title": "新"}),
        handler.do(draft, "submit"),
        handler.do(sent, "seal"),
        handler.do(sent, "void", reason="误录"),
        handler.call("DELETE", draft),
    ]
    assert {answer.status_code for answer in answers} == {409}
    assert handler.get(draft).json()["title"] == "外出"


def test_a_closed_file_still_takes_its_last_records(client, closed, file_url):
    handler = client("handler1")
    draft, sent = closed("closed")
    late = handler.post(file_url, **{"@type": "TextRecord", "title": "归档清单"})
    assert late.status_code == 201
    assert handler.patch(draft, title="外出核查").status_code == 204
    assert handler.do(draft, "submit").status_code == 200
    assert handler.do(sent, "seal").status_code == 200
    assert handler.do(late.json()["@id"], "submit").status_code == 200


def test_a_sealed_record_of_a_closed_file_is_corrected_of_an_archived_one_not(
    client, add, file_url
):
    handler = client("handler1")
    paper = add("TextRecord", record_kind="issued_document", title="决定书").json()[
        "@id"
    ]
    for step in ("submit", "seal"):
        assert handler.do(paper, step).status_code == 200
    for step in ("accept", "decide", "serve", "close"):
        assert handler.do(file_url, step).status_code == 200
    changes = {"reason": "错字", "changes": {"page_count": 2}}
    assert handler.do(paper, "correct", **changes).status_code == 200
    assert client("archivist1").do(file_url, "archive").status_code == 200
    refused = handler.do(paper, "correct", **changes)
    assert refused.status_code == 409
    assert refused.json()["findings"][0]["message"]


@pytest.mark.parametrize(
    ("user", "status"),
    [("handler1", 409), ("clerk1", 409), ("section_head1", 409), ("handler2", 403)],
)
def test_patch_of_a_closed_file(client, closed, file_url, user, status):
    closed("closed")
    assert client(user).patch(file_url, title="改").status_code == status


@pytest.mark.parametrize(("user", "status"), [("clerk1", 409), ("supervisor1", 403)])
def test_patch_of_a_submitted_record(client, add, user, status):
    url = add(
        "TextRecord", "clerk1", title="申请书", record_kind="issued_document"
    ).json()["@id"]
    assert client("clerk1").do(url, "submit").status_code == 200
    assert client(user).patch(url, title="改").status_code == status


@pytest.mark.parametrize(("user", "status"), [("handler1", 409), ("handler2", 403)])
def test_patch_of_a_sealed_record(client, add, user, status):
    kind = {"record_kind": "issued_document"}
    url = add("TextRecord", title="决定书", **kind).json()["@id"]
    for step in ("submit", "seal"):
        assert client("handler1").do(url, step).status_code == 200
    assert client(user).patch(url, title="改").status_code == status


def test_the_retention_term_follows_its_class_and_the_day_of_closing(
    client, closed, file_url
):
    closed("closed")
    keeper = client("archivist1")
    seen = keeper.get(file_url).json()
    assert seen["retention_until"].endswith("-12-31")
    year = int(seen["closed_on"][:4])
    for value, years in (("y30", 30), ("permanent", None), ("y10", 10)):
        assert keeper.patch(file_url, retention_class=value).status_code == 204
        until = keeper.get(file_url).json()["retention_until"]
        assert until == (f"{year + years}-12-31" if years else None)
