"""`python -m lingchuan.records.setup.fixity`: beside a served site, and alone."""

from lingchuan.records.setup import fixity
from lingchuan.records.supervision import alarms as told
from lingchuan.records.supervision import kinds
from pathlib import Path
from tests.real_site import open_site
from tests.supervision.damages import writable
from tests.supervision.findings import alarms
from tests.supervision.findings import all_records
from tests.supervision.findings import record_of
from tests.supervision.findings import reported

import pytest
import subprocess
import sys


def run(var: Path, *options: str) -> subprocess.CompletedProcess:
    """Run the command."""
    command = [sys.executable, "-W", "ignore", "-m", fixity.__name__, "--var", str(var)]
    return subprocess.run([*command, *options], capture_output=True, text=True)


def blob_of(site) -> tuple[str, str, Path]:
    """Return (UID, path, file of the bytes) of a record."""
    record = record_of(site.portal, "MediaEvidence")
    path = "/".join(record.getPhysicalPath())
    return record.UID(), path, site.blob_path(record.file)


def test_a_whole_site_is_good(functional_session, var):
    done = run(var, "--all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 wrong, 0 not checked" in done.stdout
    with open_site(var) as site:
        assert alarms() == []
        count = sum(
            bool(getattr(one, "file_digests", None)) for one in all_records(site.portal)
        )
        assert f"{count} files" in done.stdout


def test_a_damaged_file_is_named_and_the_site_makes_the_incident(
    functional_session, var
):
    with open_site(var) as site:
        uid, path, blob = blob_of(site)
        name = record_of(site.portal, "MediaEvidence").file.filename
    data = blob.read_bytes()
    writable(blob).write_bytes(data[:-1])
    for _again in range(2):
        done = run(var, "--all")
        assert done.returncode == 1
        assert f"{kinds.FILE_CHANGED}\t{uid}\t{path}\tfile" in done.stdout
        assert name not in done.stdout
    with open_site(var) as site:
        assert [one["kind"] for one in alarms()] == [kinds.FILE_CHANGED]
        assert reported(site.portal) == []
        told.raise_incidents(site.portal)
        assert reported(site.portal) == [(kinds.FILE_CHANGED, uid)]


def test_it_runs_beside_a_process_that_has_the_database_open(functional_session, var):
    with open_site(var) as site:
        uid, _path, blob = blob_of(site)
        assert fixity.is_served(var)
        record = record_of(site.portal)
        size = site.storage.getSize()
        blob.unlink()
        done = run(var, "--all")
        assert done.returncode == 1, done.stdout + done.stderr
        assert f"{kinds.FILE_MISSING}\t{uid}" in done.stdout
        assert site.storage.getSize() == size
        assert record.UID()
        assert [one["kind"] for one in alarms()] == [kinds.FILE_MISSING]
    assert not fixity.is_served(var)


def test_a_lost_change_is_told_of_when_nobody_serves(functional_session, var):
    import transaction

    with open_site(var) as site:
        record = record_of(site.portal)
        uid = record.UID()
        record.aq_parent._tree.pop(record.getId())
        transaction.commit()
        assert f"\t{uid}\t" not in run(var, "--all").stdout
    assert f"{kinds.RECORD_MISSING}\t{uid}" in run(var, "--all").stdout


def test_without_all_it_checks_what_is_due(functional_session, var):
    done = run(var)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("0 records")


@pytest.mark.parametrize("missing", ["var", "database", "ledger"])
def test_what_could_not_be_checked_is_another_status(functional_session, var, missing):
    if missing == "var":
        done = run(var / "nowhere", "--all")
    elif missing == "database":
        (var / "filestorage" / "Data.fs").rename(var / "filestorage" / "gone")
        done = run(var, "--all")
    else:
        path = var / "ledger" / "ledger.sqlite"
        for one in path.parent.iterdir():
            one.write_bytes(b"this is no database, but it is long enough")
        done = run(var, "--all")
    assert done.returncode == 2, done.stdout
    assert kinds.FIXITY_NOT_CHECKED in done.stdout
    assert "Traceback" not in done.stdout


def test_a_file_that_cannot_be_read_is_named_and_is_another_status(
    functional_session, var
):
    with open_site(var) as site:
        uid, path, blob = blob_of(site)
    blob.unlink()
    blob.mkdir()
    done = run(var, "--all")
    assert done.returncode == 2, done.stdout
    assert f"{kinds.FIXITY_NOT_CHECKED}\t{uid}\t{path}\tfile\tEISDIR" in done.stdout
