"""`@release-review`: may a released record be published?"""

from lingchuan.records.confidentiality.expiry import review_release
from lingchuan.records.confidentiality.shown import describe
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import ASKED
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import TEXT
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


TAKEN = {"outcome": TEXT, "comment": ASKED}


class ReleaseReviewPost(Service):
    """A review, by a confidentiality officer."""

    def reply(self) -> dict[str, object]:
        """Review, and return the decision with it; errors are RecordErrors'."""
        alsoProvides(self.request, IDisableCSRFProtection)
        body = json_body(self.request)
        found = parameter_problems(TAKEN, body)
        if not found and not body.get("outcome"):
            found = [Problem("outcome", "required")]
        if found:
            raise BadInput(found)
        review_release(self.context, body["outcome"], body.get("comment") or "")
        return describe(self.context)
