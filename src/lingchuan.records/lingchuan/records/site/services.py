"""POST …/@workflow/<transition> for records, with the contract's answers."""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.site.transitions import perform
from lingchuan.records.site.transitions import refuse
from plone.dexterity.utils import iterSchemata
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound
from zope.schema import getFields
from zope.schema.interfaces import ValidationError


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
        params = dict(json_body(self.request))
        refuse(self.context, self.transition)
        if isinstance(params.get("changes"), dict):
            params["changes"] = self._typed(params["changes"])
        state = perform(self.context, self.transition, params)
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

    def _typed(self, changes: dict) -> dict:
        """Return the corrected values as their fields hold them.

        Raises:
            BadInput: an unknown, read-only or impossible field.
        """
        fields = {}
        for schema in iterSchemata(self.context):
            fields.update(getFields(schema))
        found, typed = [], {}
        for name, value in changes.items():
            field = fields.get(name)
            if field is None or field.readonly:
                code = "server_only" if field is not None else "unknown_field"
                found.append(Problem(name, code))
                continue
            try:
                typed[name] = self._deserialised(field, value)
            except (ValueError, ValidationError):
                found.append(Problem(name, "unknown_value"))
        if found:
            raise BadInput(found)
        return typed

    def _deserialised(self, field: object, value: object) -> object:
        if value is None:
            return field.missing_value
        adapters = (field, self.context, self.request)
        return getMultiAdapter(adapters, IFieldDeserializer)(value)
