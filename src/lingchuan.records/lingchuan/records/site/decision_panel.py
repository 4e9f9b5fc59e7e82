"""What a record's page shows of the decision on its secrecy.

- Who may see a restricted record reads its decision whole, as `@confidentiality` has it.
- Of what is open or released, staff read the mark and the day of release; what stood in
  the decision is an officer's to know.
"""

from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.reading_texts import kind_titles
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.shown import told
from lingchuan.records.content.facts import display_name
from lingchuan.records.i18n import _
from lingchuan.records.site import badges
from lingchuan.records.site.secrecy_form import TITLES
from lingchuan.records.site.values import moment
from zope.i18n import translate


# In the order in which they are read.
ROWS = {
    "state": _("decision_state", default="State"),
    "kinds": TITLES["kinds"],
    "level": TITLES["level"],
    "mark": TITLES["mark"],
    "term": TITLES["term"],
    "issued_on": TITLES["issued_on"],
    "protected_until": TITLES["protected_until"],
    "released_on": TITLES["released_on"],
    "basis_document": TITLES["basis_document"],
    "determiner": TITLES["determiner"],
    "authorisation": TITLES["authorisation"],
    "otherwise_provided_basis": TITLES["otherwise_provided_basis"],
    "holder": TITLES["holder"],
    "scope": TITLES["scope"],
    "data_items": TITLES["data_items"],
    "known_to": _("decision_known_to", default="Known to"),
    "custodian": TITLES["custodian"],
    "place": TITLES["place"],
    "reason": TITLES["comment"],
    "origin": _("decision_origin", default="Came about"),
    "decided_by": _("decision_decided_by", default="Decided by"),
    "decided_at": _("decision_decided_at", default="Decided at"),
    "review_due": TITLES["review_due"],
}
FOR_STAFF = ("state", "mark", "released_on")
PEOPLE = ("custodian", "decided_by", "known_to")
ORIGINS = {
    "by_entry": _(
        "decision_by_entry",
        default="Marked by who entered it; a confidentiality officer has yet to decide",
    ),
    "by_class": _(
        "decision_by_class", default="By the class table, decided in advance"
    ),
    "by_whole": _(
        "decision_by_whole",
        default="Together with what it lies in, and lifted together with that",
    ),
}


def panel(obj: object, request: object) -> dict[str, object] | None:
    """Return {rows, assumed} of the decision that a reader of the record may know.

    Rows are {title, value}; `assumed` tells that the term is the level's maximum. None
    where nothing is decided, or the badge of the state has said it all.
    """
    said = told(obj)
    is_whole = said["state"] in RESTRICTED or register.is_officer()
    names = tuple(ROWS) if is_whole else FOR_STAFF
    found = [(name, _text(obj, request, name, said)) for name in names]
    rows = [
        {"title": translate(ROWS[name], context=request), "value": text}
        for name, text in found
        if text
    ]
    if not decision_of(obj) or len(rows) == 1:
        return None
    return {"rows": rows, "assumed": is_whole and said["term_assumed"]}


def _text(obj: object, request: object, name: str, said: Mapping[str, object]) -> str:
    value = said.get(name)
    if name == "state":
        return badges.state_title(str(value), obj.portal_type, request)
    if name == "kinds":
        return kind_titles(value or (), request)
    if name == "reason":
        return str(decision_of(obj).get("reason") or "")
    if name == "origin":
        return _origin(request, said)
    if name == "decided_at":
        return moment(datetime.fromisoformat(str(value))) if value else ""
    values = [
        str(one) for one in (value if isinstance(value, list) else [value]) if one
    ]
    return "、".join(display_name(one) if name in PEOPLE else one for one in values)


def _origin(request: object, said: Mapping[str, object]) -> str:
    found = (title for name, title in ORIGINS.items() if said[name])
    return translate(next(found, ""), context=request)
