"""What a derivative still carries beside what is seen and heard.

It is asked before a second person looks at a derivative: what no eye finds is found here.
An empty answer says that none of leftover_codes.CODES was found, not that none can be.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.content.apart import program
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.errors import TOO_LONG
from lingchuan.records.media.film_facts import probed
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.kinds import PAPER
from lingchuan.records.media.leftover_codes import CODES
from lingchuan.records.media.leftover_codes import EXTRA_STREAMS
from lingchuan.records.media.leftover_codes import METADATA
from lingchuan.records.media.leftover_codes import THUMBNAIL
from lingchuan.records.media.leftover_codes import UNREADABLE
from lingchuan.records.media.working import work
from lingchuan.records.media.workroom import workroom
from pathlib import Path
from typing import Any
from typing import Final

import json


COMMAND: Final = program("lingchuan.records.media.leftovers_program")
WAIT_S: Final = 900
# What the encoder itself says of a container and its streams.
_OWN_TAGS: Final = {
    "major_brand",
    "minor_version",
    "compatible_brands",
    "vendor_id",
    "language",
    "handler_name",
    "encoder",
}
_OWN_VALUES: Final = {
    "language": ("und",),
    "handler_name": ("VideoHandler", "SoundHandler"),
    "encoder": ("Lavc libx264",),
    "vendor_id": ("[0][0][0][0]",),
}


def leftovers(path: Path, mime: str, words: Sequence[str] = ()) -> list[str]:
    """Return the codes of what a file still carries, sorted; none of a clean one.

    Args:
        words: what must be in none of its streams, in whatever encoding.
    Raises:
        DerivativeError: PROGRAM_MISSING, TOO_LONG: nothing is known then.
    """
    try:
        kind = _kind_of(path, mime)
        with workroom() as room:
            found = {*_told(path, kind, words, room)}
            if kind == MEDIA:
                found |= {*_in_recording(probed(path, room))}
    except DerivativeError as error:
        if error.code in (PROGRAM_MISSING, TOO_LONG):
            raise
        return [UNREADABLE]
    return sorted(found)


def _kind_of(path: Path, mime: str) -> str:
    kind = kind_of(path, mime)
    if kind != PAPER:
        return kind
    with open(path, "rb") as stream:
        return family_of(stream.read(HEAD_BYTES)) or PAPER


def _told(path: Path, kind: str, words: Sequence[str], room: Path) -> list[str]:
    """Return what the program found."""
    lines: list[str] = []
    job = {"path": str(path.absolute()), "kind": kind, "words": list(words)}
    work(COMMAND, room, WAIT_S, lines.append, json.dumps(job).encode())
    return [line for line in lines if line in CODES]


def _in_recording(said: dict[str, Any]) -> Iterator[str]:
    streams = said["streams"]
    kinds = [one.get("codec_type") for one in streams]
    if any(kinds.count(kind) > (kind in ("video", "audio")) for kind in kinds):
        yield EXTRA_STREAMS
    if any(one.get("disposition", {}).get("attached_pic") for one in streams):
        yield THUMBNAIL
    tags = [said["format"], *streams]
    if said["chapters"] or any(not _is_own(one.get("tags", {})) for one in tags):
        yield METADATA


def _is_own(tags: dict[str, str]) -> bool:
    return all(
        name in _OWN_TAGS and (name not in _OWN_VALUES or value in _OWN_VALUES[name])
        for name, value in tags.items()
    )
