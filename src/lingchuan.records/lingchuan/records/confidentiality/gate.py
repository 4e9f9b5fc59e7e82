"""The gate: what a user may not view does not exist for them, nor what it holds.

- Methods of WebDAV, and those of nobody, are not allowed, hidden or missing alike.
- Before traversal enters a record, each record on the path must be viewable.
- After traversal, each record around what is published must be viewable.
- Who had an account that was removed is a stranger: tokens outlive it by hours.
- What is made from records is viewable where each of these is (`IStandsOn`).
- API requests and logged-in users get NotFound, the same as for what is missing;
  an anonymous browser gets the login form.
- Who was granted a record alone reaches it past what lies around it (granted.py).
- One thing is let through: an auditor reads the ledger of a hidden record, in which
  its rows say nothing but their place, their time and their hash (contract.md).
"""

from AccessControl import getSecurityManager
from AccessControl.users import nobody
from AccessControl.users import SpecialUser
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from itertools import takewhile
from lingchuan.records.confidentiality.granted import admit
from lingchuan.records.confidentiality.granted import is_admitted
from lingchuan.records.confidentiality.granted import sees_by_grant
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import IAuditView
from lingchuan.records.interfaces import IGuardedContent
from lingchuan.records.interfaces import IIncident
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IPermitRegister
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordingDevice
from lingchuan.records.interfaces import IRecordsArea
from lingchuan.records.interfaces import IStandsOn
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.rest.interfaces import IAPIRequest
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import ISiteRoot
from Products.CMFCore.permissions import View
from zExceptions import MethodNotAllowed
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


API_TRAVERSER = "++api++"
METHODS = frozenset("DELETE GET HEAD OPTIONS PATCH POST PUT".split())
WEBDAV = frozenset("COPY LOCK MKCOL MOVE PROPFIND PROPPATCH PUT UNLOCK".split())
# Names by which content is read, found or carried away as it is stored, past all masks
# and locks; those of the catalog show its rows to who administers the site.
SOURCE = frozenset(
    "DELETE ZopeFind ZopeFindAndApply getCatalogPlan listDAVObjects manage_DAVget"
    " manage_FTPget manage_browse manage_catalogFind manage_catalogPlan"
    " manage_catalogView manage_exportObject manage_findAdv manage_findForm"
    " manage_findOpt manage_importObject manage_objectInformation".split()
)
HTML = "text/html"
JSON = "application/json"
PASSWORD = "__ac_password"
STACK = "TraversalRequestNameStack"
_DENIED = "lingchuan.records.denied"
VIRTUAL_HOST = "virtual_hosting"
SHELVES = (IPermitRegister, IRecordsArea, IRecordingDevice, IIncident)
AUDIT = "lingchuan.records: Audit Ledger"
AUDITED = frozenset(("@ledger", "@@custody"))


def is_rest(request: object) -> bool:
    """Tell whether a request asks for JSON."""
    if IAPIRequest.providedBy(request) or API_TRAVERSER in request.get(STACK, ()):
        return True
    return JSON in (request.getHeader("Accept") or "")


def is_program(request: object) -> bool:
    """Tell whether a request asks for no page, so that no login form would help."""
    accepted = request.getHeader("Accept") or ""
    return is_rest(request) or (bool(accepted) and HTML not in accepted)


def records_around(obj: object) -> Iterator[object]:
    """Yield the records among `obj` and its containers, innermost first."""
    yield from _guarded(aq_chain(aq_inner(obj)))


def is_shelf(obj: object) -> bool:
    """Tell whether this is seen by some offices only, and is no record."""
    return any(interface.providedBy(obj) for interface in SHELVES)


def _walk(portal: object, names: list[str]) -> tuple[list[object], list[str]]:
    """Return the things on a path, from the top, and the names that lead to none."""
    items = [portal]
    rest = [n for n in names if not n.startswith(("++", "/")) and n != VIRTUAL_HOST]
    while rest:
        lookup = getattr(items[-1], "_getOb", None)
        found = lookup(rest[-1], None) if lookup is not None else None
        if found is None:
            break
        items.append(found)
        rest.pop()
    return items, rest


def _guarded(items: list[object]) -> Iterator[object]:
    for item in items:
        if IGuardedContent.providedBy(item):
            yield item
            yield from IStandsOn(item, ())


def early_user(portal: object, request: object) -> object:
    """Return the user whom the request's credentials name, before validation."""
    pas = portal.acl_users
    plugins = pas._getOb("plugins")
    for userid, login in pas._extractUserIds(request, plugins):
        user = pas._findUser(plugins, userid, login, request=request)
        if user is not None and not is_gone(user, portal):
            return user
    return nobody.__of__(pas)


def is_gone(user: object, portal: object) -> bool:
    """Return whether a user's account of this site was removed."""
    pas = portal.acl_users
    is_ours = aq_base(aq_parent(aq_inner(user))) is aq_base(pas)
    if not is_ours or isinstance(aq_base(user), SpecialUser):
        return False
    return pas._verifyUser(pas.plugins, user_id=user.getId()) is None


