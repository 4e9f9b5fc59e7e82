"""The database against the ledger: what was undone, or slipped in past the system."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.reconciler import reconcile
from plone.dexterity.utils import createContent
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import all_records
from tests.supervision.findings import base
from tests.supervision.findings import change
from tests.supervision.findings import details
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from tests.supervision.findings import undo_last

import pytest
import transaction


def test_an_honest_site_gives_no_alarm_at_the_first_look_nor_after(real):
    report = reconcile(real.portal)
    assert report.found == ()
    assert report.records >= len(all_records(real.portal))
    assert report.events == ledger.size()
    file = add_file(real.portal)
    transaction.commit()
    change(file, title="改名后的许可")
    transaction.commit()
    report = reconcile(real.portal)
    assert (report.found, report.records, report.events) == ((), 1, 3)
    assert reported(real.portal) == alarms() == []


def test_a_look_with_nothing_new_writes_nothing(looked):
    tid, size = looked.storage.lastTransaction(), ledger.size()
    assert reconcile(looked.portal).records == 0
    assert looked.storage.lastTransaction() == tid
    assert ledger.size() == size


def test_an_undone_change_is_found_and_named_once(looked):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    change(file, title="改名后的许可")
    transaction.commit()
    event = ledger.last_change(file.UID())["id"]
    reconcile(looked.portal)
    undo_last(looked)
    assert file.title == "食品经营许可"
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]
        assert [one["event"] for one in alarms()] == [event]
    assert details(looked.portal, kinds.ROLLED_BACK)["event"] == event


def test_a_change_undone_before_anybody_looked_is_found(looked):
    file = add_file(looked.portal)
    transaction.commit()
    change(file, title="改名后的许可")
    transaction.commit()
    undo_last(looked)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]


@pytest.mark.parametrize("look_between", [True, False])
def test_a_change_undone_and_followed_by_another_is_found(looked, look_between):
    file = add_file(looked.portal)
    transaction.commit()
    change(file, title="第一次改名")
    transaction.commit()
    event = ledger.last_change(file.UID())["id"]
    if look_between:
        reconcile(looked.portal)
    undo_last(looked)
    change(file, title="第二次改名")
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]
    assert details(looked.portal, kinds.ROLLED_BACK)["event"] == event


@pytest.mark.parametrize("look_between", [True, False])
def test_an_undone_making_is_found(looked, look_between):
    file = add_file(looked.portal)
    transaction.commit()
    uid = file.UID()
    if look_between:
        reconcile(looked.portal)
    undo_last(looked)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, uid)]


def test_an_attribute_changed_in_a_shell_is_found(looked):
    record = record_of(looked.portal)
    record.document_number = "伪造〔2026〕1号"
    transaction.commit()
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, record.UID())]
    told = details(looked.portal, kinds.CHANGED_UNLOGGED)
    assert told["event"] == record.ledger_event
    assert told["expected"] == ledger.find(record.ledger_event)["digest"]
    assert told["found"] != told["expected"]


def test_a_change_in_a_shell_that_forges_the_digest_is_found(looked):
    from lingchuan.records.content import facts
    from lingchuan.records.core.digest import state_digest

    record = record_of(looked.portal)
    record.title = "伪造"
    record.state_digest = state_digest(facts.canonical_state(record))
    transaction.commit()
    reconcile(looked.portal)
    assert kinds_of(looked.portal) == [kinds.CHANGED_UNLOGGED]


def test_a_record_that_names_an_event_of_another_is_found(looked):
    record = record_of(looked.portal)
    record.ledger_event = looked.portal["files"].ledger_event
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.MISSING_EVENT, record.UID())]


def test_a_record_made_in_a_shell_without_event_is_found(looked):
    record = createContent("TextRecord", id="slipped-in", title="凭空而来")
    file = record_of(looked.portal, "PermitFile")
    file._setOb(record.id, base(record))
    file["slipped-in"].reindexObject()
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.MISSING_EVENT, record.UID())]


def test_a_record_taken_out_in_a_shell_is_found(looked):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    uid, year = file.UID(), file.aq_parent
    year._tree.pop(file.getId())
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.RECORD_MISSING, uid)]


def test_a_deleted_draft_is_no_alarm(looked):
    from lingchuan.records.content.actions import add_record
    from plone import api

    file = add_file(looked.portal)
    with api.env.adopt_user(username="handler1"):
        draft = add_record(file, "TextRecord", title="草稿")
        transaction.commit()
        file._delObject(draft.getId())
        transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == []


def test_many_findings_are_each_an_event_and_not_each_an_incident(looked, monkeypatch):
    from lingchuan.records.supervision import alarms as told

    monkeypatch.setattr(told, "MOST_OF_A_KIND", 2)
    changed = [
        one for one in all_records(looked.portal) if one.portal_type == "TextRecord"
    ]
    for record in changed[:5]:
        record.title = "伪造"
    transaction.commit()
    reconcile(looked.portal)
    assert len(alarms(kinds.CHANGED_UNLOGGED)) == 5
    found = kinds_of(looked.portal)
    assert found.count(kinds.CHANGED_UNLOGGED) == 2
    assert details(looked.portal, kinds.MANY)["count"] == 3


def test_incidents_are_events_and_records_like_others(looked):
    record = record_of(looked.portal)
    record.title = "伪造"
    transaction.commit()
    reconcile(looked.portal)
    incident = looked.portal["supervision"].objectValues()[0]
    assert ledger.last_change(incident.UID())["id"] == incident.ledger_event
    assert reconcile(looked.portal).found == ()
    incident.source = "nobody"
    transaction.commit()
    reconcile(looked.portal)
    assert (kinds.CHANGED_UNLOGGED, incident.UID()) in reported(looked.portal)
