"""Take the records out of a site, or into an empty one: ``python -m …setup.moving``.

usage: python -m lingchuan.records.setup.moving out|in FOLDER [--var VAR]

collective.exportimport walks the content and makes it anew; what a record is, goes
along whole by content/carrying.py, in a folder (setup/parcel.py) that holds every
secret of the site: it is for whoever keeps the server, there is no page for it.

- All arrives in one transaction, or nothing. What leaves is in the ledger before.
- Users, offices, clearances and settings do not move: they are the new site's.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from argparse import ArgumentParser
from collections.abc import Iterator
from collective.exportimport.export_content import ExportContent
from collective.exportimport.import_content import ImportContent
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content.arriving import arrivals
from lingchuan.records.content.arriving import arrive
from lingchuan.records.content.arriving import identify
from lingchuan.records.content.arriving import take_numbers
from lingchuan.records.content.carrying import departing
from lingchuan.records.content.events import log_site
from lingchuan.records.content.install import SHELVES
from lingchuan.records.content.types import TYPES
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IStandsOn
from lingchuan.records.ledger import api as ledger
from lingchuan.records.setup.instance import prepare_process
from lingchuan.records.setup.instance import say
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.setup.instance import zope_application
from lingchuan.records.setup.parcel import new_parcel
from lingchuan.records.setup.parcel import Parcel
from pathlib import Path
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.uuid.interfaces import IUUID
from typing import Any
from zc.lockfile import LockError
from zope.component import adapter
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Interface
from Zope2.App.zcml import load_config

import collective.exportimport as exportimport
import sys
import transaction


SHELF_NAMES = tuple(name for name, _type, _title in SHELVES)
# What a new site has already; it takes the identity of what arrives.
UPDATE, SKIP = 2, 0
KEY = "lingchuan.records"


class IMoving(Interface):
    """Marks the request of a move."""


class MoveError(Exception):
    """Something could not leave or arrive, so nothing did."""


class _Stop(BaseException):
    """Ends an import at once; exportimport goes on after any Exception."""


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
            KEY: departing(obj, self.request.parcel.keep),
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
    """Tells of every record of a site."""

    def items(self) -> Iterator[dict]:
        """Yield them all, what holds others first.

        Raises:
            MoveError: one could not be told of, or the catalog does not know it.
        """
        self.portal_type = list(TYPES)
        self.path, self.depth = "/".join(self.context.getPhysicalPath()), -1
        self.migration = self.include_revisions = False
        self.errors: list[dict] = []
        told = set()
        for item in self.export_content():
            told.add(item["UID"])
            yield item
        if self.errors:
            raise MoveError(self.errors)
        there = set(_uids(self.context))
        if told != there:
            raise MoveError(
                f"the catalog does not know, or knows alone: {told ^ there}"
            )

    def export_workflow_history(self, item: dict, obj: object) -> dict:
        """Leave it: it goes along with all else."""
        return item


def _uids(container: Any) -> Iterator[str]:
    """Yield the UIDs of all records below, whatever the catalog says."""
    for child in container.objectValues():
        if ILoggedContent.providedBy(child):
            yield IUUID(child)
            if hasattr(child, "objectValues"):
                yield from _uids(child)
        elif ILoggedContent.providedBy(container):
            raise MoveError(f"{child.absolute_url()}: of an unknown type")


class RecordsIn(ImportContent):
    """Makes the records of a parcel anew."""

    def make(self, items: Iterator[dict]) -> int:
        """Make every record; return how many.

        Raises:
            MoveError: a record could not be made.
        """
        self.portal = self.context
        self.limit = self.commit = None
        self.import_to_current_folder = self.import_old_revisions = False
        self.error = ""
        self.arrived = 0
        self.standing: list[Any] = []
        try:
            with arrivals():
                self.import_new_content(items)
        except _Stop as stop:
            raise MoveError(self.error) from stop
        # What they stand on, and so who reads them, may have arrived after them.
        forget_roles()
        for obj in self.standing:
            obj.reindexObjectSecurity()
        return self.arrived

    def _stop(self, item: dict, reason: object) -> None:
        self.error = f"{item['@id']}: {reason}"
        raise _Stop

    def global_dict_hook(self, item: dict) -> dict:
        """Let the shelves take what arrives; of all else there is none."""
        shelf = item["id"] in SHELF_NAMES and item["parent"]["@type"] == "Plone Site"
        self.handle_existing_content = UPDATE if shelf else SKIP
        return item

    def handle_container(self, item: dict) -> object:
        """Return the object that holds what arrives."""
        if item["parent"]["@type"] == "Plone Site":
            return self.context
        catalog = self.context.portal_catalog
        brains = catalog.unrestrictedSearchResults(UID=item["parent"]["UID"])
        if not brains:
            self._stop(item, "what holds it did not arrive")
        return brains[0]._unrestrictedGetObject()

    def set_uuid(self, item: dict, obj: object) -> str:
        """Give a record its identity."""
        identify(obj, item["UID"])
        return item["UID"]

    def handle_new_object(self, item: dict, index: int, new: object) -> object:
        """Fill in a record, or stop."""
        try:
            made = super().handle_new_object(item, index, new)
        except Exception as error:
            self._stop(item, f"{type(error).__name__}: {error}")
        self.arrived += 1
        return made

    def global_obj_hook(self, obj: object, item: dict) -> object:
        """Make it what it was."""
        arrive(obj, item[KEY], self.request.parcel.fetch)
        if IStandsOn(obj, None) is not None:
            self.standing.append(obj)
        return obj

    def import_review_state(self, obj: object, item: dict) -> None:
        """Leave it: no transition is made, the history says the state."""

    def import_workflow_history(self, obj: object, item: dict) -> None:
        """Leave it: it came with all else."""


def take_out(site: Any, folder: Path) -> int:
    """Write all records of a site into a new folder; return how many."""
    log_site("export", {"records": len(list(_uids(site)))})
    transaction.commit()
    with new_parcel(folder) as parcel:
        items = RecordsOut(site, _request(site, parcel)).items()
        digest = parcel.pack(items, numbers=ledger.numbers())
    log_site("exported", {"manifest": digest, "records": len(parcel.packed)})
    return len(parcel.packed)


def take_in(site: Any, folder: Path) -> int:
    """Make all records of a folder in a site that has none; return how many."""
    shelves = {IUUID(site[name]) for name in SHELF_NAMES if name in site}
    if set(_uids(site)) - shelves:
        raise MoveError("the site has records of its own")
    parcel = Parcel(folder)
    manifest = parcel.manifest()
    take_numbers(manifest["numbers"])
    number = RecordsIn(site, _request(site, parcel)).make(parcel.items())
    if number != len(manifest["items"]):
        raise MoveError(f"{number} of {len(manifest['items'])} arrived")
    return number


def _request(site: Any, parcel: Parcel) -> Any:
    request = site.REQUEST
    request.parcel = parcel
    alsoProvides(request, IMoving)
    return request


def move(way: str, folder: Path, var: Path) -> int:
    """Move the records of the site in a data folder; return how many."""
    with zope_application(var) as app:
        load_config("configure.zcml", exportimport)
        for factory in (Departure, Arrival):
            getGlobalSiteManager().registerAdapter(factory)
        setRequest(app.REQUEST)
        setSite(app[SITE_ID])
        newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
        take = take_out if way == "out" else take_in
        number = take(app[SITE_ID], folder)
        transaction.commit()
    return number


def main(argv: list[str] | None = None) -> int:
    """Move, or say why not."""
    parser = ArgumentParser(prog="lingchuan.records.setup.moving")
    parser.add_argument("way", choices=("out", "in"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--var", type=Path, default=Path("var"), help="data folder")
    options = parser.parse_args(argv)
    prepare_process(options.var.resolve())
    try:
        number = move(options.way, options.folder.resolve(), options.var.resolve())
    except LockError:
        say(f"{options.var} is in use by a running instance: stop it first.")
        return 1
    except Exception as error:
        say(f"Nothing was moved: {error or type(error).__name__}")
        return 1
    say(f"{number} records and shelves: {options.way}, {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
