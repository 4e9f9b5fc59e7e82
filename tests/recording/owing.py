"""Things that are owed, and the lists of people, for the tests of what is due."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import ZONE
from lingchuan.records.recording.due_lists import Due
from plone.dexterity.utils import createContentInContainer
from tests.confidentiality.people import acting

import datetime


MOST = dict.fromkeys(("overdue", "today", "soon", "undated", "others"), 50)


def due(userid):
    """Return a person's counts and the codes of their rows, by list."""
    with acting(userid):
        found = Due(MOST)
        rows = {
            name: sorted(found.finding(one).code for one in places)
            for name, places in found.lists.rows.items()
        }
        assert {name: len(codes) for name, codes in rows.items()} == dict(
            found.lists.counts
        )
        return {name: codes for name, codes in rows.items() if codes}


def interview(file, **more):
    values = {
        "title": "约谈",
        "activity_kind": "interview",
        "starts": datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
        "ends": datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
    }
    with acting("handler1"):
        return add_record(file, "HearingRecord", **values | more)


def clip(where, **more):
    values = {
        "title": "录像",
        "medium": "video",
        "device_kind": "fixed_room",
        "starts": datetime.datetime(2026, 3, 20, 13, 59, tzinfo=ZONE),
        "ends": datetime.datetime(2026, 3, 20, 15, 1, tzinfo=ZONE),
    }
    with acting("handler1"):
        return add_record(where, "MediaEvidence", **values | more)


def restrict(obj, known):
    with acting("secrecy_officer"):
        deciding.restrict(obj, ["COMMERCIAL"], known, "理由", holder="示例小吃店")


def codes(lists):
    return set(sum(lists.values(), []))


def add_device(portal, device_id):
    values = {"device_id": device_id, "device_kind": "fixed_room", "title": device_id}
    return createContentInContainer(
        portal["devices"], "RecordingDevice", checkConstraints=False, **values
    )


def journey(file):
    """Add work in the field whose late saving only a head can accept."""
    with acting("handler1"):
        add_record(
            file,
            "FieldRecord",
            title="现场核查",
            activity_kind="site_check",
            starts=datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
            ends=datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
            save_exception="REMOTE",
        )
