"""REST services of content: POST into the register, PATCH and DELETE of records."""

from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.findings import wrong_state
from lingchuan.records.content.workflow import could_change
from lingchuan.records.core.dates import EARLIEST
from lingchuan.records.core.findings import Problem
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFCore.permissions import ModifyPortalContent

import datetime
import json


class RecordPost(FolderPost):
    """POST of a record into a file, an activity or a shelf; ids are given here."""

    def reply(self) -> dict:
        """Create the record and return it."""
        data = json_body(self.request)
        portal_type = data.get("@type", "")
        if not isinstance(portal_type, str) or not portal_type.isascii():
            raise BadInput([Problem("@type", "unknown_value")])
        self.place(data)
        # Ids are opaque and the server's (threats L36).
        data.pop("id", None)
        self.request.set("BODY", json.dumps(data).encode())
        return super().reply()

    def place(self, data: dict) -> None:
        """Leave the record where it was sent."""


class RegisterPost(RecordPost):
    """POST of a permit file: it is made in the register of its year."""

    def place(self, data: dict) -> None:
        """Go to the folder of the year in which the application arrived."""
        if data.get("@type") != "PermitFile":
            return
        try:
            day = datetime.date.fromisoformat(str(data.get("received_on", ""))[:10])
        except ValueError:
            day = facts.today()
        if not EARLIEST <= day <= facts.today():
            return
        register = self.context
        if register.getId().isdigit():
            register = register.aq_inner.aq_parent
        self.context = actions.year_folder(register, day.year)


class RecordDelete(ContentDelete):
    """DELETE of a draft; everything else is refused with its reason."""

    def reply(self) -> object:
        """Delete the draft, or raise."""
        draft = facts.lifecycle_state(self.context) == "draft"
        if draft and not api.user.has_permission(DeleteObjects, obj=self.context):
            raise NotAllowed("delete")
        parent = self.context.aq_inner.aq_parent
        parent._delObject(self.context.getId())
        return self.reply_no_content()


class RecordPatch(ContentPatch):
    """PATCH: 409 where the state alone forbids it, 403 where the right is missing."""

    def reply(self) -> object:
        """Change the record, or raise."""
        if not api.user.has_permission(ModifyPortalContent, obj=self.context):
            if not could_change(self.context):
                raise NotAllowed("change")
            state = facts.lifecycle_state(self.context)
            raise TransitionBlocked([wrong_state(self.context, state)])
        findings = closed_file(self.context)
        if findings and facts.permit_file_of(self.context) != self.context:
            raise TransitionBlocked(findings)
        return super().reply()
