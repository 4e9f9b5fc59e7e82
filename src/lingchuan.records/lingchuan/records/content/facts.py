"""The one mapper from objects to plain values."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from functools import cache
from lingchuan.records.core.digest import file_digests
from lingchuan.records.core.masking import mask_name
from lingchuan.records.interfaces import IGuardedContent
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordItem
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from Products.CMFCore.utils import getToolByName
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import getFieldNamesInOrder


# A fixed offset: China has no summer time, and a ZoneInfo cannot be pickled by ZODB.
ZONE = timezone(timedelta(hours=8))
ITEM = "lingchuan.records.interfaces.IRecordItem"
ACTIVITY_TYPES = ("HearingRecord", "FieldRecord")
RECORD_WORKFLOW = "record_workflow"
FILE_WORKFLOW = "permit_file_workflow"
SECRECY_WORKFLOW = "confidentiality_workflow"
# The workflows that keep each state; it is asked for often, and chains are slow to read.
WORKFLOWS = {
    "review_state": (
        RECORD_WORKFLOW,
        FILE_WORKFLOW,
        "device_workflow",
        "register_workflow",
        "incident_workflow",
        "extraction_workflow",
        "access_request_workflow",
    ),
    "confidentiality_state": (SECRECY_WORKFLOW,),
}
OPEN_STATES = ("open", "released")
DIGESTS = ("sha256", "sm3", "size")
# The nearest to the record first: what somebody does, they do as that.
ACTING_ROLES = (
    "File Handler",
    "Unit Head",
    "Request Decider",
    "Confidentiality Officer",
    "Bureau Head",
    "Archivist",
    "Window Clerk",
    "Section Head",
    "Case Handler",
    "Records Importer",
    "External System",
    "Supervisor",
    "Records Auditor",
    "Party",
    "Site Administrator",
    "Manager",
)
_BLOCK = 1 << 20
_field_names = cache(getFieldNamesInOrder)


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


def values_of_file(file: object) -> dict[str, object]:
    """Return what the catalog keeps of a file with each of its records too."""
    base = aq_base(file)
    natural = (base.applicant_type or "natural") == "natural"
    name = base.applicant_name or ""
    return {
        "file_number": base.file_number,
        "unit": base.unit,
        "handlers": list(base.handlers or ()),
        "matter_codes": [row["code"] for row in base.matters or ()],
        "register_year": base.received_on.year if base.received_on else None,
        "applicant_masked": mask_name(name) if natural else name,
    }


def local_date(moment: date | datetime | None) -> date | None:
    """Return the day of a moment in China."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(ZONE) if moment.tzinfo else moment).date()


def _info(obj: object, name: str) -> str:
    history = getattr(aq_base(obj), "workflow_history", None) or {}
    for workflow_id in WORKFLOWS[name]:
        if history.get(workflow_id):
            return history[workflow_id][-1][name]
    # Not by the site's hook: the whole site may be the thing to be deleted.
    tool = getToolByName(obj, "portal_workflow")
    for workflow in tool.getWorkflowsFor(obj):
        if workflow.state_var == name:
            return workflow._getWorkflowStateOf(obj, 1)
    return ""


def lifecycle_state(obj: object) -> str:
    """Return the state of the lifecycle workflow, '' without one."""
    return _info(obj, "review_state")


def last_step(obj: object) -> dict[str, object]:
    """Return {action, actor, comments, time} of the last lifecycle transition, else {}."""
    tool = getToolByName(obj, "portal_workflow")
    for workflow in tool.getWorkflowsFor(obj):
        if workflow.state_var == "review_state":
            return dict(tool.getStatusOf(workflow.getId(), obj) or {})
    return {}


def state_title(obj: object, state: str) -> str:
    """Return the title of a lifecycle state in the language of the request."""
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.getWorkflowsFor(obj):
        if workflow.state_var == "review_state" and state in workflow.states:
            title = workflow.states[state].title or state
            return translate(title, domain="plone", context=getRequest())
    return state


def was_submitted(record: object) -> bool:
    """Return whether a record has ever been submitted, be it returned since."""
    history = getattr(aq_base(record), "workflow_history", None) or {}
    steps = history.get(RECORD_WORKFLOW) or ()
    return any(step.get("action") == "submit" for step in steps)


def confidentiality_state(obj: object) -> str:
    """Return the state of the confidentiality workflow, '' without one."""
    return _info(obj, "confidentiality_state")


