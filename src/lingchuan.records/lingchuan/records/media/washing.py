"""A file that staff bring, made anew so that nothing comes with it that nobody sees."""

from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.media.cutting import recut
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.remaking import remake
from lingchuan.records.media.working import silent
from lingchuan.records.media.working import Tell
from pathlib import Path


def wash(source: Path, target: Path, mime: str, progress: Tell = silent) -> str:
    """Make a file anew without metadata, layers or thumbnails; return its new type.

    Raises:
        DerivativeError: there is no result then.
    """
    kind = kind_of(source, mime)
    if kind == MEDIA:
        return recut(source, target, (), progress)
    if kind not in (PDF, IMAGE):
        raise DerivativeError(KIND_UNKNOWN, mime)
    return remake(source, target, kind, progress=progress)
