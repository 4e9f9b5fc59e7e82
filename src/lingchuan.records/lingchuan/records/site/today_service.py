"""`GET @today`: what is due to the user, as the start page shows it."""

from collections.abc import Mapping
from lingchuan.records.site import due_texts as texts
from lingchuan.records.site.due_sections import DueSections
from plone import api
from plone.restapi.services import Service


class TodayGet(Service):
    """The lists of what is due, oldest first; `?list=<name>` has more of that one."""

    def reply(self) -> dict[str, object]:
        """Return {counts, next_due, renewing, lists}."""
        sections = DueSections(self.request)
        lists = sections.due.lists
        return {
            "@id": f"{api.portal.get().absolute_url()}/@today",
            "counts": dict(lists.counts),
            "next_due": sections.next_day() or None,
            "renewing": sections.is_renewing(),
            "lists": {
                name: [_row(row) for row in sections.rows(name)]
                for name in texts.SECTIONS
            },
        }


def _row(row: Mapping[str, object]) -> dict[str, object]:
    finding = row["finding"]
    return {
        "rule": finding.rule,
        "article": finding.article,
        "verdict": finding.verdict,
        "code": finding.code,
        "part": finding.part,
        "message": row["text"],
        "target": finding.target,
        "due": finding.due.isoformat() if finding.due else None,
        "provisional": finding.provisional,
        "file": {"@id": row["url"], "file_number": row["number"]},
    }
