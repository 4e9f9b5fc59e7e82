"""`@confidentiality`: read the decision on a record, or decide."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import FILE_HANDLER
from lingchuan.records.confidentiality.roles import READER
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.confidentiality.roles import VIEWER
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


READERS = (READER, FILE_HANDLER, VIEWER)


def describe(obj: object) -> dict[str, object]:
    """Return the decision on a record as `@confidentiality` shows it."""
    said = decision_of(obj)
    shown: dict[str, object] = {name: said.get(name) for name in FIELDS}
    shown.update(
        state=confidentiality_state(obj),
        kinds=list(said.get("kinds") or ()),
        known_to=list(said.get("known_to") or ()),
        decided_by=said.get("decided_by"),
        by_class=bool(said.get("by_class")),
        readers=_readers(obj),
    )
    return shown


def _readers(obj: object) -> list[dict[str, str]]:
    if not api.user.has_permission(deciding.DECIDE, obj=obj):
        return []
    return [
        {"principal": principal, "why": role}
        for principal, roles in sorted(RecordRoles(obj).getAllRoles())
        for role in roles
        if role in READERS
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
