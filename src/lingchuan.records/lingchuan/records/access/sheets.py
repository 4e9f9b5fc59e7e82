"""The facts of a record that has no file, as they are printed for who may see it."""

from Acquisition import aq_base
from collections.abc import Iterator
from lingchuan.records.content import facts
from lingchuan.records.content.messages import field_title
from typing import Final
from zope.globalrequest import getRequest


# In the order of the paper; what a record has not is left out.
SHOWN: Final = (
    "document_number",
    "made_on",
    "starts",
    "ends",
    "place",
    "chair",
    "clerk",
    "officers",
    "persons",
    "summary",
)
_PEOPLE: Final = frozenset(("chair", "clerk", "officers"))


def rows_of(record: object) -> list[tuple[str, str]]:
    """Return (label, value) of the facts that a record has."""
    return [
        (field_title(record.portal_type, name, getRequest()), value)
        for name in SHOWN
        for value in [_said(record, name)]
        if value
    ]


def text_of(record: object) -> str:
    """Return the transcript of a record as HTML, '' without one."""
    transcript = getattr(aq_base(record), "transcript", None)
    return transcript.raw if transcript is not None and transcript.raw else ""


def _said(record: object, name: str) -> str:
    value = getattr(aq_base(record), name, None)
    values = value if isinstance(value, (list, tuple)) else [value]
    return "、".join(_words(values, name in _PEOPLE))


def _words(values: object, are_people: bool) -> Iterator[str]:
    for value in values:
        if value in (None, ""):
            continue
        if hasattr(value, "astimezone"):
            yield value.astimezone(facts.ZONE).strftime("%Y-%m-%d %H:%M")
        elif are_people:
            yield facts.display_name(str(value))
        else:
            yield str(value)
