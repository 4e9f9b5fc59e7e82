"""The register and the shelves: a title only."""

from lingchuan.records.i18n import _
from plone.supermodel import model
from zope import schema


class ITitledSchema(model.Schema):
    """The name of a register or shelf."""

    title = schema.TextLine(title=_("field_title", default="Title"), max_length=200)
