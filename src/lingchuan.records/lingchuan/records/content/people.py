"""The people who may handle a permit file, as a vocabulary of user ids."""

from Acquisition import aq_base
from collections.abc import Iterator
from lingchuan.records.content import facts
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


HANDLING_ROLES = ("Case Handler", "Window Clerk", "Section Head")


@provider(IVocabularyFactory)
def handlers(context: object) -> SimpleVocabulary:
    """Return who may be named a handler, and who is named already.

    Titles are full name and unit; handlers who left the bureau stay on their files.
    """
    file = facts.permit_file_of(context)
    # A missing attribute would ask for its default, and that for this vocabulary.
    named = getattr(aq_base(file), "__dict__", {}).get("handlers") or ()
    users = dict.fromkeys((*_of_roles(), *named))
    return SimpleVocabulary([SimpleTerm(one, one, _title(one)) for one in users])


def _of_roles() -> Iterator[str]:
    """Yield the users who hold a handling role, by themselves or by a group."""
    acl_users = api.portal.get_tool("acl_users")
    groups = set(acl_users.source_groups.getGroupIds())
    for role in HANDLING_ROLES:
        found = acl_users.portal_role_manager.listAssignedPrincipals(role)
        for principal, _title_of_principal in sorted(found):
            if principal not in groups:
                yield principal
                continue
            for member in api.user.get_users(groupname=principal):
                yield member.getId()


def _title(userid: str) -> str:
    unit = facts.unit_of(userid)
    name = facts.display_name(userid)
    return f"{name}（{unit}）" if unit else name
