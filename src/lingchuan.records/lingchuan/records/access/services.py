"""REST of access requests: `@scope`, `@my-access`, `@request-status`, and their JSON."""

from lingchuan.records.access import shown
from lingchuan.records.access import status
from lingchuan.records.access.my_access import my_access
from lingchuan.records.access.schema import IOutcomes
from lingchuan.records.access.schema import IRecordsAsked
from lingchuan.records.confidentiality.granted import is_admitted
from lingchuan.records.content.serialize import RecordSerializer
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IForGranted
from lingchuan.records.interfaces import IGrants
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.services import Service
from plone.restapi.services.content.get import ContentGet
from plone.uuid.interfaces import IUUID
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(ISerializeToJson)
@adapter(IAccessRequest, IRecordsLayer)
class RequestSerializer(RecordSerializer):
    """JSON of an access request; a citizen is answered by the bureau, not by a person."""

    def __call__(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Return the JSON."""
        told = super().__call__(*args, **kwargs)
        if shown.is_requester(self.context):
            told["decided_by"] = None
        return told


@implementer(IFieldSerializer)
@adapter(IOutcomes, ILoggedContent, IRecordsLayer)
class OutcomesSerializer(DefaultFieldSerializer):
    """Outcomes as their reader may know them."""

    def __call__(self) -> list[dict]:
        """Return {uid, right, outcome, reason, article} of each."""
        decided = shown.outcomes_of(self.context)
        rows = shown.rows(self.context, decided, self.request)
        return json_compatible(rows)


@implementer(IFieldSerializer)
@adapter(IRecordsAsked, ILoggedContent, IRecordsLayer)
class RecordsAskedSerializer(DefaultFieldSerializer):
    """The records that were asked for by UID, as their reader may know them."""

    def __call__(self) -> list[str]:
        """Return the UIDs."""
        return shown.uids_asked(self.context)


@implementer(IForGranted)
class RecordGet(ContentGet):
    """GET of a record; who has it by a grant alone gets a few lines, and where it opens."""

    def reply(self) -> dict:
        """Return the JSON."""
        if not is_admitted(self.request, self):
            return super().reply()
        page = getUtility(IGrants).page_of(self.context, api.user.get_current().getId())
        return {
            "@id": self.context.absolute_url(),
            "@type": self.context.portal_type,
            "UID": IUUID(self.context),
            "title": self.context.title,
            "opens_at": page,
        }


class ScopeGet(Service):
    """`GET …/@scope` on a request."""

    def reply(self) -> dict:
        """Return what would be granted, redacted, refused, with reason and article."""
        return json_compatible(
            {"@id": f"{self.context.absolute_url()}/@scope"}
            | shown.scope(self.context, self.request)
        )


class MyAccess(Service):
    """`GET @my-access`: what the party was granted, with its last day."""

    def reply(self) -> dict:
        """Return {items: […], items_total}."""
        if api.user.is_anonymous():
            raise Unauthorized("@my-access")
        items = my_access(self.request)
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@my-access",
                "items": items,
                "items_total": len(items),
            }
        )


@implementer(IPublishTraverse)
class RequestStatus(Service):
    """`GET @request-status/<receipt_code>`: state and due day, for anybody."""

    code = ""

    def publishTraverse(self, request: object, name: str) -> "RequestStatus":
        """Take the code from the path."""
        if self.code:
            raise NotFound(name)
        self.code = name
        return self

    def reply(self) -> dict:
        """Return {state, due_on}; the same answer for all that leads nowhere."""
        return json_compatible(status.look_up(self.code, self.request))
