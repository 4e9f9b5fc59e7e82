"""The writer of a paper that the bureau issues about a case: it lies in the file, sealed.

- Nobody drafts it there: it is made whole by the act that issues it, so it is submitted
  and sealed with that act, in the name of whoever acts.
- It comes into a file that is archived too, which stays archived (docs/adr/0002): what
  is added is the bureau's own answer, and nothing that was there changes.
- Its class is that of the class table, as for every issued paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.actions import move_by_rule
from lingchuan.records.content.admitting import admitting
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import closed_file
from plone.namedfile.file import NamedBlobFile
from typing import Final


KIND: Final = "issued_document"
PDF: Final = "application/pdf"
# Of such a file nothing is kept any more.
GONE: Final = "disposed"


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued paper.

    Args:
        pdf: the paper itself.
        day: on which it was made and issued.
        signer: name of who signed it for the bureau.
    """

    document_name: str
    number: str
    stage: str
    day: date
    pages: int
    signer: str
    pdf: bytes

    def fields(self) -> dict[str, object]:
        """Return the fields of its record."""
        return {
            "record_kind": KIND,
            "document_name": self.document_name,
            "document_number": self.number,
            "stage": self.stage,
            "made_on": self.day,
            "issued_on": self.day,
            "page_count": self.pages,
            "signers": [{"name": self.signer, "role": "staff", "signed": True}],
            "file": NamedBlobFile(self.pdf, PDF, f"{self.number}.pdf"),
        }


def file_issued(file: object, paper: Issued, details: Mapping[str, object]) -> object:
    """Put an issued paper into a permit file, sealed; return its record.

    Args:
        details: what the event of its sealing tells.
    Raises:
        TransitionBlocked: the file is disposed of.
        BadInput: a value is impossible, or the paper carries a mark.
    """
    if facts.lifecycle_state(file) == GONE:
        raise TransitionBlocked(closed_file(file))
    with admitting(file):
        record = add_record(file, "TextRecord", **paper.fields())
    move_by_rule(record, "submitted", "submit")
    log(record, "submit")
    move_by_rule(record, "sealed", "seal")
    log(record, "seal", details=details)
    record.reindexObject()
    return record
