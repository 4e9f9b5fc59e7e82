"""What a time line says: kinds of breaks, pins, heads of its tables."""

from lingchuan.records.core.time_pins import NOTICE
from lingchuan.records.core.time_pins import VOICE
from lingchuan.records.i18n import _
from typing import Final


CLIP: Final = "clip"
COVER: Final = "cover"
SAID: Final = "said"
TO_CONFIRM: Final = "human"
BARE: Final = "bare"
FREE: Final = "free"
LEGEND = {
    CLIP: _("line_clip", default="a recording"),
    COVER: _("line_cover", default="recorded by one device at least"),
    SAID: _("line_said", default="break, explained"),
    TO_CONFIRM: _("line_human", default="break, to be confirmed"),
    BARE: _("line_bare", default="break, not explained"),
    FREE: _("line_free", default="not recorded, nor owed"),
}
PINS = {NOTICE: _("pin_notice", default="N"), VOICE: _("pin_voice", default="V")}
MARKS = {
    NOTICE: _("mark_notice", default="Recording announced"),
    VOICE: _("mark_voice", default="Cause of the break explained by voice"),
}
ACTIVITY = _("line_activity", default="Activity ${span}")
TOGETHER = _("line_together", default="Together")
NAMELESS = _("line_nameless", default="Device not named")
DRAWN = _(
    "line_drawn",
    default="From ${starts} to ${ends}: ${clips} recordings of ${devices} devices, ${breaks} breaks. The tables below say the same.",
)
DRAWN_ALONE = _(
    "line_drawn_alone",
    default="From ${starts} to ${ends}: one recording, ${breaks} breaks. The lists of this page say the same.",
)
CLIPS = _("heading_line_clips", default="Recordings and their marks")
CLIP_HEADS = (
    _("line_device", default="Device"),
    _("line_recording", default="Recording"),
    _("line_span", default="From – to"),
    _("line_marks", default="Marks"),
)
BREAKS = _("heading_line_breaks", default="Breaks")
BREAK_HEADS = (
    _("line_break", default="Break"),
    _("line_span", default="From – to"),
    _("line_length", default="Length (min:s)"),
    _("line_cause", default="Cause"),
    _("line_voice", default="Explained by voice"),
    _("line_verdict", default="Verdict"),
)
EDGES = _("line_edges", default="On before the start, off after the end")
COUNTED = _("line_counted", default="Breaks: ${count}")
