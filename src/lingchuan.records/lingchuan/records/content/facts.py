"""The one mapper from objects to plain values."""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from lingchuan.records.interfaces import IPermitFile
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from zope.schema import getFieldsInOrder

import hashlib


# A fixed offset: China has no summer time, and a ZoneInfo cannot be pickled by ZODB.
ZONE = timezone(timedelta(hours=8))


def now() -> datetime:
    """Return the server's time with China's zone."""
    return datetime.now(ZONE)


def today() -> date:
    """Return today's date in China."""
    return now().date()


def permit_file_of(obj: object) -> object | None:
    """Return the permit file that is or holds `obj`."""
    for item in aq_chain(aq_inner(obj)):
        if IPermitFile.providedBy(item):
            return item
    return None


def _info(obj: object, name: str) -> str:
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.getWorkflowsFor(obj):
        if workflow.state_var == name:
            return workflow._getWorkflowStateOf(obj, 1)
    return ""


def lifecycle_state(obj: object) -> str:
    """Return the state of the lifecycle workflow, '' without one."""
    return _info(obj, "review_state")


def confidentiality_state(obj: object) -> str:
    """Return the state of the confidentiality workflow, '' without one."""
    return _info(obj, "confidentiality_state")


def unit_of(userid: str) -> str | None:
    """Return the unit of a staff user."""
    user = api.user.get(userid=userid)
    value = user.getProperty("unit", "") if user else ""
    return value or None


def display_name(userid: str) -> str:
    """Return the full name of a user id, else the text itself."""
    user = api.user.get(userid=userid) if userid else None
    return (user.getProperty("fullname") or userid) if user else userid


def _plain(value: object) -> object:
    if INamedBlobFile.providedBy(value):
        with value.open() as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"filename": value.filename, "sha256": digest}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (dict, PersistentMapping)):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if hasattr(value, "raw"):
        return value.raw
    return value


def canonical_state(obj: object) -> dict[str, object]:
    """Return all field values and both states as plain values."""
    state: dict[str, object] = {
        "portal_type": obj.portal_type,
        "review_state": lifecycle_state(obj),
        "confidentiality_state": confidentiality_state(obj),
        "confidentiality": _plain(getattr(aq_base(obj), "confidentiality", None)),
    }
    for schema in iterSchemata(obj):
        for name, _field in getFieldsInOrder(schema):
            state[name] = _plain(getattr(aq_base(obj), name, None))
    return state


def records_of(file: object) -> list:
    """Return the catalog brains of the records below that the user may see."""
    catalog = api.portal.get_tool("portal_catalog")
    return catalog(
        path="/".join(file.getPhysicalPath()),
        object_provides="lingchuan.records.interfaces.IRecordItem",
        sort_on="created",
    )
