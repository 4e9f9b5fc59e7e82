"""POST …/@workflow/<transition> for records, with the contract's answers."""

from lingchuan.records.site.transitions import perform
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.CMFCore.utils import getToolByName
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


@implementer(IPublishTraverse)
class WorkflowPost(Service):
    """Moves a record by the one transition service."""

    transition = ""

    def publishTraverse(self, request: object, name: str) -> "WorkflowPost":
        """Take the transition's id from the path."""
        if self.transition:
            raise NotFound(self, name, request)
        self.transition = name
        return self

    def reply(self) -> dict:
        """Return who moved it, when, and the state of the workflow that moved."""
        alsoProvides(self.request, IDisableCSRFProtection)
        state = perform(self.context, self.transition, json_body(self.request))
        tool = getToolByName(self.context, "portal_workflow")
        for workflow in tool.getWorkflowsFor(self.context):
            if self.transition in workflow.transitions:
                break
        status = dict(tool.getStatusOf(workflow.getId(), self.context) or {})
        status.pop("review_history", None)
        title = workflow.states[state].title or state
        return json_compatible(
            status
            | {
                "review_state": state,
                "title": translate(title, domain="plone", context=self.request),
            }
        )
