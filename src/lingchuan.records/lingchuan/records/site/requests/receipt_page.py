"""`@@receipt` on a request: a paper to sign for the copies that were taken.

It names each copy with its SHA-256, so that who holds one can show which it is; a copy
that went with its grant is named by what the ledger keeps of it.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access import grants
from lingchuan.records.access.files import file_of
from lingchuan.records.access.renditions import KIND
from lingchuan.records.access.renditions import name_of
from lingchuan.records.access.renditions import rendition
from lingchuan.records.access.shown import named
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.values import moment
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from zExceptions import NotFound

import json


class ReceiptPage(WithIcons, BrowserView):
    """领取回执."""

    def __call__(self) -> object:
        """Show the receipt.

        Raises:
            NotFound: no copy was given by this request.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not self._given:
            raise NotFound(self.__name__)
        return self.index()

    @cached_property
    def _given(self) -> list[Grant]:
        row = grants.row_of(IUUID(self.context))
        return [one for one in grants.grants_of(row) if one.right == COPY]

    def facts(self) -> dict[str, object]:
        """Return what the paper says above its table."""
        base = aq_base(self.context)
        file = file_of(self.context)
        return {
            "bureau": settings().bureau_name or "",
            "number": base.number or "",
            "notice": base.notice_number or "",
            "name": base.requester_name or "",
            "file": aq_base(file).file_number if file is not None else "",
            "day": facts.today().isoformat(),
            "is_online": bool(base.requester_userid),
        }

    def rows(self) -> list[dict[str, object]]:
        """Return a row for each copy: title, digest, when it was downloaded.

        `title` is None where the reader may not know which record it is.
        """
        known, digests = self._known(), self._digests
        uses = aq_base(self.context).uses or {}
        found = [
            {
                "title": known.get(grant.uid),
                "redacted": grant.outcome == REDACTED,
                "sha256": digests.get(grant.uid, ""),
                "taken": [
                    moment(one) for one in uses.get(name_of(grant.uid, COPY), ())
                ],
            }
            for grant in self._given
        ]
        return [row | {"number": at} for at, row in enumerate(found, 1)]

    def _known(self) -> Mapping[str, str]:
        records = named(self.context)
        taken = aq_base(self.context).taken
        return {
            uid: grants.name_of(grants.row_of(IUUID(self.context)), uid)
            for uid in records
            if uid not in taken
        }

    @cached_property
    def _digests(self) -> dict[str, str]:
        """SHA-256 by record: of what is there, else of what the ledger says was made."""
        made = {
            one.uid: rendition(self.context, one.uid, COPY).sha256
            for one in self._given
            if rendition(self.context, one.uid, COPY) is not None
        }
        gone = {one.uid for one in self._given} - made.keys()
        return dict(self._told()) | made if gone else made

    def _told(self) -> Iterator[tuple[str, str]]:
        rows = ledger.read(limit=None, uid=IUUID(self.context), actions=[KIND])
        for row in rows:
            told = json.loads(row["details"])
            if told.get("right") == COPY:
                yield told["record"], told["sha256"]
