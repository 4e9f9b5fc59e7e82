"""The cases S01–S12 as data, each with its variants.

- A file `S01.yml` holds a base and its variants. A variant is the base with changes:
  `change: {<id>.<field>[.<row>.<key>]: value}`, `remove: [id]` and `add: {id: [record]}`;
  `file` is the id of the file itself. What is expected of a variant is its own.
- `file` and its `records` are what REST takes (contract.md): names of fields, `@type`,
  ids, rows; days and moments are ISO texts. `review_state` is the state that a file or
  record has reached; `file` of a recording names it, its bytes are for the caller.
- `found` names every rule that finds something, with its worst verdict; whatever else is
  found is as wrong as what is missing. `passes` names rules that must find nothing.

It does not talk to a site; core_values.py makes values of core of what is read here.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml


HERE = Path(__file__).parent
FILE = "file"


class _AsWritten(yaml.SafeLoader):
    """Reads days and moments as the texts that REST takes."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A case at the moment it is asked about, and what is expected of it.

    Args:
        file: values of a PermitFile; its `records` have their own `records`.
        settings: what the bureau has set, where it is not as delivered.
        expect: verdict, found, passes, clocks, required, covered, hinders.
        only: `core` where no site can come to hold it so.
    """

    id: str
    asked_at: datetime
    file: dict[str, Any]
    devices: list[dict[str, Any]]
    expect: dict[str, Any]
    settings: dict[str, Any] = field(default_factory=dict)
    only: str = ""

    def found(self) -> dict[str, dict[str, Any]]:
        """Return {rule id: what is known of its worst finding, `verdict` at least}."""
        found = self.expect.get("found", {})
        return {
            rule: said if isinstance(said, dict) else {"verdict": said}
            for rule, said in found.items()
        }


def variants() -> Iterator[Variant]:
    """Yield the base and the variants of every case."""
    devices = _read(HERE / "devices.yml")
    for path in sorted(HERE.glob("S*.yml")):
        base = _read(path)
        yield _variant(path.stem, base, {}, devices)
        for name, changes in base.get("variants", {}).items():
            yield _variant(f"{path.stem}-{name}", base, changes, devices)


def records(holder: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield (record, what it lies in) of all that lies in a file, holders first."""
    for record in holder.get("records", ()):
        yield record, holder
        yield from records(record)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_AsWritten)


def _variant(
    id: str,
    base: dict[str, Any],
    changes: dict[str, Any],
    devices: list[dict[str, Any]],
) -> Variant:
    file = deepcopy(base["file"])
    for place, added in changes.get("add", {}).items():
        _by_id(file)[place].setdefault("records", []).extend(deepcopy(added))
    for gone in changes.get("remove", ()):
        _remove(file, gone)
    for path, value in changes.get("change", {}).items():
        _set(file, path, deepcopy(value))
    return Variant(
        id,
        datetime.fromisoformat(changes.get("asked_at", base["asked_at"])),
        file,
        devices,
        changes.get("expect", base["expect"]),
        changes.get("settings", {}),
        changes.get("only", ""),
    )


def _by_id(file: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {FILE: file} | {record["id"]: record for record, _in in records(file)}


def _remove(file: dict[str, Any], id: str) -> None:
    record, holder = next(
        (one, holder) for one, holder in records(file) if one["id"] == id
    )
    holder["records"].remove(record)


def _set(file: dict[str, Any], path: str, value: Any) -> None:
    id, *inner, last = path.split(".")
    place: Any = _by_id(file)[id]
    for key in inner:
        place = place[int(key) if isinstance(place, list) else key]
    place[int(last) if isinstance(place, list) else last] = value
