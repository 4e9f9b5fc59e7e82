"""R07-0: what the bureau alone asks for may be left out with a reason, what the law asks not."""

from plone import api

import pytest
import transaction


TALK = {
    "activity_kind": "oral_statement",
    "starts": "2026-03-18T09:00:00+08:00",
    "ends": "2026-03-18T10:00:00+08:00",
}
REASON = "当事人只作书面陈述"
WAIVED = {"ways_waived": ["av"], "ways_reason": REASON}


@pytest.fixture
def asked(site):
    """The bureau asks for sound or picture of oral statements too."""
    name = "lingchuan.records.recording_terms"
    rows = [dict(row) for row in api.portal.get_registry_record(name)]
    api.portal.set_registry_record(name, [r | {"oral_statement": True} for r in rows])
    transaction.commit()


def required(client, file_url):
    answer = client("handler1").get(f"{file_url}/@recording").json()
    return [one["required"] for one in answer["activities"]]


def test_a_way_is_left_out_with_its_reason(client, file_url, add, asked):
    url = add("HearingRecord", **TALK).json()["@id"]
    assert required(client, file_url) == [["text", "av"]]
    handler = client("handler1")
    assert handler.patch(url, **WAIVED).status_code == 204
    assert required(client, file_url) == [["text"]]
    shown = handler.get(url).json()
    assert (shown["ways_waived"], shown["ways_reason"]) == (["av"], REASON)
    assert handler.patch(url, **shown).status_code == 204
    # What it then becomes, the law asks both of.
    answer = handler.patch(url, activity_kind="interview")
    assert [one["field"] for one in answer.json()["errors"]] == ["ways_waived"]
    assert required(client, file_url) == [["text"]]
    assert client("handler2").patch(url, ways_waived=[]).status_code in (403, 404)
    assert client(None).patch(url, ways_waived=[]).status_code in (401, 404)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"activity_kind": "hearing"}, "ways_waived"),
        ({"activity_kind": "interview"}, "ways_waived"),
        ({"activity_kind": "inquiry"}, "ways_waived"),
        ({"premises": False}, "ways_waived"),
        ({"ways_waived": ["text", "av"]}, "ways_waived"),
        ({"ways_waived": ["body_camera"]}, "ways_waived"),
        ({"ways_reason": " "}, "ways_reason"),
        ({"ways_reason": None}, "ways_reason"),
    ],
)
def test_what_the_law_asks_is_not_left_out_nor_anything_without_a_reason(
    client, file_url, add, changes, field
):
    answer = add("HearingRecord", **TALK | WAIVED | changes)
    assert answer.status_code == 400, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert client("handler1").get(file_url).json()["items_total"] == 0


def test_field_work_has_nothing_to_leave_out(add):
    answer = add("FieldRecord", triggers=["INCIDENT"], **WAIVED)
    assert answer.status_code == 400
    fields = [one["field"] for one in answer.json()["errors"]]
    assert fields == ["ways_reason", "ways_waived"]
