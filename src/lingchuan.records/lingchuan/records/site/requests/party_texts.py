"""Texts of a citizen's pages: cards of records, steps of requests."""

from lingchuan.records.i18n import _
from typing import Final


MAY: Final = {
    ("view",): _("party_may_view", default="May be viewed until"),
    ("copy",): _("party_may_copy", default="May be copied until"),
    ("copy", "view"): _("party_may_both", default="May be viewed and copied until"),
}
DAYS_LEFT: Final = _("party_days_left", default="${count} days left")
LAST_DAY: Final = _("party_last_day", default="the last day")
PLAY: Final = _("party_play", default="Play")
OPEN: Final = _("action_open", default="Open")
USED_UP: Final = _("party_used_up", default="All downloads are used up")
MAKING: Final = _("party_making", default="Being made (${percent} %)")
FAILED: Final = _(
    "party_failed", default="Could not be made yet; the bureau has been told"
)
ANY: Final = _("party_download", default="Download")
USES_LEFT: Final = _("party_download_left", default="Download (${count} left)")
GOING_ON: Final = _(
    "party_download_again", default="Download again (${count} left after it)"
)
DAY_OF: Final = _("party_day_of", default="Working day ${day} of ${days}")
TODAY: Final = _("party_today", default="Handed in; its first working day comes")
LATE: Final = _("party_late", default="${count} working days late")
DUE: Final = _("party_due", default="Answer by ${day} at the latest")
ANSWERED: Final = _("party_answered", default="Answered on ${day}")
TOOK: Final = _("party_took", default="after ${count} working days")
GIVEN: Final = _(
    "party_given", default="${given} given, ${refused} not (the notice says why)"
)
ALL_GIVEN: Final = _("party_all_given", default="${given} given")
NONE_GIVEN: Final = _(
    "party_none_given", default="Nothing is given; the notice says why"
)
OVER: Final = _("party_over", default="The days are over since ${day}.")
TAKEN_BACK: Final = _(
    "party_taken_back", default="${count} taken back: their secrecy has changed."
)
REASON: Final = _("party_reason", default="Reason: ${reason}")
STEPS: Final = (
    _("party_step_received", default="Received"),
    _("party_step_examined", default="Examined"),
    _("party_step_decided", default="Decided"),
    _("party_step_answered", default="Answered"),
)
GRANTED: Final = _("party_granted", default="Approved")
PARTLY: Final = _("party_partly", default="Partly approved")
