"""What must stay: who tries to delete or change it is refused, and it is looked into.

The same person, act and record within a day is one suspected problem; each trial is an
event. Source: 办法 Art. 26, item 3; domain.md R26-1.
"""

from AccessControl import getSecurityManager
from collections.abc import Sequence
from lingchuan.records.content import attempts
from lingchuan.records.content import facts
from lingchuan.records.content.errors import DeleteRefused
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.findings import CLOSED_STATES
from lingchuan.records.core.findings import Finding
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IOwnRules
from lingchuan.records.interfaces import IPermitFile
from Products.CMFCore.permissions import View
from zope.component import queryUtility


ARTICLE_18 = "办法第十八条"
ARTICLE_26 = "办法第二十六条"
DELETING = "delete_tried"
CHANGING = "change_tried"
# What is said of a change of what must stay; other refusals of a change are corrections.
KEPT = frozenset(("sealed", "file_closed", "original_fixed"))
KINDS = {
    DELETING: (
        _("incident_delete_tried", default="Delete tried"),
        _(
            "incident_delete_tried_text",
            default="${person} tried to delete what has to stay (${day}). It was refused, and nothing is lost. Ask for the reason and note it (Art. 26, item 3).",
        ),
    ),
    CHANGING: (
        _("incident_change_tried", default="Change tried"),
        _(
            "incident_change_tried_text",
            default="${person} tried to change what has to stay as it is (${day}). It was refused, and nothing is changed. Ask for the reason and note it; a mistake is mended by a correction (Art. 26, item 3).",
        ),
    ),
}


def is_deletable(record: object) -> bool:
    """Tell whether a record is a draft that was never submitted."""
    rules = queryUtility(IOwnRules, name=record.portal_type)
    if rules is not None:
        return not rules.kept(record)
    draft = facts.lifecycle_state(record) == "draft"
    fixed = IPermitFile.providedBy(record) or facts.was_submitted(record)
    return draft and not fixed and not closed_file(record)


def refuse_delete(record: object, code: str) -> None:
    """Refuse to delete what must stay, and tell of it.

    Raises:
        DeleteRefused: always.
    """
    _tell(DELETING, record)
    found = [blocked("R26-3", ARTICLE_26, code, record)]
    if IMediaEvidence.providedBy(record):
        found.append(blocked("R18-4", ARTICLE_18, "clip_kept", record))
    seen = getSecurityManager().checkPermission(View, record)
    raise DeleteRefused(found, record if seen else None)


def refuse_change(record: object, findings: Sequence[Finding]) -> None:
    """Refuse a change; tell of it where what was to be changed must stay.

    Raises:
        TransitionBlocked: always.
    """
    if not KEPT.isdisjoint(one.code for one in findings):
        _tell(CHANGING, record)
    raise TransitionBlocked(findings)


def tell_of_refused(record: object, act: str, **who: str) -> None:
    """Tell of who lacks the right, and tried all the same, where it must stay.

    Args:
        act: DELETING or CHANGING.
        who: actor and role; the request may be refused before anybody is logged in.
    """
    kept = _is_fixed(record) if act == CHANGING else not is_deletable(record)
    if kept:
        _tell(act, record, **who)


def _is_fixed(record: object) -> bool:
    state = facts.lifecycle_state(record)
    if IPermitFile.providedBy(record):
        return state in CLOSED_STATES
    return state == "sealed" or bool(closed_file(record))


def _tell(kind: str, record: object, **who: str) -> None:
    attempts.tell(kind, record, {"day": facts.today().isoformat()}, **who)
