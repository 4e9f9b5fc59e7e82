"""The gate for files: what carries a mark of a state secret does not come in (R20-2).

- It stands before each door: REST, forms, portraits; a script meets it when the object
  is made, added or changed. Who is refused has left nothing: what the server kept of
  the upload is overwritten, and no blob is made, or the one made is overwritten too.
- It looks at the file's name, at its text and at what it says beside it.
- What cannot be read passes: scans, encrypted papers, other formats. Their names, and
  marks that stand plainly in their first or last megabyte, are looked at all the same.
- The confidentiality officer is told who tried, when and where, never what it was.
- A site that is declared a classified system has no gate.
"""

from Acquisition import aq_base
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.file_reading import read_file
from lingchuan.records.content.file_reading import Reading
from lingchuan.records.content.secret_alarms import tell
from lingchuan.records.content.settings import is_classified_system
from lingchuan.records.content.settings import is_installed
from lingchuan.records.content.wiping import looked_at
from lingchuan.records.content.wiping import wipe_blob
from lingchuan.records.content.wiping import wipe_request
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secret_marks import are_marked
from lingchuan.records.core.secret_marks import is_marked
from lingchuan.records.interfaces import ISecretLimits
from typing import BinaryIO
from zope.component import getUtilitiesFor
from zope.globalrequest import getRequest


MARKED = "secret_file"
NO_FILE = "stub_no_file"
EDGE_BYTES = 1 << 20


def admit(
    field: str, filename: str, mime: str, stream: BinaryIO, context: object
) -> Reading | None:
    """Return what a file says that may come in, None where nobody looked.

    Args:
        field: the name of the field that it was sent for.
        context: the record, or what it is to be added to.
    Raises:
        BadInput: it carries a mark, or the record takes no file; nothing of it is left.
    """
    _note(stream)
    if is_classified_system() or not is_installed():
        return None
    code = NO_FILE if _takes_none(context) else None
    reading = Reading()
    if code is None and not _is_marked_at_once(filename, stream):
        reading = read_file(stream, mime, filename)
        stream.seek(0)
        code = MARKED if is_marked(reading.said) else None
    elif code is None:
        code = MARKED
    if code is not None:
        _refuse(field, code, context)
    return reading


def admit_stored(field: str, file: object, context: object) -> Reading:
    """Return what a new file of an object says; `admit` may have read it already.

    Raises:
        BadInput: as `admit`; the file's blob is overwritten.
    """
    known = getattr(aq_base(file), "_v_reading", None)
    if known is not None:
        return known
    name, mime = file.filename or "", file.contentType or ""
    try:
        with file.open() as stream:
            found = admit(field, name, mime, stream, context)
            return found or read_file(stream, mime, name)
    except BadInput:
        wipe_blob(file)
        raise


def keep_reading(file: object, reading: Reading | None) -> object:
    """Let a new file carry what was read of it, until it is stored."""
    if file is not None and reading is not None:
        file._v_reading = reading
    return file


def _takes_none(context: object) -> bool:
    limits = getUtilitiesFor(ISecretLimits)
    return any(one.takes_no_file(context) for _name, one in limits)


def _is_marked_at_once(filename: str, stream: BinaryIO) -> bool:
    """Return whether the name or the bytes at either end show a mark as they stand."""
    if is_marked(filename):
        return True
    size = stream.seek(0, 2)
    stream.seek(0)
    if are_marked(stream.read(EDGE_BYTES)):
        return True
    stream.seek(max(size - EDGE_BYTES, 0))
    found = are_marked(stream.read(EDGE_BYTES))
    stream.seek(0)
    return found


def _note(stream: BinaryIO) -> None:
    request = getRequest()
    if request is not None:
        looked_at(request, stream)


def _refuse(field: str, code: str, context: object) -> None:
    request = getRequest()
    if request is not None:
        wipe_request(request)
    tell(context)
    raise BadInput([Problem(field, code)])
