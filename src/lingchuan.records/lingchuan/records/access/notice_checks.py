"""Whether a file may be the template of the notice: notices are made from it and read.

What it says besides is the bureau's own; what the law has a notice say must be in it.
"""

from collections.abc import Iterator
from io import BytesIO
from lingchuan.records.access.notice import NoticeTemplateError
from lingchuan.records.access.notice import render
from lingchuan.records.access.notice import unknown_names
from lingchuan.records.access.notice_samples import samples
from lingchuan.records.access.notice_texts import template_values
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.template_file import template_problem
from lingchuan.records.core.findings import Problem
from typing import Final

import html
import re
import zipfile


FIELD: Final = "template"
# By these names a template says what no notice may be without; empty where the sample
# has no such thing to say.
NEEDED: Final = ("number", "requester_name", "bureau_name", "day")
NEEDED += ("request_number", "reason", "article", "last_day")
LISTED: Final = ("granted", "redacted")
_TAG: Final = re.compile(r"<[^>]+>")
_BLANK: Final = re.compile(r"\s+")


def check_template(data: bytes) -> None:
    """Refuse what would make no notice, or one that lacks what it must say.

    Raises:
        BadInput: with the reason, and the place in the template where there is one.
    """
    code = template_problem(BytesIO(data))
    if code:
        raise BadInput([Problem(FIELD, code)])
    try:
        unknown = _unknown(data)
        if unknown:
            raise _bad("template_unknown", names="、".join(unknown))
        lacking = list(dict.fromkeys(_lacking(data)))
    except NoticeTemplateError as error:
        raise template_error(error) from error
    if lacking:
        raise _bad("template_lacks", names="、".join(lacking))


def _unknown(data: bytes) -> list[str]:
    try:
        return unknown_names(data)
    except NoticeTemplateError:
        # Who renders it knows the place of the fault too.
        render(next(samples()), data)
        raise


def template_error(error: NoticeTemplateError) -> BadInput:
    """Return the error of a broken template as the answer to who sent it."""
    return _bad(error.code, place=error.place or "—")


def _bad(code: str, **params: str) -> BadInput:
    return BadInput([Problem(FIELD, code, tuple(params.items()))])


def _lacking(data: bytes) -> Iterator[str]:
    for one in samples():
        text = text_of(render(one, data))
        yield from (name for name, value in _wanted(one) if _bare(value) not in text)


def _wanted(facts: NoticeFacts) -> Iterator[tuple[str, str]]:
    """Yield what a notice must say: the name of the value, and its text."""
    values = template_values(facts)
    yield from ((name, str(values[name])) for name in NEEDED)
    for name in LISTED:
        yield from ((name, row["name"]) for row in values[name])
    for row in values["refused"]:
        yield "refused", row["reason"]
        yield "refused", row["article"]
    if facts.withholds:
        yield "remedies", facts.authority
        yield "remedies", facts.court


def text_of(docx: bytes) -> str:
    """Return the texts of a document, without blanks: head and foot too."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        parts = [
            packed.read(name).decode("utf-8")
            for name in packed.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        ]
    return _bare("".join(html.unescape(_TAG.sub("", part)) for part in parts))


def _bare(text: str) -> str:
    return _BLANK.sub("", text)
