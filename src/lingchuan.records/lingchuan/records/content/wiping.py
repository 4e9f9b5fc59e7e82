"""What came in and may not stay is overwritten where the server keeps it for a while.

- The parts of a form, and the body of the request itself, lie in memory or in files
  of the temporary folder that have no name.
- The bytes of a new blob lie in a file until its transaction is done.
- Nobody looked at what came with a request that failed, or in a part that no field
  asked for: it is overwritten unread.
- Memory that is freed is not overwritten: docs/security.md.
"""

from collections.abc import Iterator
from contextlib import suppress
from lingchuan.records.core.small_numbers import small_number
from pathlib import Path
from plone.namedfile.interfaces import IBlobby
from typing import BinaryIO
from ZODB.blob import Blob
from ZODB.utils import z64
from ZPublisher.HTTPRequest import FileUpload

import io
import os


_BLOCK = bytes(1 << 20)
REFUSED = 400
# A larger body may lie in a file, of the server or of the parser of forms.
_SMALL = 1 << 12
_LOOKED_AT = "lingchuan.looked_at"
# What Zope keeps of a body once it was asked for, and what quotes it.
_KEPT = ("BODY", "BODYFILE", "SOAPXML")


def wipe_request(request: object) -> None:
    """Overwrite and empty all that a request has brought, but for its address."""
    for upload in _uploads(request.form.values()):
        wipe(upload.file)
        upload.filename = ""
    # Of a form that could not be read, the parts are nowhere else.
    for part in getattr(getattr(request, "_fs", None), "list", ()):
        if getattr(part, "file", None) is not None:
            wipe(part.file)
    for stream in (request.stdin, request.environ.get("wsgi.input")):
        if stream is not None:
            wipe(stream)
    for name in _KEPT:
        request.other.pop(name, None)


def looked_at(request: object, stream: BinaryIO) -> None:
    """Note that the gate has let in what a stream brings."""
    request.environ.setdefault(_LOOKED_AT, []).append(stream)


def failed(event: object) -> None:
    """Overwrite what came with a request that failed, unless it is tried again."""
    if not event.retry:
        _wipe_large(event.request)


def succeeded(event: object) -> None:
    """Overwrite what came in vain: with a refusal, or in parts that nothing read."""
    request = event.request
    known = request.environ.get(_LOOKED_AT, ())
    # A field of a form that was left empty comes as a file without a name.
    came = [one.file for one in _uploads(request.form.values()) if one.filename]
    is_unread = any(all(file is not one for one in known) for file in came)
    if request.response.getStatus() >= REFUSED or is_unread:
        _wipe_large(request)


def _wipe_large(request: object) -> None:
    size = small_number(request.environ.get("CONTENT_LENGTH") or 0)
    is_large = size is None or size > _SMALL
    if is_large or any(_uploads(request.form.values())):
        wipe_request(request)


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


def is_new(blob: Blob) -> bool:
    """Return whether no transaction has stored a blob; a savepoint may have."""
    blob._p_activate()
    return blob._p_serial == z64


def wipe_blob(file: object) -> None:
    """Overwrite the bytes of a blob that no transaction has stored yet."""
    if not IBlobby.providedBy(file):
        return
    blob = file._blob
    path = blob._p_blob_uncommitted
    if path is None and is_new(blob):
        # A savepoint has put it aside.
        path = blob._p_blob_committed
    if path and Path(path).is_file():
        with open(path, "r+b") as stream:
            wipe(stream)
