"""Take the records out of a site, or into an empty one: ``python -m …setup.moving``.

usage: python -m lingchuan.records.setup.moving out|in FOLDER [--var VAR]

collective.exportimport walks the content and makes it anew; what a record is, goes
along whole by content/carrying.py. The folder holds every secret of the site: it is for
whoever keeps the server, there is no page for it. All arrives, or nothing.

- Users, offices, clearances and settings do not move: they are the new site's.
- FOLDER/items/<n>.json is one record each, parents first; FOLDER/files/<SHA-256> a file.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from argparse import ArgumentParser
from collections.abc import Iterator
from collective.exportimport.export_content import ExportContent
from collective.exportimport.import_content import filesystem_walker
from collective.exportimport.import_content import ImportContent
from lingchuan.records.content.actions import log_site
from lingchuan.records.content.arriving import arrivals
from lingchuan.records.content.arriving import arrive
from lingchuan.records.content.carrying import departing
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.setup.instance import say
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.setup.instance import TZ
from lingchuan.records.setup.instance import zope_application
from pathlib import Path
from plone.namedfile.file import NamedBlobFile
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.uuid.interfaces import IUUID
from typing import Any
from ZODB.blob import Blob
from zope.component import adapter
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Interface

import hashlib
import json
import os
import shutil
import sys
import time
import transaction


TYPES = (
    "PermitRegister",
    "RecordsArea",
    "RecordingDevice",
    "PermitFile",
    "HearingRecord",
    "FieldRecord",
    "TextRecord",
    "MediaEvidence",
)
# What a new site has already; it takes the identity of what arrives.
SHELVES = ("PermitRegister", "RecordsArea")
UPDATE, SKIP = 2, 0
KEY = "lingchuan.records"
_BLOCK = 1 << 20


class IMoving(Interface):
    """Marks the request of a move."""


class MoveError(Exception):
    """Something could not leave or arrive; nothing was changed."""


class Files:
    """The files of a move, each once, by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, file: NamedBlobFile) -> str:
        """Copy a file out and return its SHA-256."""
        found = hashlib.sha256()
        part = self.folder / "part"
        with file.open() as source, part.open("wb") as target:
            for block in iter(lambda: source.read(_BLOCK), b""):
                found.update(block)
                target.write(block)
        part.rename(self.folder / found.hexdigest())
        return found.hexdigest()

    def fetch(self, sha256: str) -> NamedBlobFile:
        """Return a new file with what was kept."""
        file = NamedBlobFile()
        file._blob = Blob()
        with (self.folder / sha256).open("rb") as source, file._blob.open("w") as into:
            shutil.copyfileobj(source, into, _BLOCK)
        return file


@implementer(ISerializeToJson)
@adapter(ILoggedContent, IMoving)
class Departure:
    """The JSON of what leaves: who and where it is, and all it holds."""

    def __init__(self, context: object, request: Any) -> None:
        self.context = context
        self.request = request

    def __call__(self, **_options: object) -> dict[str, object]:
        """Return the item."""
        obj = self.context
        parent = obj.__parent__
        around = {"@id": parent.absolute_url(), "@type": parent.portal_type}
        return {
            "@id": obj.absolute_url(),
            "@type": obj.portal_type,
            "id": obj.getId(),
            "UID": IUUID(obj),
            "parent": around | {"UID": IUUID(parent, None), "title": parent.title},
            KEY: departing(obj, self.request.files.keep),
        }


@implementer(IDeserializeFromJson)
@adapter(ILoggedContent, IMoving)
class Arrival:
    """What arrives is filled in once it has its place and identity."""

    def __init__(self, context: object, request: Any) -> None:
        self.context = context

    def __call__(self, **_options: object) -> object:
        """Return the object as it is."""
        return self.context


class RecordsOut(ExportContent):
    """Writes the items of FOLDER."""

    def write(self, folder: Path) -> int:
        """Write one file for each record; return how many.

        Raises:
            MoveError: a record could not be written.
        """
        self.portal_type = list(TYPES)
        self.path, self.depth = "/".join(self.context.getPhysicalPath()), -1
        self.migration = self.include_revisions = False
        self.errors: list[dict] = []
        number = 0
        for number, item in enumerate(self.export_content(), start=1):
            text = json.dumps(item, ensure_ascii=False, sort_keys=True, indent=1)
            (folder / f"{number}.json").write_text(text, encoding="utf-8")
        if self.errors:
            raise MoveError(self.errors)
        return number

    def export_workflow_history(self, item: dict, obj: object) -> dict:
        """Leave it: it goes along with all else."""
        return item


