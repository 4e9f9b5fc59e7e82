"""REST services of content: POST into the register, PATCH and DELETE of records."""

from Acquisition import aq_base
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.changing import refuse_unchangeable
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.workflow import refuse_addition
from lingchuan.records.core.dates import EARLIEST
from lingchuan.records.core.findings import Problem
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services import Service
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import DeleteObjects
from zope.component import createObject
from zope.component import getMultiAdapter
from zope.container.interfaces import INameChooser
from zope.event import notify
from zope.interface import alsoProvides
from zope.lifecycleevent import ObjectCreatedEvent

import datetime


MINIMAL = "return=minimal"


class RecordPost(Service):
    """POST of a record into a file, an activity or a shelf; ids are given here."""

    def reply(self) -> dict:
        """Create the record and return it, with `Prefer: return=minimal` its address."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        portal_type = self._type(data)
        if "id" in data:
            # Ids are opaque and the server's (threats L36).
            raise BadInput([Problem("id", "server_only")])
        self.place(data)
        refuse_addition(self.context, portal_type)
        fti = api.portal.get_tool("portal_types")[portal_type]
        made = createObject(fti.factory).__of__(self.context)
        aq_base(made).portal_type = portal_type
        deserializer = getMultiAdapter((made, self.request), IDeserializeFromJson)
        deserializer(validate_all=True, create=True)
        made = aq_base(made)
        notify(ObjectCreatedEvent(made))
        made.id = INameChooser(self.context).chooseName(None, made)
        self.context._setObject(made.id, made)
        return self._created(self.context._getOb(made.id))

    def _created(self, made: object) -> dict:
        response = self.request.response
        response.setHeader("Location", made.absolute_url())
        if MINIMAL in (self.request.getHeader("Prefer") or ""):
            response.setHeader("Preference-Applied", MINIMAL)
            response.setStatus(201)
            return {"@id": made.absolute_url(), "UID": IUUID(made)}
        shown = getMultiAdapter((made, self.request), ISerializeToJson)()
        response.setStatus(201)
        return shown

    def _type(self, data: dict) -> str:
        portal_type = data.get("@type")
        if portal_type is None:
            raise BadInput([Problem("@type", "required")])
        if portal_type not in api.portal.get_tool("portal_types").objectIds():
            raise BadInput([Problem("@type", "unknown_value")])
        return portal_type

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
        refuse_unchangeable(self.context, is_trial=bool(json_body(self.request)))
        return super().reply()
