"""The written description of extracted evidence (音像证据提取说明, Art. 22), as a paper.

It is Chinese, whatever language its issuer reads: it goes to a court.
"""

from __future__ import annotations

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import MEDIA
from lingchuan.records.evidence import warnings
from lingchuan.records.evidence.messages import TEXTS
from lingchuan.records.evidence.schema import FACTS
from lingchuan.records.evidence.schema import IEvidenceExtractionSchema
from lingchuan.records.evidence.schema import LONG
from lingchuan.records.evidence.types import ORIGINALITY
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.media.papers import new_paper
from typing import Final
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from lingchuan.records.evidence.package import Issue
    from lingchuan.records.evidence.package import Original


TITLE: Final = _(
    "paper_title", default="Description of extracted audio-visual evidence"
)
PEOPLE: Final = ("maker", "extractor", "second_person")


def describe(extraction: object, issue: Issue, items: Sequence[Original]) -> bytes:
    """Return the paper as a PDF.

    Raises:
        FontMissingError: no Chinese font is installed.
    """
    paper = new_paper(in_chinese(TITLE), number=issue.number)
    paper.facts([*_heads(issue), *_facts(extraction)])
    for name in LONG:
        text = getattr(aq_base(extraction), name, None)
        if text:
            paper.heading(_label(name))
            paper.paragraph(text)
    for place, one in enumerate(items, 1):
        paper.heading(f"{_label('items')} {place:03d}")
        paper.facts(_original(one))
    late = list(_warned(extraction))
    if late:
        paper.heading(_label("warnings"))
        for text in late:
            paper.paragraph(text)
    paper.signatures([_label(name) for name in PEOPLE])
    return paper.bytes()


def _label(name: str) -> str:
    return in_chinese(IEvidenceExtractionSchema[name].title)


def _heads(issue: Issue) -> Iterator[tuple[str, str]]:
    yield _label("number"), issue.number
    yield _label("issued_at"), _moment(issue.at)
    yield _label("issued_by"), facts.display_name(issue.by)


def _facts(extraction: object) -> Iterator[tuple[str, str]]:
    for name in FACTS:
        value = getattr(aq_base(extraction), name, None)
        if name in PEOPLE and value:
            value = facts.display_name(value)
        elif name == "original_or_copy" and value:
            value = in_chinese(ORIGINALITY.getTerm(value).title)
        yield _label(name), _moment(value)


def _original(one: Original) -> Iterator[tuple[str, str]]:
    base = aq_base(one.recording)
    sha256, sm3 = one.digests
    span = " – ".join(_moment(at) for at in (base.starts, base.ends) if at)
    yield in_chinese(_("paper_path", default="Place in the package")), one.path
    if base.medium:
        medium = MEDIA.getTerm(base.medium).title
        yield in_chinese(_("field_medium", default="Medium")), in_chinese(medium)
    yield in_chinese(_("fact_time", default="Time")), span
    yield in_chinese(_("field_device_id", default="Device")), base.device_id or ""
    yield in_chinese(_("field_size", default="Size (bytes)")), str(one.reading.size)
    yield "SHA-256", sha256
    yield "SM3", sm3


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(facts.ZONE).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _warned(extraction: object) -> Iterator[str]:
    for row in getattr(aq_base(extraction), "warnings", None) or ():
        found = warnings.finding(row)
        text = in_chinese(TEXTS[found.code], **dict(found.params))
        yield f"{found.rule} {found.article}：{text}"
