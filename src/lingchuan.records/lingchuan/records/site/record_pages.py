"""The pages of text, hearing and field records, and of devices and shelves."""

from functools import cached_property
from lingchuan.records.content import facts
from lingchuan.records.site import values
from lingchuan.records.site.gaps import ActivityGaps
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.time_line_section import ActivitySection
from lingchuan.records.site.time_line_section import of_activity
from lingchuan.records.site.versions import versions_of
from plone import api
from urllib.parse import quote


class FilePage(RecordPage):
    """A record with at most one file and, it may be, records below."""

    file_field = ""
    gaps: ActivityGaps | None = None
    line: ActivitySection | None = None

    def attachment(self) -> dict[str, object] | None:
        """Return {name, url, size in KB} of the file."""
        file = getattr(self.context, self.file_field, None) if self.file_field else None
        if not file:
            return None
        name = file.filename or self.file_field
        url = self.context.absolute_url()
        return {
            "name": name,
            "url": f"{url}/@@download/{self.file_field}/{quote(name)}",
            "size": f"{(file.getSize() + 1023) // 1024} KB",
        }

    def transcript(self) -> str:
        """Return the transcript's filtered HTML."""
        value = getattr(self.context, "transcript", None)
        return value.output_relative_to(self.context) if value else ""

    def children(self) -> list[dict]:
        """Return the records below this one that the user may see."""
        mine = self.context.UID()
        brains = facts.records_of(self.context)
        return [self.record_row(brain) for brain in brains if brain.UID != mine]

    def versions(self) -> list[dict[str, object]]:
        """Return the corrections made after sealing."""
        return versions_of(self.context, self.request)


class TextRecordPage(FilePage):
    """文字记录."""

    file_field = "file"
    fact_names = (
        "record_kind",
        "document_name",
        "document_number",
        "stage",
        "made_on",
        "issued_on",
        "page_count",
        "matter_codes",
        "service_method",
        "premises",
        "served_on",
        "servers",
        "recipient",
        "witness",
    )
    grids = (("signers", ("name", "role", "signed", "refusal_reason", "witness")),)


class ActivityPage(FilePage):
    """A hearing or a piece of field work."""

    @cached_property
    def gaps(self) -> ActivityGaps:
        """What the activity owes."""
        return ActivityGaps(self.context, self.request)

    @cached_property
    def line(self) -> ActivitySection | None:
        """The time line of its recordings."""
        return of_activity(self.gaps.duties, self.context.UID(), self.request)


class HearingRecordPage(ActivityPage):
    """听证（约谈、询问）记录."""

    file_field = "transcript_file"
    fact_names = (
        "activity_kind",
        "stage",
        "place",
        "premises",
        "starts",
        "ends",
        "chair",
        "clerk",
        "right_told_on",
        "requested_on",
        "notice_served_on",
        "ways_waived",
        "ways_reason",
        "matter_codes",
    )
    grids = (("attendees", ("name", "role", "signed", "refusal_reason")),)


class FieldRecordPage(ActivityPage):
    """外出活动记录."""

    fact_names = (
        "activity_kind",
        "stage",
        "place",
        "starts",
        "ends",
        "officers",
        "triggers",
        "trigger_basis",
        "service_method",
        "documents_served",
        "perishable_evidence",
        "property_measures",
        "save_exception",
        "returned_on",
        "certified_by",
        "matter_codes",
    )


class DevicePage(RecordPage):
    """设备."""

    fact_names = (
        "device_id",
        "device_kind",
        "serial",
        "custodian",
        "status",
        "status_since",
    )
    grids = (
        ("clock_checks", ("at", "offset_s")),
        ("status_history", ("status", "since")),
    )

    def secrecy(self) -> list:
        """Return nothing: devices are not under secrecy."""
        return []

    def moves(self) -> list:
        """Return nothing: devices have no transitions."""
        return []


class AreaPage(DevicePage):
    """A shelf: what it holds and the user may see."""

    fact_names = ()
    grids = ()

    def state(self) -> str:
        """Return nothing: a shelf is always kept."""
        return ""

    def items(self) -> list[dict]:
        """Return title, kind and time of each thing on the shelf."""
        brains = api.portal.get_tool("portal_catalog")(
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="sortable_title",
        )
        return [
            {
                "url": brain.getURL(),
                "title": brain.Title or brain.getId,
                "when": values.moment(getattr(brain, "starts", None) or None),
            }
            for brain in brains
        ]
