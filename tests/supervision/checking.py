"""Checks of everything, as if the days had passed; and records with small files."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.fixity import check_slice
from lingchuan.records.supervision.record_check import RecordCheck
from plone.namedfile.file import NamedBlobFile
from random import Random
from tests.supervision.damages import damage


# A round aims at 24 of 30 days.
LATER = timedelta(days=25)
TOO_LATE = timedelta(days=31)


def paper_file(data: bytes) -> NamedBlobFile:
    """Return a file."""
    return NamedBlobFile(data, contentType="text/plain", filename="测试文件.txt")


def check_all(site, after=LATER):
    """Check everything, as if the days had passed; each time they pass anew."""
    started = getattr(site, "clock", datetime.now(UTC))
    check_slice(site.portal, 30, now=lambda: started)
    site.clock = started + after
    return check_slice(site.portal, 30, budget_s=60, now=lambda: site.clock)


def first(papers):
    """Return (UID, path) of one of them."""
    return next(iter(papers.items()))


def run_damages(real, papers, seed, rounds, count) -> int:
    """Damage files, check all, mend them; return how many were damaged."""
    rng, total = Random(seed), 0
    rows = [ledger.last_change(uid) for uid in all_uids()]
    for _round in range(rounds):
        hurt, mend = damage(rng, papers, count)
        real.portal._p_jar.cacheMinimize()
        check = RecordCheck(real.portal)
        found = [one for row in rows for one in check.check(row)]
        mend()
        assert {one.uid for one in found} == hurt
        assert {one.kind for one in found} <= {kinds.FILE_MISSING, kinds.FILE_CHANGED}
        assert {one.details["field"] for one in found} == {"file"}
        total += len(hurt)
    check = RecordCheck(real.portal)
    assert [one for row in rows for one in check.check(row)] == []
    return total


def all_uids() -> list[str]:
    """Return every record of the ledger."""
    rows = ledger.read(limit=None)
    changed = [row["uid"] for row in rows if row["digest"] and row["uid"] != "site"]
    return list(dict.fromkeys(changed))
