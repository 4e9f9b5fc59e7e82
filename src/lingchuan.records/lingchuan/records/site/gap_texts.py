"""What the list of what is owed says: verdicts, clocks, ways, answers."""

from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.judging import ACCEPTED
from lingchuan.records.core.rules.judging import EXCUSED
from lingchuan.records.core.rules.judging import REJECTED
from lingchuan.records.i18n import _
from zope.i18n import translate
from zope.i18nmessageid import Message


# Verdict: (title, icon), worst first.
VERDICTS = {
    BLOCK: (_("verdict_block", default="Refused"), "slash-circle-fill"),
    FAIL: (_("verdict_fail", default="Not in order"), "x-octagon-fill"),
    HUMAN: (_("verdict_human", default="A person decides"), "person-fill-exclamation"),
    OPEN: (_("verdict_open", default="Still open"), "hourglass-split"),
    WARN: (_("verdict_warn", default="Note"), "exclamation-triangle-fill"),
    PASS: (_("verdict_pass", default="In order"), "check-circle-fill"),
}
CLOCKS = {
    "L32": _("clock_L32", default="Receipt to acceptance or supplement notice"),
    "L42": _("clock_L42", default="Acceptance to decision"),
    "L44": _("clock_L44", default="Decision to service"),
}
WAYS = {
    "text": _("way_text", default="text"),
    "av": _("way_av", default="sound or picture"),
    "body_camera": _("way_body_camera", default="body camera"),
}
ACTIVITY_HEADS = (
    _("gaps_activity", default="Activity"),
    _("gaps_required", default="To be recorded by"),
    _("gaps_covered", default="Recorded (min:s)"),
    _("gaps_missing", default="Not recorded"),
    _("gaps_verdict", default="Verdict"),
)
ACTIVITIES = _("heading_activities", default="Activities")
EDGES = {FAIL: "lr-over", BLOCK: "lr-over", PASS: "lr-done"}
ANSWERS = {
    ACCEPTED: _("answer_accepted", default="Confirmed"),
    REJECTED: _("answer_rejected", default="Not confirmed"),
    EXCUSED: _("answer_excused", default="Explained"),
}
CHOICES = {
    ACCEPTED: _("action_accept_cause", default="Confirm"),
    REJECTED: _("action_reject_cause", default="Do not confirm"),
    EXCUSED: _("action_excuse", default="Keep the explanation"),
}


def said(message: Message, request: object, **values: object) -> str:
    """Return a message with its values, in the reader's language."""
    return translate(Message(message, mapping=values), context=request)


def verdict_badge(verdict: str, request: object, count: int = 0) -> dict[str, str]:
    """Return {css, icon, text} of a verdict, with a count where there is one."""
    title, icon = VERDICTS[verdict]
    text = translate(title, context=request)
    css = f"lr-v lr-v-{verdict.lower()}"
    return {"css": css, "icon": icon, "text": f"{text} {count}" if count else text}