class RecordsIn(ImportContent):
    """Makes the items of FOLDER anew."""

    def read(self, items: Iterator[dict]) -> int:
        """Make every record; return how many.

        Raises:
            MoveError: a record could not be made.
        """
        self.portal = self.context
        self.limit = self.commit = None
        self.import_to_current_folder = self.import_old_revisions = False
        self.errors: list[str] = []
        self.arrived = 0
        with arrivals():
            self.import_new_content(items)
        if self.errors:
            raise MoveError(self.errors)
        return self.arrived

    def global_dict_hook(self, item: dict) -> dict:
        """Let shelves take what arrives; of a record there must be none."""
        self.handle_existing_content = UPDATE if item["@type"] in SHELVES else SKIP
        return item

    def handle_container(self, item: dict) -> object:
        """Return the object that holds what arrives."""
        if item["parent"]["@type"] == "Plone Site":
            return self.context
        found = self._found(item["parent"]["UID"])
        if found is None:
            self.errors.append(f"{item['@id']}: no parent")
            return None
        if item["@type"] not in SHELVES and item["id"] in found:
            self.errors.append(f"{item['@id']}: is here already")
        return found

    def _found(self, uid: str) -> object:
        catalog = self.context.portal_catalog
        brains = catalog.unrestrictedSearchResults(UID=uid)
        return brains[0]._unrestrictedGetObject() if brains else None

    def set_uuid(self, item: dict, obj: object) -> str:
        """Give a record its identity, which nothing else here may have."""
        other = self._found(item["UID"])
        if other is not None and other.getPhysicalPath() != obj.getPhysicalPath():
            raise MoveError(f"{item['UID']} is here already")
        setattr(obj, "_plone.uuid", item["UID"])
        return item["UID"]

    def handle_new_object(self, item: dict, index: int, new: object) -> object:
        """Fill in a record; tell of what went wrong."""
        try:
            made = super().handle_new_object(item, index, new)
        except Exception as error:
            self.errors.append(f"{item['@id']}: {type(error).__name__}: {error}")
            raise
        self.arrived += 1
        return made

    def global_obj_hook(self, obj: object, item: dict) -> object:
        """Make it what it was."""
        arrive(obj, item[KEY], self.request.files.fetch)
        return obj

    def import_review_state(self, obj: object, item: dict) -> None:
        """Leave it: no transition is made, the history says the state."""

    def import_workflow_history(self, obj: object, item: dict) -> None:
        """Leave it: it came with all else."""


def take_out(site: Any, folder: Path) -> int:
    """Write all records of a site into an empty folder; return how many."""
    if folder.exists() and any(folder.iterdir()):
        raise MoveError(f"{folder} is not empty")
    for name in ("items", "files"):
        (folder / name).mkdir(mode=0o700, parents=True)
    number = RecordsOut(site, _request(site, folder)).write(folder / "items")
    log_site("export", {"records": number})
    return number


def take_in(site: Any, folder: Path) -> int:
    """Make all records of a folder in a site; return how many."""
    items = filesystem_walker(str(folder / "items"))
    return RecordsIn(site, _request(site, folder)).read(items)


def _request(site: Any, folder: Path) -> Any:
    request = site.REQUEST
    request.files = Files(folder / "files")
    alsoProvides(request, IMoving)
    return request


def register() -> None:
    """Let the requests of a move meet our adapters."""
    for factory in (Departure, Arrival):
        getGlobalSiteManager().registerAdapter(factory)


def main(argv: list[str] | None = None) -> int:
    """Move, or say why not."""
    parser = ArgumentParser(prog="lingchuan.records.setup.moving")
    parser.add_argument("way", choices=("out", "in"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--var", type=Path, default=Path("var"), help="data folder")
    options = parser.parse_args(argv)
    os.umask(0o077)
    os.environ["TZ"] = TZ
    time.tzset()
    with zope_application(options.var.resolve()) as app:
        register()
        setRequest(app.REQUEST)
        setSite(app[SITE_ID])
        newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
        move = take_out if options.way == "out" else take_in
        try:
            number = move(app[SITE_ID], options.folder.resolve())
            transaction.commit()
        except Exception as error:
            transaction.abort()
            say(f"Nothing was moved: {error}")
            return 1
    say(f"{number} records and shelves: {options.way}, {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
