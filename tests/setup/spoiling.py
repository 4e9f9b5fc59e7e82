"""Folders of records on their way that are not as they left: how, and what is said."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import json


def items_of(folder: Path, kind: str = "") -> list[Path]:
    """Return the items of a type, in their order."""
    paths = sorted((folder / "items").iterdir(), key=lambda one: int(one.stem))
    return [one for one in paths if not kind or f'"@type": "{kind}"' in one.read_text()]


def seal(folder: Path) -> None:
    """Write a manifest that agrees with what is there."""
    path = folder / "manifest.json"
    told = json.loads(path.read_text())
    told["items"] = {
        one.name: sha256(one.read_bytes()).hexdigest() for one in items_of(folder)
    }
    told["files"] = sorted(one.name for one in (folder / "files").iterdir())
    path.write_text(json.dumps(told))


def change(path: Path, edit: Callable[[dict], None]) -> None:
    """Change what an item tells, and seal it."""
    told = json.loads(path.read_text())
    edit(told["lingchuan.records"])
    path.write_text(json.dumps(told))
    seal(path.parents[1])


def no_manifest(folder: Path) -> None:
    """Leave the packing unfinished."""
    (folder / "manifest.json").unlink()


def drop_last(folder: Path) -> None:
    """Lose a record that holds nothing."""
    items_of(folder)[-1].unlink()


def one_more(folder: Path) -> None:
    """Put something in that was not packed."""
    (folder / "files" / "0").write_bytes(b"0")


def spoil_item(folder: Path) -> None:
    """Change a record without telling the manifest."""
    path = items_of(folder)[-1]
    path.write_text(path.read_text() + " ")


def spoil_file(folder: Path) -> None:
    """Change one byte of a file; its name in the manifest stays."""
    file = max((folder / "files").iterdir(), key=lambda one: one.stat().st_size)
    file.write_bytes(file.read_bytes()[:-1] + b"\0")


def other_title(folder: Path) -> None:
    """Change the title of a record, and seal it."""
    change(items_of(folder)[-1], lambda told: told["values"].update(title="换过的题名"))


def open_record(folder: Path) -> None:
    """Let the history of the restricted record say that it is open, and seal it."""
    path = next(
        one
        for one in items_of(folder, "HearingRecord")
        if '"restricted"' in one.read_text()
    )

    def edit(told):
        text = json.dumps(told["history"])
        told["history"] = json.loads(text.replace('"restricted"', '"open"'))

    change(path, edit)


def drop_parent(folder: Path) -> None:
    """Lose what holds others, and seal it."""
    items_of(folder, "PermitFile")[0].unlink()
    seal(folder)


def unknown_kind(folder: Path) -> None:
    """Let a value be of a kind that is not known, and seal it."""
    odd = {"~": "pickle", "value": "x"}
    change(items_of(folder)[-1], lambda told: told["values"].update(title=odd))


SPOILT = (
    (no_manifest, "manifest.json"),
    (drop_last, "more or less than packed"),
    (one_more, "more or less than packed"),
    (spoil_item, "another item"),
    (spoil_file, "another file"),
    (other_title, "NotAsItLeft"),
    (open_record, "NotAsItLeft"),
    (drop_parent, "what holds it did not arrive"),
    (unknown_kind, "CannotCarry"),
)
