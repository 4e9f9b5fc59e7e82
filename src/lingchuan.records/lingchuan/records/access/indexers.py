"""What the catalog keeps of requests, and of files for who asks about them."""

from Acquisition import aq_base
from lingchuan.records.access import files
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IPermitFile
from plone.indexer import indexer

import datetime


@indexer(IPermitFile)
def party_userids(file: object) -> list[str]:
    """Return the accounts that are offered this file."""
    return list(files.party_userids(file))


@indexer(IAccessRequest)
def request_text(request: object) -> str:
    """Return the words a request is found by: its number."""
    return aq_base(request).number or ""


@indexer(IAccessRequest)
def request_received(request: object) -> datetime.date | None:
    """Return the day it was handed in; in this order requests are to be answered."""
    return aq_base(request).submitted_on


@indexer(IAccessRequest)
def request_number(request: object) -> str:
    """Return the number, where lists show that of a paper."""
    return aq_base(request).number or ""
