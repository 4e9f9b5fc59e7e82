"""The corrections of a sealed record: what stood before, by whom, why (R04-1)."""

from Acquisition import aq_base
from lingchuan.records.content.facts import display_name
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.site import values
from lingchuan.records.site.inline import SafeDownload
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from urllib.parse import quote
from zope.i18n import translate
from zope.publisher.interfaces import NotFound
from zope.schema import getFieldsInOrder


def versions_of(obj: object, request: object) -> list[dict[str, object]]:
    """Return {when, who, why, changes, files} of each correction, oldest first.

    Changes are {title, old}; files are {name, url} of originals that were replaced.
    """
    kept = list(getattr(aq_base(obj), "versions", None) or ())
    states = [row["values"] for row in kept] + [_present(obj)]
    return [
        {
            "when": values.moment(row["at"]),
            "who": display_name(row["by"]),
            "why": row["reason"],
            "changes": _changes(obj, request, states[place], states[place + 1]),
            "files": _files(obj, place, states[place], states[place + 1]),
        }
        for place, row in enumerate(kept)
    ]


def _fields(obj: object) -> list[tuple[str, object]]:
    return [pair for schema in iterSchemata(obj) for pair in getFieldsInOrder(schema)]


def _present(obj: object) -> dict[str, object]:
    return {name: getattr(aq_base(obj), name, None) for name, _field in _fields(obj)}


def _changes(obj: object, request: object, old: dict, new: dict) -> list[dict]:
    return [
        {
            "title": translate(field.title, context=request),
            "old": values.text(obj, request, field, old.get(name)),
        }
        for name, field in _fields(obj)
        if old.get(name) != new.get(name) and not _is_file(old.get(name))
    ]


def _files(obj: object, place: int, old: dict, new: dict) -> list[dict[str, str]]:
    url = f"{obj.absolute_url()}/@@old-version/{place}"
    return [
        {"name": file.filename, "url": f"{url}.{name}/{quote(file.filename or name)}"}
        for name, file in old.items()
        if _is_file(file) and file is not new.get(name)
    ]


def _is_file(value: object) -> bool:
    return INamedBlobFile.providedBy(value)


class OldVersion(SafeDownload):
    """The original as it was before a correction: @@old-version/<place>.<field>."""

    def _getFile(self) -> object:
        """Return the file, or say that there is none such."""
        place, _dot, name = (self.fieldname or "").partition(".")
        kept = getattr(aq_base(self.context), "versions", None) or ()
        number = small_number(place)
        if number is not None and number < len(kept):
            file = kept[number]["values"].get(name)
            if _is_file(file):
                return file
        raise NotFound(self, self.fieldname, self.request)
