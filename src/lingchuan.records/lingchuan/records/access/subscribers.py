"""What happens to a record takes back what was granted of it, where its mark rises (R21-3)."""

from lingchuan.records.access import actions
from lingchuan.records.access import grants
from lingchuan.records.content import facts
from plone import api
from plone.uuid.interfaces import IUUID


def logged(record: object, event: object) -> None:
    """Take back at once the grants of a record, and of what lies in it."""
    file = facts.permit_file_of(record)
    if file is None or not grants.requests_about(IUUID(file)):
        return
    for one in (record, *facts.descendants(record)):
        for uid in grants.requests_on(IUUID(one)):
            row = grants.row_of(uid)
            if row["ended"] or IUUID(one) in row["taken_back"]:
                continue
            if not grants.is_as_granted(row, one):
                request = api.portal.get().unrestrictedTraverse(row["path"])
                actions.take_back(request, one)
