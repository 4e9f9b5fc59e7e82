"""What several pages of the citizen's side say alike: states, codes, days, ways."""

from datetime import date
from lingchuan.records.access import types
from lingchuan.records.i18n import _
from plone import api
from typing import Final


HOME: Final = "@@my-records"
STATES: Final = {
    types.DRAFT: _("party_state_draft", default="Draft, not handed in"),
    types.SUBMITTED: _("party_state_submitted", default="Received"),
    types.SCREENING: _("party_state_screening", default="Being examined"),
    types.DECIDING: _("party_state_deciding", default="Before the head"),
    types.VIEWING: _("party_state_viewing", default="Viewing approved"),
    types.COPYING: _("party_state_copying", default="Viewing and copying approved"),
    "refused": _("party_state_refused", default="Not approved"),
    "redirected": _("party_state_redirected", default="Another way applies"),
    "expired": _("party_state_expired", default="Answered, time is over"),
    "withdrawn": _("party_state_withdrawn", default="Withdrawn"),
}
# What a receipt code is read by: four at a time.
_GROUP: Final = 4


def code_text(code: str | None) -> str:
    """Return a receipt code as people read it out: ABCD-EFGH-IJKL-M."""
    parts = (
        [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)] if code else []
    )
    return "-".join(parts)


def until_text(day: date) -> str:
    """Return the end of a grant's last day: 04-17 24:00."""
    return f"{day:%m-%d} 24:00"


def days_left(day: date, today: date) -> int:
    """Return how many days are left after today."""
    return (day - today).days


def home_url() -> str:
    """Return the address of a party's start page."""
    return f"{api.portal.get().absolute_url()}/{HOME}"
