"""The chain of a record: its events as its reader may see them, a part at a time.

- Page, PDF and REST show the same events, in the order of their places.
- What holds more than a permit file does has no chain of all that is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.confidentiality.gate import is_auditor
from lingchuan.records.confidentiality.gate import is_seen
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.evidence import visible
from lingchuan.records.evidence.asked import Wanted
from lingchuan.records.interfaces import IPermitRegister
from lingchuan.records.interfaces import IRecordsArea
from lingchuan.records.ledger import api as ledger
from plone.uuid.interfaces import IUUID
from typing import Any


@dataclass(frozen=True, slots=True)
class Chain:
    """Events that were asked for: `where` is their selection (ledger/selection.py).

    `whole` are the UIDs whose events are shown whole.
    """

    where: Mapping[str, Any]
    whole: frozenset[str]

    def total(self) -> int:
        """Return how many there are."""
        return ledger.count(**self.where)

    def part(self, skip: int, most: int) -> list[dict[str, Any]]:
        """Return some of them, oldest first."""
        rows = ledger.read(limit=most, skip=skip, **self.where)
        return visible.reduced(rows, self.whole)

    def people(self) -> list[str]:
        """Return who acted in those that are shown whole."""
        return ledger.values("actor", **{**self.where, "uids": self.whole})


def may_hold_too_much(obj: object) -> bool:
    """Return whether a thing may hold the records of a whole year, or of all."""
    return IPermitRegister.providedBy(obj) or IRecordsArea.providedBy(obj)


def check(obj: object, want: Wanted) -> None:
    """Refuse the chain of all that is in a thing where that may be too much.

    Raises:
        BadInput: it is asked for.
    """
    if want.contained and may_hold_too_much(obj):
        raise BadInput([Problem("contained", "holds_too_much")])


def chain_of(obj: object, want: Wanted) -> Chain:
    """Return the events of a record that are asked for and its reader may see."""
    uid = IUUID(obj)
    around, whole = {"uid": uid}, {uid} if is_seen(obj) else set()
    if want.contained:
        around = {"path_prefix": "/".join(obj.getPhysicalPath())}
        inside = set(ledger.values("uid", **around)) - {uid}
        whole |= visible.visible_uids(inside)
    where: dict[str, Any] = around | want.conditions()
    if want.asks_of_acts() or not is_auditor():
        where["uids"] = whole
    return Chain(where, frozenset(whole))
