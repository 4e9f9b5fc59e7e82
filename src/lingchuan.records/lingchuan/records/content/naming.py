"""Ids: the file's sequence number, or an opaque one; never made from a title."""

from lingchuan.records.content import actions
from lingchuan.records.interfaces import IPermitFile
from plone.uuid.interfaces import IUUID
from zope.container.interfaces import INameChooser
from zope.interface import implementer


_LENGTH = 12


@implementer(INameChooser)
class OpaqueNames:
    """Choose the ids of permit files and records."""

    def __init__(self, context: object) -> None:
        self.context = context

    def checkName(self, name: str, obj: object) -> bool:
        """Return whether the name is free."""
        return name not in self.context

    def chooseName(self, name: str | None, obj: object) -> str:
        """Return the id; a permit file gets its number here."""
        if IPermitFile.providedBy(obj):
            actions.number_file(obj, actions.received_day(obj))
            return f"{obj.file_sequence:03d}"
        if obj.portal_type == "PermitRegister":
            return obj.getId() or obj.title
        return IUUID(obj).replace("-", "")[:_LENGTH]