def is_open(obj: object) -> bool:
    """Tell whether an object and every record around it are open to all staff."""
    around = filter(IGuardedContent.providedBy, aq_chain(aq_inner(obj)))
    return all(confidentiality_state(one) in OPEN_STATES for one in around)


def current_user() -> str | None:
    """Return the id of the current user, None for a stranger."""
    return getSecurityManager().getUser().getId()


def acting_role(obj: object = None) -> str:
    """Return the role in which the current user acts on `obj`, '' for none."""
    return role_of(getSecurityManager().getUser(), obj)


def role_of(user: object, obj: object = None) -> str:
    """Return the role in which a user acts on `obj`, or in the site; '' for none."""
    held = user.getRoles() if obj is None else user.getRolesInContext(obj)
    return next((role for role in ACTING_ROLES if role in held), "")


def creator_of(obj: object) -> str | None:
    """Return the user who made the record, by ownership, which no form sets."""
    # Zope stores no owner on an item whose container has the same one.
    owner = obj.getOwnerTuple()
    return owner[1] if isinstance(owner, tuple) else None


def unit_of(userid: str | None) -> str | None:
    """Return the unit of a staff user."""
    user = api.user.get(userid=userid) if userid else None
    value = user.getProperty("unit", "") if user else ""
    return value or None


def display_name(userid: str) -> str:
    """Return the full name of a user id, else the text itself."""
    user = api.user.get(userid=userid) if userid else None
    return (user.getProperty("fullname") or userid) if user else userid


def digests_of(obj: object, name: str) -> dict[str, object]:
    """Return {sha256, sm3, size} of a file field, as reckoned when it was stored.

    A file is read once, not at each event: originals never change (Art. 4).
    """
    file = getattr(aq_base(obj), name, None)
    known = (getattr(aq_base(obj), "file_digests", None) or {}).get(name)
    if known and known["blob"] is file._blob:
        return {key: known[key] for key in DIGESTS}
    with file.open() as stream:
        chunks = iter(lambda: stream.read(_BLOCK), b"")
        return dict(zip(DIGESTS, file_digests(chunks), strict=True))


def files_of(obj: object) -> tuple[dict[str, object], ...]:
    """Return {field, sha256, sm3, size} of each file that a record holds."""
    known = getattr(aq_base(obj), "file_digests", None) or {}
    return tuple(
        {"field": name} | {key: known[name][key] for key in DIGESTS}
        for name in sorted(known)
    )


def _plain_field(obj: object, name: str) -> object:
    value = getattr(aq_base(obj), name, None)
    if INamedBlobFile.providedBy(value):
        return {
            "filename": value.filename,
            "sha256": digests_of(obj, name)["sha256"],
        }
    return _plain(value)


def _plain(value: object) -> object:
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
    """Return all field values and both states as plain values.

    `nonce` is a secret of the record: without it, who knows the rest of a state and its
    digest, which the ledger shows, could try out what is masked (Art. 20).
    """
    state: dict[str, object] = {
        "nonce": getattr(aq_base(obj), "state_nonce", None),
        "portal_type": obj.portal_type,
        "review_state": lifecycle_state(obj),
        "confidentiality_state": confidentiality_state(obj),
        "confidentiality": _plain(getattr(aq_base(obj), "confidentiality", None)),
    }
    for schema in iterSchemata(obj):
        for name in _field_names(schema):
            state[name] = _plain_field(obj, name)
    return state


def records_of(file: object) -> list:
    """Return the catalog brains of the records below that the user may see."""
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(file.getPhysicalPath())
    return catalog(path=path, object_provides=ITEM, sort_on="created")


def descendants(obj: object) -> list[object]:
    """Return all records below a file or activity, seen by the user or not."""
    found = []
    for child in getattr(obj, "objectValues", list)():
        if IRecordItem.providedBy(child):
            found += [child, *descendants(child)]
    return found


def is_matter_used(file: object, code: str) -> bool:
    """Return whether a record of a file names a matter itself."""
    named = (getattr(aq_base(one), "matter_codes", None) for one in descendants(file))
    return any(code in (codes or ()) for codes in named)


def activities_of(file: object) -> dict[str, str]:
    """Return {UID: title} of the hearing and field records that the user may see."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog(path="/".join(file.getPhysicalPath()), portal_type=ACTIVITY_TYPES)
    return {brain.UID: brain.Title for brain in found}


def is_activity(file: object, uid: str) -> bool:
    """Return whether a UID is an activity of a file, seen by the user or not."""
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    path = "/".join(file.getPhysicalPath())
    return bool(search(path=path, portal_type=ACTIVITY_TYPES, UID=uid))
