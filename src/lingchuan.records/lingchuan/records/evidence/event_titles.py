"""What events are called: acts, roles, channels and people in the reader's language."""

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.facts import display_name
from lingchuan.records.i18n import _
from lingchuan.records.ledger.actors import ANONYMOUS
from lingchuan.records.ledger.actors import PARTY
from lingchuan.records.ledger.actors import SYSTEM
from plone import api
from typing import Final
from zope.i18n import translate


DIGITS: Final = 12

# The acts that are no steps of a workflow; those have their titles there.
ACTIONS: Final = {
    "create": _("event_create", default="Made"),
    "change": _("event_change", default="Changed"),
    "delete": _("event_delete", default="Deleted"),
    "delete_draft": _("event_delete_draft", default="Draft deleted"),
    "arrive": _("event_arrive", default="Arrived from another site"),
    "undecide": _("event_undecide", default="Confidentiality open again"),
    "expire": _("event_expire", default="Term of the state secret ended"),
    "answer_duty": _("event_answer_duty", default="Answer to what is owed"),
    "release_review": _("event_release_review", default="Release reviewed"),
    "copy": _("event_copy", default="Copied with its marks"),
    "move": _("event_move", default="Moved with its marks"),
    "unmask": _("event_unmask", default="Masked value shown"),
    "view": _("event_view", default="Viewed"),
    "play": _("event_play", default="Played"),
    "download": _("event_download", default="Downloaded"),
    "export": _("event_export", default="Exported"),
    "freeze": _("event_freeze", default="Package frozen"),
    "exported": _("event_exported", default="Export finished"),
    "deny": _("event_deny", default="Refused"),
    "login": _("event_login", default="Logged in"),
    "logout": _("event_logout", default="Logged out"),
    "login_failed": _("event_login_failed", default="Login failed"),
    "ledger_view": _("event_ledger_view", default="Ledger viewed"),
    "not_committed": _("event_not_committed", default="Did not come to pass"),
    "alarm": _("event_alarm", default="Alarm"),
    "clock_jump": _("event_clock_jump", default="Clock jumped"),
    "fixity": _("event_fixity", default="Files checked"),
    "rotate_key": _("event_rotate_key", default="Signing key changed"),
    "settings": _("event_settings", default="Setting changed"),
    "user_create": _("event_user_create", default="User added"),
    "user_delete": _("event_user_delete", default="User removed"),
    "user_roles": _("event_user_roles", default="Roles changed"),
    "roles_noted": _("event_roles_noted", default="Roles noted as they are"),
    "audit": _("event_audit", default="Ledger checked"),
    "user_change": _("event_user_change", default="What is known of a user changed"),
    "user_password": _("event_user_password", default="Password changed"),
    "group_join": _("event_group_join", default="Joined a group"),
    "group_leave": _("event_group_leave", default="Left a group"),
    "appoint": _("event_appoint", default="Appointed"),
    "withdraw_office": _("event_withdraw_office", default="Office ended"),
    "clear": _("event_clear", default="Cleared"),
    "withdraw_clearance": _("event_withdraw_clearance", default="Clearance withdrawn"),
    "class_table": _(
        "event_class_table", default="Table of classes decided in advance changed"
    ),
    "notice_template": _(
        "event_notice_template", default="Template of the decision notice changed"
    ),
    "working_days": _("event_working_days", default="Table of working days changed"),
    "job_again": _("event_job_again", default="Job of the outbox to be done again"),
    "job_left": _("event_job_left", default="Job of the outbox left as it is"),
    # Acts on access requests that are no steps.
    "grant_end": _("event_request_expire", default="Grants are over"),
    "screen_answer": _("event_screen_answer", default="Said of a record at screening"),
    "drop_answer": _(
        "event_drop_answer",
        default="“Cannot be separated” dropped: a redacted copy is made",
    ),
    "redact": _("event_redact", default="Redacted copy ordered"),
    "redacted": _("event_redacted", default="Redacted copy made"),
    "redact_failed": _("event_redact_failed", default="No redacted copy was made"),
    "review_copy": _("event_review_copy", default="Redacted copy found good"),
    "refuse_copy": _("event_refuse_copy", default="Redacted copy found not good"),
    "rendition": _("event_rendition", default="Watermarked copy made"),
    "take_back": _("event_take_back", default="Grant taken back"),
    "visit_begin": _("event_visit_begin", default="Visit at the counter began"),
    "visit_end": _("event_visit_end", default="Visit at the counter ended"),
}
CHANNELS: Final = {
    "ui": _("channel_ui", default="Page"),
    "rest": _("channel_rest", default="Interface"),
    "script": _("channel_script", default="Script"),
}
OFFICES: Final = {
    "section_head": "Section Head",
    "bureau_head": "Bureau Head",
    "archivist": "Archivist",
    "confidentiality_officer": "Confidentiality Officer",
    # No role of the site goes with it.
    "access_deputy": _(
        "office_access_deputy", default="Deputy (authorised for access requests)"
    ),
    "staff": "Staff Reader",
    "platform": "External System",
}
_SYSTEM = _("actor_system", default="System")
_ANONYMOUS = _("actor_anonymous", default="Not logged in")
_PARTY = _("actor_party", default="Party")


