"""What travels beside a record's fields: parameters, declared digests, unknown keys."""

import pytest


BAD = (5, True, [], {}, ["x"], {"x": 1}, "\x00", "\ud800")


@pytest.mark.parametrize("name", ["reason", "comment", "accepted_on"])
@pytest.mark.parametrize("junk", BAD)
def test_a_parameter_of_the_wrong_type_is_400_and_names_it(
    client, file_url, name, junk
):
    step = "accept" if name == "accepted_on" else "withdraw"
    params = {"reason": "撤回"} if step == "withdraw" else {}
    answer = client("handler1").do(file_url, step, **params | {name: junk})
    assert answer.status_code == 400, answer.text
    assert name in [error["field"] for error in answer.json()["errors"]]
    assert client("handler1").get(file_url).json()["review_state"] == "registered"


@pytest.mark.parametrize("name", ["ob", "action", "by_class", "nothing"])
def test_an_unknown_parameter_is_400_and_names_it(client, add, name):
    url = add("TextRecord", title="审查意见").json()["@id"]
    answer = client("secrecy_officer").do(url, "mark_open", **{name: True})
    assert [error["field"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("junk", [5, True, {}, [5], None])
def test_kinds_and_circle_are_names(client, add, junk):
    officer = client("secrecy_officer")
    url = add("TextRecord", title="审查意见").json()["@id"]
    for name in ("kinds", "known_to"):
        sent = {"kinds": ["WORK"]} | {name: junk}
        for answer in (
            officer.do(url, "restrict", **sent),
            officer.post(f"{url}/@confidentiality", **sent),
        ):
            good = junk is None and name == "known_to" and answer.status_code < 300
            assert good or answer.status_code in (400, 409), answer.text


@pytest.mark.parametrize(
    ("user", "status"), [("handler2", 404), ("supervisor1", 404), (None, 404)]
)
def test_who_may_not_hears_so_before_what_is_wrong(client, add, user, status):
    url = add("TextRecord", title="审查意见").json()["@id"]
    answer = client(user).do(url, "correct", changes={"nothing": 1})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("review_state", "sealed"),
        ("confidentiality_state", "open"),
        ("UID", "1" * 32),
        ("created", "2020-01-01T00:00:00+00:00"),
        ("tilte", "改"),
        ("description", "改"),
    ],
)
def test_what_is_no_field_is_named(client, add, file_url, field, value):
    handler = client("handler1")
    url = add("TextRecord", title="笔录").json()["@id"]
    body = {"@type": "TextRecord", "title": "笔录", field: value}
    for answer in (
        handler.patch(url, **{field: value}),
        handler.post(file_url, **body),
    ):
        assert answer.status_code == 400, answer.text
        assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_record_as_get_shows_it_can_be_sent_back(client, add, upload):
    pdf = upload(b"%PDF-1.4 x", "一.pdf", "application/pdf")
    rows = [{"name": "张三", "role": "party", "signed": True}]
    values = {"title": "笔录", "file": pdf, "signers": rows, "page_count": 2}
    url = add("TextRecord", **values).json()["@id"]
    handler = client("handler1")
    seen = handler.get(url).json()
    assert handler.patch(url, **seen | {"page_count": 3}).status_code == 204
    again = handler.get(url).json()
    assert (again["page_count"], again["file"]["size"]) == (3, 10)


@pytest.mark.parametrize("seconds", [480, 480.5])
def test_seconds_may_be_whole(client, add, seconds):
    rows = [{"offset_s": seconds, "label": "开始"}]
    values = {"medium": "video", "notice_offset_s": seconds, "markers": rows}
    seen = add("MediaEvidence", **values).json()
    assert seen["notice_offset_s"] == seen["markers"][0]["offset_s"] == seconds


@pytest.mark.parametrize(
    ("portal_type", "field", "value"),
    [
        ("MediaEvidence", "notice_given", "yes"),
        ("HearingRecord", "premises", 1),
        ("TextRecord", "page_count", True),
        ("TextRecord", "page_count", 10**30),
        ("MediaEvidence", "notice_offset_s", True),
        ("TextRecord", "made_on", "2026-02-30"),
        ("TextRecord", "made_on", "春天"),
        ("TextRecord", "file", {"data": "!!!", "encoding": "base64"}),
        ("TextRecord", "file", {"data": "", "encoding": "base64"}),
        ("TextRecord", "file", {"filename": "a.pdf"}),
        ("TextRecord", "document_number", "九" * 600),
        ("TextRecord", "signers", [{"name": "甲"}] * 1001),
        ("TextRecord", "title", "张三 999900199001010014"),
        ("TextRecord", "title", 123),
        ("TextRecord", "expected_sha256", "0" * 64),
        ("HearingRecord", "expected_sha256", "0" * 64),
    ],
)
def test_what_is_not_meant_so_is_refused_not_bent(add, portal_type, field, value):
    answer = add(portal_type, **{field: value})
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_less_than_is_no_markup(add):
    assert add("TextRecord", title="甲 & 乙 < 丙").status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant_type": "legal"}, "applicant_id_number"),
        ({"matters": [{"code": "SPJY"}, {"code": "SPJY"}]}, "matters"),
        ({"matters": [{"code": "SPJY", "decided_on": "2030-01-01"}]}, "matters"),
        ({"extension": {"workdays": 5, "approved_on": "2026-03-01"}}, "extension"),
        ({"matters": None}, "matters"),
        ({"applicant_name": None}, "applicant_name"),
    ],
)
def test_the_door_of_a_permit_file(client, body, changes, field):
    answer = client("clerk1").post("files", **body(**changes))
    assert answer.status_code == 400, answer.text
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert field in errors


def test_what_is_wrong_is_said_in_plain_chinese(client, body):
    answer = client("clerk1")
    answer.session.headers["Accept-Language"] = "zh-CN"
    sent = body(received_on=None, unit=5, matters=[5], handlers="x")
    errors = answer.post("files", **sent).json()["errors"]
    for error in errors:
        assert not any("a" <= char <= "z" for char in error["message"]), error


def test_minimal_is_returned_where_it_is_preferred(client, body):
    clerk = client("clerk1")
    clerk.session.headers["Prefer"] = "return=minimal"
    answer = clerk.post("files", **body())
    assert answer.status_code == 201
    assert set(answer.json()) == {"@id", "UID"}
    assert client("clerk1").get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("user", "where", "portal_type", "status"),
    [
        ("clerk1", "files", "TextRecord", 400),
        ("clerk1", "files", "Document", 400),
        ("clerk1", "files", "Nothing", 400),
        ("handler1", "files", None, 400),
        ("archivist1", "files", "PermitFile", 403),
        ("sysadmin", "files", "PermitRegister", 403),
        ("archivist1", "files", "PermitRegister", 403),
    ],
)
def test_what_is_added_where_and_by_whom(
    client, body, user, where, portal_type, status
):
    answer = client(user).post(where, **body(**{"@type": portal_type}))
    assert answer.status_code == status, answer.text
    assert set(answer.json()) >= {"type", "message"}


def test_adding_to_what_is_sealed_is_a_conflict(client, add):
    handler = client("handler1")
    url = add("HearingRecord").json()["@id"]
    for step in ("submit", "seal"):
        handler.do(url, step)
    answer = handler.post(url, **{"@type": "TextRecord", "title": "笔录"})
    assert answer.status_code == 409
    assert answer.json()["findings"]
    assert client("supervisor1").post(url, **{"@type": "TextRecord"}).status_code == 404
