"""Redacted copies: ordered by an officer, made by a job, reviewed by a second person (R21-3).

- A copy is made from the original, which never changes, and lies with the request that it
  was made for: what is hidden depends on who asks.
- Made are: a paper or picture with areas black, a recording with stretches cut out, or
  what staff have edited, made anew without anything that does not show.
- What still carries a hidden layer, a property or a name of somebody else is never
  reviewed as good. Who ordered it does not review it.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.access.facts import file_field
from lingchuan.records.access.facts import file_of_record
from lingchuan.records.access.facts import part_of
from lingchuan.records.access.facts import parties_of
from lingchuan.records.access.facts import standing_of
from lingchuan.records.access.files import file_of
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.core.text import plain
from lingchuan.records.ledger import outbox
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Final


KIND: Final = "redaction"
AREAS: Final = "areas"
CUT: Final = "cut"
EDITED: Final = "edited"
MAKING: Final = "making"
MADE: Final = "made"
REVIEWED: Final = "reviewed"
FAILED: Final = "failed"


class Derivative(Persistent):
    """One redacted copy of one record.

    `details` are plain: areas [[page, x, y, w, h]], ranges [[start, end]] in seconds, or
    the cut list that staff wrote. `source` is what staff edited, None otherwise.
    """

    file = None
    sha256 = ""
    size = 0
    mime = ""
    # Codes of what the copy still carries (media/leftovers.py).
    left: tuple[str, ...] = ()
    error = ""
    made_at: datetime | None = None
    reviewed_by = ""
    reviewed_at: datetime | None = None
    note = ""

    def __init__(
        self, method: str, details: Mapping[str, object], number: int, **more: object
    ) -> None:
        self.method = method
        self.details = dict(details)
        self.number = number
        self.state = MAKING
        self.ordered_by = str(more["ordered_by"])
        self.source = more.get("source")
        self.source_sha256 = str(more["source_sha256"])


def copies_of(request: object) -> Mapping[str, Derivative]:
    """Return {record's UID: its redacted copy}."""
    return aq_base(request).derivatives or {}


def is_reviewed(request: object, uid: str) -> bool:
    """Return whether a second person has found a copy good."""
    found = copies_of(request).get(uid)
    return found is not None and found.state == REVIEWED


def awaits_me(copy: Derivative) -> bool:
    """Tell whether a copy waits for a review that the current user may give."""
    return copy.state == MADE and copy.ordered_by != facts.current_user()


def job_key(request: object, uid: str, number: int) -> str:
    """Return the key of the job that makes a copy."""
    return f"{KIND}:{IUUID(request)}:{uid}:{number}"


def order(
    request: object,
    record: object,
    method: str,
    details: Mapping[str, object],
    source: NamedBlobFile | None = None,
) -> None:
    """Let a redacted copy be made, in place of a former one."""
    if aq_base(request).derivatives is None:
        request.derivatives = PersistentMapping()
    uid = IUUID(record)
    before = request.derivatives.get(uid)
    number = before.number + 1 if before is not None else 1
    kept = (
        facts.digests_of(record, file_field(record)) if file_of_record(record) else {}
    )
    request.derivatives[uid] = Derivative(
        method,
        details,
        number,
        ordered_by=facts.current_user() or "",
        source=source,
        source_sha256=kept.get("sha256", ""),
    )
    told = {"record": uid, "method": method, "copy": number}
    log(request, "redact", details=told | {"source_sha256": kept.get("sha256", "")})
    payload = {"request": IUUID(request), "record": uid, "copy": number}
    outbox.put(KIND, job_key(request, uid, number), payload)


def keep(
    request: object, uid: str, file: NamedBlobFile, sha256: str, left: tuple
) -> None:
    """Keep a copy that was made; it waits for its review."""
    found = request.derivatives[uid]
    found.file, found.sha256, found.left = file, sha256, left
    found.size, found.mime = file.getSize(), file.contentType
    found.state, found.made_at, found.error = MADE, facts.now(), ""
    told = {
        "record": uid,
        "copy": found.number,
        "sha256": sha256,
        "carried": list(left),
    }
    log(request, "redacted", details=told)


def give_up(request: object, uid: str, code: str) -> None:
    """Note that a copy cannot be made, and why."""
    found = request.derivatives[uid]
    found.state, found.error = FAILED, code
    log(request, "redact_failed", details={"record": uid, "code": code})


def review(request: object, uid: str, is_good: bool, note: str) -> None:
    """Note what the second person found; what is not good is made anew."""
    found = request.derivatives[uid]
    found.reviewed_by, found.reviewed_at = facts.current_user() or "", facts.now()
    found.state, found.note = REVIEWED if is_good else FAILED, note
    found.error = "" if is_good else "review_refused"
    told = {"record": uid, "copy": found.number, "sha256": found.sha256}
    log(request, "review_copy" if is_good else "refuse_copy", reason=note, details=told)


def words_of_others(request: object, record: object) -> list[str]:
    """Return the names and numbers that no stream of a copy may hold."""
    file = file_of(request)
    parties = parties_of(file) if file is not None else []
    standing = standing_of(request)
    # As the file has it: what was typed is nobody's name yet.
    own = plain(standing.name) if standing is not None else ""
    found = [one for one in part_of(record).persons if plain(one) != own or not own]
    found += [one.id_number for one in parties if plain(one.name) != own or not own]
    return [one for one in dict.fromkeys(found) if one]
