"""The page that shows one masked value to a person who may ask for it.

A form of the record's page is sent here; a GET shows no value, but the form again, so
that going back or a link opens nothing.
"""

from lingchuan.records.confidentiality.unmasking import FIELD
from lingchuan.records.confidentiality.unmasking import may_unmask
from lingchuan.records.confidentiality.unmasking import unmask
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.masks import masked_values
from lingchuan.records.core.findings import Problem
from lingchuan.records.site import values
from lingchuan.records.site.page import RecordPage
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from zope.i18n import translate


class UnmaskPage(RecordPage):
    """显示遮盖内容."""

    shown = ""

    def __call__(self) -> str:
        """Show the value that a form asked for, or the form alone.

        Raises:
            NotAllowed: the reader is none of those who may.
            BadInput: there is no such masked value.
        """
        self.name = str(self.request.form.get(FIELD) or "")
        if self.request.method == "POST":
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            self.shown = unmask(self.context, self.name) or "—"
        elif not may_unmask(self.context):
            raise NotAllowed(FIELD)
        elif self.name not in masked_values(self.context):
            raise BadInput([Problem(FIELD, "not_masked")])
        return self.index()

    def title(self) -> str:
        """Return what the value is: the field's title, in a grid with row and column."""
        field, _dot, rest = self.name.partition(".")
        found = values.field_of(self.context, field)
        parts = [translate(found.title, context=self.request)]
        if rest:
            row, _dot, column = rest.partition(".")
            inner = found.value_type.schema[column]
            parts += [
                str(int(row) + 1),
                translate(inner.title, context=self.request),
            ]
        return " · ".join(parts)
