"""Ask to view or copy by a form: what REST does in two steps, done in one, and once.

- A form has a token of its own: sent twice, in two tabs or by a nervous thumb, it makes
  one request. Two that come at once write the same key, so the later one is tried
  again, and finds the first.
- Values pass the schema as those of REST do; then `add_record` and the one transition
  service check, write and log.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from lingchuan.records.access.schema import IAccessRequestSchema
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.changing import change
from lingchuan.records.content.checks import problems
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.site.transitions import perform
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.annotation.interfaces import IAnnotations
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooLong
from zope.schema.interfaces import TooShort
from zope.schema.interfaces import ValidationError

import secrets


SENT: Final = "lingchuan.records.sent_requests"
SUBMIT: Final = "submit"
_TOKEN_BYTES: Final = 16
_LONGEST: Final = 64
_MISSING: Final = (RequiredMissing, TooShort)


def new_token() -> str:
    """Return the token of a form."""
    return secrets.token_hex(_TOKEN_BYTES)


def sent_before(desk: object, token: str) -> object | None:
    """Return the request that the current user made by a form, None for none yet."""
    uid = IAnnotations(desk).get(SENT, {}).get(_key(token))
    if uid is None:
        return None
    found = api.portal.get_tool("portal_catalog")(portal_type=REQUEST, UID=uid)
    return found[0].getObject() if found else None


def ask(
    desk: object,
    values: Mapping[str, object],
    token: str,
    *,
    comment: str = "",
    is_handed_in: bool = True,
) -> object:
    """Return a new request, handed in unless it shall stay a draft.

    Args:
        values: fields of the request.
        comment: what stands with its step in the ledger.
    Raises:
        BadInput: a value is impossible; the caller gives the transaction up.
        TransitionBlocked, NotAllowed: as of the transition.
    """
    refuse(values, desk)
    request = add_record(desk, REQUEST, **values)
    _remember(desk, token, request)
    if is_handed_in:
        perform(request, SUBMIT, {"comment": comment})
    return request


def ask_anew(
    draft: object,
    values: Mapping[str, object],
    *,
    comment: str = "",
    is_handed_in: bool = True,
) -> object:
    """Change a draft, and hand it in unless it shall stay one.

    Raises:
        BadInput, TransitionBlocked, NotAllowed: as `ask`.
    """
    refuse(values, draft)
    change(draft, **values)
    if is_handed_in:
        perform(draft, SUBMIT, {"comment": comment})
    return draft


def refuse(values: Mapping[str, object], context: object) -> None:
    """Refuse values that the schema or a rule does not take; all is said at once.

    Raises:
        BadInput: with a problem for each field.
    """
    tried = (_problem(name, value, context) for name, value in values.items())
    found = {one.field: one for one in tried if one is not None}
    for one in problems(REQUEST, values.get, context):
        found.setdefault(one.field, one)
    if found:
        raise BadInput(list(found.values()))


def _problem(name: str, value: object, context: object) -> Problem | None:
    field = IAccessRequestSchema[name].bind(context)
    try:
        field.validate(value)
    except _MISSING:
        return Problem(name, "required")
    except TooLong:
        return Problem(name, "too_long", (("max", str(field.max_length)),))
    except ValidationError:
        code = "file_unknown" if name == "permit_file" else "unknown_value"
        return Problem(name, code)
    return None


def _remember(desk: object, token: str, request: object) -> None:
    if not token:
        return
    notes = IAnnotations(desk)
    if SENT not in notes:
        notes[SENT] = OOBTree()
    notes[SENT][_key(token)] = IUUID(request)


def _key(token: str) -> str:
    return f"{facts.current_user()} {token[:_LONGEST]}"
