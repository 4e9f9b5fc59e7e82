"""A time line as values of one drawing.

- Places along it are percent of the width, so it fits a phone and paper; it needs no
  script and no style of its own.
- Heights are pixels: pins above, so many levels that none hides another; then a row each
  for the activity, for each device and for all of them together.
"""

from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.spans import Span
from lingchuan.records.core.spans import union
from lingchuan.records.core.time_line import Lane
from lingchuan.records.core.time_line import levels
from lingchuan.records.core.time_line import ticks
from lingchuan.records.site import time_line_texts as texts
from lingchuan.records.site.gap_texts import said
from lingchuan.records.site.time_line import Line
from lingchuan.records.site.time_line_words import clock
from lingchuan.records.site.time_line_words import lane_name
from lingchuan.records.site.time_line_words import mark_title
from lingchuan.records.site.time_line_words import numbered
from lingchuan.records.site.time_line_words import pin_sign
from lingchuan.records.site.time_line_words import pin_url
from typing import Final
from zope.i18n import translate


TOP: Final = 22
PIN: Final = 28
ROW: Final = 50
BAR: Final = 24
NUMBERS: Final = 22
# The least distance of two pins in percent: 24 of 280 pixels.
APART: Final = 8.6
NARROWEST: Final = 0.4
_DAY: Final = 86_400
_MINUTE: Final = 60


class Drawing:
    """A line as ready values of the template."""

    def __init__(self, line: Line, request: object) -> None:
        self.line, self.request = line, request
        self.scale = line.scale
        pins = [pin for pin in line.pins if self.scale.has(pin.at)]
        self._levels = levels([self.scale.x(pin.at) for pin in pins], APART)
        self._pins = pins
        self.bars = TOP + PIN * len(set(self._levels)) + 4

    def pins(self) -> list[dict[str, object]]:
        """Return {x, y, line_y, text_y, until, sign, title, url} of each pin."""
        highest = max(self._levels, default=0)
        return [
            {
                "x": _percent(self.scale.x(pin.at)),
                "y": (y := TOP + 16 + PIN * (highest - level)),
                "text_y": y + 5,
                "until": self.bars + 20,
                "sign": pin_sign(pin, self.request),
                "title": mark_title(pin, self.request),
                "url": pin_url(pin, self.line.records),
            }
            for pin, level in zip(self._pins, self._levels, strict=True)
        ]

    def grid(self) -> list[dict[str, object]]:
        """Return {x, text} of each line of the grid."""
        step, lines = ticks(self.scale, ZONE)
        form = "%m-%d" if step >= _DAY else "%H:%M" if step >= _MINUTE else "%H:%M:%S"
        return [
            {"x": _percent(self.scale.x(one)), "text": one.strftime(form)}
            for one in lines
        ]

    def rows(self) -> list[dict[str, object]]:
        """Return {text, text_y, y, bars: [{x, width, css, url, title}]}, from above."""
        found = [self._activity()] if self.line.activity else []
        found += [self._lane(lane) for lane in self.line.lanes]
        if self.line.activity:
            found.append(self._together())
        top = self.bars
        for number, row in enumerate(found):
            row |= {"text_y": top + ROW * number + 14, "y": top + ROW * number + 20}
        return found

    def breaks(self) -> list[dict[str, object]]:
        """Return {x, width, css, middle, number} of each break, on the last row."""
        return [
            self._bar(one.span, one.look)
            | {
                "middle": _percent(
                    (self.scale.x(one.span.starts) + self.scale.x(one.span.ends)) / 2
                ),
                "number": numbered(place),
            }
            for place, one in enumerate(self.line.breaks)
        ]

    @property
    def last(self) -> int:
        """Return where the last row's bars begin, from above."""
        count = len(self.line.lanes) + (2 if self.line.activity else 0)
        return self.bars + ROW * (count - 1) + 20

    @property
    def bottom(self) -> int:
        """Return where the last row's bars end."""
        return self.last + BAR

    @property
    def number_y(self) -> int:
        """Return where the numbers of the breaks stand."""
        return self.bottom + NUMBERS - 4

    @property
    def height(self) -> int:
        """Return the height of the drawing."""
        return self.bottom + (NUMBERS if self.line.breaks else 4)

    def legend(self) -> list[dict[str, str]]:
        """Return {css, text} of what is drawn, and of no more."""
        looks = {one.look for one in self.line.breaks} | {texts.CLIP}
        if self.line.activity:
            looks.add(texts.COVER)
        return [
            {
                "css": f"lr-key lr-key-{look}",
                "text": translate(text, context=self.request),
            }
            for look, text in texts.LEGEND.items()
            if look in looks
        ]

    def label(self) -> str:
        """Return what the drawing shows, in one sentence."""
        ends = self.scale.span.starts, self.scale.span.ends
        counts = {
            "starts": clock(ends[0], ends),
            "ends": clock(ends[1], ends),
            "clips": sum(len(lane.strips) for lane in self.line.lanes),
            "devices": len(self.line.lanes),
            "breaks": len(self.line.breaks),
        }
        drawn = texts.DRAWN if self.line.activity else texts.DRAWN_ALONE
        return said(drawn, self.request, **counts)

    def _activity(self) -> dict[str, object]:
        span = self.line.activity
        ends = span.starts, span.ends
        told = f"{clock(ends[0], ends)}–{clock(ends[1], ends)}"
        text = said(texts.ACTIVITY, self.request, span=told)
        return {"text": text, "bars": [self._bar(span, "act")]}

    def _lane(self, lane: Lane) -> dict[str, object]:
        bars = [
            self._bar(span, texts.CLIP)
            | {
                "url": self.line.records[uid].absolute_url(),
                "title": self.line.records[uid].title,
            }
            for uid, spans in lane.strips
            for span in spans
        ]
        return {"text": lane_name(lane, self.line.records, self.request), "bars": bars}

    def _together(self) -> dict[str, object]:
        spans = [
            span
            for lane in self.line.lanes
            for _uid, one in lane.strips
            for span in one
        ]
        return {
            "text": translate(texts.TOGETHER, context=self.request),
            "bars": [self._bar(span, texts.COVER) for span in union(spans)],
        }

    def _bar(self, span: Span, css: str) -> dict[str, object]:
        first, last = self.scale.x(span.starts), self.scale.x(span.ends)
        width = _percent(max(last - first, NARROWEST))
        return {
            "x": _percent(first),
            "width": width,
            "css": css,
            "url": "",
            "title": "",
        }


def _percent(value: float) -> str:
    return f"{value:.2f}%"