def action_title(action: str, portal_type: str, request: object) -> str:
    """Return what an act on a thing is called, its own name if nobody knows it."""
    if action in ACTIONS:
        return translate(ACTIONS[action], context=request)
    for workflow in _workflows(portal_type):
        step = workflow.transitions.get(action, None)
        if step is not None:
            title = step.actbox_name or step.title or action
            return translate(title, domain="plone", context=request)
    return action


def state_title(state: str, portal_type: str, request: object) -> str:
    """Return what a state of a thing is called, its own name if nobody knows it."""
    for workflow in _workflows(portal_type):
        if state in workflow.states and workflow.states[state].title:
            title = workflow.states[state].title
            return translate(title, domain="plone", context=request)
    return state


def _workflows(portal_type: str) -> Iterator[object]:
    """Yield the workflows of a type, then all others of ours."""
    tool = api.portal.get_tool("portal_workflow")
    own = tool.getChainForPortalType(portal_type) if portal_type else ()
    for name in dict.fromkeys((*own, *chain(*facts.WORKFLOWS.values()))):
        workflow = tool.getWorkflowById(name)
        if workflow is not None:
            yield workflow


def role_titles(roles: Iterable[str], request: object) -> str:
    """Return the titles of roles, one after another."""
    titles = [translate(role, domain="plone", context=request) for role in roles]
    return "、".join(filter(None, titles))


def reason_title(reason: str, request: object) -> str:
    """Return why somebody could read: a role, or an office or person with clearances."""
    kind, _colon, rest = reason.partition(":")
    if kind not in ("office", "person") or not rest:
        return role_titles([reason], request)
    name, _colon, combination = rest.partition(":")
    if kind == "person":
        who = display_name(name)
    else:
        office, _at, unit = name.partition("@")
        who = unit + role_titles([OFFICES.get(office, office)], request)
    if not combination:
        return who
    named = {"who": who, "kinds": kind_titles(combination.split("+"), request)}
    message = _("why_cleared", default="${who}, cleared for ${kinds}", mapping=named)
    return translate(message, context=request)


def kind_titles(kinds: Iterable[str], request: object) -> str:
    """Return the titles of kinds of secrecy, one after another."""
    known = {term.value: term.title for term in SECRECY_KINDS}
    titles = [translate(known.get(kind, kind), context=request) for kind in kinds]
    return "、".join(titles)


def channel_title(channel: str, request: object) -> str:
    """Return what a channel is called."""
    return translate(CHANNELS.get(channel, channel), context=request)


def person(actor: str, request: object) -> dict[str, str]:
    """Return {name, id} of who acted; a party has a digest for a name."""
    if actor.startswith(PARTY):
        name = translate(_PARTY, context=request)
        return {"name": name, "id": short(actor.removeprefix(PARTY))}
    known = {SYSTEM: _SYSTEM, ANONYMOUS: _ANONYMOUS}
    if actor in known:
        return {"name": translate(known[actor], context=request), "id": ""}
    name = display_name(actor)
    return {"name": name, "id": actor if actor != name else ""}


def short(digest: str | None) -> str:
    """Return the first digits of a digest."""
    return f"{digest[:DIGITS]}…" if digest and len(digest) > DIGITS else digest or ""


def grouped(digest: str) -> str:
    """Return a digest in groups of eight, to be read aloud."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))
