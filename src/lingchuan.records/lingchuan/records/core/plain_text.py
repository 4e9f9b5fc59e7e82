"""Texts as people read them: out of HTML, out of lines, without identity numbers."""

from functools import partial
from lingchuan.records.core.masking import mask

import html
import re


HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_NUMBERS = (
    ("id", re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")),
    ("phone", re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")),
)


def of_html(source: str) -> str:
    """Return the text of HTML; what stands in a line stays one word."""
    return html.unescape(_TAG.sub("\n", _INLINE.sub("", source)))


def joined(text: str) -> str:
    """Return a text without the gaps inside Chinese: 受 理 通 知 书, or a line's end."""
    return _GAP.sub("", text)


def without_numbers(text: str) -> str:
    """Return a text with its ID and mobile phone numbers masked (Art. 20)."""
    for kind, pattern in _NUMBERS:
        text = pattern.sub(partial(_masked, kind), text)
    return text


def _masked(kind: str, found: re.Match[str]) -> str:
    return mask(kind, found[0])
