"""What waits for each role: the lists of the start page as catalog queries."""

from lingchuan.records.access import types as requests
from lingchuan.records.access.roles import DECIDER
from lingchuan.records.i18n import _
from lingchuan.records.site.requests.reviews import awaits_my_review


ITEM = "lingchuan.records.interfaces.IRecordItem"
CONTENT = "lingchuan.records.interfaces.IRecordContent"
FILE = {"portal_type": "PermitFile"}
# Who waits longest is answered first: this is the order of their due days.
REQUEST = {
    "portal_type": requests.REQUEST,
    "sort_on": "received_on",
    "sort_order": "ascending",
}
# Role: (name, title, CSS edge, query); "me" and "unit" are filled in, `only` is asked of
# each row. The role of who decides on requests is by office, on its days.
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
        (
            "requests-to-accept",
            _("today_requests_to_accept", default="Access requests to accept"),
            "lr-soon",
            REQUEST | {"review_state": requests.SUBMITTED},
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
    DECIDER: (
        (
            "requests-to-decide",
            _("today_requests_to_decide", default="Access requests to decide on"),
            "lr-soon",
            REQUEST | {"review_state": requests.DECIDING},
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
        (
            "requests-to-screen",
            _("today_requests_to_screen", default="Access requests to screen"),
            "lr-soon",
            REQUEST | {"review_state": requests.SCREENING},
        ),
        (
            "copies-to-review",
            _("today_copies_to_review", default="Redacted copies to review"),
            "lr-soon",
            REQUEST | {"review_state": requests.SCREENING, "only": awaits_my_review},
        ),
    ),
    "Supervisor": (
        ("recent", _("today_recent", default="Files changed lately"), "lr-idle", FILE),
    ),
    "Records Auditor": (
        ("recent", _("today_recent", default="Files changed lately"), "lr-idle", FILE),
    ),
}
