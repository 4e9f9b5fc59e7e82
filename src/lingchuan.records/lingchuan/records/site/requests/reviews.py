"""Which redacted copies wait for the review of the current user."""

from lingchuan.records.access.derivatives import copies_of
from lingchuan.records.access.derivatives import MADE
from lingchuan.records.content import facts


def awaits_my_review(brain: object) -> bool:
    """Return whether a request has a copy that somebody else ordered and nobody reviewed."""
    user = facts.current_user()
    copies = copies_of(brain.getObject()).values()
    return any(one.state == MADE and one.ordered_by != user for one in copies)
