"""The same again after it was handled is told again, and what stays is not."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import audit
from lingchuan.records.supervision import alarms as told
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.ledger_check import audit_whole
from lingchuan.records.supervision.reconciler import reconcile
from plone.dexterity.utils import createContent
from tests.supervision.findings import add_file
from tests.supervision.findings import base
from tests.supervision.findings import change
from tests.supervision.findings import handle
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from tests.supervision.findings import undo_last

import pytest
import transaction


def handle_all(portal) -> None:
    """Handle what is found so far."""
    portal._p_jar.sync()
    for incident in portal["supervision"].objectValues():
        handle(incident)


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("title", "伪造", kinds.CHANGED_UNLOGGED),
        ("ledger_event", "nobody's", kinds.MISSING_EVENT),
    ],
)
def test_a_tampering_that_is_done_again_after_it_was_handled_is_told_again(
    looked, name, value, kind
):
    record = record_of(looked.portal)
    true = getattr(record, name)
    setattr(record, name, value)
    transaction.commit()
    reconcile(looked.portal)
    handle_all(looked.portal)
    setattr(record, name, true)
    transaction.commit()
    assert reconcile(looked.portal).found == ()
    setattr(record, name, value)
    transaction.commit()
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [(kind, record.UID())] * 2


def test_a_change_that_is_undone_again_is_told_again_and_only_then(looked):
    file = add_file(looked.portal)
    transaction.commit()
    change(file, title="改名后的许可")
    transaction.commit()
    reconcile(looked.portal)
    undo_last(looked)
    reconcile(looked.portal)
    handle_all(looked.portal)
    for _look in range(2):
        assert reconcile(looked.portal).found == ()
    events = [row["id"] for row in ledger.read(uid=file.UID()) if row["digest"]]
    for title, event in (("改名后的许可", events[-1]), ("食品经营许可", events[-2])):
        file.title, file.ledger_event = title, event
        transaction.commit()
    reconcile(looked.portal)
    found = [one for one in reported(looked.portal) if one[0] == kinds.ROLLED_BACK]
    assert found == [(kinds.ROLLED_BACK, file.UID())] * 2


def test_a_fault_of_the_ledger_is_told_again_after_it_was_handled(looked, monkeypatch):
    fault = audit.Fault("row_changed", 3)
    monkeypatch.setattr(audit, "faults", lambda: iter([fault]))

    def look() -> list[str]:
        for one in audit_whole(looked.portal):
            told.tell(one, looked.portal)
        told.raise_incidents(looked.portal)
        return kinds_of(looked.portal)

    assert look() == look() == [kinds.LEDGER_BROKEN]
    handle_all(looked.portal)
    assert look() == [kinds.LEDGER_BROKEN] * 2


def test_a_record_without_event_that_the_catalog_does_not_know_is_found(looked):
    record = createContent("TextRecord", id="slipped-in", title="凭空而来")
    file = record_of(looked.portal, "PermitFile")
    file._setOb(record.id, base(record))
    transaction.commit()
    for _again in range(2):
        reconcile(looked.portal)
        uid = file["slipped-in"].UID()
        assert reported(looked.portal) == [(kinds.MISSING_EVENT, uid)]
