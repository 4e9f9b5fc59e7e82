"""Who may see and move an access request: its requester, and who decides on it.

- Requester: the party's own account; of one entered at the counter, the clerk.
- Request Decider: who holds the office of the bureau head, or that of a deputy for
  access requests, on that day (R21-2). That nobody decides on a file they handle is
  asked when they do. A deputy reads requests before and after those days too, and is
  told why there is nothing to decide.
"""

from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from datetime import timedelta
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.keys import office_key
from lingchuan.records.confidentiality.roles import READER
from lingchuan.records.confidentiality.roles import Roles
from lingchuan.records.confidentiality.roles import UNIT_HEAD
from lingchuan.records.content import facts
from lingchuan.records.interfaces import IAccessRequest
from typing import Final
from zope.component import adapter
from zope.interface import implementer


REQUESTER: Final = "Requester"
DECIDER: Final = "Request Decider"
TAIL: Final = timedelta(days=365)


@implementer(ILocalRoleProvider)
@adapter(IAccessRequest)
class RequestRoles(Roles):
    """Local roles on an access request."""

    def _give_all(self) -> None:
        base = aq_base(self.context)
        self._give(base.requester_userid or None, REQUESTER)
        self._give(facts.creator_of(self.context), REQUESTER)
        for office in (register.HEAD, register.DEPUTY):
            self._give(office_key(office), DECIDER)
        for row in register.rows(register.APPOINTMENTS):
            if row["office"] == register.DEPUTY and _reads(row):
                self._give(row["userid"], READER)
        if base.unit:
            self._give(office_key("section_head", base.unit), UNIT_HEAD)


def _reads(row: dict) -> bool:
    """Return whether a deputy of a row reads requests: for a year after its last day."""
    if row.get("withdrawn") or row["until"] is None:
        return False
    return facts.today() <= row["until"] + TAIL
