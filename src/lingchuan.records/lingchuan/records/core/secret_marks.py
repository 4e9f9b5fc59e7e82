"""Marks of state secrets (密级★期限) in texts and bytes; work and trade secrets with ★ too.

- Spaces, line ends and characters of no width may stand between the characters; up to
  three brackets, dots, dashes or small stars between the level and ★.
- A filled star of another form counts as ★.
- What is no ★ but looks like it (☆ * ＊) counts where a term follows, as 机密*20年:
  alone it stands in tables and in marked-up texts.
- Entities of HTML, percents of addresses and escapes of RTF are read as what they write.
- It judges writing, not meaning; what is an image of a mark is not found.
Source: 保守国家秘密法 Art. 22; domain.md 3.5.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import html
import re
import unicodedata


LEVELS = ("绝密", "机密", "秘密", "絕密", "機密")
STARS = "★⭐✭✮✯✪✫✬✰⭑🌟"
_ALIKE = "☆✩⭒⋆∗*"
LIKE_STARS = frozenset(STARS + _ALIKE + "＊﹡")
# As NFKC leaves them; in bytes the wide ones stand as they are.
_BETWEEN = "()[]{}<>【】〔〕〖〗「」『』《》〈〉“”‘’\"'·・•∙‧.-‐–—_~/" + _ALIKE
_WIDE = "（）［］｛｝＜＞＊．－～／"
_MOST_BETWEEN = 3
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff"
_GAP = rf"[\s{_NO_WIDTH}]*"
_TERM = r"(?:[0-9一二三四五六七八九十]|长期|長期)"
_MARK = re.compile(
    "(?:{})(?:(?:[{}]{}){{0,{}}}[{}]|[{}]{}{})".format(
        "|".join(f"{level[0]}{_GAP}{level[1]}{_GAP}" for level in LEVELS),
        re.escape(_BETWEEN),
        _GAP,
        _MOST_BETWEEN,
        STARS,
        re.escape(_ALIKE),
        _GAP,
        _TERM,
    )
)
# In bytes that may be no text only ★ itself counts.
_CODES = re.compile(
    rb"&#?[0-9A-Za-z]{2,8};|%[0-9A-Fa-f]{2}|\\u-?[0-9]{4}|\\'[0-9A-Fa-f]{2}"
)
_STARRED = re.compile(
    "(?:{})(?:[{}]{}){{0,{}}}[{}]".format(
        "|".join(f"{level[0]}{_GAP}{level[1]}{_GAP}" for level in LEVELS),
        re.escape(_BETWEEN + _WIDE),
        _GAP,
        _MOST_BETWEEN,
        STARS,
    )
)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# What stands for a character in RTF may follow its code, and groups part its texts.
_RTF_UNICODE = re.compile(r"\\u(-?[0-9]{1,5}) ?(?:\?|\\'[0-9a-fA-F]{2})*")
_RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2}\s*)+")
_RTF_WORD = re.compile(r"\\[a-z]+-?[0-9]* ?|[{}]")
_BLANKS = (" ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff")


def is_marked(text: str) -> bool:
    """Return whether a text holds a mark; full and half width are the same."""
    return any(map(_shows_mark, (text, *_decoded(text))))


def _shows_mark(text: str) -> bool:
    if LIKE_STARS.isdisjoint(text):
        return False
    return _MARK.search(unicodedata.normalize("NFKC", text)) is not None


def _decoded(text: str) -> Iterator[str]:
    """Yield a text as it reads where its characters are written as codes."""
    if "&" in text:
        # What was packed twice has entities of entities.
        yield html.unescape(html.unescape(text))
    if "%" in text:
        for encoding in ("utf-8", "gb18030"):
            yield unquote_to_bytes(text).decode(encoding, "ignore")
    if "\\u" in text or "\\'" in text:
        read = _RTF_UNICODE.sub(lambda code: chr(int(code[1]) % 0x10000), text)
        yield _RTF_WORD.sub("", _RTF_BYTES.sub(_gbk, read))


def _gbk(found: re.Match[str]) -> str:
    codes = re.sub(r"\\'|\s", "", found[0])
    return bytes.fromhex(codes).decode("gb18030", "ignore")


def are_marked(data: bytes) -> bool:
    """Return whether bytes hold a mark with ★, in any encoding of Chinese texts."""
    if any(pattern.search(data) for pattern in _BYTES):
        return True
    # Codes are written in texts; pictures and recordings are not worth the time.
    if b"\0" in data or _CODES.search(data) is None:
        return False
    texts = (data.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030"))
    return any(_STARRED.search(one) for text in texts for one in _decoded(text))


def _in_bytes(encoding: str) -> re.Pattern[bytes]:
    def one_of(texts: Iterable[str]) -> bytes:
        written = (re.escape(text.encode(encoding)) for text in texts)
        return b"(?:" + b"|".join(written) + b")"

    gap = one_of(_BLANKS) + b"*"
    levels = (one_of(level[0]) + gap + one_of(level[1]) for level in LEVELS)
    between = b"(?:%b%b){0,%d}" % (one_of(_BETWEEN + _WIDE), gap, _MOST_BETWEEN)
    return re.compile(b"(?:" + b"|".join(levels) + b")" + gap + between + one_of(STARS))


_BYTES = tuple(map(_in_bytes, _ENCODINGS))
