"""`@confidentiality`, `@release-review`, `@unmask` of a record."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality.expiry import review_release
from lingchuan.records.confidentiality.shown import describe
from lingchuan.records.confidentiality.unmasking import FIELD
from lingchuan.records.confidentiality.unmasking import name_asked
from lingchuan.records.confidentiality.unmasking import unmask
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import ASKED
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import TEXT
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


# What a review is sent as.
REVIEW = {"outcome": TEXT, "comment": ASKED}


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


class ReleaseReviewPost(Service):
    """A review, by a confidentiality officer."""

    def reply(self) -> dict[str, object]:
        """Review, and return the decision with it; errors are RecordErrors'."""
        alsoProvides(self.request, IDisableCSRFProtection)
        body = json_body(self.request)
        found = parameter_problems(REVIEW, body)
        if not found and not body.get("outcome"):
            found = [Problem("outcome", "required")]
        if found:
            raise BadInput(found)
        review_release(self.context, body["outcome"], body.get("comment") or "")
        return describe(self.context)


class UnmaskPost(Service):
    """One masked value, for those whom the contract names; nothing is changed."""

    def reply(self) -> dict[str, str | None]:
        """Return {field, value}; errors are RecordErrors'."""
        sent = json_body(self.request)
        if not isinstance(sent, dict):
            raise BadInput([Problem(FIELD, "required")])
        name = name_asked(sent)
        return {FIELD: name, "value": unmask(self.context, name)}
