"""The list that an officer works through: each record with what it needs."""

from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access.derivatives import AREAS
from lingchuan.records.access.derivatives import copies_of
from lingchuan.records.access.derivatives import Derivative
from lingchuan.records.access.derivatives import REVIEWED
from lingchuan.records.access.facts import file_of_record
from lingchuan.records.access.facts import has_content
from lingchuan.records.access.original_pages import RECORDED
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import INSEPARABLE
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import OWN
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.site.requests import copy_rows
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.requests.scope_table import Row
from lingchuan.records.site.requests.scope_table import ScopeTable
from lingchuan.records.site.requests.scope_table import weightiest
from typing import Final
from zope.i18n import translate


# What a record needs: a decision on its secrecy, a redacted copy, or nothing.
DECISION: Final = "decision"
COPY: Final = "copy"
NOTHING: Final = ""


class ScreeningRows:
    """The records of a request by what they need."""

    def __init__(self, context: object, request: object, table: ScopeTable) -> None:
        self.context, self.request, self.table = context, request, table

    def todo(self) -> list[Row]:
        """Return the records that need something, those without an answer first."""
        found = [row for row in self.rows if row["need"]]
        return sorted(found, key=lambda row: row["is_done"])

    def others(self) -> list[Row]:
        """Return the records that need nothing."""
        return [row for row in self.rows if not row["need"]]

    def unseen(self) -> int:
        """Return how many records need something that the officer may not see."""
        return sum(bool(_need(one)) for one in self.table.unseen().values())

    @cached_property
    def rows(self) -> list[Row]:
        """All records that the officer may see."""
        said = {row["uid"]: row for row in self._answers()}
        rights = self.table.by_record
        return [
            row | self._work(row["uid"], rights[row["uid"]], said.get(row["uid"]))
            for row in self.table.rows()
        ]

    def _answers(self) -> list[Row]:
        return copy_rows.answers(self.context, self.table.known, self.request)

    def _work(self, uid: str, rights: Mapping[str, Outcome], said: Row | None) -> Row:
        record, copy = self.table.known[uid], copies_of(self.context).get(uid)
        need = _need(rights) or (COPY if said else NOTHING)
        is_reviewed = copy is not None and copy.state == REVIEWED
        is_answered = said is not None and not _is_redacted(rights)
        is_done = need != DECISION and (is_reviewed or is_answered)
        return {
            "need": need,
            "is_done": is_done,
            "mark_css": f"btn btn-{'outline-' if is_done else ''}primary",
            "is_recording": is_recording(record),
            "can_be_covered": has_content(record) and _is_whole(rights),
            "mark_url": f"{self.context.absolute_url()}/@@mark-areas?record={uid}",
            "show_url": f"{self.context.absolute_url()}/@@redacted-copy?record={uid}",
            "answers": self._offered(rights),
            "said": said,
            "copy_of": self._copy(record, copy),
        }

    def _copy(self, record: object, copy: Derivative | None) -> Row | None:
        if copy is None:
            return None
        return copy_rows.row(self.context, record, copy, self.request)

    def _offered(self, rights: Mapping[str, Outcome]) -> list[Row]:
        """Return the answers that fit a record: {value, title}."""
        one = weightiest(rights)
        is_personal = one.outcome == HUMAN or one.code == codes.PRIVACY_OF_OTHERS
        fitting = (INSEPARABLE, OWN) if is_personal else (INSEPARABLE,)
        return [
            {
                "value": answer,
                "title": translate(texts.ANSWERS[answer], context=self.request),
            }
            for answer in fitting
        ]


def _is_redacted(rights: Mapping[str, Outcome]) -> bool:
    return any(one.ceiling == REDACTED for one in rights.values())


def _is_whole(rights: Mapping[str, Outcome]) -> bool:
    public = codes.PUBLIC_DECISION
    return any(o.ceiling == GRANTED and o.code != public for o in rights.values())


def _need(rights: Mapping[str, Outcome]) -> str:
    if any(one.code == codes.UNDECIDED for one in rights.values()):
        return DECISION
    if _is_redacted(rights):
        return COPY
    return NOTHING


def is_recording(record: object) -> bool:
    """Return whether a record is heard or watched, so that stretches are cut out."""
    file = file_of_record(record)
    return file is not None and (file.contentType or "").startswith(RECORDED)


def lines_of(copy: Derivative | None) -> str:
    """Return the areas of a copy as an officer wrote them, '' for none."""
    if copy is None or copy.method != AREAS:
        return ""
    rows = (
        [f"{page:.0f}", *(f"{100 * side:.1f}" for side in sides)]
        for page, *sides in copy.details["areas"]
    )
    return "\n".join(" ".join(row) for row in rows)
