"""Texts as people read them: out of HTML, out of lines, without identity numbers."""

from functools import partial
from lingchuan.records.core.masking import mask

import html
import re
import unicodedata


HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
# Digits of either width; people and line ends put a gap into long numbers.
_D = "[0-9\uff10-\uff19]"
_BETWEEN = r"[\s.\u2010-\u2015\uff0d-]?"
_OLD_ID = r"(?<![0-9])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])"
_NUMBERS = (
    (
        "id",
        re.compile(
            rf"(?<!{_D}){_D}(?:{_BETWEEN}{_D}){{16}}{_BETWEEN}[0-9\uff10-\uff19XxＸｘ](?!{_D})"
        ),
    ),
    (
        "phone",
        re.compile(
            rf"(?<!{_D})(?:(?:\+|00)86{_BETWEEN})?[1１]{_BETWEEN}[3-9\uff13-\uff19]"
            rf"(?:{_BETWEEN}{_D}){{9}}(?!{_D})"
        ),
    ),
)
_LINES = (
    ("id", re.compile(_OLD_ID)),
    (
        "phone",
        re.compile(r"(?<![0-9])\(?0[1-9][0-9]{1,2}\)?[ -]?[2-9][0-9]{6,7}(?![0-9])"),
    ),
)
_MASKS = re.compile(r"[0-9]{3,6}[*]{4,9}[0-9Xx]{4}")
_ABROAD = re.compile(r"^(?:00)?86(?=1[0-9]{10}$)")
_MADE = re.compile(
    r"(?=.*[a-f])[0-9a-f]{12}|[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|/\S*|https?://\S*"
)
_NO_DIGIT = re.compile(r"[^0-9Xx]")


def of_html(source: str) -> str:
    """Return the text of HTML; what stands in a line stays one word."""
    return html.unescape(_TAG.sub("\n", _INLINE.sub("", source)))


def joined(text: str) -> str:
    """Return a text without the gaps inside Chinese: 受 理 通 知 书, or a line's end."""
    return _GAP.sub("", text)


def without_numbers(text: str) -> str:
    """Return a text with its ID and mobile phone numbers masked (Art. 20)."""
    for kind, pattern in (*_NUMBERS, *_LINES):
        text = pattern.sub(partial(_masked, kind), text)
    return text


def unnumbered(value: object) -> object:
    """Return a value of JSON with ID and phone numbers masked in all its texts.

    What machines made (hashes, ids, paths) stays: its digits are no person's number.
    """
    if isinstance(value, str):
        return value if _MADE.fullmatch(value) else without_numbers(value)
    if isinstance(value, dict):
        return {key: unnumbered(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [unnumbered(one) for one in value]
    return value


def holds_number(text: str) -> bool:
    """Return whether a text holds an ID or phone number that stands by itself.

    Digits inside an id or a hash are none.
    """
    return any(
        not _touches(text, found)
        for _kind, pattern in (*_NUMBERS, *_LINES)
        for found in pattern.finditer(text)
    )


def _touches(text: str, found: re.Match[str]) -> bool:
    around = text[max(found.start() - 1, 0) : found.start()]
    around += text[found.end() : found.end() + 1]
    return any(c.isascii() and c.isalnum() for c in around)


def without_masks(text: str) -> str:
    """Return a text without masked numbers: their ends are nothing to search by."""
    return _MASKS.sub(" ", text)


def _masked(kind: str, found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    digits = _ABROAD.sub("", _NO_DIGIT.sub("", plain))
    return mask(kind, digits)
