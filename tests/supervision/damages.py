"""Ways in which the files of blobs go bad, each with its undoing."""

from collections.abc import Callable
from pathlib import Path
from random import Random


Undo = Callable[[], None]


def writable(path: Path) -> Path:
    """Let a committed file be changed."""
    path.chmod(0o600)
    return path


def flip(rng: Random, path: Path, _other: Path) -> list[Path]:
    """Flip one bit."""
    data = bytearray(path.read_bytes())
    place = rng.randrange(len(data) * 8)
    data[place // 8] ^= 1 << place % 8
    writable(path).write_bytes(data)
    return [path]


def truncate(rng: Random, path: Path, _other: Path) -> list[Path]:
    """Cut the end off, down to nothing."""
    data = path.read_bytes()
    writable(path).write_bytes(data[: rng.randrange(len(data))])
    return [path]


def delete(_rng: Random, path: Path, _other: Path) -> list[Path]:
    """Delete the file."""
    path.unlink()
    return [path]


def swap(_rng: Random, path: Path, other: Path) -> list[Path]:
    """Exchange two files."""
    mine, others = path.read_bytes(), other.read_bytes()
    writable(path).write_bytes(others)
    writable(other).write_bytes(mine)
    return [path, other]


DAMAGES = (flip, truncate, delete, swap)


def damage(rng: Random, files: dict[str, Path], count: int) -> tuple[set[str], Undo]:
    """Damage files of distinct records; return whose, and what mends them."""
    names = rng.sample(sorted(files), count)
    kept = {name: files[name].read_bytes() for name in files}
    hurt: set[str] = set()
    free = list(names)
    while free:
        name = free.pop()
        way = rng.choice(DAMAGES if free else DAMAGES[:3])
        other = free.pop() if way is swap else name
        way(rng, files[name], files[other])
        hurt |= {name, other}

    def mend() -> None:
        for name in hurt:
            if files[name].exists():
                writable(files[name])
            files[name].write_bytes(kept[name])
            files[name].chmod(0o400)

    return hurt, mend
