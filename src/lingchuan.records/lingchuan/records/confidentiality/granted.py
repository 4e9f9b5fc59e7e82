"""What a grant opens of a record: its few lines of JSON, and the way to its page.

Who sees a record by a grant alone (Art. 21) reaches nothing else of it: no bytes of the
original, no list, no ledger, no file around it (docs/adr/0023).
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from collections.abc import Sequence
from lingchuan.records.confidentiality.keys import GRANT
from lingchuan.records.confidentiality.roles import VIEWER
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.interfaces import IForGranted
from lingchuan.records.interfaces import IGrants
from Products.CMFCore.permissions import View
from typing import Final
from zExceptions import Redirect
from zope.component import getUtility


READING: Final = ("GET", "HEAD")
# By these names a record itself is asked for.
ITSELF: Final = ("", "view")
_ADMITTED: Final = "lingchuan.records.granted"


def sees_by_grant(user: object, record: object) -> bool:
    """Return whether a user sees a record by a grant, and by nothing else."""
    # A stranger would acquire the method of the user folder.
    groups = user.getGroups() if hasattr(aq_base(user), "getGroups") else ()
    if not any(one.startswith(GRANT) for one in groups):
        return False
    needed = set(rolesForPermissionOn(View, record))
    return needed & set(user.getRolesInContext(record)) == {VIEWER}


def admit(
    request: object, record: object, names: Sequence[str], user: object, is_page: bool
) -> None:
    """Let a grantee on to the JSON of a record, or send a browser to its page.

    Args:
        names: what is asked for behind the record.
    Raises:
        NotAllowed: something else of the record is asked for.
        Redirect: to the page of the request.
    """
    if request.get("REQUEST_METHOD", "GET").upper() not in READING:
        raise NotAllowed("granted")
    if any(name not in ITSELF for name in names):
        raise NotAllowed("granted")
    if is_page:
        raise Redirect(getUtility(IGrants).page_of(record, user.getId()))
    request.other[_ADMITTED] = True


def is_admitted(request: object, view: object) -> bool:
    """Return whether a view is the one that a grantee was let on to."""
    return bool(request.other.get(_ADMITTED)) and IForGranted.providedBy(view)
