"""What stands in the way of a step, each with what mends it: before it is tried, and after."""

from collections.abc import Iterable
from lingchuan.records.access import workflow as requests
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.content.messages import finding_text
from lingchuan.records.core.findings import Finding
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IDuties
from lingchuan.records.site import mending
from plone import api
from zope.component import getUtility


def hindrances(obj: object, transition: str, request: object) -> list[dict]:
    """Return {text, article, mend} of what a file, record or request owes before a step."""
    if IAccessRequest.providedBy(obj):
        return rows_of(requests.standing(obj, transition), obj, request)
    return rows_of(getUtility(IDuties).standing(obj, transition), obj, request)


def rows_of(findings: Iterable[Finding], obj: object, request: object) -> list[dict]:
    """Return {text, article, mend} of findings; mend is {url, title} or None."""
    return [_row(one, obj, request) for one in findings]


def _row(finding: Finding, obj: object, request: object) -> dict[str, object]:
    record = api.content.get(UID=finding.target) if finding.target else None
    about = record if record is not None else permit_file_of(obj) or obj
    return {
        "text": finding_text(finding, request),
        "article": finding.article,
        "mend": mending.link_of(finding, about, request),
    }
