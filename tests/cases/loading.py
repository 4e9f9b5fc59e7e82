"""The cases S01–S12 as data, each with its variants.

- A file `S01.yml` holds a base and its variants. A variant is the base with changes:
  `change: {<id>.<field>[.<row>.<key>]: value}`, `remove: [id]` and `add: {id: [record]}`;
  `file` is the id of the file itself. What is expected of a variant is its own.
- `file` and its `records` are what REST takes (contract.md): names of fields, `@type`,
  ids, rows; days and moments are ISO texts. `review_state` is the state that a file or
  record has reached; `file` of a recording names it, its bytes are for the caller.
- `found` names every rule that finds something, with its worst verdict; whatever else is
  found is as wrong as what is missing. `passes` names rules that must find nothing.
- `refused` says what a site does not take: a record, by named fields, or a step, for named
  rules. The rules judge it all the same, as of what came in by another way.
- `later` tells what of a case waits for a part of the system that is not there yet,
  `elsewhere` what other tests hold.

It does not talk to a site; core_values.py makes values of core of what is read here.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
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
        expect: verdict, found, passes, clocks, required, covered, hinders.
        settings: what the bureau has set, where it is not as delivered.
        cleared: {user: kinds of secrecy} beside what the demo's users may know.
        asked_by: who asks on a site how the file stands.
        refused: {record, fields} or {step, rules}, and `expect` of what stays then.
    """

    id: str
    asked_at: datetime
    file: dict[str, Any]
    devices: list[dict[str, Any]]
    expect: dict[str, Any]
    settings: dict[str, Any] = field(default_factory=dict)
    cleared: dict[str, list[str]] = field(default_factory=dict)
    asked_by: str = "handler1"
    refused: dict[str, Any] = field(default_factory=dict)

    def found(self) -> dict[str, dict[str, Any]]:
        """Return {rule id: what is known of its worst finding, `verdict` at least}."""
        return {
            rule: said if isinstance(said, dict) else {"verdict": said}
            for rule, said in self.expect.get("found", {}).items()
        }

    def on_a_site(self) -> "Variant":
        """Return it with what a site comes to hold, where it refuses a step."""
        return replace(self, expect=self.refused.get("expect", self.expect))


def variants() -> Iterator[Variant]:
    """Yield the base and the variants of every case."""
    devices = _read(HERE / "devices.yml")
    for path in sorted(HERE.glob("S*.yml")):
        base = _read(path)
        yield _variant(path.stem, base, {}, devices)
        for name, changes in base.get("variants", {}).items():
            yield _variant(f"{path.stem}-{name}", base, changes, devices)


def later() -> Iterator[tuple[str, str]]:
    """Yield (case, what of it waits for a part that is not there yet)."""
    for path in sorted(HERE.glob("S*.yml")):
        for part in _read(path).get("later", ()):
            yield path.stem, part


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
        base.get("cleared", {}),
        base.get("asked_by", "handler1"),
        changes.get("refused", {}),
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
