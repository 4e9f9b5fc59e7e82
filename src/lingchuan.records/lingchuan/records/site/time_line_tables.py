"""What a time line shows, in words: its recordings with their marks, and its breaks."""

from lingchuan.records.content.closed_lists import CAUSES
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.plain_text import unnumbered
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.core.time_pins import Pin
from lingchuan.records.core.time_pins import voice_of
from lingchuan.records.site import time_line_texts as texts
from lingchuan.records.site.gap_texts import verdict_badge
from lingchuan.records.site.time_line import Break
from lingchuan.records.site.time_line import Line
from lingchuan.records.site.time_line_words import from_to
from lingchuan.records.site.time_line_words import lane_name
from lingchuan.records.site.time_line_words import mark_name
from lingchuan.records.site.time_line_words import numbered
from lingchuan.records.site.time_line_words import pin_sign
from lingchuan.records.site.time_line_words import pin_url
from zope.i18n import translate


class Tables:
    """Rows of the two tables below a time line."""

    def __init__(self, line: Line, request: object) -> None:
        self.line, self.request = line, request

    def heads(self) -> dict[str, list[str]]:
        """Return the heads of the columns: {clips, breaks}."""
        found = {"clips": texts.CLIP_HEADS, "breaks": texts.BREAK_HEADS}
        return {
            name: [translate(one, context=self.request) for one in heads]
            for name, heads in found.items()
        }

    def clips(self) -> list[dict[str, object]]:
        """Return {device, url, title, span, marks: [{sign, title, url}]} of the recordings."""
        devices = {
            uid: lane_name(lane, self.line.records, self.request)
            for lane in self.line.lanes
            for uid, _spans in lane.strips
        }
        return [self._clip(clip, devices.get(clip.uid, "")) for clip in self.line.clips]

    def breaks(self) -> list[dict[str, object]]:
        """Return {number, span, length, cause, voice, badge} of the breaks."""
        return [
            {
                "number": numbered(place),
                "span": from_to(one.span.starts, one.span.ends),
                "length": write_mark(round(one.span.seconds)),
                "cause": self._cause(one.stop),
                "voice": [self._mark(pin) for pin in self._voice(one)],
                "badge": verdict_badge(one.verdict, self.request)
                if one.verdict
                else None,
            }
            for place, one in enumerate(self.line.breaks)
        ]

    def _clip(self, clip: Clip, device: str) -> dict[str, object]:
        record = self.line.records[clip.uid]
        ends = clip.starts, clip.ends
        return {
            "device": device or clip.device_id,
            "url": record.absolute_url(),
            "title": record.title,
            "span": from_to(*(corrected(clip, one) for one in ends))
            if None not in ends
            else "",
            "marks": [
                self._mark(pin) for pin in self.line.pins if pin.clip == clip.uid
            ],
        }

    def _mark(self, pin: Pin) -> dict[str, str]:
        return {
            "sign": pin_sign(pin, self.request),
            "at": write_mark(pin.offset_s),
            "name": mark_name(pin, self.request),
            "url": pin_url(pin, self.line.records),
        }

    def _voice(self, one: Break) -> tuple[Pin, ...]:
        for clip in self.line.clips:
            if one.stop is not None and one.stop in clip.interruptions:
                return voice_of(one.stop, clip, self.line.clips)
        return ()

    def _cause(self, stop: Interruption | None) -> str:
        """Return the cause of a break and its reason, without numbers of persons."""
        if stop is None:
            return ""
        known = stop.cause in CAUSES
        title = CAUSES.getTerm(stop.cause).title if known else unnumbered(stop.cause)
        told = translate(title, context=self.request)
        return "：".join(filter(None, (told, unnumbered(stop.reason))))
