"""The cases as the rules of core know them: a Case and its Circumstances.

A name that neither core nor the list of what rules do not ask about knows is an error, so
that a slip in the data cannot pass for an omission.
"""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import time
from lingchuan.records.core import case_facts as core
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.workdays import Calendar
from tests.cases.loading import records
from tests.cases.loading import Variant
from typing import Any


IN_FIELD, ON_PREMISES = "FieldRecord", "HearingRecord"
CLIP, PAPER = "MediaEvidence", "TextRecord"
# What REST calls otherwise than core.
NAMES = {
    "record_kind": "kind",
    "activity_kind": "kind",
    "matter_codes": "matters",
    "review_state": "state",
    "excluded_periods": "excluded",
}
# What no rule asks about, and what is told by where it stands.
UNASKED = (
    "@type id records title applicant_name applicant_type applicant_id_number"
    " file confidentiality transcript"
).split()
ROWS = {
    "matters": core.Matter,
    "related_parties": core.RelatedParty,
    "signers": core.Signer,
    "attendees": core.Signer,
    "key_shots": core.KeyShot,
    "interruptions": core.Interruption,
}
MOMENTS = ("starts", "ends", "saved_at")


def core_case(variant: Variant) -> core.Case:
    """Return a case as the rules know it."""
    found = list(records(variant.file))
    return _made(
        core.Case,
        variant.file,
        uid=variant.file["id"],
        papers=tuple(_paper(*one) for one in found if one[0]["@type"] == PAPER),
        activities=tuple(_activity(one) for one, _in in found if _is_activity(one)),
        clips=tuple(_clip(*one, variant) for one in found if one[0]["@type"] == CLIP),
    )


def circumstances(variant: Variant) -> Circumstances:
    """Return when a case is asked about, and what the bureau has set."""
    settings = dict(variant.settings)
    settings.pop("without_term", None)
    days = settings.pop("working_days", {})
    calendar = Calendar({date.fromisoformat(day): flag for day, flag in days.items()})
    if "save_until" in settings:
        settings["save_until"] = time.fromisoformat(settings["save_until"])
    return Circumstances(variant.asked_at, calendar, **settings)


def _paper(record: dict[str, Any], holder: dict[str, Any]) -> core.Paper:
    secret = record.get("confidentiality", {}).get("kinds", ())
    return _made(
        core.Paper,
        record,
        uid=record["id"],
        activity=_activity_id(holder) or record.get("activity"),
        has_file="file" in record,
        is_stub="STATE" in secret and "file" not in record,
    )


def _activity(record: dict[str, Any]) -> core.Activity:
    in_field = record["@type"] == IN_FIELD
    return _made(
        core.Activity,
        record,
        uid=record["id"],
        in_field=in_field,
        premises=not in_field and record.get("premises", True),
        has_transcript=bool(record.get("transcript")),
    )


def _clip(
    record: dict[str, Any], holder: dict[str, Any], variant: Variant
) -> core.Clip:
    device = next(
        one for one in variant.devices if one["device_id"] == record["device_id"]
    )
    starts = datetime.fromisoformat(record["starts"])
    checks = [
        (at, row["offset_s"])
        for row in device["clock_checks"]
        if (at := datetime.fromisoformat(row["at"])) <= starts
    ]
    checked_at, offset_s = max(checks)
    return _made(
        core.Clip,
        record,
        uid=record["id"],
        activity=_activity_id(holder),
        has_file="file" in record,
        clock_offset_s=offset_s,
        device=core.Device(
            device["device_id"],
            device["device_kind"],
            device["status"],
            checked_at.date(),
        ),
    )


def _is_activity(record: Mapping[str, Any]) -> bool:
    return record["@type"] in (IN_FIELD, ON_PREMISES)


def _activity_id(holder: Mapping[str, Any]) -> str | None:
    return holder["id"] if _is_activity(holder) else None


def _made(cls: type, values: Mapping[str, Any], **known: Any) -> Any:
    """Return a value of core from the fields of REST; None stands for what is not said."""
    given = {
        NAMES.get(name, name): _value(name, value)
        for name, value in values.items()
        if value is not None and name not in UNASKED
    }
    return cls(**given | known)


def _value(name: str, value: Any) -> Any:
    if name in ROWS:
        return tuple(_made(ROWS[name], row) for row in value)
    if name == "extension":
        return _made(core.Extension, value)
    if name == "excluded_periods":
        return tuple(_excluded(row) for row in value)
    if name.endswith("_on"):
        return date.fromisoformat(value)
    if name in MOMENTS:
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _excluded(row: Mapping[str, Any]) -> core.Excluded:
    days = {**row} | {
        name: date.fromisoformat(row[name]) for name in ("starts", "ends")
    }
    told = days.pop("told_in_writing_on", None)
    return core.Excluded(**days, told_in_writing_on=told and date.fromisoformat(told))
