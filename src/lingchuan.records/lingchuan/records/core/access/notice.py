"""What the answer to a request to view or copy says, clause by clause (Art. 21).

- A clause is a code and its values; the feature says it in Chinese, in the same words
  for the preview and for the paper.
- What is refused is counted by reason and article, never named.
- Whoever is refused anything, be it a part of one record, is told how to object.

Source: 办法 Art. 21; 行政许可法 Art. 38; 行政复议法 Art. 20; 行政诉讼法 Art. 46.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.core.access.values import RIGHTS
from typing import Final


VIEWING: Final = "approve_viewing"
COPYING: Final = "approve_copying"
REFUSAL: Final = "refuse"
KINDS: Final = (VIEWING, COPYING, REFUSAL)
_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = "十"
Value = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A record that is given, under the name by which the notice may tell of it.

    Args:
        rights: of RIGHTS, in their order.
    """

    name: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """How many records are refused for one reason, and by which rights."""

    count: int
    rights: tuple[str, ...]
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """All that a notice may tell; it holds no name of what is refused.

    Args:
        kind: of KINDS.
        rights: that were asked for, of RIGHTS.
        days, last_day: how long the records are open; None where all is refused.
        left_open: records that nobody has judged yet; 0 of a notice that is sent.
        reason, article: of a refusal, or of viewing where copying was asked for.
        authority, court: to whom one may object.
        number: '' before the notice has one.
        letter_number, letter_from, purpose: of an official letter; '' for a party.
    """

    kind: str
    requester_name: str
    request_number: str
    received_on: date
    rights: tuple[str, ...]
    file_number: str
    matters: tuple[str, ...]
    bureau_name: str
    authority: str
    court: str
    decided_on: date
    number: str = ""
    granted: tuple[Given, ...] = ()
    redacted: tuple[Given, ...] = ()
    refused: tuple[Refused, ...] = ()
    left_open: int = 0
    days: int | None = None
    last_day: date | None = None
    reason: str = ""
    article: str = ""
    letter_number: str = ""
    letter_from: str = ""
    purpose: str = ""

    @property
    def by_letter(self) -> bool:
        """Return whether a body of the state asked by letter, outside of Art. 21."""
        return bool(self.letter_number and self.letter_from)

    @property
    def withholds(self) -> bool:
        """Return whether anything that was asked for is not given, or not whole."""
        is_cut = bool(self.redacted or self.refused or self.left_open)
        return self.kind == REFUSAL or self.only_viewing or is_cut

    @property
    def because(self) -> tuple[str, str]:
        """Return reason and article of what the notice refuses as a whole, or two ''.

        What else a head remarks on a decision is no part of the notice.
        """
        is_told = self.kind == REFUSAL or (self.only_viewing and self.article)
        return (self.reason, self.article) if is_told else ("", "")

    @property
    def only_viewing(self) -> bool:
        """Return whether copying was asked for and viewing alone is granted."""
        return self.kind == VIEWING and COPY in self.rights


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph of a notice.

    Args:
        rights: of RIGHTS, where the clause is about them.
        values: (name, what stands in the text); a tuple is a row of names.
        is_numbered: it is one of the points of the answer.
    """

    code: str
    rights: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    is_numbered: bool = False


def sort_out(
    outcomes: Iterable[Outcome],
    names: Mapping[str, str],
    reason_of: Callable[[Outcome], str] = lambda one: one.reason,
) -> tuple[tuple[Given, ...], tuple[Given, ...], tuple[Refused, ...], int]:
    """Return what is granted, redacted and refused, and how many are left open.

    Args:
        outcomes: of each record and right that was asked for.
        names: {uid: name in the notice} of what is given, in the order of the notice.
        reason_of: says in words why a record is refused.
    """
    rights: dict[tuple[str, str], list[str]] = {}
    refusals: dict[tuple[str, str, str], list[str]] = {}
    left_open = set()
    for one in sorted(outcomes, key=lambda one: RIGHTS.index(one.right)):
        if one.outcome == HUMAN:
            left_open.add(one.uid)
        elif one.outcome == REFUSED:
            why = (one.uid, reason_of(one), one.article)
            refusals.setdefault(why, []).append(one.right)
        else:
            rights.setdefault((one.uid, one.outcome), []).append(one.right)
    granted, redacted = (
        tuple(
            Given(name, tuple(rights[uid, outcome]))
            for uid, name in names.items()
            if (uid, outcome) in rights
        )
        for outcome in (GRANTED, REDACTED)
    )
    counted = Counter(
        (tuple(found), reason, article)
        for (_uid, reason, article), found in refusals.items()
    )
    refused = tuple(Refused(count, *why) for why, count in sorted(counted.items()))
    return granted, redacted, refused, len(left_open)


def clauses(facts: NoticeFacts) -> tuple[Clause, ...]:
    """Return what the notice says, from its first words to how one may object."""
    return tuple(_clauses(facts))


def _clauses(facts: NoticeFacts) -> Iterator[Clause]:
    letter = (
        ("letter_number", facts.letter_number),
        ("letter_from", facts.letter_from),
        ("purpose", facts.purpose),
    )
    yield Clause(
        "opening_letter" if facts.by_letter else "opening",
        facts.rights,
        (
            *(letter if facts.by_letter else ()),
            ("received_on", facts.received_on),
            ("file_number", facts.file_number),
            ("matters", facts.matters),
            ("request_number", facts.request_number),
            ("bureau", facts.bureau_name),
        ),
    )
    reason, article = facts.because
    why = (("reason", reason), ("article", article))
    if facts.kind == REFUSAL:
        yield Clause("refusal", facts.rights, is_numbered=True)
        yield Clause("refusal_reason", values=why, is_numbered=True)
    else:
        yield from _points(facts)
        if facts.only_viewing and (COPY,) not in (one.rights for one in facts.refused):
            code = "only_viewing_because" if reason else "only_viewing"
            yield Clause(code, values=why if reason else (), is_numbered=True)
        if facts.last_day is not None and (facts.granted or facts.redacted):
            yield _term(facts, facts.last_day)
    if facts.withholds and not facts.by_letter:
        bodies = (("authority", facts.authority), ("court", facts.court))
        yield Clause("remedies", values=bodies)


def _points(facts: NoticeFacts) -> Iterator[Clause]:
    """Yield what is given, then what is refused, then what nobody has judged yet."""
    for code, given in (("granted", facts.granted), ("redacted", facts.redacted)):
        for rights in _kinds_of_rights(given):
            names = tuple(one.name for one in given if one.rights == rights)
            yield Clause(code, rights, (("names", names),), is_numbered=True)
    for one in facts.refused:
        values = (
            ("count", one.count),
            ("reason", one.reason),
            ("article", one.article),
        )
        yield Clause("refused", one.rights, values, is_numbered=True)
    if facts.left_open:
        count = ("count", facts.left_open)
        yield Clause("left_open", values=(count,), is_numbered=True)


def _kinds_of_rights(given: tuple[Given, ...]) -> list[tuple[str, ...]]:
    """Return the sets of rights that occur, the larger first."""
    found = {one.rights for one in given}
    return sorted(found, key=lambda rights: (-len(rights), rights))


def _term(facts: NoticeFacts, last_day: date) -> Clause:
    given = {right for one in (*facts.granted, *facts.redacted) for right in one.rights}
    rights = tuple(right for right in RIGHTS if right in given)
    code = "term_with_copies" if COPY in given else "term"
    values = (("days", facts.days or 0), ("last_day", last_day))
    return Clause(code, rights, values)


def ordinal(number: int) -> str:
    """Return a number as Chinese papers count their points; above 99 in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    before = "" if tens < 2 else _DIGITS[tens]
    return f"{before}{_TEN if tens else ''}{_DIGITS[ones] if ones else ''}"
