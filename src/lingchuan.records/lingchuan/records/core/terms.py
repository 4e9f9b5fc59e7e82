"""How long a state secret is protected: terms as papers write them, and their days.

- A term is a duration (10年, 6个月), a day (2030年6月20日 or ISO), or a condition.
- It is protected through the corresponding day, that day included; where the month has
  none, through its last day. It is released from 00:00 of the next day.
- A day that is named is the last protected day. A condition ends by no day: a person
  says that it is met.
- What looks like a duration or a day and is none is refused, lest 2030年2月30日 or 五十载年
  pass for a condition, which knows no maximum; so is a time with no event beside it, as
  50年以内 or 2099年底.

Source: 保守国家秘密法, Art. 20, 24; 实施条例, Art. 19; domain.md 3.5; docs/adr/0014.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from lingchuan.records.core.dates import read_day
from typing import Final

import re
import unicodedata


ONE_DAY: Final = timedelta(days=1)
MONTHS: Final = 12
# As long as this word lasts, the secret does: longer than any maximum.
ENDLESS: Final = frozenset(("长期", "永久", "永远", "无限期", "不限期"))
_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = (
    r"\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
)
_DURATION: Final = re.compile(
    rf"(?:({_NUMBER})年)?(?:({_NUMBER})个?月)?(?:({_NUMBER})天)?"
)
_TIME_ONLY: Final = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万半多几载余约近满\s.,/\-年个月天日周季度整止至到期]+"
)
_TIME: Final = re.compile(
    r"(?:\d+|[零〇一二两三四五六七八九十百千万半几数今明本次]+)(?:年|个?月|天|日|周|季度)"
)
# What stands beside a time and names no event.
_FILLERS: Final = re.compile(
    "以[内上下后前]|之[内后前]|为[限止期]|[届期]满|到期|延长|保密|期限|解密|有效|[底末初内自从至到起满约第]"
)
_EVENT: Final = re.compile("[\u4e00-\u9fff]{2,}(?:后|时|前|之日|止)")
_LAST_YEAR: Final = 9999


class TermError(ValueError):
    """A text names no term."""


@dataclass(frozen=True, slots=True)
class Term:
    """A duration in months and days, or the last day, or a condition; or without end."""

    months: int = 0
    days: int = 0
    day: date | None = None
    condition: str = ""
    endless: bool = False

    @property
    def is_duration(self) -> bool:
        """Tell whether it runs from the day of issue."""
        return bool(self.months or self.days)


def read_term(text: str) -> Term:
    """Return the term that a text names.

    Raises:
        TermError: it names none, or one of no length.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain.removesuffix("保密").removesuffix("有效") in ENDLESS:
        return Term(endless=True)
    try:
        return Term(day=read_day(plain.removesuffix("止")))
    except ValueError:
        return _duration(plain) or _condition(plain, text)


def _duration(plain: str) -> Term | None:
    found = _DURATION.fullmatch(plain)
    if not plain or found is None:
        return None
    years, months, days = (_number(part) for part in found.groups())
    term = Term(months=years * MONTHS + months, days=days)
    if not term.is_duration:
        raise TermError(plain)
    return term


def _condition(plain: str, text: str) -> Term:
    if _TIME_ONLY.fullmatch(plain) or not any(c.isalpha() for c in plain):
        raise TermError(text)
    beside, times = _TIME.subn("，", plain)
    if times and not _EVENT.search(_FILLERS.sub("", beside)):
        raise TermError(text)
    return Term(condition=text.strip())


def _number(text: str | None) -> int:
    """Return the number of digits, or of Chinese numerals up to 99."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.replace("两", "二").rpartition("十")
    high = _DIGITS.index(tens) if tens else int(bool(has_ten))
    return high * 10 + (_DIGITS.index(ones) if ones else 0)


def corresponding_day(start: date, months: int) -> date:
    """Return the day of the same number so many months later, else the month's last.

    Raises:
        TermError: the calendar ends before.
    """
    year, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    if year > _LAST_YEAR:
        raise TermError(f"{start} + {months}")
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def last_day(term: Term, issued_on: date | None) -> date | None:
    """Return the last protected day; None where no day ends it, or none can be known."""
    if term.day is not None:
        return term.day
    if not term.is_duration or issued_on is None:
        return None
    return corresponding_day(issued_on, term.months) + term.days * ONE_DAY


def released_from(last: date) -> date:
    """Return the day from whose beginning it is released."""
    return last + ONE_DAY


def has_run_out(last: date | None, today: date) -> bool:
    """Tell whether the last protected day is over."""
    return last is not None and today > last
