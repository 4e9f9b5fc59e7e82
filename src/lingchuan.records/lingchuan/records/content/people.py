"""The people who may handle a permit file, as a vocabulary of user ids."""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from lingchuan.records.content import facts
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import ITitledTokenizedTerm
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleVocabulary


USE_RECORDS = "lingchuan.records: Use Records"
CASE_HANDLER = "Case Handler"
WINDOW_CLERK = "Window Clerk"
SECTION_HEAD = "Section Head"
HANDLING_ROLES = (CASE_HANDLER, WINDOW_CLERK, SECTION_HEAD)


@implementer(ITitledTokenizedTerm)
class Person:
    """A user as a term; looked up only when somebody reads the title."""

    def __init__(self, userid: str) -> None:
        self.value = self.token = userid

    @property
    def title(self) -> str:
        """Return full name and unit."""
        unit = facts.unit_of(self.value)
        name = facts.display_name(self.value)
        return f"{name}（{unit}）" if unit else name


@provider(IVocabularyFactory)
def handlers(context: object) -> SimpleVocabulary:
    """Return who may be named a handler, and who is named already.

    Titles are full name and unit; handlers who left the bureau stay on their files.
    """
    staff = api.user.has_permission(USE_RECORDS, obj=api.portal.get())
    known = _of_roles() if staff else ()
    users = dict.fromkeys((*known, *named_before(context)))
    return SimpleVocabulary([Person(userid) for userid in users])


def named_before(context: object) -> tuple[str, ...]:
    """Return the handlers that the file had when it was last checked."""
    file = facts.permit_file_of(context)
    return tuple(getattr(aq_base(file), "checked_handlers", None) or ())


def handlers_ever(file: object) -> tuple[str, ...]:
    """Return who handles a file, and who did; the latter as far as it was kept."""
    base = aq_base(file)
    former = getattr(base, "former_handlers", None) or ()
    return tuple(dict.fromkeys((*(base.handlers or ()), *former)))


def unknown_handlers(names: Iterable[str], context: object) -> list[str]:
    """Return those names that no handler of this file can have."""
    new = [name for name in names if name not in named_before(context)]
    if not new:
        return []
    known = set(_of_roles())
    return [name for name in new if name not in known]


def may_name_handlers(unit: str | None) -> bool:
    """Return whether the current user may name the handlers of a new file of a unit.

    A section head may for the own unit only; once the file is there, its workflow says.
    """
    roles = set(api.user.get_roles())
    own = unit is not None and unit == facts.unit_of(facts.current_user())
    return WINDOW_CLERK in roles or (SECTION_HEAD in roles and own)


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
