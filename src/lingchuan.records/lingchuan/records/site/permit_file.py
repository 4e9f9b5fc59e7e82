"""The page of a permit file: facts, stages, matters, records by stage."""

from collections import Counter
from functools import cached_property
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.stages import MAIN_STAGES
from lingchuan.records.core.stages import progress
from lingchuan.records.site import values
from lingchuan.records.site.gaps import WorstGaps
from lingchuan.records.site.page import RecordPage


STAGE_DATE = {
    "收件": "received_on",
    "受理": "accepted_on",
    "决定": "decided_on",
    "送达": "served_on",
    "归档": "closed_on",
}


class PermitFilePage(RecordPage):
    """许可案卷."""

    fact_names = (
        "applicant_name",
        "applicant_type",
        "applicant_id_number",
        "applicant_phone",
        "applicant_address",
        "handlers",
        "unit",
        "handling",
        "received_on",
        "supplement_notified_on",
        "accepted_on",
        "decided_on",
        "served_on",
        "closed_on",
        "external_system",
        "external_id",
        "retention_class",
        "retention_until",
        "physical_location",
    )
    grids = (
        ("related_parties", ("name", "role", "id_number", "authority")),
        ("extension", ("workdays", "approved_by", "approved_on")),
        ("excluded_periods", ("starts", "ends", "reason", "told_in_writing_on")),
    )

    @cached_property
    def gaps(self) -> WorstGaps:
        """What the file owes."""
        return WorstGaps(self.context, self.request)

    @cached_property
    def brains(self) -> list:
        """The records; asked for after authentication, so not in __init__."""
        return facts.records_of(self.context)

    def _stage_names(self) -> list[str]:
        known = {row["name"] for row in settings().stages or ()}
        return [name for name in MAIN_STAGES if name in known] or list(MAIN_STAGES)

    def stages(self) -> list[dict]:
        """Return the stage line: name, css, date, counts of text and media."""
        state = facts.lifecycle_state(self.context)
        words, media = self._counts()
        recorded = words.keys() | media.keys()
        found = []
        for name in self._stage_names():
            css = progress(name, state, recorded)
            day = getattr(self.context, STAGE_DATE.get(name, ""), None)
            found.append(
                {
                    "name": name,
                    "css": css,
                    "current": "step" if css == "now" else None,
                    "day": values.moment(day)[5:],
                    "text": words[name],
                    "media": media[name],
                }
            )
        return found

    def _counts(self) -> tuple[Counter, Counter]:
        words: Counter = Counter()
        media: Counter = Counter()
        for brain in self.brains:
            counter = media if brain.portal_type == "MediaEvidence" else words
            counter[getattr(brain, "stage", None) or ""] += 1
        return words, media

    def matters(self) -> dict:
        """Return the table of the permit matters."""
        columns = (
            "name",
            "kind",
            "limit_workdays",
            "decision",
            "decided_on",
            "decision_number",
            "certificate_number",
        )
        return values.grid(self.context, self.request, "matters", columns)

    def groups(self) -> list[dict]:
        """Return the records by stage, in the order of the stages."""
        order = [row["name"] for row in settings().stages or ()]
        grouped: dict[str, list] = {}
        for brain in self.brains:
            stage = getattr(brain, "stage", None) or ""
            grouped.setdefault(stage, []).append(self.record_row(brain))
        place = {name: at for at, name in enumerate(order)}
        names = sorted(grouped, key=lambda name: place.get(name, len(order)))
        words, media = self._counts()
        return [
            {
                "name": name,
                "rows": grouped[name],
                "text": words[name],
                "media": media[name],
            }
            for name in names
        ]
