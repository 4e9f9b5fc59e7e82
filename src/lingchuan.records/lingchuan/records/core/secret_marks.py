"""Marks of state secrets (密级★期限) in texts and bytes; work and trade secrets with ★ too.

- Spaces, line ends and characters of no width may stand between the characters.
- What is no ★ but looks like it (☆ * ＊) counts where a term follows, as 机密*20年:
  alone it stands in tables and in marked-up texts.
- It judges writing, not meaning; what is an image of a mark is not found.
Source: 保守国家秘密法 Art. 22; domain.md 3.5.
"""

import re
import unicodedata


LEVELS = ("绝密", "机密", "秘密", "絕密", "機密")
STAR = "★"
_ALIKE = "☆⭐✩✭✮✯⋆∗*"
_LIKE_STARS = frozenset(STAR + _ALIKE + "＊﹡")
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = rf"[\s{_NO_WIDTH}]*"
_TERM = r"(?:[0-9一二三四五六七八九十]|长期|長期)"
_MARK = re.compile(
    "(?:{})(?:{}|[{}]{}{})".format(
        "|".join(f"{level[0]}{_GAP}{level[1]}{_GAP}" for level in LEVELS),
        STAR,
        re.escape(_ALIKE),
        _GAP,
        _TERM,
    )
)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_BLANKS = (" ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff")


def is_marked(text: str) -> bool:
    """Return whether a text holds a mark; full and half width are the same."""
    if _LIKE_STARS.isdisjoint(text):
        return False
    return _MARK.search(unicodedata.normalize("NFKC", text)) is not None


def are_marked(data: bytes) -> bool:
    """Return whether bytes hold a mark with ★, in any encoding of Chinese texts."""
    return any(pattern.search(data) for pattern in _BYTES)


def _in_bytes(encoding: str) -> re.Pattern[bytes]:
    def written(text: str) -> bytes:
        return re.escape(text.encode(encoding))

    gap = b"(?:" + b"|".join(map(written, _BLANKS)) + b")*"
    levels = (gap.join(map(written, level)) for level in LEVELS)
    return re.compile(b"(?:" + b"|".join(levels) + b")" + gap + written(STAR))


_BYTES = tuple(map(_in_bytes, _ENCODINGS))
