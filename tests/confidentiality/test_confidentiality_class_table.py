"""The table of classes decided in advance: its rows, days, reasons and events."""

from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.class_rows import as_json
from lingchuan.records.confidentiality.class_rows import set_classes
from lingchuan.records.confidentiality.classes import count_undecided
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.ledger.manager import joined
from lingchuan.records.ledger.places import store
from tests.confidentiality.people import acting
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import datetime
import pytest


TODAY = facts.today()
DAY = datetime.timedelta(days=1)
OFFICER = "secrecy_officer"


def row(**changes) -> dict:
    said = {"portal_type": "TextRecord", "record_kind": "internal_approval"}
    said |= {"kinds": ["WORK"], "reason": "内部审批材料一律为工作秘密"}
    return said | changes


def problems(*rows, user=OFFICER) -> set[tuple[str, str]]:
    before = class_table.rows()
    with acting(user), pytest.raises(BadInput) as caught:
        set_classes(rows)
    assert class_table.rows() == before
    return {(one.field, one.code) for one in caught.value.problems}


def decide(*rows) -> None:
    with acting(OFFICER):
        set_classes(rows)


def test_table_begins_with_the_delivered_rows(site):
    kept = [
        (r["portal_type"], r["record_kind"], r["kinds"]) for r in class_table.rows()
    ]
    assert kept == [
        ("PermitFile", None, []),
        ("TextRecord", "issued_document", []),
        ("TextRecord", "service_document", []),
    ]
    assert class_table.digest_of(site) == class_table.DELIVERED


@pytest.mark.parametrize("user", ["sysadmin", "bureau_head", "handler1"])
def test_only_officers_change_the_table(site, user):
    with acting(user), pytest.raises(NotAllowed):
        set_classes([row()])


@pytest.mark.parametrize(
    "change,problem",
    [
        ({"portal_type": "Document"}, ("portal_type", "unknown_value")),
        ({"portal_type": ""}, ("portal_type", "required")),
        ({"portal_type": "MediaEvidence"}, ("record_kind", "papers_only")),
        ({"record_kind": "letter"}, ("record_kind", "unknown_value")),
        ({"kinds": ["STATE"]}, ("kinds", "state_no_class")),
        ({"kinds": ["SECRET"]}, ("kinds", "unknown_value")),
        ({"kinds": None}, ("kinds", "required")),
        ({"reason": " "}, ("reason", "required")),
        ({"valid_from": "2020-01-01"}, ("valid_from", "day_past")),
        ({"valid_from": "soon"}, ("valid_from", "bad_date")),
        ({"valid_until": "2020-01-01"}, ("valid_until", "day_past")),
        ({"document_name": "受理通知书"}, ("record_kind", "kind_of_document")),
        ({"record_kind": "issued_document"}, ("valid_from", "class_clash")),
        ({"decided_by": "handler1"}, ("decided_by", "unknown_field")),
        ({"id": 9}, ("id", "unknown_value")),
    ],
)
def test_a_row_that_cannot_be_is_refused(site, change, problem):
    assert problem in problems(row(**change))


def test_a_row_that_ends_before_it_begins_is_refused(site):
    days = {"valid_from": str(TODAY + 2 * DAY), "valid_until": str(TODAY + DAY)}
    assert problems(row(**days)) == {("valid_until", "ends_before_starts")}


def test_nobody_decides_a_class_above_their_clearance(site):
    register.clear(OFFICER, ["PRIVACY"], by="secrecy_officer2")
    assert problems(row()) == {("kinds", "above_own_clearance")}


def test_equal_rows_of_one_body_clash_too_and_none_is_added(site):
    assert problems(row(), row(kinds=[])) == {("items[1].valid_from", "class_clash")}


def test_a_new_row_is_an_event_with_its_reason_and_both_digests(site, file):
    before = class_table.digest_of(site)
    decide(row())
    kept = class_table.rows()[-1]
    assert (kept["decided_by"], kept["decided_on"]) == (OFFICER, TODAY)
    after = class_table.digest_of(site)
    event = joined(store()).buffer[-1]
    assert (event["action"], event["reason"]) == ("class_table", row()["reason"])
    assert (event["digest_before"], event["digest"]) == (before, after)
    assert before != after


def test_class_counts_from_its_first_day_until_its_last(site, file):
    decide(row(valid_from=str(TODAY + DAY)))
    assert add(file) == "undecided"
    decide({"id": 4, "valid_until": str(TODAY), "reason": "暂缓"})
    decide(row(valid_until=str(TODAY)))
    assert add(file) == "restricted"


def test_a_class_leaves_what_is_undecided_until_its_next_change(site, file, record):
    decide(row())
    assert confidentiality_state(record) == "undecided"
    with acting(OFFICER):
        assert count_undecided(class_table.rows()[-1]) == 1
        assert count_undecided(class_table.rows()[0]) == 0
    notify(ObjectModifiedEvent(record))
    assert confidentiality_state(record) == "restricted"


def test_a_row_is_ended_at_once_or_later_and_never_otherwise(site):
    decide(row())
    kept = class_table.rows()[-1]
    number = kept["id"]

    def ending(**changes):
        return {"id": number, "valid_until": str(TODAY), "reason": "改判"} | changes

    day = str(TODAY - 2 * DAY)
    assert problems(ending(valid_until=day)) == {("valid_until", "day_past")}
    assert problems(ending(valid_until=None)) == {("valid_until", "required")}
    assert problems(ending(reason="")) == {("reason", "required")}
    assert problems(ending(reason=kept["reason"])) == {("reason", "required")}
    assert problems(ending(kinds=[])) == {("kinds", "row_stands")}
    decide(ending())
    assert problems(ending(valid_until=str(TODAY + DAY))) == {
        ("valid_until", "only_earlier")
    }
    assert problems(row(kinds=[])) == {("valid_from", "class_clash")}
    decide(ending(valid_until=str(TODAY - DAY)), row(kinds=[]))
    ended, new = class_table.rows()[-2:]
    assert (ended["valid_until"], ended["ended_by"]) == (TODAY - DAY, OFFICER)
    assert (ended["kinds"], ended["reason"]) == (["WORK"], row()["reason"])
    assert (new["valid_from"], new["kinds"]) == (TODAY, [])


def test_a_table_that_was_read_can_be_sent_back(site):
    decide(row())
    before = class_table.rows()
    decide(*[as_json(one) | {"matches": 0} for one in before])
    assert class_table.rows() == before


def test_a_document_is_named_as_the_standard_names_it(site):
    name = "现场核查(勘验)笔录"
    decide(row(record_kind="investigation", document_name=name))
    assert class_table.rows()[-1]["document_name"] == "现场核查笔录"


def add(file) -> str:
    values = {"title": "审查意见", "record_kind": "internal_approval"}
    with acting("handler1"):
        return confidentiality_state(add_record(file, "TextRecord", **values))