def refuse_methods(request: object) -> None:
    """Refuse what is no method of pages and REST, as a verb or as a name."""
    method = request.get("REQUEST_METHOD", "GET").upper()
    if method not in METHODS or (method == "PUT" and not is_rest(request)):
        raise MethodNotAllowed(method)
    names = request.get(STACK) or ()
    if any(name in WEBDAV or name in SOURCE for name in names):
        raise NotFound(names[0])


def refuse_password_in_address(request: object) -> None:
    """Refuse credentials in a query: addresses stand in logs and histories.

    Raises:
        BadInput: the address carries a password.
    """
    if PASSWORD in (request.get("QUERY_STRING") or ""):
        # The answer is a stranger's, whether the password is right or not.
        for sent in (request.form, request.other):
            sent.pop(PASSWORD, None)
        raise BadInput([Problem(PASSWORD, "password_in_address")])


def _refuse_acquired(items: list[object], rest: list[str]) -> None:
    """Find no record where it does not lie: Zope would acquire it from above.

    Raises:
        NotFound: a name leads, by acquisition, to something of ours or the site again.
    """
    around = aq_chain(aq_inner(items[-1]))
    holders = [one for one in around if hasattr(aq_base(one), "_getOb")]
    for name in takewhile(lambda name: not name.startswith("@"), reversed(rest)):
        for found in (holder._getOb(name, None) for holder in holders):
            if ILoggedContent.providedBy(found) or ISiteRoot.providedBy(found):
                raise NotFound(name)


def before_traversal(portal: object, event: object) -> None:
    """Answer NotFound before a hidden record on the path can answer otherwise."""
    request = event.request
    refuse_methods(request)
    refuse_password_in_address(request)
    names = request.get(STACK) or []
    items, rest = _walk(portal, names)
    _refuse_acquired(items, rest)
    records = list(_guarded(items))
    records += [item for item in items[-1:] if is_shelf(item)]
    if not records:
        return
    user = early_user(portal, request)
    if user.getId() is None and not is_program(request):
        return
    asks_ledger = _is_get(request) and len(rest) == 1 and names[0] in AUDITED
    if asks_ledger and user.has_permission(AUDIT, portal):
        return
    innermost = next(reversed(items))
    if IRecordContent.providedBy(innermost) and sees_by_grant(user, innermost):
        admit(request, innermost, rest, user, not is_program(request))
        return
    hidden = [one for one in records if not user.has_permission(View, one)]
    if hidden:
        deny(request, hidden[-1], user)
        raise NotFound(names[0])


def after_traversal(event: object) -> None:
    """Answer NotFound where the published thing lies in a hidden record."""
    request = event.request
    refuse_gone(request)
    published = request.get("PUBLISHED")
    candidates = list(request.get("PARENTS") or ())
    candidates += [
        getattr(published, "__self__", published),
        getattr(published, "context", None),
    ]
    if _is_get(request) and IAuditView.providedBy(candidates[-2]):
        if is_auditor():
            return
    if is_admitted(request, candidates[-2]):
        return
    check = getSecurityManager().checkPermission
    for candidate in candidates:
        for record in records_around(candidate):
            if not check(View, record):
                deny(request, record, getSecurityManager().getUser())
                refuse(request)


def refuse_gone(request: object) -> None:
    """Refuse whoever comes with a token or cookie of an account that was removed.

    Raises:
        Unauthorized: as a stranger, who may log in.
    """
    portal, user = getSite(), getSecurityManager().getUser()
    if portal is not None and user.getId() is not None and is_gone(user, portal):
        raise Unauthorized()


def _is_get(request: object) -> bool:
    return request.get("REQUEST_METHOD", "GET").upper() == "GET"


def is_seen(obj: object) -> bool:
    """Tell whether the current user may view a thing, what it lies in and stands on."""
    check = getSecurityManager().checkPermission
    return all(check(View, one) for one in (obj, *records_around(obj)))


def is_auditor() -> bool:
    """Tell whether the current user reads the ledger of what they may not see."""
    return bool(getSecurityManager().checkPermission(AUDIT, api.portal.get()))


def refuse(request: object) -> None:
    """Answer as if what the user may not view were not there.

    Raises:
        Unauthorized: a stranger's browser, which shows the login form.
        NotFound: all others.
    """
    anonymous = getSecurityManager().getUser().getId() is None
    if anonymous and not is_program(request):
        raise Unauthorized()
    raise NotFound(request.get("PATH_INFO", ""))


def deny(request: object, record: object, user: object) -> None:
    """Keep that a user was refused a hidden record, until the request is given up."""
    request.other[_DENIED] = {
        "uid": IUUID(record),
        "path": "/".join(record.getPhysicalPath()),
        "actor": ledger.actor_of(user),
        "role": facts.role_of(user),
    }


def denied_to(request: object) -> dict[str, str] | None:
    """Return {uid, path, actor, role} of what a request was refused, None for nothing."""
    return request.other.get(_DENIED)


def forget_roles() -> None:
    """Drop the local roles cached on the request, after a change of access."""
    request = getRequest()
    notes = getattr(request, "__annotations__", None) or {}
    for key in [key for key in notes if str(key).startswith("borg.localrole")]:
        del notes[key]
