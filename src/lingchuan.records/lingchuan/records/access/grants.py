"""The register of grants: what approved requests open, to whom, until when.

- One annotation on the site: {request: grant}, and by person, record and file which
  requests there are. Rows are plain dicts, replaced and never changed.
- A grant of an original gives a key, and the key a local role, when it is asked for;
  nothing of it stands in the catalog, so no list or search shows it (docs/adr/0023).
- A grant ends by its day, by its request's state, or when the record's mark is not what
  it was when it was granted: each time it is asked, and for ever once it was taken back.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.access.facts import part_of
from lingchuan.records.confidentiality.keys import GRANT
from lingchuan.records.confidentiality.roles import VIEWER
from lingchuan.records.content import facts
from lingchuan.records.core.access.grants import in_force
from lingchuan.records.core.access.scope import VOIDED
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import Part
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.secrecy import COMMERCIAL
from lingchuan.records.core.secrecy import PRIVACY
from lingchuan.records.interfaces import IGrants
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.interface import implementer


REGISTER_KEY: Final = "lingchuan.records.grants"
REQUESTS, PERSONS, RECORDS, FILES = "requests", "persons", "records", "files"
COPIER: Final = "Granted Copier"
Row = Mapping[str, object]
_PARTS: Final = (REQUESTS, PERSONS, RECORDS, FILES)


def _part(name: str, portal: object = None) -> Mapping:
    site = portal if portal is not None else getSite()
    register = IAnnotations(site).get(REGISTER_KEY) if site is not None else None
    return register[name] if register is not None else {}


def _made(name: str) -> OOBTree:
    notes = IAnnotations(api.portal.get())
    if REGISTER_KEY not in notes:
        parts = {part: OOBTree() for part in _PARTS}
        notes[REGISTER_KEY] = PersistentMapping(parts)
    return notes[REGISTER_KEY][name]


def give(
    request: object,
    userid: str,
    grants: Sequence[Grant],
    parts: Sequence[Part],
    names: Mapping[str, str],
) -> None:
    """Enter what a decision grants; `userid` is '' for who has no account.

    Args:
        parts: the records as they are at the decision.
        names: {uid: by which name the grantee is told of a record}.
    """
    uid = IUUID(request)
    marks = {one.uid: _mark(one) for one in parts}
    _made(REQUESTS)[uid] = {
        "path": "/".join(request.getPhysicalPath()),
        "userid": userid,
        "grants": [one.to_dict() for one in grants],
        "marks": {one.uid: marks[one.uid] for one in grants},
        "names": {one.uid: names[one.uid] for one in grants},
        "taken_back": {},
        "ended": False,
    }
    if userid:
        _add(PERSONS, userid, uid)
    _add(FILES, request.permit_file, uid)
    for record in dict.fromkeys(one.uid for one in grants):
        _add(RECORDS, record, uid)


def _add(part: str, key: str, uid: str) -> None:
    found = _made(part)
    found[key] = (*found.get(key, ()), uid)


def end(request: object) -> None:
    """End all grants of a request; what was granted stays readable in its row."""
    _change(IUUID(request), {"ended": True})


def take_back(request_uid: str, record_uid: str) -> None:
    """Take the grants of one record back, for ever."""
    taken = {record_uid: facts.today().isoformat()}
    row = _part(REQUESTS)[request_uid]
    _change(request_uid, {"taken_back": dict(row["taken_back"]) | taken})


def _change(uid: str, changes: Row) -> None:
    row = _part(REQUESTS).get(uid)
    if row is not None:
        _made(REQUESTS)[uid] = dict(row) | changes


def row_of(request_uid: str, portal: object = None) -> Row | None:
    """Return the row of a request, None where nothing was granted."""
    return _part(REQUESTS, portal).get(request_uid)


def requests_of(userid: str, portal: object = None) -> tuple[str, ...]:
    """Return the UIDs of the requests by which a person was granted something."""
    return _part(PERSONS, portal).get(userid, ())


def requests_on(record_uid: str) -> tuple[str, ...]:
    """Return the UIDs of the requests by which a record was granted."""
    return _part(RECORDS).get(record_uid, ())


def requests_about(file_uid: str) -> tuple[str, ...]:
    """Return the UIDs of the requests by which something of a file was granted."""
    return _part(FILES).get(file_uid, ())


def grants_of(row: Row | None) -> list[Grant]:
    """Return the grants of a row, those that ended too."""
    return [Grant.from_dict(one) for one in row["grants"]] if row else []


def grant_of(row: Row | None, record_uid: str, right: str) -> Grant | None:
    """Return the grant of one right to one record."""
    found = (g for g in grants_of(row) if (g.uid, g.right) == (record_uid, right))
    return next(found, None)


def name_of(row: Row, uid: str) -> str:
    """Return the name by which the grantee is told of a record."""
    return row["names"][uid]


def is_open(row: Row, grant: Grant) -> bool:
    """Return whether a grant holds now, as far as its row tells."""
    if row["ended"] or grant.uid in row["taken_back"]:
        return False
    return in_force(grant, facts.now())


def is_as_granted(row: Row, record: object) -> bool:
    """Return whether a record is marked no higher than when it was granted, and there."""
    before, now = row["marks"].get(IUUID(record)), part_of(record)
    if before is None or now.lifecycle == VOIDED:
        return False
    return not has_risen(before, now)


def has_risen(before: Row, now: Part) -> bool:
    """Return whether a record is more secret than it was, or others' secret now."""
    if now.secrecy_state == "undecided":
        return before["state"] != "undecided"
    if not now.kinds <= set(before["kinds"]):
        return True
    others = set(now.persons) - set(before["persons"])
    is_others = COMMERCIAL in now.kinds and now.holder != before["holder"]
    return is_others or (PRIVACY in now.kinds and bool(others))


def _mark(part: Part) -> Row:
    return {
        "state": part.secrecy_state,
        "kinds": sorted(part.kinds),
        "holder": part.holder,
        "persons": sorted(part.persons),
    }


def open_grants(row: Row) -> Iterator[Grant]:
    """Yield the grants of a row that open something now."""
    return (one for one in grants_of(row) if is_open(row, one))


@implementer(IGrants)
class Grants:
    """What the keys and the locks ask."""

    def keys_of(self, userid: str, portal: object) -> tuple[str, ...]:
        """Return the keys of a person: one for each request that opens something now."""
        return tuple(
            GRANT + uid
            for uid in requests_of(userid, portal)
            if any(open_grants(row_of(uid, portal)))
        )

    def roles_on(self, record: object, principal: str) -> tuple[str, ...]:
        """Return the roles that a key gives on an original that was granted whole."""
        row = row_of(principal.removeprefix(GRANT))
        if row is None:
            return ()
        roles = {VIEW: VIEWER, COPY: COPIER}
        found = [
            roles[one.right]
            for one in open_grants(row)
            if one.uid == IUUID(record) and one.outcome == GRANTED
        ]
        return tuple(found) if found and is_as_granted(row, record) else ()

    def page_of(self, record: object, userid: str) -> str:
        """Return the address of the page that shows the record to its grantee."""
        portal = api.portal.get()
        for uid in requests_of(userid):
            row = row_of(uid)
            if any(one.uid == IUUID(record) for one in open_grants(row)):
                request = portal.unrestrictedTraverse(row["path"])
                return f"{request.absolute_url()}/@@open?record={IUUID(record)}"
        return portal.absolute_url()


GRANTS: Final = Grants()
