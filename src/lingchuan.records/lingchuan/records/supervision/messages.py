"""Texts of this feature's findings."""

from lingchuan.records.i18n import _


TEXTS = {
    "incident_kept": _(
        "finding_incident_kept",
        default="A suspected problem is never deleted; handle it with a reason.",
    ),
}
