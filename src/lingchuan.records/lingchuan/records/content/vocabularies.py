"""The bureau's own lists out of the settings, as vocabularies.

In a permit file a list holds what was in force on any day since the application
arrived, so that an entry that has ended does not lock the file.
"""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.named_activity import hidden
from lingchuan.records.core.lists import plain_name
from lingchuan.records.core.lists import valid_between
from lingchuan.records.i18n import _
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import ITitledTokenizedTerm
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(ITitledTokenizedTerm)
class ListTerm:
    """A term whose token is the Chinese term itself (contract)."""

    def __init__(self, value: str, title: str) -> None:
        self.value = self.token = value
        self.title = title


def _setting(name: str) -> list[dict]:
    rows = api.portal.get_registry_record(f"lingchuan.records.{name}", default=None)
    return list(rows or ())


def _listed(name: str, context: object, key: str = "name") -> SimpleVocabulary:
    """Return what was in force at some time since the file's application arrived."""
    file = facts.permit_file_of(context)
    first = getattr(aq_base(file), "received_on", None) or facts.today()
    rows = valid_between(_setting(name), first, facts.today())
    values = dict.fromkeys((row[key], row.get("name") or row[key]) for row in rows)
    terms = {value: ListTerm(value, title) for value, title in values}
    return SimpleVocabulary(list(terms.values()))


@provider(IVocabularyFactory)
def matters(context: object) -> SimpleVocabulary:
    """Return the permit matters, by code."""
    return _listed("matters", context, "code")


@provider(IVocabularyFactory)
def file_matters(context: object) -> SimpleVocabulary:
    """Return the matters of the file around, by code; of the catalogue without one."""
    file = facts.permit_file_of(context)
    if file is None:
        return matters(context)
    rows = aq_base(file).matters or ()
    names = {row["code"]: row.get("name") or row["code"] for row in rows}
    return SimpleVocabulary([ListTerm(code, name) for code, name in names.items()])


@provider(IVocabularyFactory)
def activities(context: object) -> SimpleVocabulary:
    """Return the hearings and field work of the file around, by UID."""
    file = facts.permit_file_of(context)
    found = facts.activities_of(file) if file is not None else {}
    terms = [SimpleTerm(uid, uid, name) for uid, name in found.items()]
    # What the record names stays, though the user may not see it.
    unseen = hidden(context)
    if unseen:
        title = _("activity_hidden", default="Not visible to you")
        terms.append(SimpleTerm(unseen, "hidden", title))
    return SimpleVocabulary(terms)


class _Names(SimpleVocabulary):
    """Names; one may be given with an explanation in brackets, as the sources do."""

    def __contains__(self, value: object) -> bool:
        """Return whether the name is listed."""
        return super().__contains__(value) or self._is_long(value)

    def getTerm(self, value: object) -> object:
        """Return the term of a name."""
        return (
            ListTerm(value, value) if self._is_long(value) else super().getTerm(value)
        )

    def getTermByToken(self, token: str) -> object:
        """Return the term of a name."""
        if self._is_long(token):
            return ListTerm(token, token)
        return super().getTermByToken(token)

    def _is_long(self, value: object) -> bool:
        if not isinstance(value, str) or value in self.by_value:
            return False
        return plain_name(value) in self.by_value


@provider(IVocabularyFactory)
def document_names(context: object) -> SimpleVocabulary:
    """Return the standard names of documents, and the one that a record has."""
    names = _Names(list(_listed("document_names", context)))
    own = getattr(aq_base(context), "document_name", None)
    if own in names and own not in names.by_value:
        return _Names([*names, names.getTerm(own)])
    return names


def _ever_listed(name: str, key: str = "name") -> SimpleVocabulary:
    """Return all entries of a list, whatever their days: what is dated may name them."""
    titles = {row[key]: row.get("name") or row[key] for row in _setting(name)}
    return SimpleVocabulary([ListTerm(one, title) for one, title in titles.items()])


@provider(IVocabularyFactory)
def all_matters(context: object) -> SimpleVocabulary:
    """Return the permit matters of all days, by code."""
    return _ever_listed("matters", "code")


@provider(IVocabularyFactory)
def all_document_names(context: object) -> SimpleVocabulary:
    """Return the standard names of documents of all days."""
    return _ever_listed("document_names")


@provider(IVocabularyFactory)
def stages(context: object) -> SimpleVocabulary:
    """Return the stages, in their order."""
    return _listed("stages", context)


@provider(IVocabularyFactory)
def units(context: object) -> SimpleVocabulary:
    """Return the units."""
    return _listed("units", context)


@provider(IVocabularyFactory)
def device_kinds(context: object) -> SimpleVocabulary:
    """Return the kinds of recording devices, by code."""
    return _listed("device_kinds", context, "code")


@provider(IVocabularyFactory)
def service_methods(context: object) -> SimpleVocabulary:
    """Return the methods of serving documents, by code."""
    return _listed("service_methods", context, "code")


@provider(IVocabularyFactory)
def record_kinds(context: object) -> SimpleVocabulary:
    """Return the seven kinds of text records (Art. 3)."""
    return RECORD_KINDS


@provider(IVocabularyFactory)
def secrecy_kinds(context: object) -> SimpleVocabulary:
    """Return the four kinds of secrecy (Art. 20)."""
    return SECRECY_KINDS
