"""The decision notice in its file: its number, and the record that holds it.

- The number is the request's own: a decision that fails and is taken again has the same,
  so the series has no gap.
- The record is filed for whoever decides, whatever has become of the file meanwhile, and
  changes nothing of what the file owes: it is numbered, dated, signed, counted and in
  its stage from the beginning.
"""

from datetime import date
from io import BytesIO
from lingchuan.records.access.facts import ANSWER
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content import facts
from lingchuan.records.content.issuing import file_issued
from lingchuan.records.content.issuing import Issued
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.ledger import api as ledger
from pypdf import PdfReader
from typing import Final

import hashlib


SERIES: Final = "access_notice"
# What is asked of a file is asked when its case is over, as a rule.
STAGE: Final = "归档"


def take_number(request_uid: str, day: date) -> str:
    """Return the number of a request's notice, the next of its year for a new one.

    It is taken at once and stays the request's, whatever becomes of the transaction; where
    this transaction holds the ledger's lock already, it is taken with the transaction.

    Raises:
        LedgerUnavailable: there is none to be had.
    """
    pattern = settings().access_notice_pattern
    if ledger.holds_lock():
        # A script that does more than one step at once: no other waits longer for it.
        return ledger.allocate_number(SERIES, day.year, pattern, request_uid)[1]
    return ledger.reserve_number(SERIES, day.year, pattern, request_uid)[1]


def file_notice(
    file: object,
    notice: NoticeFacts,
    docx: bytes,
    pdf: bytes,
    *,
    request_uid: str = "",
) -> object:
    """Put a notice into the permit file that it is about; return its record.

    Args:
        docx: what the PDF was printed from; the event keeps its digest.
    Raises:
        TransitionBlocked: the file is disposed of.
        BadInput: the notice carries a mark.
    """
    paper = Issued(
        ANSWER,
        notice.number,
        STAGE,
        day=notice.decided_on,
        pages=len(PdfReader(BytesIO(pdf)).pages),
        signer=facts.display_name(facts.current_user() or ""),
        pdf=pdf,
    )
    details = {
        "document_number": notice.number,
        "request": request_uid,
        "docx_sha256": hashlib.sha256(docx).hexdigest(),
    }
    record = file_issued(file, paper, details)
    # It was a draft while it was made, which its maker read as such.
    forget_roles()
    return record
