"""From events to incidents: rows that cannot be read, and alarms of lower features."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.interfaces import IAlarms
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import places
from lingchuan.records.setup.clock import check_ledger
from lingchuan.records.supervision import alarms as told
from lingchuan.records.supervision import incidents
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import ledger_check
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.ledger_check import audit_whole
from lingchuan.records.supervision.ledger_check import AuditWatch
from lingchuan.records.supervision.ledger_check import is_due
from lingchuan.records.supervision.ledger_check import LATE
from sqlalchemy import event
from tests.supervision.findings import alarms
from tests.supervision.findings import details
from tests.supervision.findings import handle
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from zope.component import getUtility

import json
import pytest
import transaction


def insert(portal, text, **changes) -> None:
    """Write an alarm whose details are any text, as one may who can insert rows."""
    path = "/".join(portal.getPhysicalPath())
    row = ledger.event_of("alarm", uid="site", path=path, actor="nobody")
    ledger.write_now([row | {"details": text} | changes])


GOOD = {"kind": kinds.FILE_MISSING, "fingerprint": "0" * 32}
BAD = [
    ("no JSON", {}),
    ("[]", {}),
    ("null", {}),
    (json.dumps({"kind": kinds.FILE_MISSING}), {}),
    (json.dumps(GOOD | {"fingerprint": "../up"}), {}),
    (json.dumps(GOOD | {"fingerprint": 7}), {}),
    (json.dumps(GOOD | {"kind": []}), {}),
    (json.dumps(GOOD | {"occurred": "gestern"}), {}),
    (json.dumps(GOOD | {"field": "\ud800"}), {}),
    (json.dumps(GOOD), {"at": "gestern"}),
]


@pytest.mark.parametrize(("text", "changes"), BAD)
def test_an_alarm_that_cannot_be_read_is_told_and_those_after_it_too(
    looked, text, changes
):
    insert(looked.portal, text, **changes)
    seq = ledger.size()
    told.tell(Found(kinds.CLOCK_JUMP, "clock", "1" * 32), looked.portal)
    for _again in range(2):
        told.raise_incidents(looked.portal)
        assert kinds_of(looked.portal) == [kinds.CLOCK_JUMP, kinds.LEDGER_BROKEN]
    broken = details(looked.portal, kinds.LEDGER_BROKEN)
    assert broken == {"code": "row_unreadable", "seq": seq}


@pytest.mark.parametrize("noted", ["999999", "no number"])
def test_a_progress_that_cannot_be_true_silences_no_incident(looked, noted):
    ledger.set_progress("incidents:/lingchuan", noted)
    told.tell(Found(kinds.CLOCK_JUMP, "clock", "1" * 32), looked.portal)
    for _again in range(2):
        told.raise_incidents(looked.portal)
        assert kinds_of(looked.portal) == [kinds.CLOCK_JUMP]


def test_a_told_finding_is_found_among_any_number_of_events(looked):
    finding = Found(kinds.CLOCK_JUMP, "clock", "1" * 32)
    assert told.tell(finding, looked.portal)
    rows = [
        ledger.event_of("login", uid="site", path="/lingchuan", actor="clerk1")
        for _number in range(1_100)
    ]
    ledger.write_now(rows)
    counted = []
    engine = places.store().engine
    event.listen(engine, "after_cursor_execute", lambda *a: counted.append(a[2]))
    assert not told.tell(finding, looked.portal)
    assert len(counted) < 5
    assert told.tell(Found(kinds.CLOCK_JUMP, "clock", "2" * 32), looked.portal)


def test_an_alarm_of_a_lower_feature_is_an_event_each_time_and_one_incident(looked):
    record = record_of(looked.portal)
    uid, path = record.UID(), "/".join(record.getPhysicalPath())
    say = getUtility(IAlarms).tell
    about = {"field": "file", "expected": "a", "found": "b", "size": 1}
    for _again in range(2):
        say(kinds.FILE_CHANGED, uid, path, about, actor="handler1", channel="rest")
    transaction.abort()
    rows = [row for row in ledger.read(uid=uid) if row["action"] == "alarm"]
    assert [(row["actor"], row["channel"]) for row in rows] == [
        ("handler1", "rest")
    ] * 2
    for _again in range(2):
        told.raise_incidents(looked.portal)
        assert reported(looked.portal) == [(kinds.FILE_CHANGED, uid)]
    assert details(looked.portal, kinds.FILE_CHANGED) == about


def test_an_alarm_that_comes_after_its_incident_was_handled_is_another(looked):
    say = getUtility(IAlarms).tell
    record = record_of(looked.portal)
    uid, path = record.UID(), "/".join(record.getPhysicalPath())
    for count in (1, 2):
        say(kinds.FILE_CHANGED, uid, path, {"field": "file"})
        told.raise_incidents(looked.portal)
        assert reported(looked.portal) == [(kinds.FILE_CHANGED, uid)] * count
        for incident in looked.portal["supervision"].objectValues():
            if incidents.handled_at(incident) is None:
                handle(incident)
    # Read anew from the beginning, they are the same.
    ledger.set_progress("incidents:/lingchuan", "0")
    told.raise_incidents(looked.portal)
    assert reported(looked.portal) == [(kinds.FILE_CHANGED, uid)] * 2


def audits():
    rows = ledger.read(limit=None)
    return [json.loads(row["details"]) for row in rows if row["action"] == "audit"]


def test_an_audit_is_an_event_and_due_again_after_an_hour(looked):
    now, size = datetime.now(UTC), ledger.size()
    assert is_due(now)
    assert list(audit_whole(looked.portal)) == []
    assert audits() == [{"events": size, "faults": 0}]
    assert not is_due(now + timedelta(minutes=59))
    assert is_due(now + timedelta(minutes=61))


def test_a_large_ledger_is_read_once_a_day(looked, monkeypatch):
    list(audit_whole(looked.portal))
    monkeypatch.setattr(ledger_check, "MANY", 1)
    now = datetime.now(UTC)
    assert not is_due(now + timedelta(hours=23))
    assert is_due(now + timedelta(hours=25))


def test_each_start_reads_the_ledger_whatever_was_read_before(looked):
    for _start in range(2):
        job = check_ledger()
        for _minute in range(2):
            job(looked.portal)
    assert len(audits()) == 2


def test_a_note_of_progress_does_not_stand_for_an_audit(looked):
    now = datetime.now(UTC)
    ledger.set_progress("audit", now.date().isoformat())
    assert is_due(now)


def test_an_audit_that_did_not_come_is_told_and_no_other(looked):
    start = datetime.now(UTC)
    now = [start]
    watch = AuditWatch(lambda: now[0])
    assert list(watch.check()) == []
    now[0] = start + LATE + timedelta(minutes=1)
    found = list(watch.check())
    assert [one.kind for one in found] == [kinds.JOB_FAILED]
    assert found[0].details == {"job": "audit", "error": "absent"}
    list(audit_whole(looked.portal))
    now[0] = start + LATE - timedelta(minutes=1)
    assert list(watch.check()) == []
    # One that begins to wait now has waited for nothing yet.
    late = start + timedelta(days=9)
    assert list(AuditWatch(lambda: late).check()) == []
    assert alarms() == []
