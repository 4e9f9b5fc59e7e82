"""R13-1: whatever a client sends, it is taken or a 400 naming the field, never a 5xx."""

from datetime import datetime
from plone.dexterity.utils import iterSchemataForType
from zope.schema import getFieldNamesInOrder

import json
import pytest


TYPES = ("PermitFile", "TextRecord", "HearingRecord", "FieldRecord", "MediaEvidence")
JUNK = (
    5,
    -1,
    True,
    "x",
    "\x00",
    "\ud800",
    "9" * 400,
    "0001-01-01T00:00:00+08:00",
    [],
    [5],
    [[]],
    ["\ud800"],
    [{}],
    [{"name": 5, "code": [], "starts": 5, "offset_s": 1e400}],
    {},
    {"token": 5},
    {"token": []},
    {"data": 5},
    {"data": "YQ=="},
    {"data": "a", "encoding": "nope"},
    {"data": "YQ==", "encoding": "base64", "filename": 5},
    {"data": "YQ==", "encoding": "base64", "filename": None, "content-type": []},
    None,
)
OTHERS = ("ordering", "layout", "id", "UID", "@type", "confidentiality", "language")


def send(client, method, url, body):
    """Send what a well-meaning JSON library would refuse to write."""
    return client.session.request(
        method,
        url,
        data=json.dumps(body),
        headers={"Content-Type": "application/json"},
        timeout=60,
    )


def moment(client, url):
    """Return when the record starts."""
    return datetime.fromisoformat(client.get(url).json()["starts"])


@pytest.mark.parametrize("portal_type", TYPES)
def test_junk_in_any_field_is_no_server_error(client, add, file_url, portal_type):
    handler = client("handler1")
    url = file_url
    if portal_type != "PermitFile":
        url = add(portal_type, title="记录").json()["@id"]
    names = [
        name
        for schema in iterSchemataForType(portal_type)
        for name in getFieldNamesInOrder(schema)
    ]
    bad = {
        (name, repr(junk)[:40]): answer.status_code
        for name in [*names, "ordering", "layout", "expected_sha256"]
        for junk in JUNK
        if (answer := send(handler, "PATCH", url, {name: junk})).status_code
        not in (204, 400, 403)
    }
    assert not bad


@pytest.mark.parametrize("name", OTHERS)
def test_junk_beside_the_fields_of_a_post_is_no_server_error(client, file_url, name):
    handler = client("handler1")
    for junk in JUNK:
        body = {"@type": "TextRecord", "title": "记录"} | {name: junk}
        answer = send(handler, "POST", file_url, body)
        assert answer.status_code in (201, 400, 403), (junk, answer.text)


@pytest.mark.parametrize(
    ("portal_type", "field", "value"),
    [
        ("FieldRecord", "starts", 5),
        ("FieldRecord", "starts", "9" * 400),
        ("FieldRecord", "starts", "0001-01-01T00:00:00+08:00"),
        ("MediaEvidence", "file", 5),
        ("MediaEvidence", "file", {"data": "YQ==", "encoding": "nope"}),
        ("HearingRecord", "transcript", 5),
        ("FieldRecord", "stage", []),
        ("FieldRecord", "place", "\ud800"),
        ("MediaEvidence", "notice_offset_s", 1e400),
        ("MediaEvidence", "key_shots", [{"code": "KS99"}]),
    ],
)
def test_an_impossible_value_is_400_and_names_its_field(
    client, file_url, portal_type, field, value
):
    body = {"@type": portal_type, "title": "记录", field: value}
    answer = send(client("handler1"), "POST", file_url, body)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_times_are_changed_by_patch_again_and_again(client, add):
    handler = client("handler1")
    starts, ends = "2026-03-18T09:00:00+08:00", "2026-03-18T10:00:00+08:00"
    url = add("FieldRecord", starts=starts, ends=ends).json()["@id"]
    for sent, kept in (
        ("2026-03-18T08:30:00+08:00", "2026-03-18T08:30:00+08:00"),
        ("2026-03-18T00:15:00Z", "2026-03-18T08:15:00+08:00"),
        ("2026-03-18T06:00:00", "2026-03-18T06:00:00+08:00"),
    ):
        assert handler.patch(url, starts=sent).status_code == 204
        assert moment(handler, url) == datetime.fromisoformat(kept)
    assert handler.patch(url, starts=None).status_code == 204


@pytest.mark.parametrize("user", [None, "handler1"])
def test_a_search_by_whatever_index_is_answered(client, site, user):
    """Also by one that takes no query."""
    asker = client(user)
    for name in site.portal_catalog.indexes():
        for query in (f"{name}=1", f"{name}.query=1", f"sort_on={name}"):
            assert asker.get(f"@search?{query}").status_code in (200, 400), query


@pytest.mark.parametrize("name", ["duties", "getObjPositionInParent"])
def test_an_index_that_takes_no_query_says_the_same_to_all_each_time(client, name):
    for user in (None, "handler1", "handler1", "supervisor1"):
        assert client(user).get(f"@search?{name}=1").status_code == 400
