"""Older databases, older ledgers, packed ones: what is lost is named, nothing else."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.reconciler import reconcile
from pathlib import Path
from tests.real_site import open_site
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import change
from tests.supervision.findings import details
from tests.supervision.findings import reported

import pytest
import shutil
import time
import transaction


def restore(site, var: Path, keep: Path) -> None:
    """Put the database that was kept in the place of the present one."""
    site.db.close()
    for name in ("Data.fs", "Data.fs.index"):
        (var / "filestorage" / name).unlink(missing_ok=True)
        if (keep / name).exists():
            shutil.copy(keep / name, var / "filestorage" / name)


@pytest.mark.parametrize("write_after", [False, True])
def test_an_older_database_is_found_with_the_first_event_it_lacks(
    functional_session, var, tmp_path, write_after
):
    with open_site(var) as site:
        reconcile(site.portal)
        keep = tmp_path / "keep"
        shutil.copytree(var / "filestorage", keep)
        files = [add_file(site.portal, f"许可{n}") for n in range(3)]
        transaction.commit()
        first = next(
            row
            for row in ledger.read(limit=None)
            if row["uid"] in {file.UID() for file in files} and row["digest"]
        )
        uids = {file.UID() for file in files}
        reconcile(site.portal)
        restore(site, var, keep)
    with open_site(var) as site:
        if write_after:
            late = add_file(site.portal, "恢复之后")
            transaction.commit()
            assert late.file_number
        reconcile(site.portal)
        told = details(site.portal, kinds.RESTORED)
        assert told["seq"] == first["seq"]
        assert told["event"] == first["id"]
        found = reported(site.portal)
        assert {uid for kind, uid in found if kind == kinds.ROLLED_BACK} >= uids
        assert {kind for kind, _uid in found} <= {kinds.RESTORED, kinds.ROLLED_BACK}
        count = len(alarms())
        reconcile(site.portal)
        assert len(alarms()) == count


def test_a_ledger_older_than_the_database_is_found(functional_session, var, tmp_path):
    with open_site(var) as site:
        reconcile(site.portal)
    keep = tmp_path / "keep"
    shutil.copytree(var / "ledger", keep)
    with open_site(var) as site:
        file = add_file(site.portal)
        transaction.commit()
        uid, event = file.UID(), file.ledger_event
        reconcile(site.portal)
    from lingchuan.records.ledger import places

    places._stores.pop(f"sqlite:///{var}/ledger/ledger.sqlite").close()
    shutil.rmtree(var / "ledger")
    shutil.copytree(keep, var / "ledger")
    with open_site(var) as site:
        reconcile(site.portal)
        assert (kinds.MISSING_EVENT, uid) in reported(site.portal)
        assert event in {one["event"] for one in alarms(kinds.MISSING_EVENT)}


def test_a_pack_gives_no_alarm_and_hides_none(looked):
    file = add_file(looked.portal)
    transaction.commit()
    for number in range(3):
        change(file, title=f"改名{number}")
        transaction.commit()
    looked.db.pack(time.time() + 1)
    assert reconcile(looked.portal).found == ()
    file.title = "伪造"
    transaction.commit()
    looked.db.pack(time.time() + 1)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, file.UID())]
