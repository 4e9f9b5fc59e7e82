"""Uploads in forms: past the gate, and nothing of them is kept when the form fails.

Plone keeps the bytes of a failed form's upload in the database for half an hour, outside
of any record and its guards. Here a file is chosen again.
"""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import keep_reading
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.shown_types import claimed_type
from lingchuan.records.interfaces import IRecordsLayer
from plone.formwidget.namedfile.converter import NamedDataConverter
from plone.formwidget.namedfile.interfaces import INamedFileWidget
from plone.formwidget.namedfile.interfaces import INamedImageWidget
from plone.formwidget.namedfile.utils import is_file_upload
from plone.formwidget.namedfile.widget import NamedFileWidget
from plone.formwidget.namedfile.widget import NamedImageWidget
from plone.namedfile.interfaces import INamedField
from plone.namedfile.interfaces import INamedFileField
from plone.namedfile.interfaces import INamedImageField
from z3c.form.interfaces import IDataManager
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.interface import implementer_only
from zope.interface import Interface
from zope.interface import Invalid


class IGatedWidget(Interface):
    """A widget whose files meet the gate."""


class IUploadWidget(IGatedWidget, INamedFileWidget):
    """A widget for a file."""


class IPictureWidget(IGatedWidget, INamedImageWidget):
    """A widget for a picture."""


class Forgetful:
    """Keeps no upload for the next try."""

    @property
    def file_upload_id(self) -> str:
        """Return that nothing is kept."""
        return ""

    def extract(self, default: object = NO_VALUE) -> object:
        """Return the upload, the stored file for no change."""
        self.request.form.pop(f"{self.name}.file_upload_id", None)
        return super().extract(default)

    def render(self) -> str:
        """Show the stored file; an upload that led nowhere is not to be seen."""
        if is_file_upload(self.value):
            self.value = self._stored()
        return super().render()

    def _stored(self) -> object:
        if self.ignoreContext:
            return None
        return getMultiAdapter((self.context, self.field), IDataManager).query(None)


@implementer_only(IUploadWidget)
class UploadWidget(Forgetful, NamedFileWidget):
    """A file."""


@implementer_only(IPictureWidget)
class PictureWidget(Forgetful, NamedImageWidget):
    """A picture."""


@implementer(IFieldWidget)
@adapter(INamedFileField, IRecordsLayer)
def upload_widget(field: object, request: object) -> FieldWidget:
    """Return the widget of a file."""
    return FieldWidget(field, UploadWidget(request))


@implementer(IFieldWidget)
@adapter(INamedImageField, IRecordsLayer)
def picture_widget(field: object, request: object) -> FieldWidget:
    """Return the widget of a picture."""
    return FieldWidget(field, PictureWidget(request))


@adapter(INamedField, IGatedWidget)
class UploadConverter(NamedDataConverter):
    """Lets a file in, or says why not, before it is one."""

    def toFieldValue(self, value: object) -> object:
        """Return the file.

        Raises:
            Invalid: it does not come in; nothing of it is left.
        """
        if not is_file_upload(value):
            return super().toFieldValue(value)
        mime = value.headers.get("content-type") or ""
        if mime and claimed_type(mime) is None:
            raise Invalid(problem_text(Problem("", "bad_file"), self.widget.request))
        name = self.field.__name__
        try:
            reading = admit(name, value.filename or "", mime, value.file, self._where())
        except BadInput as error:
            said = problem_text(error.problems[0], self.widget.request)
            raise Invalid(said) from None
        return keep_reading(super().toFieldValue(value), reading)

    def _where(self) -> object:
        """Return the record of the form, or what is added to."""
        return self.widget.form.context
