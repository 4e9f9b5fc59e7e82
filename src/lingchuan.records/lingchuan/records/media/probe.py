"""The program that reads what a media file says of itself, and writes it as JSON.

Run as `python -m lingchuan.records.media.probe [PATH]`; without a path it reads the file
that its input is. It knows nothing of the site, limits its own time and memory before it
looks at the first byte, and opens nothing but that file. Its exit code tells the rest.

- No picture is decoded, however large it says that it is.
- Nothing is judged, and nothing is trusted: core/media_facts.py leaves out what cannot be.
"""

from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.limits import limit_process
from lingchuan.records.core.limits import open_no_more
from typing import BinaryIO

import json
import sys


CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30
READ, BROKEN, TOO_MUCH, UNKNOWN = 0, 1, 4, 5
INPUT = "/proc/self/fd/0"

Said = dict[str, object]


def main(argv: list[str]) -> int:
    """Write the facts of a file; its kind of fault, never more, where it is broken."""
    limit_process(CPU_SECONDS, MEMORY_BYTES)
    # Opened anew, it has a place of its own: the caller's stays where it is.
    with open(argv[1] if len(argv) > 1 else INPUT, "rb") as stream:
        family = family_of(stream.read(HEAD_BYTES))
        stream.seek(0)
        try:
            said = _said(stream, family)
        except MemoryError:
            return TOO_MUCH
        except Exception as error:
            sys.stderr.write(type(error).__name__)
            return BROKEN
    if said is None:
        return UNKNOWN
    sys.stdout.write(json.dumps(said))
    return READ if said else BROKEN


def _said(stream: BinaryIO, family: str | None) -> Said | None:
    """Return what a file says, None where it is neither picture nor recording."""
    if family == IMAGE:
        from lingchuan.records.media.pictures import said_by
    elif family == MEDIA:
        from lingchuan.records.media.recordings import said_by
    else:
        return None
    # The readers are loaded by now.
    open_no_more()
    return said_by(stream)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
