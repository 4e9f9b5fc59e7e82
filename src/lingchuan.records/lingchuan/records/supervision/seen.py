"""What a reader of an incident may know of the record that it is about.

Who may not see the record learns neither its UID nor what leads to it: no place, no
event, no digest of a file.
"""

from lingchuan.records.supervision.incidents import details_of
from plone import api


# Details that tell nothing of which record it is.
OF_NO_RECORD = frozenset(
    "code count day error field from job kind person reason seq size to".split()
)


def record_seen(incident: object) -> object | None:
    """Return the brain of the record, None for who may not see it or without one."""
    if not incident.record:
        return None
    found = api.portal.get_tool("portal_catalog")(UID=incident.record)
    return found[0] if found else None


def details_seen(incident: object) -> dict[str, object]:
    """Return the details that the reader may know."""
    told = details_of(incident)
    if not incident.record or record_seen(incident) is not None:
        return told
    return {name: value for name, value in told.items() if name in OF_NO_RECORD}
