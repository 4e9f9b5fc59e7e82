"""A new recording fills in what nobody wrote; what a person wrote stays as it is."""

from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.case_clips import clips_of
from lingchuan.records.content.facts import ZONE
from lingchuan.records.media import filling
from lingchuan.records.media import reading
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from tests.media.media_files import body_camera
from tests.media.media_files import photo
from tests.media.media_files import SERIAL
from tests.permit_files import open_file
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import sys


AT = datetime(2026, 5, 14, 15, 2, tzinfo=ZONE)
LATER = datetime(2026, 5, 14, 15, 30, tzinfo=ZONE)
THREE = timedelta(seconds=3)


@pytest.fixture
def portal(integration):
    return integration["portal"]


@pytest.fixture
def file(portal):
    """A permit file of handler1."""
    return open_file(portal)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """The bytes of a camera that says all of itself."""
    return body_camera(tmp_path_factory.mktemp("film"))


def stored(data, name="执法记录.mov"):
    return NamedBlobFile(data, filename=name)


def added(file, data, medium="video", **values):
    """Return a new record with a file, as a script makes it."""
    with api.env.adopt_user(username="handler1"):
        return add_record(
            file, "MediaEvidence", medium=medium, file=stored(data), **values
        )


def device(portal, device_id, serial):
    """Put a device into the register."""
    values = {"device_id": device_id, "device_kind": "body_camera", "serial": serial}
    return createContentInContainer(
        portal["devices"], "RecordingDevice", checkConstraints=False, **values
    )


def test_what_nobody_wrote_is_filled_in(file, film):
    record = added(file, film)
    assert (record.starts, record.ends) == (AT, AT + THREE)
    assert record.duration_s == 3
    assert record.media_facts["serial"] == SERIAL
    assert record.media_facts["recorded_at"] == "2026-05-14T15:02:00+08:00"
    json.dumps(record.media_facts)


def test_the_rules_know_what_the_file_says(portal, file, film):
    device(portal, "LC-07", SERIAL)
    (clip,) = clips_of([added(file, film)])
    assert (clip.measured.duration_s, clip.measured.recorded_at) == (3, AT)
    assert (clip.measured.serial, clip.device.serial) == (SERIAL, SERIAL)
    (clip,) = clips_of([added(file, b"no film")])
    assert clip.measured is None


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ({"starts": LATER}, LATER, LATER + THREE),
        ({"ends": LATER}, AT, LATER),
        ({"ends": AT}, None, AT),
        ({"starts": LATER, "ends": LATER + 2 * THREE}, LATER, LATER + 2 * THREE),
    ],
)
def test_what_a_person_wrote_stays(file, film, written, starts, ends):
    record = added(file, film, **written)
    assert (record.starts, record.ends) == (starts, ends)


def test_a_photo_has_a_moment_and_no_end(file):
    record = added(file, photo(), medium="photo")
    assert (record.starts, record.ends, record.duration_s) == (AT, None, None)


def test_a_film_that_is_entered_as_a_photo_has_no_end(file, film):
    assert added(file, film, medium="photo").ends is None


def test_an_end_that_is_to_come_is_not_filled_in(file, film):
    tonight = facts.now().replace(hour=23, minute=59, second=58, microsecond=0)
    assert added(file, film, starts=tonight).ends is None


@pytest.mark.parametrize("taken", ["2999:01:01 09:00:00", "1970:01:01 08:00:00"])
def test_a_clock_that_is_wrong_fills_in_nothing_and_refuses_nothing(file, taken):
    record = added(file, photo(taken=taken), medium="photo")
    assert record.starts is None
    assert record.media_facts["recorded_at"].startswith(taken[:4])


def test_the_one_device_with_that_serial_is_named(portal, file, film):
    device(portal, "LC-08", "LC08-0001")
    device(portal, "LC-07", f" {SERIAL.lower()} ")
    assert added(file, film).device_id == "LC-07"
    assert added(file, film, device_id="LC-99").device_id == "LC-99"


@pytest.mark.parametrize("serials", [(), ("",), (SERIAL, SERIAL)])
def test_no_device_is_named_where_none_or_several_have_that_serial(
    portal, file, film, serials
):
    for number, serial in enumerate(serials):
        device(portal, f"LC-{number}", serial)
    assert not added(file, film).device_id


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"no film", "unknown"),
        (b"\xff\xd8\xff" + b"\0" * 3000, "broken"),
        (b"\0\0\0\x18ftypisom" + b"\xff" * 3000, "broken"),
    ],
)
def test_a_file_that_says_nothing_is_stored_all_the_same(file, data, fault):
    record = added(file, data)
    assert record.media_facts == {"fault": fault}
    assert (record.starts, record.ends, record.duration_s) == (None, None, None)


def test_a_reader_that_hangs_keeps_no_record_out(file, film, monkeypatch):
    monkeypatch.setattr(reading, "WAIT_S", 1)
    sleeping = (sys.executable, "-c", "import time; time.sleep(60)")
    monkeypatch.setattr(reading, "COMMAND", sleeping)
    assert added(file, film).media_facts == {"fault": "too_much"}


def test_a_file_is_read_once_and_another_in_its_place_anew(file, film, monkeypatch):
    record = added(file, film)
    with api.env.adopt_user(username="handler1"):
        with monkeypatch.context() as patch:
            patch.setattr(filling, "read_facts", None)
            record.summary = "经过"
            notify(ObjectModifiedEvent(record))
        record.file = stored(b"no film")
        notify(ObjectModifiedEvent(record))
        assert record.media_facts == {"fault": "unknown"}
        assert record.duration_s is None
        record.file = stored(film)
        notify(ObjectModifiedEvent(record))
        assert record.duration_s == 3
        record.file = None
        notify(ObjectModifiedEvent(record))
    assert (record.media_facts, record.duration_s) == (None, None)


def test_what_a_file_says_lies_in_no_list_and_in_no_event(file, film, portal):
    record = added(file, film)
    kept = (SERIAL, "LingCam", "35.7756")
    brain = portal.portal_catalog.unrestrictedSearchResults(UID=record.UID())[0]
    summary = getMultiAdapter((brain, portal.REQUEST), ISerializeToJsonSummary)()
    whole = getMultiAdapter((record, portal.REQUEST), ISerializeToJson)()
    state = facts.canonical_state(record)
    index = portal.portal_catalog.getIndexDataForRID(brain.getRID())
    for shown in (summary, whole, state, index):
        assert not [one for one in kept if one in str(shown)]
