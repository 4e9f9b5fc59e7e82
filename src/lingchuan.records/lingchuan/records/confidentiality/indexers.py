"""What the catalog keeps of a decision: values to ask for, none that it shows."""

from collections.abc import Callable
from lingchuan.records.confidentiality.roles import ancestors
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.content import facts
from lingchuan.records.core.publicity import PUBLISHABLE
from lingchuan.records.interfaces import IRecordContent
from plone.indexer import indexer


NAMES = (
    "secrecy_kinds",
    "secrecy_review_due",
    "secrecy_until",
    "secrecy_publishable",
    "secrecy_by_entry",
    "secrecy_release_review",
)
# A released record whose review nobody has made yet.
AWAITED = "awaited"


def values_of(obj: object) -> dict[str, object]:
    """Return {index: value}; an index has nothing of what is absent.

    Days are ISO text. `secrecy_by_entry`: somebody marked it when entering it, so that
    an officer must look at it. `secrecy_release_review`: how the review of what was
    released came out, or that it is awaited.
    """
    said, state = decision_of(obj), facts.confidentiality_state(obj)
    values: dict[str, object] = {
        "secrecy_kinds": list(said.get("kinds") or ()),
        "secrecy_publishable": is_publishable(obj),
        "secrecy_by_entry": False,
    }
    if state in RESTRICTED:
        values["secrecy_by_entry"] = bool(said.get("by_entry"))
        days = {"secrecy_review_due": "review_due", "secrecy_until": "protected_until"}
        values |= {name: said[key] for name, key in days.items() if said.get(key)}
    elif state == "released":
        review = said.get("release_review") or {}
        values["secrecy_release_review"] = review.get("outcome") or AWAITED
    return values


def of_decision(name: str) -> Callable:
    """Return the indexer of one of the values."""

    @indexer(IRecordContent)
    def index(obj: object) -> object:
        values = values_of(obj)
        if name not in values:
            # So the catalog knows that there is nothing to index.
            raise AttributeError(name)
        return values[name]

    return index


(
    secrecy_kinds,
    review_due,
    until,
    publishable,
    by_entry,
    release_review,
) = map(of_decision, NAMES)


def is_publishable(obj: object) -> bool:
    """Tell whether secrecy lets a record be published (保守国家秘密法, Art. 35).

    What lies in something released waits for the review of that, too.
    """
    return facts.is_open(obj) and all(map(_is_cleared, (obj, *ancestors(obj))))


def _is_cleared(obj: object) -> bool:
    if facts.confidentiality_state(obj) != "released":
        return True
    review = decision_of(obj).get("release_review") or {}
    return review.get("outcome") == PUBLISHABLE
