"""The contract's error bodies: type, message, and the errors or findings."""

from lingchuan.records.content.disks import disk_error
from lingchuan.records.content.disks import disk_text
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.errors import FieldNotAllowed
from lingchuan.records.content.errors import TooMany
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.messages import finding_dict
from lingchuan.records.content.messages import finding_text
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import unnumbered
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.ledger.api import LedgerUnavailable
from OFS.CopySupport import CopyError
from plone import api
from plone.registry.interfaces import IRecord
from plone.rest.errors import ErrorHandling
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.schema.interfaces import ValidationError

import ast


class RecordErrors(ErrorHandling):
    """Errors as the contract has them: type, message, errors or findings."""

    def render_exception(self, exception: Exception) -> dict:
        """Return the body; never a trace, a path of what is hidden, a person's number."""
        request = self.request
        if not IRecordsLayer.providedBy(request):
            return super().render_exception(exception)
        return unnumbered(self._body(exception, request))

    def _body(self, exception: Exception, request: object) -> dict:
        if isinstance(exception, TransitionBlocked):
            record = getattr(exception, "record", None)
            findings = [finding_dict(f, request, record) for f in exception.findings]
            text = "；".join(f["message"] for f in findings)
            kind = "TransitionBlocked"
            return {"type": kind, "message": text, "findings": findings}
        if isinstance(exception, BadInput):
            return _bad(_problems(exception, request))
        if isinstance(exception, BadRequest):
            return _bad(_stock(exception))
        if isinstance(exception, (DeserializationError, RecursionError)):
            return {"type": "BadRequest", "message": _say(_NO_JSON, request)}
        if isinstance(exception, CopyError):
            return {"type": "Conflict", "message": _say(_NO_COPY, request)}
        if isinstance(exception, ValidationError):
            return _bad([_of_schema(exception, request)])
        if isinstance(exception, TooMany):
            return {"type": "TooManyRequests", "message": _say(_TOO_MANY, request)}
        disk = disk_error(exception)
        if disk is not None:
            return {"type": "DiskError", "message": _say(disk_text(disk), request)}
        if isinstance(exception, LedgerUnavailable):
            return {"type": "LedgerUnavailable", "message": _say(_NO_LEDGER, request)}
        if isinstance(exception, NotFound):
            return {"type": "NotFound", "message": _say(_MISSING, request)}
        if isinstance(exception, Unauthorized):
            return {"type": "Unauthorized", "message": _say(_REFUSED, request)}
        if isinstance(exception, FieldNotAllowed):
            text = _say(_REFUSED, request)
            errors = [{"field": str(exception), "message": text}]
            return {"type": "Forbidden", "message": text, "errors": errors}
        if isinstance(exception, BarredBy):
            findings = [finding_dict(f, request, None) for f in exception.findings]
            text = "；".join(f["message"] for f in findings)
            return {"type": "Forbidden", "message": text, "findings": findings}
        if isinstance(exception, Forbidden):
            return {"type": "Forbidden", "message": _say(_REFUSED, request)}
        return {"type": type(exception).__name__, "message": _say(_FAULT, request)}

    def __call__(self) -> None:
        """Write the body with the status that the contract names."""
        if IRecordsLayer.providedBy(self.request):
            status = status_of(self.context, self.request)
            if status:
                self.request.response.setStatus(status, lock=1)
            if isinstance(self.context, TooMany):
                self.request.response.setHeader("Retry-After", str(RETRY_S))
        super().__call__()


RETRY_S = 600
BAD = (BadRequest, DeserializationError, RecursionError, ValidationError)
_MISSING = _("error_missing", default="Not found.")
_REFUSED = _("error_refused", default="You may not do this here.")
_FAULT = _("error_fault", default="The server could not do this; nothing was changed.")
_NO_LEDGER = _(
    "error_no_ledger",
    default="The ledger cannot be written now, so nothing was changed. Tell the system administrator.",
)
_TOO_MANY = _(
    "error_too_many", default="Too many wrong tries; wait ten minutes and try again."
)
_NO_JSON = _("error_no_json", default="The body is not a JSON object.")
_NO_COPY = _("error_no_copy", default="Records are not copied, moved or renamed.")


def _say(message: object, request: object) -> str:
    return translate(message, context=request)


def reasons_of(exception: Exception, request: object) -> list[dict[str, str]]:
    """Return {text, article} for each reason of a refusal, for the error page."""
    if isinstance(exception, (BarredBy, TransitionBlocked)):
        return [
            {"text": finding_text(one, request), "article": one.article}
            for one in exception.findings
        ]
    if isinstance(exception, BadInput):
        return [
            {"text": problem_text(one, request), "article": ""}
            for one in exception.problems
        ]
    disk = disk_error(exception)
    if disk is not None:
        return [{"text": _say(disk_text(disk), request), "article": ""}]
    said = {
        TooMany: _TOO_MANY,
        CopyError: _NO_COPY,
        LedgerUnavailable: _NO_LEDGER,
        Forbidden: _REFUSED,
    }
    return [
        {"text": _say(message, request), "article": ""}
        for kind, message in said.items()
        if isinstance(exception, kind)
    ]


def status_of(exception: Exception, request: object) -> int | None:
    """Return the HTTP status that the contract names, None for the stock one."""
    if isinstance(exception, (TransitionBlocked, CopyError)):
        return 409
    if isinstance(exception, BAD):
        return 400
    if isinstance(exception, TooMany):
        return 429
    disk = disk_error(exception)
    if disk is not None:
        return 507 if disk.is_full else 503
    if isinstance(exception, LedgerUnavailable):
        return 503
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


# What zope.schema and plone.restapi say, each as one of our own sentences.
_SCHEMA = {
    "RequiredMissing": "required",
    "TooBig": "out_of_range",
    "TooSmall": "out_of_range",
    "TooShort": "required",
    "TooLong": "out_of_range",
    "ConstraintNotSatisfied": "unknown_value",
    "WrongType": "wrong_type",
    "WrongContainedType": "wrong_type",
    "NotAContainer": "wrong_type",
}


# What the registry calls each of its fields.
_OF_REGISTRY = "value"


def _of_schema(exception: ValidationError, request: object) -> dict[str, str]:
    """Return {field, message} of a value that its field refuses.

    Of a row, the message begins with the column.
    """
    field, within = _name(exception), ""
    while getattr(exception, "errors", None):
        exception = exception.errors[0]
        within = _name(exception) or within
    code = _SCHEMA.get(type(exception).__name__)
    told = problem_text(Problem("", code), request) if code else exception.doc()
    return {"field": field, "message": f"{within}: {told}" if within else told}


def _name(error: ValidationError) -> str:
    field = getattr(error, "field", None)
    name, record = getattr(field, "__name__", None), getattr(field, "context", None)
    if name == _OF_REGISTRY and IRecord.providedBy(record):
        return record.fieldName or record.__name__
    return name or ""


def plain_error(error: dict, request: object) -> dict:
    """Return one of plone.restapi's errors with a sentence in the caller's language."""
    cause = error.get("error")
    if cause is None:
        # Only a null for a required field comes without a cause.
        code = "required"
    elif isinstance(cause, ValidationError):
        code = _SCHEMA.get(type(cause).__name__, "unknown_value")
    else:
        return error
    if code == "required" and error.get("field") == "matters":
        code = "matter_missing"
    return error | {"message": problem_text(Problem("", code), request)}


def _bad(errors: list[dict]) -> dict:
    text = "；".join(
        ": ".join(filter(None, (e["field"], e["message"]))) for e in errors
    )
    return {"type": "BadRequest", "message": text, "errors": errors}
