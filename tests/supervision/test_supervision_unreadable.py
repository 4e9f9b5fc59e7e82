"""What cannot be read is named; what lies behind it is checked all the same."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import rows
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.fixity import check_slice
from lingchuan.records.supervision.fixity import job_of
from lingchuan.records.supervision.fixity import Round
from lingchuan.records.supervision.reconciler import reconcile
from lingchuan.records.supervision.record_check import RecordCheck
from tests.supervision.checking import check_all
from tests.supervision.checking import LATER
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import details
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from ZODB.Connection import TransactionMetaData
from ZODB.utils import u64

import json
import pickletools
import pytest
import sqlite3
import time
import transaction


def spoil(site, record) -> None:
    """Store bytes in the place of a record's state that nobody can read."""
    data, tid = site.storage.load(record._p_oid)[:2]
    end = next(at for code, _arg, at in pickletools.genops(data) if code.name == "STOP")
    parts = TransactionMetaData()
    site.storage.tpc_begin(parts)
    site.storage.store(record._p_oid, tid, data[: end + 1] + b"\xff\xff", "", parts)
    site.storage.tpc_vote(parts)
    site.storage.tpc_finish(parts)
    site.portal._p_jar.sync()
    site.portal._p_jar.cacheMinimize()


def test_a_state_that_cannot_be_read_stops_no_look(looked):
    one, two = record_of(looked.portal), record_of(looked.portal, "PermitFile")
    oid, uid = u64(one._p_oid), two.UID()
    two.title = "伪造"
    transaction.commit()
    spoil(looked, one)
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [
            (kinds.CHANGED_UNLOGGED, uid),
            (kinds.FIXITY_NOT_CHECKED, None),
        ]
    told = details(looked.portal, kinds.FIXITY_NOT_CHECKED)
    assert told["field"] == f"{oid:#x}"
    assert told["reason"]
    assert reconcile(looked.portal).records == 0


def test_a_record_of_the_last_events_that_cannot_be_read_stops_no_look(looked):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    spoil(looked, file)
    # What is held against the last events has been seen before.
    for _again in range(2):
        reconcile(looked.portal)
        found = {kind for kind, _uid in reported(looked.portal)}
        assert found == {kinds.FIXITY_NOT_CHECKED}


def test_a_record_that_cannot_be_read_stops_no_check(real, papers):
    uid, *_others, last = papers
    spoil(real, record_of(real.portal, UID=uid))
    papers[last].unlink()
    done = check_all(real)
    assert done.is_round_done
    assert (done.counts.unread, done.counts.wrong) == (1, 1)
    found = [(one["kind"], one.get("reason")) for one in alarms()]
    assert found == [
        (kinds.FIXITY_NOT_CHECKED, "StateLoadError"),
        (kinds.FILE_MISSING, None),
    ]
    assert (kinds.FIXITY_NOT_CHECKED, uid) in reported(real.portal)


def test_a_ledger_that_does_not_answer_is_no_fault_of_a_record(real, papers):
    def down(self, last):
        raise ledger.LedgerUnavailable("down")

    check = RecordCheck(real.portal)
    row = ledger.last_change(next(iter(papers)))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(RecordCheck, "_checked", down)
        with pytest.raises(ledger.LedgerUnavailable):
            list(check.check(row))


def test_the_time_is_looked_at_after_each_record(real, papers, monkeypatch):
    checked, check = [], RecordCheck.check

    def slow(self, last):
        checked.append(last["uid"])
        time.sleep(0.3)
        return check(self, last)

    started = datetime.now(UTC)
    check_slice(real.portal, 30, now=lambda: started)
    monkeypatch.setattr(RecordCheck, "check", slow)
    seen = []
    for _slice in range(3):
        check_slice(real.portal, 30, budget_s=0.1, now=lambda: started + LATER)
        seen.append(json.loads(ledger.progress(job_of(real.portal)))["seq"])
    assert len(checked) <= 3
    assert len(set(checked)) == len(checked) > 1
    assert seen == sorted(set(seen))


def test_a_round_that_a_clock_ahead_began_is_begun_anew(real):
    now = datetime.now(UTC)
    job = job_of(real.portal)
    Round.begin(job, now + timedelta(days=3650))
    done = check_slice(real.portal, 30, now=lambda: now)
    assert not done.is_round_done
    assert Round.read(job, now).since == now.isoformat()
    done = check_slice(real.portal, 30, budget_s=60, now=lambda: now + LATER)
    assert done.is_round_done


def test_a_ledger_with_fewer_events_than_were_seen_is_told(looked):
    size = ledger.size()
    with sqlite3.connect(looked.var / "ledger" / "ledger.sqlite") as connection:
        connection.execute("DROP TRIGGER events_no_delete")
        connection.execute("DELETE FROM events WHERE seq > ?", (size - 3,))
    found = reconcile(looked.portal).found
    broken = [one for one in found if one.kind == kinds.LEDGER_BROKEN]
    assert [one.details for one in broken] == [
        {"code": "place_missing", "seq": size - 2}
    ]


def test_only_numbers_beyond_the_known_are_read(looked):
    every = rows.numbers_beyond({})
    assert every == [
        one | {"at": row["at"]}
        for one, row in zip(ledger.numbers(), every, strict=True)
    ]
    highest = {(one["series"], one["year"]): one["number"] for one in every}
    assert rows.numbers_beyond(highest) == []
    file = add_file(looked.portal)
    transaction.commit()
    assert [one["uid"] for one in rows.numbers_beyond(highest)] == [file.UID()]
