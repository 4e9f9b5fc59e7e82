"""What the lists of what is due say: their titles, days, and buttons."""

from lingchuan.records.core.due_keys import OTHERS
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import SOON
from lingchuan.records.core.due_keys import TODAY
from lingchuan.records.core.due_keys import UNDATED
from lingchuan.records.i18n import _


# List: (title, edge of its count, what stands beside it).
SECTIONS = {
    OVERDUE: (
        _("due_overdue", default="Overdue"),
        "lr-over",
        _("due_overdue_note", default="First of all; why it was late stays on record"),
    ),
    TODAY: (_("due_today", default="Due today"), "lr-soon", ""),
    SOON: (_("due_soon", default="Due within 10 working days"), "lr-ok", ""),
    UNDATED: (
        _("due_undated", default="No certain day"),
        "lr-idle",
        _("due_undated_note", default="Oldest first"),
    ),
    OTHERS: (
        _("due_others", default="Waiting for others"),
        "lr-wait",
        _("due_others_note", default="Only the people named by rule decide on these"),
    ),
}
LATE = _("due_late_days", default="${count} workdays late")
LEFT = _("due_days_left", default="${count} workdays left")
IS_TODAY = _("due_is_today", default="Due today")
OVER = _("due_is_over", default="The day is over")
PROVISIONAL = _("due_is_provisional", default="provisional")
SINCE = _("due_since", default="since ${day}")
NO_DAY = _("due_no_day", default="No certain day")
LOOK = _("due_look", default="See")
DECIDE = _("due_decide", default="Decide")
OPENING = _("due_opening", default="${act}: ${what}")
