"""Every file and every state is checked: what is wrong is found, nothing else is."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.transitions import perform
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import record_check
from lingchuan.records.supervision.fixity import check_slice
from lingchuan.records.supervision.fixity import job_of
from lingchuan.records.supervision.reconciler import reconcile
from lingchuan.records.supervision.record_check import RecordCheck
from plone import api
from tests.supervision.checking import all_uids
from tests.supervision.checking import check_all
from tests.supervision.checking import first
from tests.supervision.checking import LATER
from tests.supervision.checking import paper_file
from tests.supervision.checking import TOO_LATE
from tests.supervision.damages import writable
from tests.supervision.findings import alarms
from tests.supervision.findings import change
from tests.supervision.findings import details
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported

import json
import pytest
import transaction


def test_a_whole_site_gives_no_finding(real, papers):
    done = check_all(real)
    assert done.found == ()
    assert done.counts.files >= len(papers)
    assert done.counts.bytes > sum(path.stat().st_size for path in papers.values())
    assert (done.counts.wrong, done.counts.unread) == (0, 0)
    assert done.is_round_done
    assert alarms() == []


def test_the_round_leaves_one_event_with_its_counts(real, papers):
    before = ledger.size()
    done = check_all(real)
    rows = [row for row in ledger.read(before, None) if row["action"] == "fixity"]
    assert [row["uid"] for row in rows] == ["site"]
    told = json.loads(rows[0]["details"])
    assert told["files"] == done.counts.files
    assert told["wrong"] == told["unread"] == 0


def test_a_swapped_file_is_an_incident_that_names_record_and_field(real, papers):
    (one, mine), (two, others) = list(papers.items())[:2]
    left, right = mine.read_bytes(), others.read_bytes()
    writable(mine).write_bytes(right)
    writable(others).write_bytes(left)
    check_all(real)
    assert reported(real.portal) == sorted(
        [(kinds.FILE_CHANGED, one), (kinds.FILE_CHANGED, two)]
    )
    told = alarms(kinds.FILE_CHANGED)[0]
    assert told["field"] == "file"
    assert told["found"] != told["expected"]
    assert "测试文件" not in json.dumps(alarms(), ensure_ascii=False)


def test_a_missing_file_is_told_once_until_it_is_handled(real, papers):
    uid, path = first(papers)
    data = path.read_bytes()
    path.unlink()
    for _again in range(2):
        check_all(real)
        assert reported(real.portal) == [(kinds.FILE_MISSING, uid)]
    incident = real.portal["supervision"].objectValues()[0]
    with api.env.adopt_user(username="supervisor1"):
        perform(incident, "handle", {"reason": "从备份恢复"})
    transaction.commit()
    path.write_bytes(data)
    check_all(real)
    assert kinds_of(real.portal) == [kinds.FILE_MISSING]
    path.unlink()
    check_all(real)
    assert kinds_of(real.portal) == [kinds.FILE_MISSING] * 2


def test_a_file_swapped_with_its_digests_in_the_database_is_found(real, papers):
    uid, path = first(papers)
    record = record_of(real.portal, UID=uid)
    from lingchuan.records.core.digest import file_digests

    forged = b"forged bytes"
    writable(path).write_bytes(forged)
    sha256, sm3, size = file_digests([forged])
    record.file_digests["file"].update(sha256=sha256, sm3=sm3, size=size)
    transaction.commit()
    check_all(real)
    assert (kinds.FILE_CHANGED, uid) in reported(real.portal)
    assert (kinds.CHANGED_UNLOGGED, uid) in reported(real.portal)


def test_a_nested_mapping_changed_in_a_shell_is_found(real, papers):
    uid, _path = first(papers)
    record = record_of(real.portal, UID=uid)
    history = record.workflow_history["record_workflow"]
    record.workflow_history["record_workflow"] = (
        *history,
        dict(history[-1], review_state="sealed"),
    )
    transaction.commit()
    assert not record._p_changed
    check_all(real)
    assert reported(real.portal) == [(kinds.CHANGED_UNLOGGED, uid)]


def test_the_file_of_an_older_version_is_checked_too(real, papers):
    uid, old = first(papers)
    record = record_of(real.portal, UID=uid)
    with api.env.adopt_user(username="handler1"):
        for step in ("submit", "seal"):
            perform(record, step, {})
        new = paper_file(b"corrected")
        perform(record, "correct", {"reason": "页数有误", "changes": {"file": new}})
    transaction.commit()
    assert real.blob_path(record.file) != old
    assert check_all(real).found == ()
    writable(old).write_bytes(b"forged")
    check_all(real)
    assert reported(real.portal) == [(kinds.FILE_CHANGED, uid)]


def test_a_file_taken_out_of_its_record_is_missing(real, papers):
    uid, _path = first(papers)
    record_of(real.portal, UID=uid).file = None
    transaction.commit()
    check_all(real)
    assert set(reported(real.portal)) == {
        (kinds.FILE_MISSING, uid),
        (kinds.CHANGED_UNLOGGED, uid),
    }


def test_what_cannot_be_read_is_said(real, papers, monkeypatch):
    uid, path = first(papers)

    def broken(name, *args, **options):
        if name == str(path):
            raise OSError(5, "Input/output error")
        return open(name, *args, **options)

    monkeypatch.setattr(record_check, "open", broken, raising=False)
    done = check_all(real)
    assert done.counts.unread == 1
    told = details(real.portal, kinds.FIXITY_NOT_CHECKED)
    assert (told["field"], told["reason"]) == ("file", "EIO")
    assert reported(real.portal) == [(kinds.FIXITY_NOT_CHECKED, uid)]


def test_a_round_that_takes_too_long_is_told_of_once(real, papers):
    started = datetime.now(UTC)
    check_slice(real.portal, 30, now=lambda: started)
    for _again in range(2):
        check_slice(real.portal, 30, budget_s=0, now=lambda: started + TOO_LATE)
    told = details(real.portal, kinds.FIXITY_NOT_CHECKED)
    assert told["reason"] == "late"
    assert told["count"] > 0


def test_a_round_is_spread_over_its_days(real, papers):
    started = datetime.now(UTC)
    size = ledger.size()
    check_slice(real.portal, 30, now=lambda: started)
    seen = []
    for day in (0, 6, 12, 18):
        at = started + timedelta(days=day)
        seen.append(check_slice(real.portal, 30, now=lambda at=at: at).seq)
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert seen[1] >= size / 4 - 50
    assert seen[1] < size
    done = check_slice(real.portal, 30, now=lambda: started + timedelta(days=25))
    assert done.is_round_done


def test_a_crash_loses_at_most_a_few_records(real, papers, monkeypatch):
    started, checked = datetime.now(UTC), []
    check = RecordCheck.check

    def dying(self, last):
        checked.append(last["uid"])
        if len(checked) == 30:
            raise KeyboardInterrupt
        yield from check(self, last)

    check_slice(real.portal, 30, now=lambda: started)
    monkeypatch.setattr(RecordCheck, "check", dying)
    with pytest.raises(KeyboardInterrupt):
        check_slice(real.portal, 30, now=lambda: started + LATER)
    first_part = set(checked)
    noted = json.loads(ledger.progress(job_of(real.portal)))["seq"]
    assert 0 < noted < ledger.size()
    monkeypatch.setattr(
        RecordCheck,
        "check",
        lambda self, last: checked.append(last["uid"]) or check(self, last),
    )
    done = check_slice(real.portal, 30, budget_s=60, now=lambda: started + LATER)
    assert done.is_round_done
    assert set(checked) >= set(all_uids())
    assert len(checked) <= len(set(checked)) + 50
    assert first_part


def test_a_record_that_changes_during_the_round_is_no_alarm(real, papers):
    started = datetime.now(UTC)
    check_slice(real.portal, 30, now=lambda: started)
    check_slice(real.portal, 30, now=lambda: started + timedelta(days=10))
    uid, _path = first(papers)
    change(record_of(real.portal, UID=uid), title="改名的材料")
    transaction.commit()
    done = check_all(real)
    assert done.is_round_done
    assert done.found == ()


def test_a_lost_change_is_told_by_one_of_both_checks_alone(real, papers):
    uid, _path = first(papers)
    record = record_of(real.portal, UID=uid)
    record.aq_parent._tree.pop(record.getId())
    transaction.commit()
    check_all(real)
    reconcile(real.portal)
    assert reported(real.portal) == [(kinds.RECORD_MISSING, uid)]
