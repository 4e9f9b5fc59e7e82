"""Why a stub of a state secret cannot hold something."""

from lingchuan.records.i18n import _


TEXTS = {
    "stub_no_file": _(
        "problem_stub_no_file",
        default="A state secret is entered as a stub and takes no file; nothing of it is kept here (办法 Art. 20, 保密法 Art. 31). Hand it over on the classified channel. The confidentiality officer has been told.",
    ),
    "stub_field": _(
        "problem_stub_field",
        default="A state secret is entered as a stub: number, level, term, custodian, place; this is not stored (办法 Art. 20, 保密法 Art. 31).",
    ),
    "stub_title": _(
        "problem_stub_title",
        default="The title of a state secret's stub is given by the server.",
    ),
    "stub_filled": _(
        "finding_stub_filled",
        default="A state secret is entered as a stub only. Empty these first: ${fields} (${names}); file and text belong on the classified channel.",
    ),
    "stub_versions": _(
        "finding_stub_versions",
        default="Earlier versions of the record hold more than a stub may. Void it, enter a stub, and tell the system administrator what has to be taken off the disks.",
    ),
}
