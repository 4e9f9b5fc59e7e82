"""`@offices` over HTTP: the deputy's authorisation, by whom, to whom, with what said."""

from lingchuan.records.content import facts
from lingchuan.records.ledger import api as ledger
from tests.confidentiality.test_confidentiality_register_rest import fields
from tests.confidentiality.test_confidentiality_register_rest import send
from tests.rest.conftest import client
from tests.rest.conftest import site

import datetime
import json
import pytest


# Fixtures of the REST tests.
__all__ = ("client", "site")
ROW = {
    "userid": "deputy_head",
    "office": "access_deputy",
    "unit": "",
    "basis": "测试授权〔2026〕8号",
}


@pytest.fixture
def row():
    """An authorisation that begins tomorrow."""
    first = facts.today() + datetime.timedelta(days=1)
    last = first + datetime.timedelta(days=9)
    return ROW | {"valid_from": first.isoformat(), "until": last.isoformat()}


def listed(client) -> list[dict]:
    found = client("secrecy_officer").get("@offices").json()
    return [one for one in found if one["office"] == "access_deputy"]


def test_head_gives_and_ends_an_authorisation_that_all_keepers_see(client, row):
    answer = send(client, "bureau_head", "@offices", [row])
    assert answer.status_code == 200, answer.text
    assert row | {"by": "bureau_head"} in answer.json()
    assert listed(client) == [row | {"by": "bureau_head"}]
    last = ledger.read(limit=1, newest_first=True, actions=["appoint"])[0]
    assert (last["actor"], last["reason"]) == ("bureau_head", row["basis"])
    days = {name: row[name] for name in ("valid_from", "until")}
    assert days.items() <= json.loads(last["details"]).items()
    gone = listed(client)[0] | {"withdrawn": True, "basis": "收回"}
    assert send(client, "bureau_head", "@offices", gone).status_code == 200
    assert listed(client) == []


@pytest.mark.parametrize(
    "user,status",
    [(None, 401), ("handler1", 403), ("deputy_head", 403), ("secrecy_officer", 403)],
)
def test_an_authorisation_is_the_heads_alone(client, row, user, status):
    assert send(client, user, "@offices", [row]).status_code == status
    assert listed(client) == []
    assert send(client, "bureau_head", "@offices", [row]).status_code == 200
    for change in ({"withdrawn": True}, {"until": row["valid_from"]}):
        assert send(client, user, "@offices", row | change).status_code == status
    assert listed(client) == [row | {"by": "bureau_head"}]


@pytest.mark.parametrize(
    "change,named",
    [
        ({"valid_from": None}, {"valid_from"}),
        ({"until": None}, {"until"}),
        ({"until": "2020-01-01"}, {"until"}),
        ({"valid_from": "2020-01-01"}, {"until"}),
        ({"valid_from": ["2026-12-01"]}, {"valid_from"}),
        ({"office": "archivist"}, {"valid_from"}),
        ({"userid": "bureau_head"}, {"userid"}),
    ],
)
def test_an_authorisation_that_cannot_be_is_refused_by_its_field(
    client, row, change, named
):
    assert fields(send(client, "bureau_head", "@offices", row | change)) == named
    assert listed(client) == []
