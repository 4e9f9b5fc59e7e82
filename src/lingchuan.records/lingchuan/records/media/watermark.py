"""Renditions: what a party gets, marked with whose copy it is."""

from collections.abc import Sequence
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.marked_films import mark_film
from lingchuan.records.media.remaking import remake
from lingchuan.records.media.working import silent
from lingchuan.records.media.working import Tell
from pathlib import Path


def watermark(
    source: Path,
    target: Path,
    mime: str,
    lines: Sequence[str],
    progress: Tell = silent,
) -> str:
    """Make a file anew with the mark all over it; return the type of the result.

    Args:
        lines: what the mark says; the first names the paper's holder.
    Raises:
        DerivativeError: there is no result then.
    """
    kind = kind_of(source, mime)
    if kind == MEDIA:
        return mark_film(source, target, lines, progress)
    if kind not in (PDF, IMAGE):
        raise DerivativeError(KIND_UNKNOWN, mime)
    return remake(source, target, kind, lines=lines, progress=progress)
