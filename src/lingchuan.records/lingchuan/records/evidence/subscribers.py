"""Who may read an extraction follows what happens to its recordings and its fields."""

from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content.arriving import is_arriving
from lingchuan.records.evidence.items import access_changed
from zope.container.interfaces import IContainerModifiedEvent


def record_moved(record: object, event: object) -> None:
    """A record went a step, of secrecy or of its life: its readers may be others."""
    # What follows its whole is renewed with all that lies in the whole.
    if event.transition is not None and not getattr(event.kwargs, "moved", None):
        access_changed(record)


def file_modified(file: object, event: object) -> None:
    """The handlers or the unit of a file may be others."""
    if not IContainerModifiedEvent.providedBy(event):
        access_changed(file)


def extraction_modified(extraction: object, event: object) -> None:
    """Its recordings may be others."""
    if not is_arriving():
        forget_roles()
        extraction.reindexObjectSecurity()
