"""What a look at the ledger asks for, and what its own event says of the question.

Filters work on what the reader may see, never on what a reduced event hides: else they
would tell it. The database finds what fits; nobody reads a whole ledger for a page.
"""

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import person
from lingchuan.records.core.dates import EARLIEST
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from lingchuan.records.ledger.moments import stamp
from typing import Final

import re


PAGE: Final = 25
MOST: Final = 1000
LARGEST: Final = 2**62
CHANGES: Final = "changes"
VIEWS: Final = "views"
DENIALS: Final = "denials"
KINDS: Final = (CHANGES, VIEWS, DENIALS)
TEXTS: Final = {
    "bad_week": _("problem_bad_week", default="Is no week (YYYY-Www)."),
    "holds_too_much": _(
        "problem_holds_too_much",
        default="This holds too much for one chain; ask each permit file or record.",
    ),
}
_KIND_OF: Final = dict.fromkeys(
    "view unmask play download export login logout ledger_view".split(), VIEWS
) | dict.fromkeys(("deny", "login_failed"), DENIALS)
_READS: Final = {"": KINDS, "0": (CHANGES,), "1": (VIEWS, DENIALS)}
_FLAGS: Final = ("", "0", "1")
_NAMES: Final = ("kind", "action", "actor", "since", "until", "reads", "contained")
_PLACES: Final = ("b_start", "b_size", "limit", "format")
_LONGEST: Final = 100
_ACTION: Final = re.compile("[a-z_]{0,40}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events of a record are asked for; dates are days in China, both included."""

    kinds: Collection[str] = KINDS
    action: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    contained: bool = False

    def asks_of_acts(self) -> bool:
        """Return whether more is asked than when; a reduced event never answers."""
        return bool(self.action or self.actor or set(self.kinds) != set(KINDS))

    def conditions(self) -> dict[str, object]:
        """Return what is asked for as conditions of ledger/selection.py."""
        found = {"actor": self.actor or None} | self._acts()
        if self.since and self.since > EARLIEST:
            found["starts"] = _moment(self.since, time.min)
        if self.until:
            found["ends"] = _moment(self.until, time.max)
        return found

    def _acts(self) -> dict[str, object]:
        if self.action:
            fits = kind_of(self.action) in self.kinds
            return {"actions": [self.action] if fits else []}
        if CHANGES in self.kinds:
            # Whatever is no other kind is a change.
            return {
                "other_actions": [a for a, k in _KIND_OF.items() if k not in self.kinds]
            }
        return {"actions": [a for a, k in _KIND_OF.items() if k in self.kinds]}


def _moment(day: date, of_day: time) -> str:
    return stamp(datetime.combine(day, of_day, facts.ZONE))


def kind_of(action: str) -> str:
    """Return whether an act changes, reads, or was refused."""
    return _KIND_OF.get(action, CHANGES)


def wanted(form: Mapping[str, object]) -> Wanted:
    """Return what a request asks for.

    Raises:
        BadInput: a filter that cannot be.
    """
    texts = {name: form.get(name, "") for name in _NAMES}
    found = [Problem(n, "wrong_type") for n, v in texts.items() if not _is_text(v)]
    if not found:
        days = {name: _day(name, texts[name], found) for name in ("since", "until")}
        for name, known in (
            ("kind", ("", *KINDS)),
            ("reads", _FLAGS),
            ("contained", _FLAGS),
        ):
            if texts[name] not in known:
                found.append(Problem(name, "unknown_value"))
        if not _ACTION.fullmatch(texts["action"]):
            found.append(Problem("action", "unknown_value"))
    if found:
        raise BadInput(found)
    return Wanted(
        kinds=(texts["kind"],) if texts["kind"] else _READS[texts["reads"]],
        action=texts["action"],
        actor=texts["actor"],
        contained=texts["contained"] == "1",
        **days,
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _day(name: str, text: str, found: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        found.append(Problem(name, "bad_date"))
        return None


def question(form: Mapping[str, object]) -> dict[str, str]:
    """Return what the event of a look says of the question: short texts only."""
    named = (*_NAMES, *_PLACES)
    texts = {name: str(form[name])[:_LONGEST] for name in named if form.get(name)}
    if "actor" in texts:
        # What somebody typed may be the name of a party.
        texts["actor"] = person(texts["actor"])["user"]
    return texts


def number(
    form: Mapping[str, object], name: str, default: int, most: int, least: int = 0
) -> int:
    """Return a whole number from `least` to `most` that a request sends.

    Raises:
        BadInput: it is none.
    """
    sent = str(form.get(name, default))
    if not (sent.isascii() and sent.isdecimal()):
        raise BadInput([Problem(name, "wrong_type")])
    if len(sent) > len(str(LARGEST)) or not least <= int(sent) <= most:
        raise BadInput([Problem(name, "out_of_range")])
    return int(sent)
