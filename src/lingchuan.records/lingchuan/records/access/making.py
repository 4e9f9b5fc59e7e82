"""The jobs that make copies: redacted ones for the review, watermarked ones for a grant.

Each may run twice: what is there already, or wanted no more, is nothing to do.
"""

from Acquisition import aq_base
from collections.abc import Callable
from lingchuan.records.access import derivatives
from lingchuan.records.access import grants
from lingchuan.records.access import renditions
from lingchuan.records.access.derivatives import AREAS
from lingchuan.records.access.derivatives import CUT
from lingchuan.records.access.derivatives import Derivative
from lingchuan.records.access.facts import file_of_record
from lingchuan.records.access.sheets import rows_of
from lingchuan.records.access.sheets import text_of
from lingchuan.records.content.durable import sync_with_transaction
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IJob
from lingchuan.records.ledger.outbox import JobError
from lingchuan.records.ledger.outbox import JobMissing
from lingchuan.records.ledger.outbox import JobVoid
from lingchuan.records.media import redaction
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.kinds import PAPER
from lingchuan.records.media.leftovers import leftovers
from lingchuan.records.media.paper import text_to_pdf
from lingchuan.records.media.paper import to_pdf
from lingchuan.records.media.remaking import Area
from lingchuan.records.media.washing import wash
from lingchuan.records.media.watermark import watermark
from lingchuan.records.media.workroom import workroom
from mimetypes import guess_extension
from pathlib import Path
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Final
from zope.interface import implementer

import hashlib
import transaction


Tell = Callable[[int], None]
PDF: Final = "application/pdf"
HTML: Final = "text/html"
_BLOCK: Final = 1 << 20


def found(uid: str) -> object:
    """Return the request or record of a UID.

    Raises:
        JobMissing: it is not there.
    """
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(UID=uid):
        return brain._unrestrictedGetObject()
    raise JobMissing("object_missing")


def look_anew(portal: object) -> None:
    """Look at the database as it is now; nothing was written since it was looked at.

    What takes long is done before this, so that what is written meets nobody else's.
    """
    transaction.abort()
    portal._p_jar.sync()


@implementer(IJob)
class Redacting:
    """Makes the redacted copy that an officer ordered."""

    title = _("job_redaction", default="Redacted copy")

    def run(self, portal: object, payload: dict, tell: Tell) -> None:
        """Make it, or note why it cannot be made."""
        request, copy = self._wanted(payload)
        record, uid = found(payload["record"]), payload["record"]
        words = derivatives.words_of_others(request, record)
        with workroom() as room:
            try:
                made, mime = redacted(room, record, copy, tell)
                left = leftovers(made, mime, words)
            except DerivativeError as error:
                if error.code == PROGRAM_MISSING:
                    raise JobError(error.code) from error
                derivatives.give_up(request, uid, error.code)
                return
            look_anew(portal)
            request, copy = self._wanted(payload)
            file, sha256 = stored(made, mime, f"copy-{copy.number}")
        derivatives.keep(request, uid, file, sha256, tuple(left))

    def _wanted(self, payload: dict) -> tuple[object, Derivative]:
        request = found(payload["request"])
        copy = derivatives.copies_of(request).get(payload["record"])
        if copy is None:
            raise JobMissing("copy_missing")
        if copy.number != payload["copy"] or copy.state != derivatives.MAKING:
            raise JobVoid("ordered_anew")
        return request, copy


@implementer(IJob)
class Rendering:
    """Makes the watermarked copy of a grant."""

    title = _("job_rendition", default="Watermarked copy")

    def run(self, portal: object, payload: dict, tell: Tell) -> None:
        """Make it; a grant that is over needs none."""
        request, grant = self._wanted(payload)
        right, is_redacted = grant.right, grant.outcome == REDACTED
        with workroom() as room:
            try:
                source, mime = self._source(room, request, grant)
                target = room / "marked"
                lines = renditions.marks(request, right)
                mime = watermark(source, target, mime, lines, tell)
            except DerivativeError as error:
                raise JobError(error.code) from error
            look_anew(portal)
            request, grant = self._wanted(payload)
            file, sha256 = stored(target, mime, f"{right}-{aq_base(request).number}")
        made = renditions.Rendition(file, sha256, is_redacted)
        renditions.keep(request, grant.uid, right, made)

    def _wanted(self, payload: dict) -> tuple[object, Grant]:
        request, uid, right = (payload[name] for name in ("request", "record", "right"))
        row = grants.row_of(request)
        if row is None:
            raise JobMissing("grant_missing")
        grant = grants.grant_of(row, uid, right)
        if grant is None or not grants.is_open(row, grant):
            raise JobVoid("grant_over")
        if not grants.is_as_granted(row, found(uid)):
            raise JobVoid("mark_risen")
        if renditions.rendition(found(request), uid, right) is not None:
            raise JobVoid("made_already")
        return found(request), grant

    def _source(self, room: Path, request: object, grant: Grant) -> tuple[Path, str]:
        if grant.outcome != REDACTED:
            return original(room, found(grant.uid))
        copy = derivatives.copies_of(request)[grant.uid]
        return path_of(copy.file), copy.mime


def original(room: Path, record: object) -> tuple[Path, str]:
    """Return what a record shows, as a file to be made anew; papers as a PDF.

    Raises:
        DerivativeError: it cannot be printed.
    """
    file, printed = file_of_record(record), room / "printed.pdf"
    if file is None:
        title = aq_base(record).title or ""
        text_to_pdf(printed, title, rows_of(record), text_of(record), HTML)
        return printed, PDF
    source, mime = path_of(file), file.contentType
    if kind_of(source, mime) != PAPER:
        return source, mime
    to_pdf(source, printed, mime)
    return printed, PDF


def redacted(
    room: Path, record: object, copy: Derivative, tell: Tell
) -> tuple[Path, str]:
    """Return the redacted copy as a file, and its type."""
    target = room / "redacted"
    if copy.source is not None:
        source = path_of(copy.source)
        return target, wash(source, target, copy.source.contentType, tell)
    source, mime = original(room, record)
    if copy.method == CUT:
        ranges = [tuple(one) for one in copy.details["ranges"]]
        return target, redaction.cut(source, target, ranges, tell)
    if copy.method != AREAS:
        raise DerivativeError("kind_unknown", copy.method)
    areas = [Area(*one) for one in copy.details["areas"]]
    return target, redaction.redact(source, target, mime, areas, tell)


def path_of(file: NamedBlobFile) -> Path:
    """Return where the bytes of a stored file lie."""
    return Path(file._blob.committed())


def stored(path: Path, mime: str, name: str) -> tuple[NamedBlobFile, str]:
    """Return a file as it is kept, safe on the disk with its transaction, and its SHA-256."""
    filename = f"{name}{guess_extension(mime) or ''}"
    file, digest = NamedBlobFile(b"", mime, filename), hashlib.sha256()
    with open(path, "rb") as source, file.open("w") as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            target.write(block)
    sync_with_transaction(file._blob)
    return file, digest.hexdigest()


REDACTING: Final = Redacting()
RENDERING: Final = Rendering()
