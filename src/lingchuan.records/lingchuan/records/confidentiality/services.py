"""`@confidentiality`: read the decision on a record, or decide."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.decision import RECKONED
from lingchuan.records.confidentiality.reading_texts import reading_text
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content.facts import confidentiality_state
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.globalrequest import getRequest
from zope.interface import alsoProvides


# What stands beside the fields of a decision, as it was written.
BESIDE = ("decided_at", "proposed_by", "proposed_kinds", "release_review")


def describe(obj: object) -> dict[str, object]:
    """Return the decision on a record as `@confidentiality` shows it."""
    return told(obj) | {"readers": _readers(obj)}


def told(obj: object) -> dict[str, object]:
    """Return what the decision on a record says, without who may read it."""
    said = decision_of(obj)
    names = (*FIELDS, *RECKONED, *BESIDE)
    shown: dict[str, object] = {name: said.get(name) for name in names}
    shown.update(
        state=confidentiality_state(obj),
        kinds=list(said.get("kinds") or ()),
        known_to=list(said.get("known_to") or ()),
        decided_by=said.get("decided_by"),
        by_class=bool(said.get("by_class")),
        by_entry=bool(said.get("by_entry")),
        term_assumed=bool(said.get("term_assumed")),
    )
    return shown


def _readers(obj: object) -> list[dict[str, str]]:
    if not register.is_officer():
        return []
    request = getRequest()
    return [
        {"principal": one.userid, "name": one.name, "why": reading_text(one, request)}
        for one in explain.readers(obj, most=None)
        if one.may
    ]


class ConfidentialityGet(Service):
    """The decision, for who may view the record."""

    def reply(self) -> dict[str, object]:
        """Return the decision."""
        return describe(self.context)


class ConfidentialityPost(Service):
    """A decision, by a confidentiality officer."""

    def reply(self) -> dict[str, object]:
        """Decide, and return the decision that stands now; errors are RecordErrors'."""
        alsoProvides(self.request, IDisableCSRFProtection)
        deciding.decide(self.context, json_body(self.request))
        return describe(self.context)
