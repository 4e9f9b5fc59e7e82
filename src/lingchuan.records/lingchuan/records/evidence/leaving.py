"""A package leaves: may it, is it what was issued, and the events before its first byte."""

from Acquisition import aq_base
from collections.abc import Sequence
from lingchuan.records.confidentiality.reads import event_about
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.evidence import rules
from lingchuan.records.evidence.frozen import Layout
from lingchuan.records.evidence.frozen import thaw
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.originals import open_original
from lingchuan.records.evidence.originals import read_original
from lingchuan.records.evidence.roles import COPY
from lingchuan.records.evidence.stream import PackageStream
from lingchuan.records.evidence.stream import Source
from lingchuan.records.evidence.wrong_bytes import teller
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import View
from typing import BinaryIO
from typing import Final
from zExceptions import NotFound

import hashlib
import os


MANIFEST: Final = "manifest-sha256.txt"
_READ: Final = "export"
_VIEW: Final = {"view": "package"}


def answer(extraction: object, request: object) -> PackageStream:
    """Return the package as the answer to a request, its headers set.

    Raises:
        NotFound: one of the recordings is not the user's to see.
        NotAllowed: one is theirs to see, and not to copy.
        TransitionBlocked: it is not issued, or not what was issued.
        LedgerUnavailable: what leaves could not be logged, so nothing does.
    """
    items = items_of(extraction)
    if not all(api.user.has_permission(View, obj=one) for one in items):
        raise NotFound(request.get("PATH_INFO", ""))
    if not all(api.user.has_permission(COPY, obj=one) for one in items):
        raise NotAllowed("package")
    layout = _layout(extraction)
    sources = _sources(extraction, layout, items)
    _log(extraction, items)
    stream = PackageStream(layout, sources)
    response = request.response
    response.setHeader("Content-Type", "application/zip")
    response.setHeader("Content-Length", str(len(stream)))
    name = f'attachment; filename="{layout.folder}.zip"'
    response.setHeader("Content-Disposition", name)
    response.setHeader("Accept-Ranges", "none")
    return stream


def _layout(extraction: object) -> Layout:
    base = aq_base(extraction)
    if base.frozen is None:
        raise _refused("not_issued", extraction)
    data = base.frozen.data
    found = hashlib.sha256(data).hexdigest()
    if found != base.frozen_sha256:
        teller(extraction, "frozen", base.frozen_sha256)(found, len(data))
        raise _refused("package_changed", extraction)
    layout = thaw(data)
    manifest = layout.small[MANIFEST]
    found = hashlib.sha256(manifest).hexdigest()
    if found != base.manifest_sha256:
        tell = teller(extraction, "manifest_sha256", base.manifest_sha256)
        tell(found, len(manifest))
        raise _refused("package_changed", extraction)
    return layout


def _refused(code: str, obj: object) -> TransitionBlocked:
    return TransitionBlocked([blocked(rules.SAME_BYTES, rules.ARTICLE_22, code, obj)])


def _sources(
    extraction: object, layout: Layout, items: Sequence[object]
) -> dict[str, Source]:
    """Return the open originals by their place in the package."""
    by_uid = {IUUID(one): one for one in items}
    sizes = {entry.name: entry.size for entry in layout.entries}
    found: dict[str, Source] = {}
    for path, (uid, sha256) in layout.originals.items():
        recording = by_uid.get(uid)
        stream = open_original(getattr(aq_base(recording), "file", None))
        if stream is None or os.fstat(stream.fileno()).st_size != sizes[path]:
            for source in found.values():
                source.stream.close()
            about = extraction if recording is None else recording
            _tell_of_size(about, sha256, stream)
            raise _refused("package_changed", extraction)
        found[path] = Source(stream, sha256, teller(recording, "file", sha256))
    return found


def _tell_of_size(recording: object, sha256: str, stream: BinaryIO | None) -> None:
    """Write the alarm of an original that is missing, or of another size."""
    found, size = "", 0
    if stream is not None:
        with stream:
            reading = read_original(stream)
        found, size = reading.sha256, reading.size
    teller(recording, "file", sha256)(found, size)


def _log(extraction: object, items: Sequence[object]) -> None:
    """Write that the package leaves, and each recording with it.

    Whoever reads the chain of a recording need not know the extraction, nor what else it
    holds: so its event names no number, and no batch that another one has.
    """
    whole = ledger.event_of(
        _READ,
        uid=IUUID(extraction),
        path="/".join(extraction.getPhysicalPath()),
        role=facts.acting_role(extraction),
        details=_VIEW | {"number": aq_base(extraction).number},
    )
    parts = [event_about(_READ, one, dict(_VIEW)) for one in items]
    ledger.write_now([whole, *parts])
