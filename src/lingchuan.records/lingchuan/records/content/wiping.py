"""What came in and may not stay is overwritten where the server keeps it for a while.

- The parts of a form, and the body of the request itself, lie in memory or in files
  of the temporary folder that have no name.
- The bytes of a new blob lie in a file until its transaction is done.
- Memory that is freed is not overwritten: docs/security.md.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from plone.namedfile.interfaces import IBlobby
from typing import BinaryIO
from ZPublisher.HTTPRequest import FileUpload

import io
import os


_BLOCK = bytes(1 << 20)
# What Zope keeps of a body once it was asked for, and what quotes it.
_KEPT = ("BODY", "BODYFILE", "SOAPXML")


def wipe_request(request: object) -> None:
    """Overwrite and empty all that a request has brought, but for its address."""
    for upload in _uploads(request.form.values()):
        wipe(upload.file)
        upload.filename = ""
    for stream in (request.stdin, request.environ.get("wsgi.input")):
        if stream is not None:
            wipe(stream)
    for name in _KEPT:
        request.other.pop(name, None)


def _uploads(values: object) -> Iterator[FileUpload]:
    for value in values:
        if isinstance(value, FileUpload):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _uploads(value)


def wipe(stream: BinaryIO) -> None:
    """Overwrite a stream with zeros, on the disk too, and leave it empty."""
    # What cannot be written is a socket, or a file of another.
    is_writable = getattr(stream, "writable", None)
    if is_writable is None or not (is_writable() and stream.seekable()):
        return
    left = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    while left > 0:
        left -= stream.write(_BLOCK[:left])
    stream.flush()
    with suppress(io.UnsupportedOperation):
        os.fsync(stream.fileno())
    stream.seek(0)
    stream.truncate()


def wipe_blob(file: object) -> None:
    """Overwrite the bytes of a blob that no transaction has stored yet."""
    if not IBlobby.providedBy(file):
        return
    path = file._blob._p_blob_uncommitted
    if path and Path(path).is_file():
        with open(path, "r+b") as stream:
            wipe(stream)
