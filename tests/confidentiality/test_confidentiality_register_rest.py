"""`@clearances` and `@offices` over HTTP: who may, what is refused, when it acts."""

from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.ledger import api as ledger
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.rest.conftest import add
from tests.rest.conftest import body
from tests.rest.conftest import client
from tests.rest.conftest import file_url
from tests.rest.conftest import site

import datetime
import pytest


# Fixtures of the REST tests.
__all__ = ("add", "body", "client", "file_url", "site")
ROW = {"userid": "handler2", "kinds": ["WORK"], "basis": "测试任命〔2026〕3号"}
OFFICE = {
    "userid": "handler2",
    "office": "section_head",
    "unit": "审批二股",
    "basis": "测试任命〔2026〕4号",
}
OTHERS = ["handler1", "bureau_head", "sysadmin", "auditor1", "supervisor1", "party1"]


def send(client, user, path, body):
    """PATCH a body that may be a list."""
    one = client(user)
    return one.session.patch(f"{one.base}/{path}", json=body, timeout=60)


def fields(answer) -> set[str]:
    """Return the fields that an answer names."""
    assert answer.status_code == 400, answer.text
    assert all(error["message"] for error in answer.json()["errors"])
    return {error["field"] for error in answer.json()["errors"]}


def held(client, userid) -> list[dict]:
    rows = client("secrecy_officer").get("@clearances").json()
    return [row for row in rows if row["userid"] == userid]


@pytest.mark.parametrize("user,status", [(None, 401), *((u, 403) for u in OTHERS)])
def test_clearances_are_the_officers_alone(client, user, status):
    assert client(user).get("@clearances").status_code == status
    assert send(client, user, "@clearances", [ROW]).status_code == status
    assert held(client, "handler2") == []


@pytest.mark.parametrize("user,status", [(None, 401), ("handler1", 403)])
def test_offices_are_closed_to_others(client, user, status):
    assert client(user).get("@offices").status_code == status
    assert send(client, user, "@offices", [OFFICE]).status_code == status


@pytest.mark.parametrize("shape", ["list", "items", "clearances", "row"])
def test_officer_clears_by_any_shape_of_body(client, shape):
    sent = {"list": [ROW], "row": ROW}.get(shape, {shape: [ROW]})
    answer = send(client, "secrecy_officer", "@clearances", sent)
    assert answer.status_code == 200, answer.text
    expected = ROW | {"until": None, "granted_by": "secrecy_officer"}
    assert [row for row in answer.json() if row["userid"] == "handler2"] == [expected]
    last = ledger.read(limit=1, newest_first=True, actions=["clear"])[0]
    assert last["reason"] == ROW["basis"]
    assert last["channel"] == "rest"


def test_what_was_read_can_be_sent_back_with_one_row_changed(client):
    rows = client("secrecy_officer").get("@clearances").json()
    size = ledger.size()
    later = ROW | {"until": "2030-12-31"}
    answer = send(client, "secrecy_officer", "@clearances", [*rows, later])
    assert answer.status_code == 200, answer.text
    acts = [row["action"] for row in ledger.read(size)]
    assert acts.count("clear") == 1


@pytest.mark.parametrize(
    "change,field",
    [
        ({"userid": "nobody-here"}, "userid"),
        ({"userid": ""}, "userid"),
        ({"userid": "secrecy_officer"}, "userid"),
        ({"userid": "sysadmin"}, "userid"),
        ({"userid": "auditor1"}, "userid"),
        ({"kinds": ["SECRET"]}, "kinds"),
        ({"kinds": "WORK"}, "kinds"),
        ({"kinds": None}, "kinds"),
        ({"basis": " "}, "basis"),
        ({"basis": None}, "basis"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "soon"}, "until"),
        ({"until": 7}, "until"),
        ({"granted_by": "bureau_head"}, "granted_by"),
        ({"rank": 1}, "rank"),
    ],
)
def test_a_clearance_that_cannot_be_is_refused_by_its_field(client, change, field):
    answer = send(client, "secrecy_officer", "@clearances", ROW | change)
    assert fields(answer) == {field}
    assert held(client, "handler2") == []


def test_one_bad_row_keeps_all_others_out(client):
    rows = [ROW, ROW | {"userid": "clerk1", "basis": ""}]
    answer = send(client, "secrecy_officer", "@clearances", rows)
    assert fields(answer) == {"items[1].basis"}
    assert held(client, "handler2") == []


@pytest.mark.parametrize("sent", [[], {"items": 1}, ["WORK"], "WORK", b"{"])
def test_a_body_without_rows_is_refused(client, sent):
    one = client("secrecy_officer")
    kind = {"data": sent} if isinstance(sent, bytes) else {"json": sent}
    answer = one.session.patch(f"{one.base}/@clearances", timeout=60, **kind)
    assert answer.status_code == 400


