"""What the confidentiality officer is told of a file that was refused.

Who, when and where; never the file's name, nor anything of what it says.
"""

from Acquisition import aq_base
from Acquisition import aq_parent
from lingchuan.records.content import attempts
from lingchuan.records.content import facts
from lingchuan.records.i18n import _
from plone import api
from uuid import uuid4


KIND = "secret_upload"
KINDS = {
    KIND: (
        _("incident_secret_upload", default="State secret refused"),
        _(
            "incident_secret_upload_text",
            default="${person} tried to bring in a file that carries a mark of a state secret, or to add a file to a stub (${moment}, permit file ${file_number}). Nothing of it was kept here. Make sure that it goes over the classified channel and is deleted from the machine it was sent from, report as the rules on state secrets ask for, and let a stub be entered.",
        ),
    ),
}


def tell(context: object) -> None:
    """Tell of a refused file; it stays when the transaction is given up.

    Args:
        context: the record, or what the file was to be added to.
    Raises:
        LedgerUnavailable: it could not be written.
    """
    place = facts.permit_file_of(context)
    if place is None:
        place = _nearest(context)
    number = getattr(aq_base(place), "file_number", None)
    details = {
        "moment": facts.now().isoformat(sep=" ", timespec="seconds"),
        "file_number": number or "—",
        # What is refused twice within a second is two incidents.
        "refusal": uuid4().hex,
    }
    attempts.tell(KIND, place, details)


def _nearest(context: object) -> object:
    """Return the nearest thing around that has a place of its own."""
    while context is not None and not getattr(aq_base(context), "id", None):
        context = aq_parent(context)
    return api.portal.get() if context is None else context
