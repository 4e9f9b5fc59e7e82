"""The marks that papers carry: 密级★期限 of a state secret, and those of the others.

- ★ and the words of level belong to state secrets alone (保守国家秘密法, Art. 22).
- A mark without a term is possible: the level's maximum then applies, and a person is
  warned.

Source: domain.md 3.5.
"""

from dataclasses import dataclass
from datetime import date
from lingchuan.records.core import secret_marks
from lingchuan.records.core.secret_marks import LIKE_STARS
from typing import Final

import re
import unicodedata


TOP: Final = "绝密"
SECRET: Final = "机密"
CONFIDENTIAL: Final = "秘密"
LEVELS: Final = (TOP, SECRET, CONFIDENTIAL)
# Years beyond which a term rests on another provision (保守国家秘密法, Art. 20).
MAXIMUM_YEARS: Final = {TOP: 30, SECRET: 20, CONFIDENTIAL: 10}
STAR: Final = "★"
_MARK: Final = re.compile(rf"({'|'.join(LEVELS)})(?:\s*{STAR}\s*(.*))?", re.DOTALL)
# Names of other kinds, in which the word of a level is a part of the name.
_OTHER_NAMES: Final = ("工作秘密", "商业秘密", "技术秘密", "经营秘密", "非秘密")
_UNNAMED: Final = "商业秘密"


class MarkError(ValueError):
    """A text is no mark of a state secret."""


@dataclass(frozen=True, slots=True)
class StateMark:
    """The level, and the term as written; '' where the mark names none."""

    level: str
    term: str = ""

    def __str__(self) -> str:
        """Return the mark as papers carry it."""
        return f"{self.level}{STAR}{self.term}" if self.term else self.level


def read_state_mark(text: str) -> StateMark:
    """Return what a mark of a state secret says.

    Raises:
        MarkError: it is none.
    """
    found = _MARK.fullmatch(text.strip())
    if found is None or LIKE_STARS & set(found[2] or ""):
        raise MarkError(text[:40])
    return StateMark(found[1], (found[2] or "").strip())


def looks_like_state(text: str) -> bool:
    """Tell whether a mark claims to be a state secret's, by a star or a level."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for name in _OTHER_NAMES:
        plain = plain.replace(name, "")
    return bool(LIKE_STARS & set(plain)) or any(
        level in plain for level in secret_marks.LEVELS
    )


def released_mark(day: date) -> str:
    """Return the mark of what was released on a day."""
    return f"解密 {day.isoformat()}"


def commercial_mark(holder: str) -> str:
    """Return the mark of a commercial secret of this holder."""
    return f"{_UNNAMED}（权利人：{holder}）" if holder else _UNNAMED
