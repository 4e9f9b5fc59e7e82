"""What an access request is checked for at the door, and what of it stays.

- The file is there, the records asked for lie in it, the proof is a paper or picture;
  what may not be known of is as what is not there (R21-1).
- A party asks for itself; the counter asks for whom stands there.
- Once handed in, what was asked stays as it was asked.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from lingchuan.records.access.facts import part_of
from lingchuan.records.access.facts import records_of
from lingchuan.records.access.files import find_file
from lingchuan.records.access.files import is_party
from lingchuan.records.access.files import known_file
from lingchuan.records.access.files import PARTY
from lingchuan.records.access.proofs import is_paper
from lingchuan.records.content import facts
from lingchuan.records.content.draft_rules import DraftRules
from lingchuan.records.core.access.scope import is_listed
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.identity import is_credit_code
from lingchuan.records.core.identity import is_paper_number
from lingchuan.records.core.identity import is_resident_id
from lingchuan.records.interfaces import IOwnRules
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.interface import implementer


IDENTITY: Final = (is_resident_id, is_credit_code, is_paper_number)


@implementer(IOwnRules)
class RequestRules(DraftRules):
    """The rules of the type, for all doors."""

    def problems(self, get: object, context: object) -> list[Problem]:
        """Return what is wrong with the values; `get` returns one by its name."""
        return [
            *_blank(get),
            *_scope(get),
            *_proof(get("proof")),
            *_person(get),
            *_letter(get),
        ]

    def complete(self, obj: object) -> None:
        """Put in who asks, where it is the party's own account; name the request."""
        base = aq_base(obj)
        if base.number:
            return
        if is_party():
            obj.requester_userid = facts.current_user()
            # Marks and notices name the account, never what somebody typed.
            obj.requester_name = facts.display_name(obj.requester_userid)
        file = find_file(base.permit_file)
        obj.unit = getattr(aq_base(file), "unit", None) or ""
        number = base.requester_id_number
        obj.requester_id_number = number.strip().upper() if number else None
        if not base.title:
            obj.title = f"查阅复制申请 {facts.today().isoformat()}"


RULES = RequestRules()


def _blank(get: object) -> Iterator[Problem]:
    if get("purpose") is not None and not str(get("purpose")).strip():
        yield Problem("purpose", "required")
    if not is_party() and not str(get("requester_name") or "").strip():
        yield Problem("requester_name", "required")
    if not get("rights"):
        yield Problem("rights", "required")


def _scope(get: object) -> Iterator[Problem]:
    file, uids = known_file(get("permit_file")), list(get("scope") or ())
    if file is None:
        yield Problem("permit_file", "file_unknown")
        return
    records = records_of(file) if uids else ()
    named = {IUUID(record): record for record in records if IUUID(record) in uids}
    known = {uid for uid, record in named.items() if is_listed(part_of(record))}
    unknown = [uid for uid in uids if uid not in known]
    if unknown:
        # One answer for what lies elsewhere, what is hidden and what is not there.
        yield Problem("scope", "record_not_here", (("uid", str(unknown[0])[:64]),))


def _proof(file: object) -> Iterator[Problem]:
    if file is not None and not is_paper(file):
        yield Problem("proof", "proof_no_paper")


def _person(get: object) -> Iterator[Problem]:
    number, userid = get("requester_id_number"), get("requester_userid")
    if number and not any(fits(number.strip()) for fits in IDENTITY):
        yield Problem("requester_id_number", "bad_identity")
    if userid and is_party() and userid != facts.current_user():
        yield Problem("requester_userid", "not_yourself")
    elif userid and not is_party() and not _is_account(userid):
        yield Problem("requester_userid", "person_unknown")


def _is_account(userid: str) -> bool:
    user = api.user.get(userid=userid)
    return user is not None and PARTY in user.getRoles()


def _letter(get: object) -> Iterator[Problem]:
    if bool(get("letter_number")) != bool(get("letter_from")):
        missing = "letter_from" if get("letter_number") else "letter_number"
        yield Problem(missing, "required")
    elif get("letter_number") and is_party():
        yield Problem("letter_number", "letter_by_counter")
