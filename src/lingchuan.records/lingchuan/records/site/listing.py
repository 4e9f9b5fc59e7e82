"""Rows of lists: what catalog brains show of files and records, without waking them."""

from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.settings import settings
from lingchuan.records.site import badges
from lingchuan.records.site import values
from plone import api
from zope.i18n import translate


def file_row(brain: object, request: object) -> dict[str, object]:
    """Return what lists show of a permit file's brain."""
    return {
        "url": brain.getURL(),
        "number": brain.file_number or "",
        "title": brain.Title,
        "applicant": brain.applicant_name or "",
        "state": badges.state_title(brain.review_state, "PermitFile", request),
        "received": values.moment(brain.received_on or None),
        "handlers": "、".join(display_name(one) for one in brain.handlers or ()),
        "unit": brain.unit or "",
        "matters": "、".join(brain.matter_names or ()),
        "secrecy": badges.secrecy_badge(
            brain.confidentiality_state, "PermitFile", request
        ),
    }


def kind_title(brain: object, request: object) -> str:
    """Return the kind of a paper, or the type of another record."""
    if getattr(brain, "record_kind", None):
        title = RECORD_KINDS.getTerm(brain.record_kind).title
        return translate(title, context=request)
    title = api.portal.get_tool("portal_types")[brain.portal_type].Title()
    return translate(title, domain="plone", context=request)


def found_row(brain: object, request: object) -> dict[str, object]:
    """Return what search results show of a brain, of a permit file, record or page."""
    kind, state = brain.portal_type, brain.review_state or ""
    when = brain.received_on or brain.starts or brain.made_on
    secrecy = brain.confidentiality_state or ""
    return {
        "url": brain.getURL(),
        "title": brain.Title or brain.getId,
        "number": brain.file_number or "",
        "note": brain.document_number or "",
        "applicant": brain.applicant_masked or "",
        "kind": kind_title(brain, request),
        "when": values.moment(when or None),
        "state": badges.state_title(state, kind, request) if state else "",
        "secrecy": secrecy and badges.secrecy_badge(secrecy, kind, request),
    }


def value_title(index: str, value: str, request: object) -> str:
    """Return what people call a value of one of the catalog's indexes."""
    if index == "portal_type":
        fti = api.portal.get_tool("portal_types").get(value)
        title = fti.Title() if fti is not None else value
        return translate(title, domain="plone", context=request)
    if index == "review_state":
        return badges.state_title_of_any(value, request)
    if index == "matter_codes":
        names = {row["code"]: row["name"] for row in settings().matters or ()}
        return names.get(value, value)
    return display_name(value) if index == "handlers" else value


def icon_of(portal_type: str) -> str:
    """Return the name of the icon of a kind of record."""
    return "camera-video" if portal_type == "MediaEvidence" else "file-earmark-text"


def record_row(brain: object, request: object) -> dict[str, object]:
    """Return what lists show of a record's brain."""
    kind = brain.portal_type
    when = getattr(brain, "starts", None) or getattr(brain, "made_on", None)
    return {
        "url": brain.getURL(),
        "title": brain.Title or brain.getId,
        "icon": icon_of(kind),
        "kind": kind_title(brain, request),
        "maker": display_name(brain.Creator),
        "note": getattr(brain, "document_number", None) or "",
        "when": values.moment(when or None),
        "state": badges.state_title(brain.review_state, kind, request),
        "stage": getattr(brain, "stage", None) or "",
        "secrecy": badges.secrecy_badge(brain.confidentiality_state, kind, request),
    }
