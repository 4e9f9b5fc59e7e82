"""The activity that a paper names, where its reader may not see that activity (L1).

To such a reader the paper names none: not its title, not its UID. Who edits the paper
and sends back what they were shown changes nothing.
"""

from Acquisition import aq_base
from lingchuan.records.content import facts


ACTIVITY = "activity"


def hidden(obj: object) -> str | None:
    """Return the UID of the activity that a record names past the current user."""
    named = getattr(aq_base(obj), ACTIVITY, None)
    file = facts.permit_file_of(obj) if named else None
    return (
        named if file is not None and named not in facts.activities_of(file) else None
    )
