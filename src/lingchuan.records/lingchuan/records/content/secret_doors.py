"""The gate behind doors that are Plone's: its own content, and pictures of the site."""

from Acquisition import aq_base
from io import BytesIO
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import admit_stored
from lingchuan.records.content.settings import is_installed
from lingchuan.records.content.wiping import is_new
from lingchuan.records.interfaces import ILoggedContent
from OFS.Image import File
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.formwidget.namedfile.converter import b64decode_file
from plone.namedfile.interfaces import IBlobby
from ZODB.blob import Blob
from zope.schema import getFieldNames


PICTURES = ("plone.site_logo", "plone.site_favicon")


def stock_content_came(obj: object, event: object) -> None:
    """Refuse a new file of Plone's own content; records have `normalise`.

    Raises:
        BadInput: it carries a mark.
    """
    if ILoggedContent.providedBy(obj) or not is_installed():
        return
    for schema in iterSchemata(obj):
        for name in getFieldNames(schema):
            file = getattr(aq_base(obj), name, None)
            if IBlobby.providedBy(file) and _came_now(file._blob):
                admit_stored(name, file, obj)


def _came_now(blob: Blob) -> bool:
    return bool(blob._p_blob_uncommitted) or is_new(blob)


def zope_file_came(file: File, event: object) -> None:
    """Refuse a file of Zope's own, which its administrators add.

    Raises:
        BadInput: it carries a mark.
    """
    if is_installed() and file.size:
        name = f"{file.getId()} {file.title}"
        stream = BytesIO(bytes(file.data))
        admit("file", name, file.content_type or "", stream, api.portal.get())


def picture_of_site_changed(event: object) -> None:
    """Refuse a logo whose name or tags carry a mark.

    Raises:
        BadInput: as said.
    """
    name = event.record.__name__
    if name not in PICTURES or not event.newValue:
        return
    filename, data = b64decode_file(event.newValue)
    field = name.rpartition(".")[2]
    admit(field, filename, "", BytesIO(data), api.portal.get())
