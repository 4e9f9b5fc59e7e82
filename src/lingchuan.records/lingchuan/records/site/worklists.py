"""What waits for each role: the lists of the start page as catalog queries."""

from lingchuan.records.i18n import _


ITEM = "lingchuan.records.interfaces.IRecordItem"
CONTENT = "lingchuan.records.interfaces.IRecordContent"
FILE = {"portal_type": "PermitFile"}
# Role: (name, title, CSS edge, query); "me" and "unit" are filled in.
SECTIONS: dict[str, tuple] = {
    "Window Clerk": (
        (
            "registered",
            _("today_registered", default="Registered, to accept"),
            "lr-ok",
            FILE | {"review_state": "registered"},
        ),
        (
            "supplementing",
            _("today_supplementing", default="Waiting for supplements"),
            "lr-wait",
            FILE | {"review_state": "supplementing"},
        ),
        (
            "to-serve",
            _("today_to_serve", default="Decided, to serve"),
            "lr-soon",
            FILE | {"review_state": "decided"},
        ),
        (
            "in-work",
            _("today_in_work", default="Accepted, in work"),
            "lr-idle",
            FILE | {"review_state": "accepted"},
        ),
    ),
    "Case Handler": (
        (
            "mine-registered",
            _("today_mine_registered", default="My files to accept"),
            "lr-ok",
            FILE | {"handlers": "me", "review_state": ["registered", "supplementing"]},
        ),
        (
            "mine-accepted",
            _("today_mine_accepted", default="My files in work"),
            "lr-soon",
            FILE | {"handlers": "me", "review_state": "accepted"},
        ),
        (
            "mine-decided",
            _("today_mine_decided", default="My files to serve"),
            "lr-soon",
            FILE | {"handlers": "me", "review_state": "decided"},
        ),
        (
            "mine-to-close",
            _("today_mine_to_close", default="My files to close"),
            "lr-done",
            FILE
            | {
                "handlers": "me",
                "review_state": ["served", "not_accepted", "withdrawn"],
            },
        ),
    ),
    "Section Head": (
        (
            "to-seal",
            _("today_to_seal", default="Records to seal"),
            "lr-soon",
            {"object_provides": ITEM, "review_state": "submitted", "unit": "unit"},
        ),
        (
            "unit-files",
            _("today_unit_files", default="Open files of my unit"),
            "lr-ok",
            FILE
            | {
                "unit": "unit",
                "review_state": ["registered", "supplementing", "accepted", "decided"],
            },
        ),
    ),
    "Bureau Head": (
        (
            "to-decide",
            _("today_to_decide", default="Accepted, awaiting a decision"),
            "lr-soon",
            FILE | {"review_state": "accepted"},
        ),
    ),
    "Archivist": (
        (
            "to-archive",
            _("today_to_archive", default="Closed, to archive"),
            "lr-soon",
            FILE | {"review_state": "closed"},
        ),
    ),
    "Confidentiality Officer": (
        (
            "undecided",
            _("today_undecided", default="Confidentiality undecided"),
            "lr-wait",
            {"object_provides": CONTENT, "confidentiality_state": "undecided"},
        ),
        (
            "release-proposed",
            _("today_release_proposed", default="Release proposed"),
            "lr-wait",
            {"object_provides": CONTENT, "confidentiality_state": "release_proposed"},
        ),
    ),
    "Supervisor": (
        ("recent", _("today_recent", default="Files changed lately"), "lr-idle", FILE),
    ),
    "Records Auditor": (
        ("recent", _("today_recent", default="Files changed lately"), "lr-idle", FILE),
    ),
}
