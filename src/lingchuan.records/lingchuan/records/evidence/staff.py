"""The staff, as a vocabulary of user ids: who may be a second person."""

from collections.abc import Iterator
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.content.people import Person
from lingchuan.records.content.people import USE_RECORDS
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary


def is_staff(userid: str) -> bool:
    """Return whether a user of this id is there and holds a staff role."""
    user = api.user.get(userid=userid)
    return user is not None and bool(set(user.getRoles()) & STAFF_ROLES)


class Staff(SimpleVocabulary):
    """People; one is asked for by the id, so that not all are looked up."""

    def __contains__(self, value: object) -> bool:
        """Return whether a user id is one of the staff."""
        return isinstance(value, str) and bool(value) and is_staff(value)

    def getTerm(self, value: object) -> Person:
        """Return the term of a user id; one who has left keeps it on old records."""
        return Person(value)

    def getTermByToken(self, token: str) -> Person:
        """Return the term of a user id.

        Raises:
            LookupError: nobody of the staff has it.
        """
        if token not in self:
            raise LookupError(token)
        return Person(token)


@provider(IVocabularyFactory)
def staff(context: object) -> SimpleVocabulary:
    """Return the staff, for who works with the records."""
    allowed = api.user.has_permission(USE_RECORDS, obj=api.portal.get())
    users = sorted(set(_of_roles())) if allowed else ()
    return Staff([Person(userid) for userid in users])


def _of_roles() -> Iterator[str]:
    acl_users = api.portal.get_tool("acl_users")
    groups = set(acl_users.source_groups.getGroupIds())
    for role in STAFF_ROLES:
        found = acl_users.portal_role_manager.listAssignedPrincipals(role)
        for principal, _title in found:
            if principal not in groups:
                yield principal
                continue
            for member in api.user.get_users(groupname=principal):
                yield member.getId()
