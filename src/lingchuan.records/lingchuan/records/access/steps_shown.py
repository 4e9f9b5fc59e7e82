"""`@workflow` of a request: its state and steps; of who took them a citizen learns nothing.

Comments of the staff, and which of them did what, are the bureau's own (threats L11, L24).
"""

from lingchuan.records.access.shown import is_requester
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IRecordsLayer
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services import Service
from plone.restapi.services.workflow.info import WorkflowInfo
from zope.component import adapter
from zope.interface import implementer


@implementer(IExpandableElement)
@adapter(IAccessRequest, IRecordsLayer)
class RequestSteps(WorkflowInfo):
    """The stock answer, without its history for who asks."""

    def __call__(self, expand: bool = False) -> dict[str, dict]:
        """Return {workflow: …}."""
        told = super().__call__(expand)
        if "history" in told["workflow"] and is_requester(self.context):
            told["workflow"]["history"] = []
        return told


class RequestWorkflowGet(Service):
    """`GET …/@workflow` on a request."""

    def reply(self) -> dict:
        """Return state, steps and history."""
        return RequestSteps(self.context, self.request)(expand=True)["workflow"]
