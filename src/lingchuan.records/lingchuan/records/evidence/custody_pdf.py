"""保管链 as a paper for court: the head, the checkpoint, and the events asked for."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.media.papers import new_paper
from typing import Any
from typing import Final
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from lingchuan.records.media.printing import Document


SITE_LANGUAGE: Final = "zh-cn"
TITLE: Final = _("heading_custody", default="Chain of custody")
FACTS: Final = (
    ("title", _("custody_record", default="Record")),
    ("number", _("custody_number", default="File number")),
    ("type", _("custody_type", default="Type")),
    ("state", _("column_state", default="State")),
    ("digest", _("custody_digest", default="Digest of the present state")),
)
HIDDEN: Final = _(
    "custody_hidden",
    default="You may not see this record. Its events show their place, their time and their hash alone.",
)
AGREES: Final = _("custody_agrees", default="Agrees with the last event")
DIFFERS: Final = _("custody_differs", default="Differs from the last event")
COLUMNS: Final = (
    _("custody_column_seq", default="No."),
    _("column_time", default="Time"),
    _("column_who", default="Who"),
    _("column_act", default="What"),
    _("custody_column_proof", default="Evidence"),
)
WIDTHS: Final = (8, 15, 17, 28, 40)
# Events of one paper: some three seconds of printing.
PRINTED: Final = 1000
_CHECKPOINT = _("custody_checkpoint", default="Checkpoint")
_NONE = _("custody_no_checkpoint", default="No checkpoint has been made yet.")
_UNKNOWN = _(
    "custody_bad_checkpoint",
    default="The last checkpoint is signed by none of the keys of this ledger.",
)
_SIZE = _("custody_size", default="Events in it")
_ROOT = _("custody_root", default="Root of the tree")
_MADE = _("custody_made", default="Made")
_PROVEN = _("custody_proven", default="Proven events")
_WRONG = _("custody_wrong", default="Not as signed")
_EVENTS = _("custody_events", default="Events")
_PART = _(
    "custody_part",
    default="Events ${first} to ${last} of ${total}, written from ${since} to ${until}.",
)
MORE: Final = _(
    "custody_more",
    default="A paper holds ${most} events at most; choose days to print the others.",
)
_LABELS: Final = {
    "before": _("custody_before", default="State before"),
    "after": _("custody_after", default="State after"),
}
_WHY = _("custody_why", default="Could read as")
_BYTES = _("custody_bytes", default="Bytes played")
_UNPROVEN = _(
    "custody_bytes_unproven",
    default="Told by the server beside the event; no checkpoint proves it.",
)
_LEAF = _("custody_leaf", default="Hash of the event")
_REASON = _("column_reason", default="Reason")


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that a paper holds: how many come before them, and how many there are."""

    rows: Sequence[Mapping[str, Any]]
    skipped: int
    total: int

    def told(self) -> Iterator[str]:
        """Yield which of the events these are."""
        if not self.rows:
            return
        days = {"since": self.rows[0]["when"], "until": self.rows[-1]["when"]}
        last = self.skipped + len(self.rows)
        places = {"first": self.skipped + 1, "last": last, "total": self.total}
        yield in_chinese(_PART, **days, **places)
        if len(self.rows) < self.total:
            yield in_chinese(MORE, most=PRINTED)


def custody_pdf(head: Mapping[str, Any], point: Mapping[str, Any], part: Part) -> bytes:
    """Return the PDF; its rows are like those of the page."""
    document = new_paper(in_chinese(TITLE), number=head.get("number", ""))
    if head:
        agrees = in_chinese(AGREES if head["agrees"] else DIFFERS)
        told = {**head, "digest": f"{head['digest']}\n{agrees}"}
        document.facts([(in_chinese(title), told[name]) for name, title in FACTS])
    else:
        document.paragraph(in_chinese(HIDDEN))
    document.heading(in_chinese(_CHECKPOINT))
    _checkpoint(document, point)
    # A heading would draw the whole table to the next page.
    document.paragraph(f"\n{in_chinese(_EVENTS)}")
    for text in part.told():
        document.paragraph(text)
    document.table(
        [in_chinese(one) for one in COLUMNS], list(_table(part.rows)), WIDTHS
    )
    return document.bytes()


def speak_chinese(request: Any) -> None:
    """Let what is read for a paper be Chinese, whatever its reader's language is."""
    binding = request.get("LANGUAGE_TOOL")
    request["LANGUAGE"] = SITE_LANGUAGE
    if binding is not None:
        binding.LANGUAGE = SITE_LANGUAGE


def _checkpoint(document: Document, point: Mapping[str, Any]) -> None:
    if not point or point["size"] is None:
        document.paragraph(in_chinese(_UNKNOWN if point else _NONE))
        return
    facts = [
        (in_chinese(_SIZE), point["size"]),
        (in_chinese(_MADE), point["at"]),
        (in_chinese(_ROOT), point["groups"]),
        (in_chinese(_PROVEN), point["good"]),
    ]
    if point["wrong"]:
        facts.append((in_chinese(_WRONG), "、".join(map(str, point["wrong"]))))
    document.facts(facts)


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[object]]:
    for row in rows:
        leaf = f"{in_chinese(_LEAF)}：{row['leaf']}"
        if row["reduced"]:
            yield [row["seq"], row["when"], "", "", leaf]
            continue
        who = [" ".join(filter(None, row["who"].values())), row["role"]]
        yield [
            row["seq"],
            row["when"],
            "\n".join(filter(None, who)),
            "\n".join(_what(row)),
            "\n".join([*_evidence(row), leaf]),
        ]


def _what(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"{row['act']}（{row['channel']}）"
    if row["other"] and row["other"].title:
        yield row["other"].title
    if row["reason"]:
        yield f"{in_chinese(_REASON)}：{row['reason']}"
    if row["why"]:
        yield f"{in_chinese(_WHY)}：{row['why']}"
    for detail in row["details"]:
        yield f"{detail['title']}：{detail['value']}"


def _evidence(row: Mapping[str, Any]) -> Iterator[str]:
    for digest in row["digests"]:
        yield f"{in_chinese(_LABELS[digest['name']])}：{digest['full']}"
    for file in row["files"]:
        yield f"{file['name']} SHA-256：{file['sha256']}"
        yield f"{file['name']} SM3：{file['sm3']}"
    if row["coverage"]:
        told = f"{in_chinese(_BYTES)}：{row['coverage']}"
        yield f"{told}（{in_chinese(_UNPROVEN)}）"
