"""The page of an audio-visual record: player, Art. 12 facts, marks, digests."""

from functools import cached_property
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.core.time_pins import NOTICE
from lingchuan.records.evidence.choices import add_url
from lingchuan.records.evidence.choices import READY
from lingchuan.records.i18n import _
from lingchuan.records.site import values
from lingchuan.records.site.player import player_of
from lingchuan.records.site.record_pages import FilePage
from lingchuan.records.site.time_line_section import of_clip
from lingchuan.records.site.time_line_section import Section
from lingchuan.records.site.time_line_texts import MARKS
from lingchuan.records.site.time_line_texts import PINS
from lingchuan.records.site.time_links import MOMENT
from lingchuan.records.site.time_links import moment_url
from zope.i18n import translate


class MediaPage(FilePage):
    """音像证据."""

    file_field = "file"
    fact_names = (
        "medium",
        "stage",
        "device_kind",
        "device_id",
        "operator",
        "notice_given",
        "notice_method",
        "no_private_copy",
        "matter_codes",
    )
    digest_names = ("sha256", "sm3", "size", "mime", "saved_at")
    grids = (
        (
            "interruptions",
            (
                "starts",
                "ends",
                "cause",
                "reason",
                "voice_explained",
                "voice_offset_s",
                "explained_by",
                "confirmed_by",
            ),
        ),
    )

    def player(self) -> dict[str, str] | None:
        """Return {kind, url, mime}: what the browser plays by itself."""
        if not self.context.file:
            return None
        return player_of(self.context, self.request.form.get(MOMENT))

    def six_facts(self) -> list[dict[str, str]]:
        """Return the six things that Art. 12 asks for; empty ones too."""
        context, request = self.context, self.request
        time = f"{values.moment(context.starts)} – {values.moment(context.ends)}"
        file = permit_file_of(context)
        rows = (
            (_("fact_time", default="Time"), time if context.starts else ""),
            (_("fact_place", default="Place"), context.place),
            (_("fact_matter", default="Matter"), file.title if file else ""),
            (_("fact_persons", default="Persons"), "、".join(context.persons or ())),
            (
                _("fact_staff", default="Staff"),
                "、".join(display_name(one) for one in context.staff or ()),
            ),
            (_("fact_process", default="Process"), context.summary),
        )
        return [
            {"title": translate(title, context=request), "value": value or ""}
            for title, value in rows
        ]

    def shots(self) -> list[dict[str, str]]:
        """Return notice, key shots and time marks, each with its offset."""
        found = []
        notice = self.context.notice_offset_s
        if notice is not None:
            sign = translate(PINS[NOTICE], context=self.request)
            found.append(self._mark(sign, MARKS[NOTICE], notice))
        table = values.grid(
            self.context, self.request, "key_shots", ("code", "answer", "reason")
        )
        shots = self.context.key_shots or ()
        for row, cells in zip(shots, table["rows"], strict=True):
            code, answer, reason = (cell["value"] for cell in cells)
            label = f"{code}（{reason}）" if reason else code
            sign = str(row.get("code") or "")[-1:]
            mark = self._mark(sign, label, row.get("offset_s"), answer)
            found.append(mark | {"none": row.get("answer") != "present"})
        for row in self.context.markers or ():
            label = row.get("label") or ""
            found.append(self._mark("·", label, row.get("offset_s")))
        return found

    def _mark(
        self, pin: str, label: object, offset: float | None, instead: str = ""
    ) -> dict[str, object]:
        url = self.context.absolute_url()
        return {
            "pin": pin,
            "label": translate(label, context=self.request),
            "at": write_mark(offset) or instead,
            "url": moment_url(url, offset) if offset is not None else "",
            "none": False,
        }

    @cached_property
    def line(self) -> Section | None:
        """The time line of this recording alone."""
        return of_clip(self.context, self.request) if self.context.file else None

    def extract_url(self) -> str:
        """Return the address of the form that extracts it, '' where that cannot be."""
        ready = self.context.file and lifecycle_state(self.context) in READY
        return add_url(self.context.UID()) if ready else ""

    def digests(self) -> list[dict]:
        """Return what the server found out about the original file."""
        return values.facts(self.context, self.request, self.digest_names)
