"""Small files that are whole on the disk, or not there: keys, notes, salts."""

from pathlib import Path

import os
import secrets


_NAME_BYTES = 4


def write_new(path: Path, text: str) -> bool:
    """Write a file unless it is there; return whether it was written.

    Of two who do so at once one is first. It is the owner's alone.
    """
    own = _own(path, text)
    try:
        os.link(own, path)
    except FileExistsError:
        return False
    finally:
        own.unlink()
    sync(path.parent)
    return True


def replace(path: Path, text: str) -> None:
    """Put a file in the place of the one before, at one moment."""
    _own(path, text).replace(path)
    sync(path.parent)


def keep_lines(path: Path, new: list[str]) -> None:
    """Add the lines that a file does not have; none is ever taken away."""
    known = lines(path)
    missing = [line for line in new if line not in known]
    if missing:
        replace(path, "".join(f"{line}\n" for line in [*known, *missing]))


def lines(path: Path) -> list[str]:
    """Return the lines of a file, none of one that is not there."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _own(path: Path, text: str) -> Path:
    own = path.with_name(f"{path.name}.{secrets.token_hex(_NAME_BYTES)}")
    own.touch(mode=0o600)
    with own.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return own


def sync(path: Path) -> None:
    """Let a file, or the names in a folder, outlast the power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
