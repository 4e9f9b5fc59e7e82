"""What time, a changed table or a changed list makes of what is owed.

- Each night all files that are not over are reckoned anew; in between, those in which an
  activity has ended since.
- A changed table of working days or list of what is asked of recordings renews all of
  them, a changed device those that hold recordings of it: the first few with the change
  itself, the rest by the clock. Until then pages say that lists are being renewed.
"""

from collections.abc import Collection
from collections.abc import Iterable
from lingchuan.records.content import facts
from lingchuan.records.content import working_days
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.recording.due_marks import ENDED
from lingchuan.records.recording.due_marks import mark
from lingchuan.records.recording.due_marks import places_of
from lingchuan.records.recording.due_marks import renew_file
from plone import api
from typing import Any
from typing import Final


# So many are reckoned with the change itself, and in one transaction of the clock.
AT_ONCE: Final = 25
OPEN_FILES: Final = {"portal_type": "PermitFile", "review_state": {"not": list(ENDED)}}
# Settings by which files are judged.
JUDGED_BY: Final = frozenset(
    ("checklists", "matters", "recording_terms", "regulation_effective_date")
)


def logged(obj: object, event: Any) -> None:
    """Mark the file in which something was done."""
    mark(obj)


def device_logged(device: Any, event: Any) -> None:
    """Renew the files that hold recordings of a device."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        portal_type="MediaEvidence", device_id=device.device_id
    )
    places = {_file_place(catalog, brain.getPath()) for brain in found}
    ask_for(catalog, sorted(places - {None}))


def site_logged(portal: Any, event: Any) -> None:
    """Renew all where what files are judged by has changed."""
    if event.action == working_days.CHANGED:
        ask_for_all(portal.portal_catalog)
    elif event.action == "settings":
        if JUDGED_BY.intersection(event.details.get("fields") or ()):
            ask_for_all(portal.portal_catalog)


def ask_for_all(catalog: Any) -> None:
    """Renew all files that are not over."""
    if index_of(catalog) is not None:
        ask_for(catalog, places_of(catalog, OPEN_FILES))


def ask_for(catalog: Any, places: Iterable[int]) -> None:
    """Renew files: a few before this transaction is done, the rest by the clock."""
    index = index_of(catalog)
    if index is None:
        return
    asked = list(places)
    index.waiting.update(asked)
    for place in asked[:AT_ONCE]:
        file = _file_at(catalog, place)
        if file is not None:
            mark(file)


def is_renewing() -> bool:
    """Tell whether some files are still to be reckoned anew."""
    index = index_of(api.portal.get_tool("portal_catalog"))
    return index is not None and bool(index.waiting)


def begin_day(portal: Any) -> bool:
    """Ask for all once a day, and for what time has made due since; tell whether any."""
    catalog, day = portal.portal_catalog, facts.today().isoformat()
    index = index_of(catalog)
    if index is None:
        return False
    turned = index.turned(facts.now().timestamp())
    index.waiting.update(turned)
    is_new = index.reckoned_on != day
    if is_new:
        index.reckoned_on = day
        index.waiting.update(places_of(catalog, OPEN_FILES))
    return is_new or bool(turned)


def renew(portal: Any, places: Collection[int]) -> int:
    """Reckon files anew; return how many could not be."""
    catalog = portal.portal_catalog
    index = index_of(catalog)
    for place in places:
        file = _file_at(catalog, place)
        if file is None:
            index.unindex_object(place)
        else:
            renew_file(catalog, catalog._catalog.paths[place], file)
    return sum(place in index.waiting for place in places)


def _file_at(catalog: Any, place: int) -> Any:
    """Return the object of a catalog id, None where there is none any more."""
    path = catalog._catalog.paths.get(place)
    if path is None:
        return None
    return api.portal.get().unrestrictedTraverse(path, None)


def _file_place(catalog: Any, path: str) -> int | None:
    """Return the catalog id of the file around what has a path."""
    places = catalog._catalog.uids
    kinds = catalog._catalog.getIndex("portal_type").getEntryForObject
    names = path.split("/")
    for end in range(len(names), 1, -1):
        place = places.get("/".join(names[:end]))
        if place is not None and kinds(place) == "PermitFile":
            return place
    return None
