"""Contract: parties are masked, handlers are ids, and who may name them."""

import pytest


NUMBER, MASK = "999900199001010014", "999900********0014"
CODE = "91140524MA0MNPQ49F"
PARTY = {"name": "李四", "role": "agent", "id_number": NUMBER}


def test_a_partys_number_is_masked_and_the_mask_is_no_change(site, client, body):
    clerk = client("clerk1")
    url = clerk.post("files", **body(related_parties=[PARTY])).json()["@id"]
    rows = clerk.get(url).json()["related_parties"]
    assert [row["id_number"] for row in rows] == [MASK]
    assert NUMBER not in clerk.get(url).text
    rows[0]["authority"] = "代办"
    assert clerk.patch(url, related_parties=rows).status_code == 204
    site._p_jar.sync()
    file = site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))
    assert file.related_parties[0]["id_number"] == NUMBER
    assert file.related_parties[0]["authority"] == "代办"


@pytest.mark.parametrize(
    ("number", "status"),
    [("1", 400), (MASK, 400), ("999900199001010015", 400), (CODE, 201), ("", 201)],
)
def test_a_partys_number_is_checked(client, body, number, status):
    rows = [PARTY | {"id_number": number}]
    answer = client("clerk1").post("files", **body(related_parties=rows))
    assert answer.status_code == status, answer.text
    if status == 400:
        assert answer.json()["errors"][0]["field"] == "related_parties"


def test_handlers_are_plain_ids_and_sent_back_are_no_change(client, file_url):
    handler = client("handler1")
    data = handler.get(file_url).json()
    assert data["handlers"] == ["handler1"]
    same = [{"token": "handler1", "title": "经办员一"}]
    for sent in (data["handlers"], same):
        assert handler.patch(file_url, handlers=sent).status_code == 204
    assert handler.patch(file_url, handlers=["handler2"]).status_code == 403


def test_what_get_shows_of_a_file_can_be_sent_back_whole(client, body):
    rows = [PARTY]
    extension = {"workdays": 5, "approved_by": "agency_head"}
    clerk = client("clerk1")
    sent = body(related_parties=rows, extension=extension)
    url = clerk.post("files", **sent).json()["@id"]
    for user in ("clerk1", "handler1"):
        data = client(user).get(url).json()
        answer = client(user).patch(url, **data | {"title": f"新题名 {user}"})
        assert answer.status_code == 204, answer.text
        assert client(user).get(url).json()["title"] == f"新题名 {user}"


@pytest.mark.parametrize("names", [["nobody"], ["party1"], ["AuthenticatedUsers"]])
def test_only_users_who_handle_cases_are_named(client, body, names):
    answer = client("clerk1").post("files", **body(handlers=names))
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["handlers"]


@pytest.mark.parametrize("sent", [None, [], ["handler1"]])
def test_a_case_handler_who_registers_is_always_a_handler(client, body, sent):
    values = body()
    del values["handlers"]
    if sent is not None:
        values["handlers"] = sent
    answer = client("handler1").post("files", **values)
    assert answer.status_code == 201, answer.text
    assert answer.json()["handlers"] == ["handler1"]


def test_a_case_handler_names_nobody_else(client, body):
    answer = client("handler1").post("files", **body(handlers=["handler2"]))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("unit", "status"), [("审批一股", 201), (None, 201), ("审批二股", 403)]
)
def test_a_section_head_names_handlers_of_the_own_unit_only(client, body, unit, status):
    values = body(unit=unit)
    if unit is None:
        del values["unit"]
    answer = client("section_head1").post("files", **values)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("user", "status"),
    [("section_head1", 204), ("clerk1", 204), ("handler1", 403), ("deputy_head", 403)],
)
def test_who_may_change_handlers(client, file_url, user, status):
    answer = client(user).patch(file_url, handlers=["handler1", "handler2"])
    assert answer.status_code == status, answer.text


def test_the_extension_is_one_object(client, body):
    clerk = client("clerk1")
    row = {"workdays": 10, "approved_by": "county_head", "approved_on": "2026-03-10"}
    url = clerk.post("files", **body(extension=row)).json()["@id"]
    assert clerk.get(url).json()["extension"] == row
    assert clerk.patch(url, extension=[row | {"workdays": 5}]).status_code == 204
    assert clerk.get(url).json()["extension"]["workdays"] == 5
    assert clerk.patch(url, extension=[row, row]).status_code == 400
    assert clerk.patch(url, extension=None).status_code == 204
    assert clerk.get(url).json()["extension"] is None


def test_records_are_found_by_what_was_changed_of_their_file(client, add, file_url):
    record = add("TextRecord", title="笔录").json()["UID"]
    clerk = client("clerk1")
    changes = {
        "handlers": ["handler1", "handler2"],
        "matters": [{"code": "QSXK"}],
        "applicant_name": "改名商行",
        "applicant_type": "other",
    }
    assert clerk.patch(file_url, **changes).status_code == 204
    handler = client("handler2")
    for query in ("handlers=handler2", "matter_codes=QSXK"):
        found = handler.get(f"@search?{query}&UID={record}&metadata_fields=_all").json()
        (item,) = found["items"]
        assert item["applicant_masked"] == "改名商行"
    assert not handler.get(f"@search?matter_codes=SPJY&UID={record}").json()["items"]
