"""The rows of the register as REST tells them, and takes them back."""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality import register


def clearances() -> list[dict]:
    """Return the clearances in force: userid, kinds, until, basis, granted_by."""
    return [
        {
            "userid": row["userid"],
            "kinds": list(row["kinds"]),
            "until": _iso(row["until"]),
            "basis": row["basis"],
            "granted_by": row["by"],
        }
        for row in register.rows(register.CLEARANCES)
        if register.in_force(row)
    ]


def offices() -> list[dict]:
    """Return the offices in force and those to come, which begin on `valid_from`.

    Each is {userid, office, unit, until, basis, by}; `valid_from` stands where an
    office has a first day.
    """
    return [
        _office(row)
        for row in register.rows(register.APPOINTMENTS)
        if not register.is_over(row)
    ]


def _office(row: Mapping[str, object]) -> dict[str, object]:
    shown = {name: row[name] for name in ("userid", "office", "unit")}
    if row.get("valid_from"):
        shown["valid_from"] = _iso(row["valid_from"])
    return shown | {"until": _iso(row["until"]), "basis": row["basis"], "by": row["by"]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
