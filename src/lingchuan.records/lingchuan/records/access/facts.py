"""Access requests as the rules know them: from objects to core.access values.

Whoever asks, the whole file counts; what a reader may be told is cut by shown.py.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.access.files import file_of
from lingchuan.records.confidentiality.roles import ancestors
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.content import facts
from lingchuan.records.content.checks import FILE_FIELDS
from lingchuan.records.content.documents import standard_document
from lingchuan.records.core.access import scope as rules
from lingchuan.records.core.access.scope import VOIDED
from lingchuan.records.core.access.standing import Standing
from lingchuan.records.core.access.standing import standing
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import Part
from lingchuan.records.core.rules.completeness import GRANT
from lingchuan.records.core.secrecy import COMMERCIAL
from plone.uuid.interfaces import IUUID
from typing import Final


UNDECIDED: Final = "undecided"
DISPOSED: Final = "disposed"
# The name of the paper that answers a request.
ANSWER: Final = "查阅复制申请答复书"
STAFF: Final = "staff"
PAPER: Final = "TextRecord"
HEARING: Final = "HearingRecord"
FIELD: Final = "FieldRecord"
CLIP: Final = "MediaEvidence"


def asker_of(request: object) -> Asker:
    """Return who asks."""
    base = aq_base(request)
    return Asker(
        relation=base.relation or "other",
        userid=base.requester_userid or "",
        name=base.requester_name or "",
        id_number=base.requester_id_number or "",
        letter=is_official(request),
        has_proof=base.proof is not None,
    )


def is_official(request: object) -> bool:
    """Return whether a body of the state asks by letter, outside Art. 21."""
    base = aq_base(request)
    return bool(base.letter_number and base.letter_from)


def parties_of(file: object) -> list[FileParty]:
    """Return the applicant and the related parties of a file."""
    base = aq_base(file)
    applicant = FileParty(
        base.applicant_name or "",
        "applicant",
        base.applicant_id_number or "",
        base.applicant_userid or "",
    )
    others = (
        FileParty(
            row.get("name") or "",
            row.get("role") or "",
            row.get("id_number") or "",
            row.get("userid") or "",
        )
        for row in base.related_parties or ()
    )
    return [applicant, *others]


def standing_of(request: object) -> Standing | None:
    """Return what who asks is to the file, None where there is no such file."""
    file = file_of(request)
    if file is None:
        return None
    return standing(asker_of(request), parties_of(file))


def part_of(record: object) -> Part:
    """Return one record as the rules know it; kinds and state as what lies around has."""
    around = [record, *ancestors(record)]
    locks = [one for one in around if is_restricted(one)]
    decisions = [decision_of(one) for one in locks]
    states = [facts.confidentiality_state(one) for one in around]
    state = "restricted" if locks else states[0]
    if UNDECIDED in states:
        state = UNDECIDED
    trade = [one for one in decisions if COMMERCIAL in (one.get("kinds") or ())]
    holders = {one.get("holder") or "" for one in trade}
    return Part(
        uid=IUUID(record),
        portal_type=record.portal_type,
        record_kind=getattr(aq_base(record), "record_kind", None) or "",
        document_name=getattr(aq_base(record), "document_name", None) or "",
        lifecycle=_lifecycle(around),
        secrecy_state=state,
        kinds=frozenset(kind for one in decisions for kind in one.get("kinds") or ()),
        holder=holders.pop() if len(holders) == 1 else "",
        persons=tuple(dict.fromkeys(_persons(record))),
        has_content=has_content(record),
        is_granted_decision=_is_granted(record),
    )


def _lifecycle(around: Sequence[object]) -> str:
    """Return the state of a record; voided if what it lies in is, or is disposed of."""
    states = [facts.lifecycle_state(one) for one in around]
    *records, _file = states if len(states) > 1 else (*states, "")
    is_gone = VOIDED in records or DISPOSED in states
    return VOIDED if is_gone else states[0]


def has_content(record: object) -> bool:
    """Return whether a record holds a file or a transcript."""
    base = aq_base(record)
    transcript = getattr(base, "transcript", None)
    return bool(file_of_record(record) or (transcript and transcript.raw))


def file_of_record(record: object) -> object | None:
    """Return the file of a record, None for none."""
    name = file_field(record)
    return getattr(aq_base(record), name, None) if name else None


def file_field(record: object) -> str:
    """Return the name of the field that holds a record's file, '' where its type has none."""
    return FILE_FIELDS.get(record.portal_type, "")


def _persons(record: object) -> Iterator[str]:
    """Yield the names of whom a record tells, but for the staff."""
    base = aq_base(record)
    yield from getattr(base, "persons", None) or ()
    for name in ("attendees", "signers"):
        for row in getattr(base, name, None) or ():
            if row.get("role") != STAFF and row.get("name"):
                yield row["name"]
    if getattr(base, "recipient", None):
        yield base.recipient


def _is_granted(record: object) -> bool:
    """Return whether a record is a granted decision (行政许可法 Art. 40)."""
    if record.portal_type != PAPER:
        return False
    return standard_document(record).get("name") == GRANT


def records_of(file: object) -> list[object]:
    """Return the records of a file, seen by anybody or not.

    The answers to requests lie in the file too; each goes to who asked, and to no other.
    """
    return [
        record
        for record in facts.descendants(file)
        if getattr(aq_base(record), "document_name", None) != ANSWER
    ]


def records_asked(request: object) -> list[object]:
    """Return the records of the file that a request is about, seen by anybody or not."""
    file = file_of(request)
    return list(_chosen(aq_base(request), records_of(file))) if file is not None else []


def _chosen(request: object, records: Iterable[object]) -> Iterator[object]:
    uids, wanted = set(request.scope or ()), set(request.parts or ())
    for record in records:
        if uids:
            if IUUID(record) in uids:
                yield record
        elif not wanted or wanted & set(_parts(record)):
            yield record


def _parts(record: object) -> Iterator[str]:
    """Yield the words by which somebody asks for a record without naming it."""
    kinds = {one.portal_type for one in (record, *ancestors(record))}
    if record.portal_type == PAPER:
        yield "documents"
    if HEARING in kinds:
        yield "hearing"
    if FIELD in kinds:
        yield "field"
    if record.portal_type == CLIP:
        yield "media"


def scope_of(request: object, without: str = "") -> list[Outcome]:
    """Return what would be granted, redacted or refused now, of all that is asked for.

    Args:
        without: a record whose answers of screening are left out.
    """
    file = file_of(request)
    if file is None:
        return []
    parts = [part_of(record) for record in records_asked(request)]
    said = (Answer.from_dict(row) for row in aq_base(request).answers or ())
    answers = [one for one in said if one.uid != without]
    rights = set(aq_base(request).rights or ())
    found = rules.scope(asker_of(request), parties_of(file), parts, answers)
    return [one for one in found if one.right in rights]
