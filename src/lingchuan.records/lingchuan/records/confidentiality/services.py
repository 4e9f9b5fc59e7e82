"""`@confidentiality`: read the decision on a record, or decide."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality.shown import describe
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


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
