"""Why the state of a record or of its file forbids something."""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from plone.uuid.interfaces import IUUID


ARTICLE_4 = "办法第四条"
# States of a file in which nothing is added to it and no record of it changes; while it
# is closed only, papers of filing and late recordings still come in.
FINAL_STATES = ("archived", "voided", "disposed")
# States in which the file's own particulars are the archivist's.
CLOSED_STATES = ("closed", *FINAL_STATES)


def blocked(
    rule: str, article: str, code: str, obj: object, params: tuple = ()
) -> Finding:
    """Return a blocking finding on `obj`."""
    return Finding(
        rule=rule,
        article=article,
        verdict=BLOCK,
        code=code,
        params=params,
        target=IUUID(obj, None),
    )


def wrong_state(obj: object, state: str) -> Finding:
    """Return why a record in this state cannot be edited."""
    if state == "sealed":
        return blocked("R04-1", ARTICLE_4, "sealed", obj)
    title = facts.state_title(obj, state)
    return blocked("R04-1", ARTICLE_4, "wrong_state", obj, (("state", title),))


def closed_file(obj: object) -> list[Finding]:
    """Return why a record cannot change any more: its file is archived or voided.

    An archived one is reopened first (docs/adr/0002).
    """
    file = facts.permit_file_of(obj)
    state = facts.lifecycle_state(file) if file is not None else ""
    if state not in FINAL_STATES:
        return []
    title = facts.state_title(file, state)
    return [blocked("R04-1", ARTICLE_4, "file_closed", obj, (("state", title),))]


def awaits_officer(obj: object) -> bool:
    """Tell whether no officer has decided: undecided, or marked by who entered it."""
    said = getattr(aq_base(obj), "confidentiality", None) or {}
    undecided = facts.confidentiality_state(obj) == "undecided"
    return undecided or bool(said.get("by_entry"))
