"""The permit files that somebody may ask about: a UID or a file number leads to one.

- A party is offered its own files; whoever brings a number or UID is led to any file,
  but for those whose existence is secret, which are as if they were not there.
- The number is the token of a choice: people know it, and it tells nothing of the file.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from lingchuan.records.access.types import DESK
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.content import facts
from lingchuan.records.core.secrecy import STATE
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


FILE: Final = "PermitFile"
AGENT: Final = "agent"
PARTY: Final = "Party"


def exists_openly(record: object) -> bool:
    """Return whether it is no secret that a file or record exists."""
    return not (is_restricted(record) and STATE in decision_of(record).get("kinds", ()))


def find_file(named: object) -> object | None:
    """Return the permit file of a UID or file number, whoever asks; None for none."""
    if not isinstance(named, str) or not named.strip():
        return None
    catalog = api.portal.get_tool("portal_catalog")
    name = named.strip()
    for query in ({"UID": name}, {"file_number": name}):
        for brain in catalog.unrestrictedSearchResults(portal_type=FILE, **query):
            file = brain._unrestrictedGetObject()
            if exists_openly(file):
                return file
    return None


def known_file(named: object) -> object | None:
    """Return the permit file of a UID or number that the current user may ask about.

    A citizen asks about an own file, or one that is open to staff; any other is to them
    as one that is not there.
    """
    file = find_file(named)
    if file is None or not is_party():
        return file
    is_own = facts.current_user() in party_userids(file)
    return file if is_own or facts.is_open(file) else None


def is_party() -> bool:
    """Return whether the current user is a citizen with an account."""
    return not api.user.is_anonymous() and PARTY in api.user.get_roles()


def file_of(request: object) -> object | None:
    """Return the permit file of a request."""
    return find_file(getattr(aq_base(request), "permit_file", None))


def own_files(userid: str) -> list[object]:
    """Return the files to which a person is the applicant, or the applicant's agent.

    The newest first: sorted here, since the catalog knows minutes alone, and orders those
    of one minute otherwise as other records come, hidden ones too.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type=FILE, party_userids=userid)
    files = [brain._unrestrictedGetObject() for brain in found]
    known = [file for file in files if exists_openly(file)]
    return sorted(known, key=lambda file: (file.created(), IUUID(file)), reverse=True)


def party_userids(file: object) -> Iterator[str]:
    """Yield the accounts of the applicant and of the applicant's agents."""
    base = aq_base(file)
    if base.applicant_userid:
        yield base.applicant_userid
    for row in base.related_parties or ():
        if row.get("role") == AGENT and row.get("userid"):
            yield row["userid"]


class Files(SimpleVocabulary):
    """Permit files by UID; one that is not offered is looked up by UID or number."""

    def __contains__(self, value: object) -> bool:
        """Return whether a file of this UID may be asked about."""
        return known_file(value) is not None

    def getTerm(self, value: object) -> SimpleTerm:
        """Return the term of a UID.

        Raises:
            LookupError: there is no such file.
        """
        return self.getTermByToken(str(value))

    def getTermByToken(self, token: str) -> SimpleTerm:
        """Return the term of a file number or UID.

        Raises:
            LookupError: there is no such file.
        """
        found = known_file(token)
        if found is None:
            raise LookupError(token)
        return _term(found)


@provider(IVocabularyFactory)
def requestable_files(context: object) -> SimpleVocabulary:
    """Return the files that a form offers: a party's own."""
    userid = facts.current_user()
    return Files([_term(file) for file in own_files(userid)] if is_party() else [])


def _term(file: object) -> SimpleTerm:
    base = aq_base(file)
    matters = "、".join(row.get("name") or row["code"] for row in base.matters or ())
    return SimpleTerm(IUUID(file), base.file_number, f"{base.file_number} · {matters}")


def desk() -> object:
    """Return the desk of access requests."""
    return api.portal.get()[DESK]
