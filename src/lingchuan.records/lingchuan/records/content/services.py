"""REST services of content: POST into the register, the contract's errors."""

from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.messages import finding_dict
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.subscribers import fixed_finding
from lingchuan.records.content.subscribers import FIXED_STATES
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
from plone.rest.errors import ErrorHandling
from plone.restapi.deserializer import json_body
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate

import ast
import datetime
import json


class RegisterPost(FolderPost):
    """POST of a permit file: it is made in the register of its year."""

    def reply(self) -> dict:
        """Create the content and return it."""
        data = json_body(self.request)
        if data.get("@type") == "PermitFile":
            self._place(data)
        return super().reply()

    def _place(self, data: dict) -> None:
        try:
            day = datetime.date.fromisoformat(str(data.get("received_on", ""))[:10])
        except ValueError:
            day = datetime.date.today()
        if not 2000 <= day.year <= datetime.date.today().year:
            return
        register = self.context
        if register.getId().isdigit():
            register = register.aq_inner.aq_parent
        self.context = actions.year_folder(register, day.year)
        _without_id(self.request, data)


class RecordPost(FolderPost):
    """POST of a record into a file or an activity; ids are given here."""

    def reply(self) -> dict:
        """Create the record and return it."""
        _without_id(self.request, json_body(self.request))
        return super().reply()


def _without_id(request: object, data: dict) -> None:
    """Drop a given id: ids are opaque and the server's (threats L36)."""
    data.pop("id", None)
    request.set("BODY", json.dumps(data).encode())


class RecordDelete(ContentDelete):
    """DELETE of a draft; everything else is refused with its reason."""

    def reply(self) -> object:
        """Delete the draft, or raise."""
        draft = facts.lifecycle_state(self.context) == "draft"
        if draft and not api.user.has_permission("Delete objects", obj=self.context):
            raise NotAllowed("delete")
        parent = self.context.aq_inner.aq_parent
        parent._delObject(self.context.getId())
        return self.reply_no_content()


class RecordPatch(ContentPatch):
    """PATCH: the state first (409), then the right (403)."""

    def reply(self) -> object:
        """Change the record, or raise."""
        state = facts.lifecycle_state(self.context)
        if state in FIXED_STATES:
            raise TransitionBlocked([fixed_finding(self.context, state)])
        if not api.user.has_permission("Modify portal content", obj=self.context):
            raise NotAllowed("change")
        return super().reply()


class RecordErrors(ErrorHandling):
    """Errors as the contract has them: type, message, errors or findings."""

    def render_exception(self, exception: Exception) -> dict:
        """Return the body; never a trace, never a path of what is hidden."""
        request = self.request
        if not IRecordsLayer.providedBy(request):
            return super().render_exception(exception)
        if isinstance(exception, TransitionBlocked):
            findings = [finding_dict(f, request) for f in exception.findings]
            text = "；".join(f["message"] for f in findings)
            kind = "TransitionBlocked"
            return {"type": kind, "message": text, "findings": findings}
        if isinstance(exception, BadInput):
            return _bad(_problems(exception, request))
        if isinstance(exception, BadRequest):
            return _bad(_stock(exception))
        if isinstance(exception, NotFound):
            return {"type": "NotFound", "message": _say(_MISSING, request)}
        if isinstance(exception, Unauthorized):
            return {"type": "Unauthorized", "message": _say(_REFUSED, request)}
        if isinstance(exception, Forbidden):
            return {"type": "Forbidden", "message": _say(_REFUSED, request)}
        return {"type": type(exception).__name__, "message": _say(_FAULT, request)}

    def __call__(self) -> None:
        """Write the body with the status that the contract names."""
        if IRecordsLayer.providedBy(self.request):
            status = _status(self.context, self.request)
            if status:
                self.request.response.setStatus(status, lock=1)
        super().__call__()


_MISSING = _("error_missing", default="Not found.")
_REFUSED = _("error_refused", default="You may not do this here.")
_FAULT = _("error_fault", default="The server could not do this; nothing was changed.")


def _say(message: object, request: object) -> str:
    return translate(message, context=request)


def _status(exception: Exception, request: object) -> int | None:
    if isinstance(exception, TransitionBlocked):
        return 409
    if isinstance(exception, BadRequest):
        return 400
    if isinstance(exception, (Forbidden, Unauthorized)):
        return 403 if _known(request) else 401
    return None


def _known(request: object) -> bool:
    """Return whether the credentials are some user's, allowed here or not."""
    folder = api.portal.get_tool("acl_users")
    for users in (folder, folder.getPhysicalRoot().acl_users):
        if users._extractUserIds(request, users.plugins):
            return True
    return False


def _problems(exception: BadInput, request: object) -> list[dict]:
    return [
        {"field": p.field, "message": problem_text(p, request)}
        for p in exception.problems
    ]


def _stock(exception: BadRequest) -> list[dict]:
    value = exception.args[0] if exception.args else ""
    if isinstance(value, str) and value.startswith("["):
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            value = str(value)
    if not isinstance(value, list):
        return [{"field": "", "message": str(value)}]
    return [
        {"field": e.get("field", ""), "message": str(e.get("message", ""))}
        for e in value
    ]


def _bad(errors: list[dict]) -> dict:
    text = "；".join(f"{e['field']}：{e['message']}" for e in errors)
    return {"type": "BadRequest", "message": text, "errors": errors}
