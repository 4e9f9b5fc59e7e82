"""What is done while the fault strikes: ingest of media, a transition, an extraction.

Each flow first prepares what it needs and commits; `act` is the change itself, up to
its commit, and returns what must hold once that was acknowledged.
"""

from datetime import datetime
from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.acting import acting
from lingchuan.records.demo.acting import move
from lingchuan.records.ledger import api as ledger
from plone.namedfile.file import NamedBlobFile
from tests.evidence.extracting import SHEET
from tests.permit_files import open_file
from typing import Any

import random
import transaction


JPEG = b"\xff\xd8\xff\xe0"
LARGEST = 300_000


def _file(site: Any) -> Any:
    """Return a permit file that gets new records, a fresh one now and then."""
    brains = site.portal_catalog.unrestrictedSearchResults(
        portal_type="PermitFile", sort_on="created", sort_order="descending"
    )
    if brains and len(brains[0]._unrestrictedGetObject().objectIds()) < 50:
        return brains[0]._unrestrictedGetObject()
    file = open_file(site)
    transaction.commit()
    return file


def _photo(chance: random.Random) -> NamedBlobFile:
    data = JPEG + chance.randbytes(chance.randint(1, LARGEST))
    return NamedBlobFile(data, contentType="image/jpeg", filename="a.jpg")


class Ingest:
    """A photo is stored in a permit file."""

    def __init__(self, site: Any, chance: random.Random) -> None:
        self.container = _file(site)
        self.chance = chance

    def act(self) -> dict[str, Any]:
        """Store it."""
        with acting("handler1"):
            photo = _photo(self.chance)
            made = add_record(
                self.container, "MediaEvidence", medium="photo", file=photo
            )
            uid = made.UID()
            transaction.commit()
        return {"uid": uid, "state": "draft"}


class Transition:
    """A photo that was stored is submitted."""

    def __init__(self, site: Any, chance: random.Random) -> None:
        ingest = Ingest(site, chance)
        uid = ingest.act()["uid"]
        self.record = ledger_object(site, uid)

    def act(self) -> dict[str, Any]:
        """Submit it."""
        move("handler1", self.record, "submit")
        uid = self.record.UID()
        transaction.commit()
        return {"uid": uid, "state": "submitted"}


class Extraction:
    """A clip that was stored and opened is issued as evidence."""

    def __init__(self, site: Any, chance: random.Random) -> None:
        file = _file(site)
        with acting("handler1"):
            photo = _photo(chance)
            clip = add_record(file, "MediaEvidence", medium="photo", file=photo)
        move("handler1", clip, "submit")
        move("secrecy_officer", clip, "mark_open", comment="无密")
        values = {name: value for name, value in SHEET.items() if name != "transcript"}
        for name in ("made_at", "extracted_at"):
            values[name] = datetime.fromisoformat(values[name])
        with acting("archivist1"):
            self.sheet = add_record(
                site["extractions"], "EvidenceExtraction", items=[clip.UID()], **values
            )
        transaction.commit()

    def act(self) -> dict[str, Any]:
        """Issue it."""
        move("handler1", self.sheet, "issue")
        uid = self.sheet.UID()
        transaction.commit()
        return {"uid": uid, "state": "issued"}


FLOWS = {"ingest": Ingest, "transition": Transition, "extraction": Extraction}


def ledger_object(site: Any, uid: str) -> Any:
    """Return the object of which the ledger has events."""
    row = ledger.last_change(uid)
    return site.unrestrictedTraverse(row["path"], None) if row else None
