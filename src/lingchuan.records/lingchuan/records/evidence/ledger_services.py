"""`@ledger`, `@ledger-checkpoint`, `@ledger-proof`: the ledger for programs (contract)."""

from collections.abc import Mapping
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.merkle import ProofError
from lingchuan.records.evidence import custody
from lingchuan.records.evidence import visible
from lingchuan.records.evidence.asked import LARGEST
from lingchuan.records.evidence.asked import MOST
from lingchuan.records.evidence.asked import number
from lingchuan.records.evidence.asked import PAGE
from lingchuan.records.evidence.asked import question
from lingchuan.records.evidence.asked import wanted
from lingchuan.records.evidence.chain import chain_of
from lingchuan.records.evidence.chain import check
from lingchuan.records.interfaces import IAuditView
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import tree
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from Products.Five import BrowserView
from typing import Any
from typing import Final
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer


FEED: Final = 100


class _Guarded(Service):
    """What answers of the ledger is kept by no cache."""

    def render(self) -> str | bytes:
        """Return the answer."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().render()


@implementer(IAuditView)
class RecordLedger(_Guarded):
    """`GET …/@ledger`: the events of one record, page by page."""

    def reply(self) -> dict[str, Any]:
        """Return {items, items_total, next}; the address too, of what is seen."""
        sees = custody.refuse_strangers(self.context, self.request)
        form = self.request.form
        want = wanted(form)
        start = number(form, "b_start", 0, LARGEST)
        size = number(form, "b_size", PAGE, MOST, least=1)
        check(self.context, want)
        custody.note_view(self.context, question(form))
        answer = custody.answer(chain_of(self.context, want), start, size)
        return answer | ({"@id": self.request["ACTUAL_URL"]} if sees else {})


class SiteLedger(_Guarded):
    """`GET @ledger` of the site: the feed of all events, from a place on."""

    def reply(self) -> dict[str, Any]:
        """Return {items, next}; what a reader may not know at all is left out."""
        form = self.request.form
        since = number(form, "since", 0, LARGEST)
        limit = number(form, "limit", FEED, MOST, least=1)
        custody.note_site_view(question(form))
        rows = ledger.read(since, limit + 1)
        more = len(rows) > limit
        rows = rows[:limit]
        return {
            "@id": self.request["ACTUAL_URL"],
            "items": custody.with_coverage(visible.shown(rows)),
            "next": rows[-1]["seq"] if more else None,
        }


def checkpoint_of(form: Mapping[str, object]) -> str:
    """Return the signed note that a request asks for: the latest, or one of a size.

    Raises:
        NotFound: there is none.
    """
    if "size" in form:
        found = checkpoints.of_size(number(form, "size", 0, LARGEST))
    else:
        found = checkpoints.latest()
    if found is None:
        raise NotFound("@ledger-checkpoint")
    return found["note"]


class CheckpointGet(_Guarded):
    """`GET @ledger-checkpoint`: a signed note as plain text."""

    def render(self) -> str:
        """Return the note."""
        self.check_permission()
        return as_text(self.request, checkpoint_of(self.request.form))


class CheckpointPost(_Guarded):
    """`POST @ledger-checkpoint`: sign the ledger as it is now."""

    def render(self) -> str:
        """Return the new note; of a ledger that has not grown, the latest."""
        self.check_permission()
        alsoProvides(self.request, IDisableCSRFProtection)
        return as_text(self.request, checkpoints.make())


class CheckpointText(BrowserView):
    """The signed note for a browser, and for programs that ask for no JSON."""

    def __call__(self) -> str:
        """Return the note."""
        return as_text(self.request, checkpoint_of(self.request.form))


def as_text(request: Any, note: str) -> str:
    """Return a note, and say that it is text which nobody keeps."""
    request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
    request.response.setHeader("Cache-Control", "private, no-store")
    return note


class ProofGet(_Guarded):
    """`GET @ledger-proof?seq=&size=`: that an event is in the tree, and the tree grew."""

    def reply(self) -> dict[str, Any]:
        """Return the hashes in hex; `consistency` leads from size to tree_size."""
        form = self.request.form
        total, last = ledger.size(), checkpoints.latest()
        size = number(form, "size", last["size"] if last else total, total)
        if "seq" not in form:
            raise BadInput([Problem("seq", "required")])
        seq = number(form, "seq", 0, size)
        try:
            inclusion = tree.inclusion(seq, size)
        except ProofError as error:
            raise BadInput([Problem("seq", "out_of_range")]) from error
        return {
            "seq": seq,
            "size": size,
            "leaf_hash": ledger.read(seq - 1, 1)[0]["leaf_hash"],
            "root": tree.root(size).hex(),
            "inclusion": [one.hex() for one in inclusion],
            "tree_size": total,
            "tree_root": tree.root(total).hex(),
            "consistency": [one.hex() for one in tree.consistency(size, total)],
        }
