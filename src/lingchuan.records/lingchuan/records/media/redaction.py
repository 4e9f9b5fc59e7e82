"""Derivatives without what may not be seen: areas of pages, stretches of time.

What is left out is not covered but gone: pages are made anew from pictures (ADR 0021),
recordings are encoded anew from what is left. The source is only read.
"""

from collections.abc import Sequence
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.media.cutting import Range
from lingchuan.records.media.cutting import recut
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from lingchuan.records.media.errors import OUTSIDE
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.remaking import Area
from lingchuan.records.media.remaking import remake
from lingchuan.records.media.working import silent
from lingchuan.records.media.working import Tell
from pathlib import Path


def redact(
    source: Path,
    target: Path,
    mime: str,
    areas: Sequence[Area],
    progress: Tell = silent,
) -> str:
    """Make a PDF or a picture anew with areas black; return the type of the result.

    Raises:
        DerivativeError: OUTSIDE for an area on a page that is not there.
    """
    kind = kind_of(source, mime)
    if kind not in (PDF, IMAGE):
        raise DerivativeError(KIND_UNKNOWN, mime)
    return remake(source, target, kind, areas=areas, progress=progress)


def cut(
    source: Path, target: Path, ranges: Sequence[Range], progress: Tell = silent
) -> str:
    """Make a recording anew without stretches of it; return the type of the result.

    Args:
        ranges: (start, end) each, seconds from the beginning.
    Raises:
        DerivativeError: NOTHING_LEFT, OUTSIDE for a stretch that is not there.
    """
    if kind_of(source, "") != MEDIA or not ranges:
        raise DerivativeError(KIND_UNKNOWN if ranges else OUTSIDE)
    return recut(source, target, ranges, progress)
