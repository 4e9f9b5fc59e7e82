"""What the confidentiality officers do with a request before the head decides (R21-3).

- Of a record that would be redacted: order a copy, or say that it cannot be separated; of
  personal data, that they are the requester's own. Each with a reason.
- Another officer than who ordered a copy reviews it, and only a clean one is good. What is
  said is said of the copy that was looked at, never of one that came after it.
- An edited copy passes the gate for secrets before a byte of it is kept.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.access import derivatives
from lingchuan.records.access import facts as asked
from lingchuan.records.access.actions import answer
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.access.types import SCREENING
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.gate import is_seen
from lingchuan.records.content import facts
from lingchuan.records.content.durable import sync_with_transaction
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.core.access import articles
from lingchuan.records.core.access.covering import read_area
from lingchuan.records.core.access.covering import read_stretch
from lingchuan.records.core.access.scope import is_listed
from lingchuan.records.core.access.screening import screened
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import COVER
from lingchuan.records.core.access.values import INSEPARABLE
from lingchuan.records.core.access.values import OWN
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import without_numbers
from os import SEEK_END
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.utils import get_contenttype
from plone.uuid.interfaces import IUUID
from shutil import copyfileobj
from typing import BinaryIO
from typing import Final


RULE: Final = "R21-3"
ARTICLES: Final = {
    INSEPARABLE: articles.SEPARATING,
    OWN: articles.OWN_DATA,
    COVER: articles.PERMIT_SECRETS,
}
MOST: Final = 500


def refuse_others(request: object) -> None:
    """Refuse who does not screen, and what is not screened now.

    Raises:
        NotAllowed: the user is no confidentiality officer.
        TransitionBlocked: the request is not in screening.
    """
    register.refuse_non_officers()
    if facts.lifecycle_state(request) != SCREENING:
        raise TransitionBlocked([_found("not_screening", request)])


def say(request: object, uid: str, said: str, reason: str) -> None:
    """Keep an answer on a record, for both rights.

    Args:
        said: one of core.access.values.SCREENED.
    Raises:
        BadInput: an unknown record or answer, one that does not fit, or no reason.
    """
    refuse_others(request)
    record_of(request, uid)
    told = without_numbers(reason.strip())
    scope = [one for one in asked.scope_of(request, uid) if one.uid == uid]
    article = ARTICLES.get(said, "")
    answers = [Answer(uid, one.right, said, told, article) for one in scope]
    problems, findings = screened(scope, answers)
    if not told:
        problems = (*problems, Problem("reason", "reason_required"))
    if problems:
        raise BadInput(problems)
    if findings:
        raise TransitionBlocked(findings)
    answer(request, answers)


def order_areas(request: object, uid: str, lines: str) -> None:
    """Order a copy of a paper or picture with areas black.

    Args:
        lines: one area each: page, left, top, width, height; in percent of the page.
    Raises:
        BadInput: a line is no area, or there is none.
    """
    areas = _read(lines, read_area, "areas", "bad_area")
    record = _separable(request, uid)
    _order(request, record, derivatives.AREAS, {"areas": areas})


def order_cut(request: object, uid: str, lines: str) -> None:
    """Order a copy of a recording with stretches cut out.

    Args:
        lines: one stretch each: from and to, as 01:05-01:20.
    Raises:
        BadInput: a line is no stretch, or there is none.
    """
    ranges = _read(lines, read_stretch, "ranges", "bad_range")
    record = _separable(request, uid)
    _order(request, record, derivatives.CUT, {"ranges": ranges})


def bring_edited(
    request: object, uid: str, filename: str, stream: BinaryIO | None, cuts: str
) -> None:
    """Take a copy that staff have edited, with the list of what they took out.

    Args:
        stream: the file, None for none.
    Raises:
        BadInput: there is no file or no list, or the file carries a mark of a state
            secret; then nothing of it is left.
    """
    record = _separable(request, uid)
    found = _file_problems(stream)
    if not cuts.strip():
        found.append(Problem("cuts", "required"))
    if found:
        raise BadInput(found)
    mime = get_contenttype(filename=filename)
    admit("file", filename, mime, stream, record)
    told = {"cuts": without_numbers(cuts.strip())}
    source = _stored(filename, mime, stream)
    _order(request, record, derivatives.EDITED, told, source)


def _file_problems(stream: BinaryIO | None) -> list[Problem]:
    if stream is None:
        return [Problem("file", "required")]
    return [] if stream.seek(0, SEEK_END) else [Problem("file", "empty")]


def _stored(filename: str, mime: str, stream: BinaryIO) -> NamedBlobFile:
    file = NamedBlobFile(b"", mime, filename)
    stream.seek(0)
    with file.open("w") as target:
        copyfileobj(stream, target)
    sync_with_transaction(file._blob)
    return file


def review(
    request: object, uid: str, number: int | None, is_good: bool, note: str
) -> None:
    """Say whether a copy is good.

    Args:
        number: of the copy that was looked at.
    Raises:
        BadInput: a copy that is refused needs a note.
        TransitionBlocked: none waits, another one than was looked at does, it is one's
            own, or it still carries something.
    """
    refuse_others(request)
    record_of(request, uid)
    _refuse_unready(request, derivatives.copies_of(request).get(uid), number, is_good)
    if not is_good and not note.strip():
        raise BadInput([Problem("note", "reason_required")])
    derivatives.review(request, uid, is_good, without_numbers(note.strip()))


def _refuse_unready(
    request: object,
    copy: derivatives.Derivative | None,
    number: int | None,
    is_good: bool,
) -> None:
    if copy is not None and copy.number != number:
        raise TransitionBlocked([_found("copy_changed", request)])
    if copy is None or copy.state not in (derivatives.MADE, derivatives.REVIEWED):
        raise TransitionBlocked([_found("copy_not_ready", request)])
    if copy.ordered_by == facts.current_user():
        raise TransitionBlocked([_found("same_person", request)])
    if is_good and copy.left:
        told = (("codes", "、".join(copy.left)),)
        raise TransitionBlocked([_found("copy_carries", request, told)])


def record_of(request: object, uid: str) -> object:
    """Return a record of the request that the current user may see.

    Raises:
        BadInput: it is none; what is hidden and what is not there have one answer.
    """
    for record in asked.records_asked(request):
        if IUUID(record) == uid and is_listed(asked.part_of(record)):
            if is_seen(record):
                return record
    raise BadInput([Problem("record", "not_in_scope")])


def _order(
    request: object,
    record: object,
    method: str,
    details: Mapping[str, object],
    source: NamedBlobFile | None = None,
) -> None:
    """Order a copy; of what was said to be inseparable, that is no longer so."""
    derivatives.order(request, record, method, details, source)
    uid, answers = IUUID(record), request.answers or ()
    dropped = [
        one for one in answers if (one["uid"], one["outcome"]) == (uid, INSEPARABLE)
    ]
    if not dropped:
        return
    request.answers = tuple(one for one in answers if one not in dropped)
    for one in dropped:
        told = {"record": uid, "right": one["right"], "answer": INSEPARABLE}
        log(request, "drop_answer", details=told)


def _separable(request: object, uid: str) -> object:
    """Return a record of which a redacted copy is needed."""
    refuse_others(request)
    record = record_of(request, uid)
    needed = {one.uid for one in asked.scope_of(request) if one.ceiling == REDACTED}
    said = {row["uid"] for row in request.answers if row["outcome"] == INSEPARABLE}
    if uid not in needed and uid not in said:
        raise TransitionBlocked([_found("not_separable", request)])
    return record


def _read(
    lines: str, read: Callable[[str], tuple | None], field: str, code: str
) -> list[list[float]]:
    found, wrong = [], []
    for number, line in enumerate(lines.splitlines()[: MOST + 1], 1):
        if not line.strip():
            continue
        value = read(line)
        if value is None:
            wrong.append(Problem(field, code, (("line", str(number)),)))
        else:
            found.append(list(value))
    if not wrong and not found:
        wrong.append(Problem(field, "areas_missing"))
    if wrong:
        raise BadInput(wrong[:1])
    return found


def _found(code: str, request: object, params: Sequence = ()) -> Finding:
    return blocked(RULE, ARTICLE_21, code, request, tuple(params))
