"""The stub that stands for a state secret, and what it may say (R20-2).

- A stub is a text record: number, kind, name from the list, stage, days, pages, what it
  belongs to. Level, term, custodian and place stand in the decision.
- It takes no file, no names of persons, no free text; its title is the server's.
- What is to become one must be emptied first, its earlier versions cannot be: a record
  that ever held more stays what it is.
- A site that is a classified system keeps the whole record, with its title.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.messages import field_title
from lingchuan.records.content.settings import is_classified_system
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.interfaces import ITextRecord
from plone.dexterity.utils import iterSchemataForType
from plone.rest.interfaces import IAPIRequest
from plone.restapi.deserializer import json_body
from zope.globalrequest import getRequest
from zope.schema import getFieldNames


Getter = Callable[[str], object]

STUB_TITLE = "国家秘密文件（存根）"
RULE, ARTICLE = "R20-2", "办法第二十条"
SENT = "confidentiality"
TITLE = "title"
ALLOWED = frozenset(
    (
        TITLE,
        "activity",
        "document_name",
        "document_number",
        "issued_on",
        "made_on",
        "matter_codes",
        "page_count",
        "premises",
        "record_kind",
        "served_on",
        "service_method",
        "stage",
    )
)


def takes_no_file(context: object) -> bool:
    """Return whether a record is a stub, or is being made one."""
    return _stands(context) or _is_sent(context)


def problems(get: Getter, context: object) -> list[Problem]:
    """Return the fields that a stub may not fill in."""
    if not takes_no_file(context):
        return []
    found = [Problem(name, "stub_field") for name in _filled(get)]
    if _stands(context) and get(TITLE) not in (None, "", STUB_TITLE):
        found.append(Problem(TITLE, "stub_title"))
    return found


def check_stub(obj: object) -> None:
    """Refuse to let a record stand for a state secret that is more than a stub.

    Raises:
        TransitionBlocked: it is no paper, or naming the fields to be emptied.
    """
    found = [] if is_classified_system() else list(_findings(obj))
    if found:
        raise TransitionBlocked(found)


def keep_stub(obj: object) -> None:
    """Keep a state secret the stub that it is: no file, no telling title.

    Raises:
        TransitionBlocked: it holds more.
    """
    is_state = STATE in (decision_of(obj).get("kinds") or ())
    if not is_state or is_classified_system():
        return
    check_stub(obj)
    if obj.title != STUB_TITLE:
        obj.title = STUB_TITLE
        obj.reindexObject(idxs=["Title", "sortable_title", "SearchableText"])


def _findings(obj: object) -> Iterator[Finding]:
    if not ITextRecord.providedBy(obj):
        yield blocked(RULE, ARTICLE, "state_needs_stub", obj)
        return
    filled = list(_filled(lambda name: getattr(aq_base(obj), name, None)))
    if filled:
        titles = (field_title(obj.portal_type, name, getRequest()) for name in filled)
        named = (("fields", "、".join(titles)), ("names", ", ".join(filled)))
        yield blocked(RULE, ARTICLE, "stub_filled", obj, named)
    versions = getattr(aq_base(obj), "versions", None) or ()
    if any(list(_filled(one["values"].get)) for one in versions):
        yield blocked(RULE, ARTICLE, "stub_versions", obj)


def _filled(get: Getter) -> Iterator[str]:
    for schema in iterSchemataForType("TextRecord"):
        for name in getFieldNames(schema):
            if name not in ALLOWED and get(name) not in (None, "", False, [], ()):
                yield name


def _stands(context: object) -> bool:
    is_paper = ITextRecord.providedBy(context)
    return is_paper and STATE in (decision_of(context).get("kinds") or ())


def _is_sent(context: object) -> bool:
    """Return whether a new record's POST marks it a state secret in the same call."""
    request = getRequest()
    if not ITextRecord.providedBy(context) or not IAPIRequest.providedBy(request):
        return False
    body = json_body(request) if request.method == "POST" else {}
    sent = body.get(SENT)
    if body.get("@type") != context.portal_type or not isinstance(sent, dict):
        return False
    return STATE in (sent.get("kinds") or ())
