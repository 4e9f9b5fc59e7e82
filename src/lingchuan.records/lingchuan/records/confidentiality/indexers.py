"""What the catalog keeps of a decision: values to ask for, none that it shows."""

from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.content import facts
from lingchuan.records.core.publicity import PUBLISHABLE
from lingchuan.records.interfaces import IRecordContent
from plone.indexer import indexer


AWAITED = "awaited"


def _restricted(obj: object, name: str) -> str:
    """Return a day of the decision of what is restricted.

    Raises:
        AttributeError: there is none, so the index has nothing of it.
    """
    value = decision_of(obj).get(name) if is_restricted(obj) else None
    if not value:
        raise AttributeError(name)
    return value


@indexer(IRecordContent)
def secrecy_kinds(obj: object) -> list[str]:
    """Return the kinds of what is restricted."""
    return list(decision_of(obj).get("kinds") or ())


@indexer(IRecordContent)
def secrecy_review_due(obj: object) -> str:
    """Return the ISO day by which a restriction is reviewed."""
    return _restricted(obj, "review_due")


@indexer(IRecordContent)
def secrecy_until(obj: object) -> str:
    """Return the ISO day through which a state secret is protected."""
    return _restricted(obj, "protected_until")


@indexer(IRecordContent)
def secrecy_by_entry(obj: object) -> bool:
    """Return whether somebody marked it at entry, so that an officer must look at it."""
    return is_restricted(obj) and bool(decision_of(obj).get("by_entry"))


@indexer(IRecordContent)
def secrecy_release_review(obj: object) -> str:
    """Return how the review of what was released came out, or that it is awaited.

    Raises:
        AttributeError: it is not released.
    """
    if facts.confidentiality_state(obj) != "released":
        raise AttributeError("release_review")
    return (decision_of(obj).get("release_review") or {}).get("outcome") or AWAITED


@indexer(IRecordContent)
def secrecy_publishable(obj: object) -> bool:
    """Return whether it is open with all around it, and reviewed where it was released."""
    return is_publishable(obj)


def is_publishable(obj: object) -> bool:
    """Tell whether secrecy lets a record be published (保守国家秘密法, Art. 35)."""
    if not facts.is_open(obj):
        return False
    if facts.confidentiality_state(obj) != "released":
        return True
    review = decision_of(obj).get("release_review") or {}
    return review.get("outcome") == PUBLISHABLE
