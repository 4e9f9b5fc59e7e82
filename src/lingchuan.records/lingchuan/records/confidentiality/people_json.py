"""JSON of a user, less the keys of grants: what somebody was granted is told to nobody."""

from lingchuan.records.confidentiality.keys import GRANT
from lingchuan.records.interfaces import IRecordsLayer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.user import SerializeUserToJson
from Products.CMFCore.interfaces import IMemberData
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(IMemberData, IRecordsLayer)
class UserJson(SerializeUserToJson):
    """A user, to who keeps users and to the user."""

    def __call__(self) -> dict:
        """Return the JSON."""
        told = super().__call__()
        groups = told.get("groups")
        if groups:
            held = self.context.getGroups()
            is_key = [one for one in held if one.startswith(GRANT)]
            groups["items_total"] = len(held) - len(is_key)
            groups["items"] = [g for g in groups["items"] if g["id"] not in is_key]
        return told