def test_clearance_acts_at_the_next_request_and_ends_so(client, add, monkeypatch):
    """One session throughout: nothing is logged out, indexed or waited for."""
    made = add("TextRecord", title="测试材料", record_kind="internal_approval").json()
    url = made["@id"]
    decided = client("secrecy_officer").post(
        f"{url}/@confidentiality",
        kinds=["WORK"],
        known_to=["handler2"],
        comment="内部事项",
    )
    assert decided.status_code == 200, decided.text
    reader = client("handler2")

    def sees() -> bool:
        found = reader.get(f"@search?UID={made['UID']}").json()["items_total"]
        status = reader.get(url).status_code
        assert (status, found) in ((200, 1), (404, 0))
        return status == 200

    assert not sees()
    tomorrow = facts.today() + datetime.timedelta(days=1)
    row = ROW | {"until": tomorrow.isoformat()}
    assert send(client, "secrecy_officer", "@clearances", [row]).status_code == 200
    assert sees()
    with monkeypatch.context() as later:
        later.setattr(register, "today", lambda: tomorrow)
        assert sees()
        later.setattr(register, "today", lambda: tomorrow + datetime.timedelta(days=1))
        assert not sees()
    assert sees()
    gone = ROW | {"kinds": [], "basis": "调离"}
    assert send(client, "secrecy_officer", "@clearances", [gone]).status_code == 200
    assert not sees()


def test_head_keeps_the_offices_and_they_act_at_once(client, add):
    made = add("TextRecord", title="测试材料", record_kind="internal_approval").json()
    reader = client("handler2")
    assert reader.get(made["@id"]).status_code == 404
    row = OFFICE | {"unit": "审批一股"}
    answer = send(client, "bureau_head", "@offices", [row])
    assert answer.status_code == 200, answer.text
    assert row | {"until": None, "by": "bureau_head"} in answer.json()
    assert reader.get(made["@id"]).status_code == 200
    gone = row | {"withdrawn": True, "basis": "届满"}
    assert send(client, "secrecy_officer", "@offices", [gone]).status_code == 200
    assert reader.get(made["@id"]).status_code == 404


CLASS = {"portal_type": "FieldRecord", "kinds": ["WORK"], "reason": "外勤一律内部"}


@pytest.mark.parametrize("user,status", [(None, 401), *((u, 403) for u in OTHERS)])
def test_class_table_is_the_officers_alone(client, user, status):
    assert client(user).get("@class-table").status_code == status
    assert send(client, user, "@class-table", [CLASS]).status_code == status


def test_officer_adds_a_class_and_ends_it(client):
    answer = send(client, "secrecy_officer", "@class-table", [CLASS])
    assert answer.status_code == 200, answer.text
    row = answer.json()[-1]
    today = facts.today().isoformat()
    assert (row["kinds"], row["valid_from"], row["matches"]) == (["WORK"], today, 0)
    assert (row["decided_by"], row["reason"]) == ("secrecy_officer", CLASS["reason"])
    gone = {"id": row["id"], "valid_until": today, "reason": "另行规定"}
    ended = send(client, "secrecy_officer2", "@class-table", gone).json()[-1]
    assert (ended["valid_until"], ended["ended_by"]) == (today, "secrecy_officer2")
    assert fields(send(client, "secrecy_officer", "@class-table", CLASS)) == {
        "valid_from"
    }


def test_system_administrator_cannot_reach_the_class_table(client):
    before = client("secrecy_officer").get("@class-table").json()
    name = "lingchuan.records.class_table"
    assert client("sysadmin").patch("@registry", **{name: []}).status_code == 403
    root = client("admin")
    root.session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert fields(root.patch("@registry", **{name: []})) == {name}
    assert root.get("@class-table").status_code == 403
    page = client("sysadmin").session.get(
        f"{client(None).base}/@@records-settings", headers={"Accept": "text/html"}
    )
    assert "class_table" not in page.text
    assert client("secrecy_officer").get("@class-table").json() == before


def test_users_and_groups_give_no_clearance_and_no_office(client):
    admin = client("sysadmin")
    before = client("secrecy_officer").get("@offices").json()
    role = {"Confidentiality Officer": True}
    for userid in ("sysadmin", "handler2"):
        admin.patch(f"@users/{userid}", roles=role, kinds=["WORK"], clearances=["WORK"])
        assert client(userid).get("@clearances").status_code == 403
        assert send(client, userid, "@clearances", ROW).status_code == 403
    admin.post("@groups", groupname="officers", roles=list(role), users=["handler1"])
    assert client("handler1").get("@clearances").status_code == 403
    assert client("secrecy_officer").get("@offices").json() == before
    assert held(client, "handler2") == []


def test_handler_taken_from_a_file_loses_it_at_the_next_request(client, file_url, add):
    made = add("TextRecord", title="测试材料", record_kind="internal_approval").json()
    url = f"{made['@id']}/@confidentiality"
    client("secrecy_officer").post(url, kinds=["WORK"], comment="内部事项")
    row = ROW | {"userid": "handler1"}
    assert send(client, "secrecy_officer", "@clearances", row).status_code == 200
    former = client("handler1")
    assert former.get(made["@id"]).status_code == 200
    moved = client("section_head1").patch(file_url, handlers=["handler2"])
    assert moved.status_code in (200, 204), moved.text
    assert former.get(made["@id"]).status_code == 404
    assert former.get(f"@search?UID={made['UID']}").json()["items_total"] == 0
