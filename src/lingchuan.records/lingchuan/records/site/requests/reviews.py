"""Which redacted copies wait for the review of the current user."""

from lingchuan.records.access.derivatives import awaits_me
from lingchuan.records.access.derivatives import copies_of


def awaits_my_review(brain: object) -> bool:
    """Return whether a request has a copy that somebody else ordered and nobody reviewed."""
    return any(map(awaits_me, copies_of(brain.getObject()).values()))
