"""The folder contents of Plone, with our columns by their names and Chinese dates."""

from lingchuan.records.i18n import _
from plone.app.content.browser.contents import FolderContentsView
from zope.i18n import translate


OURS = {
    "file_number": _("field_file_number", default="File number"),
    "applicant_masked": _("column_applicant", default="Applicant"),
    "unit": _("field_unit", default="Unit"),
    "stage": _("field_stage", default="Stage"),
    "document_number": _("field_document_number", default="Document number"),
}
STOCK = (
    "id",
    "Type",
    "Creator",
    "CreationDate",
    "ModificationDate",
    "getObjSize",
    "mime_type",
)
SHOWN = ("file_number", "document_number", "ModificationDate")
ORDERS = ("id", "sortable_title", "created", "modified", "Type", "Creator")


class Contents(FolderContentsView):
    """目录内容."""

    def get_columns(self) -> dict[str, str]:
        """Return the columns that have a name for people: {column: title}."""
        columns = super().get_columns()
        stock = {name: columns[name] for name in STOCK if name in columns}
        ours = {n: translate(title, context=self.request) for n, title in OURS.items()}
        return stock | ours

    def get_indexes(self) -> dict[str, str]:
        """Return what a folder can be put in order by: {index: title}."""
        indexes = super().get_indexes()
        return {name: indexes[name] for name in ORDERS if name in indexes}

    def get_options(self) -> dict[str, object]:
        """Return the options of the script."""
        language = self.request.get("LANGUAGE") or "zh-cn"
        shown = list(SHOWN)
        return super().get_options() | {"language": language, "activeColumns": shown}
