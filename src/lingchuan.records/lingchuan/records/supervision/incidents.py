"""The writer of incidents: one for each thing that was found, and never two.

An incident's id in its shelf is its fingerprint, so that the database itself refuses
a second one, from another process too.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from lingchuan.records.content import facts
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.supervision import kinds
from plone import api
from plone.dexterity.utils import createContent

import json


SHELF = "supervision"
OPEN = "open"
HANDLED = "handled"
_DIGITS = 32


class UnknownKindError(ValueError):
    """A kind that no feature has named."""


def fingerprint_of(*parts: object) -> str:
    """Return what the same finding has each time it is found."""
    return sha256(canonical_json([str(part) for part in parts])).hexdigest()[:_DIGITS]


def find(fingerprint: str) -> object | None:
    """Return the incident of a fingerprint, None before it is reported."""
    return shelf()._getOb(fingerprint, None)


def shelf() -> object:
    """Return the shelf of incidents."""
    return api.portal.get()._getOb(SHELF)


def report(
    kind: str,
    *,
    source: str,
    uid: str | None = None,
    path: str | None = None,
    details: Mapping[str, object] | None = None,
    fingerprint: str,
    occurred_at: datetime | None = None,
) -> object:
    """Return the incident of a finding, made if it is not there, with its event.

    It lives with the current transaction; `alarms.tell` is for what must survive it.

    Args:
        source: the check, or the user id of the person, that found it.
        uid, path: of the record that it is about.
        details: codes and plain values; texts are made when they are shown.
    Raises:
        UnknownKindError: no feature has named the kind.
    """
    if kind not in kinds.known():
        raise UnknownKindError(kind)
    known = find(fingerprint)
    if known is not None:
        return known
    return _add(
        fingerprint,
        kind=kind,
        source=source,
        record=uid,
        record_path=path,
        occurred_at=occurred_at,
        details=canonical_json(dict(details or {})).decode(),
    )


def _add(fingerprint: str, *, kind: str, **values: object) -> object:
    now, where = facts.now(), shelf()
    title = f"{kinds.title_of(kind, language='zh_CN')} {now:%Y-%m-%d %H:%M}"
    own = {"kind": kind, "title": title, "found_at": now, "fingerprint": fingerprint}
    incident = createContent("Incident", id=fingerprint, **own, **values)
    where._setObject(fingerprint, incident)
    return where._getOb(fingerprint)


def handled_at(incident: object) -> datetime | None:
    """Return when an incident was handled, None while it is open."""
    if facts.lifecycle_state(incident) != HANDLED:
        return None
    return incident.workflow_history["incident_workflow"][-1]["time"].asdatetime()


def details_of(incident: object) -> dict[str, object]:
    """Return the details of an incident."""
    return json.loads(incident.details or "{}")
