"""The recordings that a form offers for extraction; any that the user sees may be sent.

First those that are named already, then the others of their permit files, then the
newest: a list short enough to be read, and no script is needed to tick it.
"""

from collections.abc import Iterator
from itertools import islice
from lingchuan.records.content.facts import local_date
from lingchuan.records.evidence.install import ADD_EXTRACTION
from lingchuan.records.evidence.install import SHELF
from lingchuan.records.evidence.items import uids_of
from lingchuan.records.evidence.items import visible
from lingchuan.records.evidence.types import EXTRACTION
from lingchuan.records.evidence.types import MEDIA
from lingchuan.records.interfaces import IEvidenceExtraction
from plone import api
from typing import Final
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


OFFERED: Final = 60
FIELD: Final = "form.widgets.items"
READY: Final = ("submitted", "sealed")


class Recordings(SimpleVocabulary):
    """Recordings by UID; one that is not offered is looked up."""

    def __contains__(self, value: object) -> bool:
        """Return whether the user sees a recording of this UID."""
        return isinstance(value, str) and value in visible([value])

    def getTerm(self, value: object) -> SimpleTerm:
        """Return the term of a UID.

        Raises:
            LookupError: the user sees no such recording.
        """
        return self.getTermByToken(str(value))

    def getTermByToken(self, token: str) -> SimpleTerm:
        """Return the term of a UID.

        Raises:
            LookupError: the user sees no such recording.
        """
        found = next(_brains(UID=[token]), None)
        if found is None:
            raise LookupError(token)
        return _term(found)


def add_url(uid: str) -> str:
    """Return the address of the add form with a recording ticked, '' for who may not."""
    shelf = api.portal.get().get(SHELF)
    if shelf is None or not api.user.has_permission(ADD_EXTRACTION, obj=shelf):
        return ""
    return f"{shelf.absolute_url()}/++add++{EXTRACTION}?{FIELD}={uid}"


@provider(IVocabularyFactory)
def extractable(context: object) -> SimpleVocabulary:
    """Return the recordings that a form offers, the named ones first."""
    named = _named(context)
    first = list(_brains(UID=named)) if named else []
    files = {brain.file_number for brain in first if brain.file_number}
    same = _brains(file_number=list(files), review_state=READY) if files else iter(())
    newest = _brains(review_state=READY, sort_on="created", sort_order="reverse")
    terms: dict[str, SimpleTerm] = {}
    for source in (first, islice(same, OFFERED), islice(newest, OFFERED)):
        for brain in source:
            if len(terms) < max(OFFERED, len(first)):
                terms.setdefault(brain.UID, _term(brain))
    return Recordings(list(terms.values()))


def _named(context: object) -> list[str]:
    form = getattr(getRequest(), "form", None) or {}
    sent = form.get(FIELD) or ()
    sent = [sent] if isinstance(sent, str) else list(sent)
    # A container has `items` too: those are its children.
    kept = uids_of(context) if IEvidenceExtraction.providedBy(context) else ()
    return [one for one in (*sent, *kept) if isinstance(one, str)]


def _brains(**query: object) -> Iterator[object]:
    return iter(api.portal.get_tool("portal_catalog")(portal_type=MEDIA, **query))


def _term(brain: object) -> SimpleTerm:
    day = local_date(brain.starts or None)
    said = (brain.file_number or "", brain.Title, day.isoformat() if day else "")
    return SimpleTerm(brain.UID, brain.UID, " · ".join(filter(None, said)))
