"""A permit file as the rules know it: from objects to core.case_facts.

- Whoever asks says which of its records count: all of them, or those that somebody sees.
- Voided records are none. As of an earlier moment, a file is as its days say, and what
  was neither entered by then nor made, held, told of or saved is not there yet; what is
  planned is.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.case_clips import around
from lingchuan.records.content.case_clips import clips_of
from lingchuan.records.content.case_clips import is_activity
from lingchuan.records.content.devices import whole_rows
from lingchuan.records.core import case_facts as core
from lingchuan.records.core.lists import plain_name
from lingchuan.records.core.secrecy import STATE
from plone.uuid.interfaces import IUUID


VOIDED = "voided"
IN_FIELD = "FieldRecord"
ON_PREMISES = "HearingRecord"
CLIP = "MediaEvidence"
PAPER = "TextRecord"
# The states that a file goes through, each with the day that it is reached on.
STEPS = (
    ("accepted", "accepted_on"),
    ("decided", "decided_on"),
    ("served", "served_on"),
    ("closed", "closed_on"),
)
# The days by which a record was there, though it may have been entered later.
KNOWN_BY = (
    "made_on",
    "issued_on",
    "served_on",
    "right_told_on",
    "requested_on",
    "notice_served_on",
    "starts",
)
# What the permit law gives each matter; the catalogue names it where no other law does.
ORDINARY_LIMIT = 20
FILE_DAYS = ("supplement_notified_on", *(field for _state, field in STEPS))


def case_of(
    file: object, records: Iterable[object], as_of: datetime | None = None
) -> core.Case:
    """Return a permit file with what lies in it.

    Args:
        records: of all that lies in it, what counts.
        as_of: aware moment that is asked about; None for now.
    """
    moment = as_of or facts.now()
    day = facts.local_date(moment)
    found = [one for one in records if _counts(one, moment)]
    base = aq_base(file)
    return core.Case(
        uid=IUUID(file),
        number=base.file_number or "",
        state=_state(file, as_of),
        handling=base.handling or "general",
        unit=base.unit or "",
        handlers=tuple(base.handlers or ()),
        matters=tuple(_matter(row, day) for row in whole_rows(base.matters, "code")),
        received_on=base.received_on,
        **{name: _until(getattr(base, name), day) for name in FILE_DAYS},
        extension=_extension(base, day),
        excluded=tuple(map(_excluded, whole_rows(base.excluded_periods, "starts"))),
        related_parties=tuple(
            core.RelatedParty(row.get("name") or "", row.get("role") or "")
            for row in base.related_parties or ()
        ),
        retention_class=base.retention_class or "",
        papers=tuple(_paper(one) for one in found if one.portal_type == PAPER),
        activities=tuple(_activity(one) for one in found if is_activity(one)),
        clips=tuple(clips_of([one for one in found if one.portal_type == CLIP])),
    )


def _counts(record: object, moment: datetime) -> bool:
    """Tell whether a record is there at a moment."""
    if facts.lifecycle_state(record) == VOIDED:
        return False
    base = aq_base(record)
    if record.portal_type == CLIP:
        return base.saved_at is None or base.saved_at <= moment
    if record.created().asdatetime() <= moment:
        return True
    known = [facts.local_date(getattr(base, name, None)) for name in KNOWN_BY]
    days = [day for day in known if day is not None]
    return not days or min(days) <= facts.local_date(moment)


def _until(day: date | None, last: date) -> date | None:
    return day if day is not None and day <= last else None


def _state(file: object, as_of: datetime | None) -> str:
    """Return the state of a file now, or the one that its days tell of a moment."""
    now = facts.lifecycle_state(file)
    if as_of is None or as_of >= facts.now():
        return now
    day = facts.local_date(as_of)
    reached = [state for state, field in STEPS if _until(getattr(file, field), day)]
    passed = [state for state, field in STEPS if getattr(file, field)]
    if reached == passed:
        return now
    return reached[-1] if reached else "registered"


def _matter(row: Mapping[str, object], day: date) -> core.Matter:
    decided = _until(row.get("decided_on"), day)
    limit = row.get("limit_workdays")
    is_open = row.get("decided_on") is not None and decided is None
    return core.Matter(
        code=row["code"],
        name=row.get("name") or "",
        kind=row.get("kind") or "",
        limit_workdays=None if limit == ORDINARY_LIMIT else limit,
        decision="" if is_open else row.get("decision") or "",
        decision_number=row.get("decision_number") or "",
        decided_on=decided,
        certificate_number=row.get("certificate_number") or "",
    )


def _extension(file: object, day: date) -> core.Extension | None:
    for row in file.extension or ():
        approved = row.get("approved_on")
        if approved is None or approved <= day:
            return core.Extension(
                row.get("workdays") or 0, row.get("approved_by") or "", approved
            )
    return None


def _excluded(row: Mapping[str, object]) -> core.Excluded:
    return core.Excluded(
        row["starts"],
        row.get("ends"),
        row.get("reason") or "",
        row.get("told_in_writing_on"),
    )


def _signers(rows: object) -> tuple[core.Signer, ...]:
    return tuple(
        core.Signer(
            row.get("name") or "",
            row.get("role") or "",
            row.get("signed"),
            row.get("refusal_reason") or "",
            row.get("witness") or "",
        )
        for row in rows or ()
    )


def _paper(record: object) -> core.Paper:
    base = aq_base(record)
    said = getattr(base, "confidentiality", None) or {}
    return core.Paper(
        uid=IUUID(record),
        kind=base.record_kind or "",
        document_name=plain_name(base.document_name or ""),
        document_number=base.document_number or "",
        stage=base.stage or "",
        activity=around(record) or base.activity,
        matters=tuple(base.matter_codes or ()),
        made_on=base.made_on,
        issued_on=base.issued_on,
        signers=_signers(base.signers),
        page_count=base.page_count,
        has_file=base.file is not None,
        is_stub=STATE in (said.get("kinds") or ()) and base.file is None,
        service_method=base.service_method or "",
        premises=base.premises,
        served_on=base.served_on,
        servers=tuple(base.servers or ()),
        recipient=base.recipient or "",
        witness=base.witness or "",
        state=facts.lifecycle_state(record),
    )


def _activity(record: object) -> core.Activity:
    base = aq_base(record)
    common = {
        "uid": IUUID(record),
        "kind": base.activity_kind or "",
        "place": base.place or "",
        "starts": base.starts,
        "ends": base.ends,
        "stage": base.stage or "",
        "matters": tuple(base.matter_codes or ()),
        "state": facts.lifecycle_state(record),
    }
    if record.portal_type == IN_FIELD:
        return core.Activity(**common, **_field_work(base))
    return core.Activity(**common, **_hearing(base))


def _hearing(base: object) -> dict[str, object]:
    text = getattr(base.transcript, "raw", None) or ""
    return {
        "premises": base.premises is not False,
        "ways_waived": tuple(base.ways_waived or ()),
        "ways_reason": base.ways_reason or "",
        "chair": base.chair or "",
        "clerk": base.clerk or "",
        "attendees": _signers(base.attendees),
        "right_told_on": base.right_told_on,
        "requested_on": base.requested_on,
        "notice_served_on": base.notice_served_on,
        "has_transcript": bool(text.strip()) or base.transcript_file is not None,
    }


def _field_work(base: object) -> dict[str, object]:
    return {
        "in_field": True,
        "premises": False,
        "officers": tuple(base.officers or ()),
        "triggers": tuple(base.triggers or ()),
        "trigger_basis": base.trigger_basis or "",
        "service_method": base.service_method or "",
        "documents_served": bool(base.documents_served),
        "perishable_evidence": bool(base.perishable_evidence),
        "property_measures": bool(base.property_measures),
        "save_exception": base.save_exception or "",
        "returned_on": base.returned_on,
        "certified_by": base.certified_by or "",
    }
