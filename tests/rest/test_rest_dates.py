"""R13-1 and the lists of the day: what cannot have been is refused, with its field."""

from datetime import date
from lingchuan.records.content.settings import settings

import pytest
import transaction


DAY = "2026-03-18T{}:00:00+08:00"


@pytest.mark.parametrize(
    ("portal_type", "field", "changes"),
    [
        ("FieldRecord", "starts", {"starts": "2999-01-01T09:00:00+08:00"}),
        ("FieldRecord", "starts", {"starts": "1999-01-01T09:00:00+08:00"}),
        ("MediaEvidence", "ends", {"ends": "2999-01-01T09:00:00+08:00"}),
        ("FieldRecord", "returned_on", {"returned_on": "2999-01-01"}),
        ("FieldRecord", "returned_on", {"returned_on": "1999-01-01"}),
        (
            "FieldRecord",
            "returned_on",
            {"ends": DAY.format(10), "returned_on": "2026-03-17"},
        ),
        (
            "FieldRecord",
            "returned_on",
            {"starts": DAY.format(10), "returned_on": "2026-03-17"},
        ),
        (
            "MediaEvidence",
            "ends",
            {"starts": DAY.format(10), "ends": DAY.format(10)},
        ),
        ("MediaEvidence", "notice_offset_s", {"notice_offset_s": -1}),
        ("MediaEvidence", "markers", {"markers": [{"offset_s": -0.5}]}),
        (
            "HearingRecord",
            "requested_on",
            {"right_told_on": "2026-03-10", "requested_on": "2026-03-09"},
        ),
        (
            "HearingRecord",
            "notice_served_on",
            {"requested_on": "2026-03-10", "notice_served_on": "2026-03-09"},
        ),
        (
            "HearingRecord",
            "starts",
            {"notice_served_on": "2026-03-19", "starts": DAY.format("09")},
        ),
        (
            "TextRecord",
            "served_on",
            {"made_on": "2026-03-10", "served_on": "2026-03-09"},
        ),
        (
            "MediaEvidence",
            "interruptions",
            {"interruptions": [{"starts": DAY.format(10), "ends": DAY.format("09")}]},
        ),
    ],
)
def test_impossible_days_are_refused(
    client, file_url, add, portal_type, field, changes
):
    answer = add(portal_type, title="记录", **changes)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert client("handler1").get(file_url).json()["items_total"] == 0


def test_an_excluded_period_ends_after_it_starts(client, body):
    rows = [{"starts": "2026-03-20", "ends": "2026-03-10", "reason": "听证"}]
    answer = client("clerk1").post("files", **body(excluded_periods=rows))
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["excluded_periods"]


def test_the_day_of_receipt_stays_in_the_year_of_the_number(client, file_url):
    handler = client("handler1")
    assert handler.patch(file_url, received_on="2026-03-08").status_code == 204
    answer = handler.patch(file_url, received_on="2025-12-31")
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["received_on"]


def test_a_step_does_not_pass_a_later_day_that_is_stored(client, file_url):
    handler = client("handler1")
    assert handler.patch(file_url, decided_on="2026-03-20").status_code == 204
    answer = handler.do(file_url, "accept", accepted_on="2026-03-21")
    assert answer.status_code == 400, answer.text
    assert [e["field"] for e in answer.json()["errors"]] == ["decided_on"]


@pytest.fixture
def ended(site):
    """Return a function that ends an entry of a list, and put the lists back."""
    kept = {}

    def end(name, key, value, day):
        site._p_jar.sync()
        rows = kept.setdefault(name, [dict(row) for row in getattr(settings(), name)])
        until = date.fromisoformat(day)
        setattr(
            settings(),
            name,
            [
                row | ({"valid_until": until} if row[key] == value else {})
                for row in rows
            ],
        )
        transaction.commit()

    yield end
    for name, rows in kept.items():
        setattr(settings(), name, rows)
    transaction.commit()


def test_a_file_stays_editable_after_its_entries_ended(client, file_url, add, ended):
    handler = client("handler1")
    paper = add("TextRecord", title="笔录", stage="现场核查").json()["@id"]
    ended("matters", "code", "SPJY", "2026-06-30")
    ended("units", "name", "审批一股", "2026-06-30")
    ended("stages", "name", "现场核查", "2026-06-30")
    rows = handler.get(file_url).json()["matters"]
    for url, values in (
        (file_url, {"matters": rows, "unit": "审批一股"}),
        (paper, {"stage": "现场核查"}),
    ):
        assert handler.patch(url, **values).status_code == 204


def test_an_entry_counts_on_the_day_of_receipt(client, body, ended):
    clerk = client("clerk1")
    ended("matters", "code", "SPJY", "2026-03-01")
    answer = clerk.post("files", **body())
    assert [e["field"] for e in answer.json()["errors"]] == ["matters"]
    assert clerk.post("files", **body(received_on="2026-02-27")).status_code == 201
    ended("units", "name", "审批一股", "2026-02-01")
    answer = clerk.post("files", **body(received_on="2026-02-27"))
    assert [e["field"] for e in answer.json()["errors"]] == ["unit"]


def test_name_kind_and_limit_of_a_matter_come_from_the_catalogue(client, body):
    answer = client("clerk1").post("files", **body(matters=[{"code": "SPJY"}]))
    (row,) = answer.json()["matters"]
    assert (row["name"], row["kind"]) == ("食品经营许可", "普通")
    assert row["limit_workdays"] == 10


def test_a_matter_may_be_sent_with_a_name_and_a_limit_of_its_own(client, body):
    rows = [{"code": "SPJY", "name": "食品经营许可（变更）", "limit_workdays": 5}]
    answer = client("clerk1").post("files", **body(matters=rows))
    (row,) = answer.json()["matters"]
    assert (row["name"], row["limit_workdays"]) == ("食品经营许可（变更）", 5)
    assert row["kind"] == "普通"


def test_service_methods_are_a_list_of_the_bureau(client, add, ended):
    terms = client("clerk1").get("@vocabularies/lingchuan.records.service_methods")
    titles = {item["token"]: item["title"] for item in terms.json()["items"]}
    assert titles["leaving"] == "留置送达"
    assert len(titles) == 7
    good = {"title": "回证", "record_kind": "service_document"}
    assert add("TextRecord", service_method="leaving", **good).status_code == 201
    ended("service_methods", "code", "leaving", "2020-01-01")
    refused = add("TextRecord", service_method="leaving", **good)
    assert [e["field"] for e in refused.json()["errors"]] == ["service_method"]
