"""What a derivative still carries beside what is seen and heard."""

from collections.abc import Sequence
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from pathlib import Path


def leftovers(path: Path, mime: str, words: Sequence[str] = ()) -> list[str]:
    """Return the codes of what a file still carries, sorted; none of a clean one.

    Args:
        words: what must be in none of its streams.
    """
    raise DerivativeError(KIND_UNKNOWN, mime)
