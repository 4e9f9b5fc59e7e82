"""Refusals and logins as events: each denial, each login and failed login.

- A refused request is given up with all that it wrote, so its event is written after
  that, on a connection of its own (platform.md, trap 6).
- What is hidden is refused as if it were missing; the gate says which record it was.
- A name that was typed may be a mistyped password: only a user's own is told.
"""

from AccessControl import getSecurityManager
from lingchuan.records.confidentiality.gate import denied_to
from lingchuan.records.confidentiality.gate import early_user
from lingchuan.records.confidentiality.gate import records_around
from lingchuan.records.content import facts
from lingchuan.records.content import keeping
from lingchuan.records.content.error_answers import RecordErrors
from lingchuan.records.content.errors import DeleteRefused
from lingchuan.records.content.events import log_site_now
from lingchuan.records.content.events import SITE
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.rest.traverse import RESTWrapper
from plone.restapi.deserializer import json_body
from plone.restapi.services.auth.login import Login
from plone.uuid.interfaces import IUUID
from zExceptions import Forbidden
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from zope.globalrequest import getRequest

import base64
import binascii
import json


REFUSED = (401, 403)
_TYPED = "__ac_name"
# What a request tries on a record, by its method, or by the page that it is sent to; the
# other methods that write are shut (gate.py).
TRIED = {
    "DELETE": keeping.DELETING,
    "PATCH": keeping.CHANGING,
}
PAGES = {"edit": keeping.CHANGING, "delete_confirmation": keeping.DELETING}


def failed(event: object) -> None:
    """Write that a request was refused.

    The error is answered already; where the ledger fails, that takes its place.
    """
    request = event.request
    # The gate refuses before the request has its layer.
    ours = IRecordsLayer.providedBy(request) or denied_to(request)
    if event.retry or not ours or getSite() is None:
        return
    try:
        _failed(request, event.exc_info[1])
    except ledger.LedgerUnavailable as error:
        # The answer to the refusal is locked.
        request.response._locked_status = request.response._locked_body = 0
        request.response.setStatus(503, lock=1)
        request.response.setHeader("Content-Type", "application/json")
        request.response.setBody(
            json.dumps(RecordErrors(error, request).render_exception(error))
        )


def _failed(request: object, error: Exception) -> None:
    denied = denied_to(request)
    if denied is None and not isinstance(
        error, (Unauthorized, Forbidden, DeleteRefused)
    ):
        return
    told = denied or _about(request) | _by(request)
    details = _how(request) | {"error": type(error).__name__}
    ledger.record_now("deny", **told, details=details)
    if told["actor"] == ledger.ANONYMOUS:
        _login_failed(request)
    elif denied is None and not isinstance(error, DeleteRefused):
        _tell_of_trial(request)


def _tell_of_trial(request: object) -> None:
    """Tell of who tried to change or delete what must stay, without the right to."""
    page = request["ACTUAL_URL"].rstrip("/").rpartition("/")[2].lstrip("@")
    method = request["REQUEST_METHOD"]
    act = TRIED.get(method) or (PAGES.get(page) if method == "POST" else None)
    record = _record(request)
    if act is not None and record is not None:
        keeping.tell_of_refused(record, act, **_by(request))


def _by(request: object) -> dict[str, str]:
    """Return {actor, role} of who was refused; before validation, by what they sent."""
    user = getSecurityManager().getUser()
    if user.getId() is None:
        user = early_user(api.portal.get(), request)
    return {"actor": ledger.actor_of(user), "role": facts.role_of(user)}


def before_commit(event: object) -> None:
    """Write a refusal, or a failed login, that was answered without an error."""
    request = event.request
    if not IRecordsLayer.providedBy(request) or getSite() is None:
        return
    status = request.response.getStatus()
    if not _login_failed(request) and status in REFUSED:
        details = _how(request) | {"status": status}
        told = _about(request) | _by(request)
        ledger.record_now("deny", **told, details=details)
        if told["actor"] != ledger.ANONYMOUS:
            _tell_of_trial(request)


def logged_in(event: object) -> None:
    """Write that somebody logged in.

    Who sends a name for a token may carry somebody else's cookie, whom PAS then names.
    """
    user, request = event.principal, getRequest()
    if isinstance(request.get("PUBLISHED"), Login):
        sent = api.user.get(username=str(json_body(request).get("login")))
        user = sent.getUser() if sent else user
    _of_site("login", ledger.actor_of(user))


def logged_out(event: object) -> None:
    """Write that somebody logged out."""
    _of_site("logout", ledger.actor_of(event.principal))


def _about(request: object) -> dict[str, str]:
    """Return the record that a request was about, or the site."""
    record = _record(request)
    if record is None:
        return {"uid": SITE, "path": "/".join(getSite().getPhysicalPath())}
    return {"uid": IUUID(record), "path": "/".join(record.getPhysicalPath())}


def _record(request: object) -> object | None:
    """Return the record that a request was about, None for none."""
    parents = request.get("PARENTS") or ()
    found = (next(records_around(_thing(parent)), None) for parent in parents)
    return next((one for one in found if one is not None), None)


def _thing(parent: object) -> object:
    """Return what was walked over; Plone's REST wraps it and leaves out where it is."""
    if not isinstance(parent, RESTWrapper):
        return parent
    uid = IUUID(parent.context, None)
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=uid) if uid else ()
    return found[0]._unrestrictedGetObject() if found else parent.context


def _how(request: object) -> dict[str, str]:
    published = request.get("PUBLISHED")
    view = getattr(published, "__self__", published)
    name = getattr(view, "__name__", "") or ""
    return {"method": request["REQUEST_METHOD"], "view": str(name)}


def _login_failed(request: object) -> bool:
    """Write a failed login; tell whether it was one."""
    if getSecurityManager().getUser().getId() is not None:
        return False
    name = _typed_name(request)
    if name is None:
        return False
    user = api.user.get(username=name)
    known = ledger.actor_of(user.getUser()) if user else ledger.pseudonym(name)
    _of_site("login_failed", ledger.ANONYMOUS, name=known)
    return True


def _typed_name(request: object) -> str | None:
    """Return the name by which a stranger tried to log in, None for no trial."""
    if request["REQUEST_METHOD"] == "POST" and request.form.get(_TYPED):
        return str(request.form[_TYPED])
    if isinstance(request.get("PUBLISHED"), Login):
        return str(json_body(request).get("login"))
    kind, _blank, sent = (request._auth or "").partition(" ")
    if kind.lower() == "basic":
        try:
            return base64.b64decode(sent).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return None


def _of_site(action: str, actor: str, **details: str) -> None:
    portal = getSite()
    if portal is not None and IRecordsLayer.providedBy(portal.REQUEST):
        log_site_now(action, details, actor=actor)
