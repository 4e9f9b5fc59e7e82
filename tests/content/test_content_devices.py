"""Art. 5: since when a device is out of service, and what it recorded meanwhile."""

from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import cases
from lingchuan.records.content import clock_offsets
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.actions import changed
from lingchuan.records.content.actions import correct
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.digest import state_digest
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import move
from tests.permit_files import open_file

import pytest


NUMBER = "LC-07"


def at(hour: int, day: int = 20) -> datetime:
    return datetime(2026, 4, day, hour, tzinfo=facts.ZONE)


def today() -> datetime:
    return facts.now().replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.fixture
def register(integration):
    """Return a maker of devices."""

    def make(**values):
        values = {"device_id": NUMBER, "device_kind": "body_camera"} | values
        with api.env.adopt_roles(["Manager"]):
            return createContentInContainer(
                integration["portal"]["devices"], "RecordingDevice", **values
            )

    return make


def change(device, **values):
    for name, value in values.items():
        setattr(device, name, value)
    with api.env.adopt_roles(["Manager"]):
        changed(device)


# What a recording has to say before it is sealed (Art. 12).
TOLD = {
    "medium": "photo",
    "place": "演示街12号",
    "persons": ["业主"],
    "staff": ["handler1"],
    "summary": "现场情况",
}


@pytest.fixture
def film(integration):
    """Return a maker of recordings of the device."""
    file = open_file(integration["portal"])

    def make(starts, **values):
        with api.env.adopt_user(username="handler1"):
            span = {"starts": starts, "ends": starts + timedelta(minutes=10)}
            values = {"device_id": NUMBER, "title": "录像"} | span | values
            return add_record(file, "MediaEvidence", **values)

    return make


def refused(film, starts, **values):
    """Tell whether a recording is refused for its device."""
    try:
        film(starts, **values)
    except BadInput as error:
        (problem,) = error.problems
        assert (problem.field, problem.code) == ("device_id", "device_not_in_service")
        return True
    return False


def test_a_recording_from_before_the_device_went_out_of_service_is_taken(
    register, film
):
    change(register(), status="repair", status_since=at(12))
    assert not refused(film, at(11))
    assert refused(film, at(12))
    assert refused(film, at(9, day=21))


def test_after_the_device_is_back_only_the_time_between_is_refused(register, film):
    device = register()
    change(device, status="repair", status_since=at(12, day=18))
    change(device, status="in_service", status_since=at(12, day=20))
    assert [refused(film, at(9, day=day)) for day in (18, 19, 20, 21)] == [
        False,
        True,
        True,
        False,
    ]
    assert [row["status"] for row in device.status_history] == [
        "in_service",
        "repair",
        "in_service",
    ]


def test_a_change_that_nobody_dates_counts_from_this_day_on(register, film):
    device = register()
    change(device, status="repair")
    assert device.status_since == today()
    assert not refused(film, today() - timedelta(hours=1))
    assert refused(film, today())


def test_who_is_registered_out_of_service_never_was_in_it(register, film):
    register(status="retired")
    assert refused(film, at(9))


def test_a_day_that_was_there_before_dates_no_change(register, film):
    device = register(status_since=at(9))
    change(device, status="repair", status_since=at(9))
    assert device.status_since == today()
    assert [row["since"] for row in device.status_history] == [at(9), today()]


def test_a_change_that_nobody_dates_follows_one_of_this_day(register):
    device = register()
    moment = facts.now()
    change(device, status="repair", status_since=moment)
    change(device, status="in_service")
    assert device.status_since == moment


def test_a_state_is_dated_anew_and_never_before_the_one_it_follows(register):
    device = register()
    change(device, status="repair", status_since=at(12))
    change(device, status_since=at(9))
    assert [row["since"] for row in device.status_history] == [None, at(9)]
    change(device, status="retired")
    change(device, status="repair")
    days = [row["since"] for row in device.status_history]
    assert days[1:] == sorted(days[1:])
    for since in (at(8, day=1), facts.now() + timedelta(hours=1)):
        with pytest.raises(BadInput) as error:
            change(device, status="in_service", status_since=since)
        assert [one.field for one in error.value.problems] == ["status_since"]
        device.status, device.status_since = "repair", days[-1]
        device.status_history = device.status_history[:4]


def test_the_clock_of_the_device_tells_the_true_moment(register, film):
    # Eight hours ahead, it says 13:00 when it is five in the morning.
    device = register(clock_checks=[{"at": at(8, day=18), "offset_s": 8 * 3600.0}])
    change(device, status="repair", status_since=at(12))
    assert not refused(film, at(13))
    assert refused(film, at(21))


def test_what_was_taken_once_may_still_be_mended(register, film):
    device = register()
    clip, other = film(at(13)), film(at(9))
    change(device, status="repair", status_since=at(12))
    clip.summary = "现场核查全过程"
    changed(clip)
    other.starts = at(12)
    other.ends = at(13)
    with pytest.raises(BadInput):
        changed(other)


def test_what_is_imported_is_taken_and_judged(register, film):
    change(register(), status="repair", status_since=at(12))
    clips = [film(at(hour), imported=True) for hour in (9, 13)]
    file = facts.permit_file_of(clips[0])
    states = {one.uid: one.device.status for one in cases.case_of(file, clips).clips}
    assert states == {clips[0].UID(): "in_service", clips[1].UID(): "repair"}


def check(day: int, offset_s: float) -> dict[str, object]:
    return {"at": at(8, day=day), "offset_s": offset_s}


def test_a_recording_keeps_what_the_last_check_before_it_says(register, film):
    register(clock_checks=[check(18, 3.0), check(19, 9.0), check(21, 1.0)])
    assert film(at(9)).clock_offset_s == 9.0
    assert film(at(9, day=1)).clock_offset_s is None
    assert film(at(9), device_id="LC-99").clock_offset_s is None


def test_a_new_check_reaches_what_is_not_sealed_as_an_event_of_it(register, film):
    early, late, other = film(at(9)), film(at(9, day=22)), film(at(9), device_id="B")
    before = [one.ledger_event for one in (early, late, other)]
    device = register(clock_checks=[check(21, 5.0)])
    assert [one.clock_offset_s for one in (early, late, other)] == [None, 5.0, None]
    after = [one.ledger_event for one in (early, late, other)]
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, False, True]
    assert late.state_digest == state_digest(facts.canonical_state(late))
    change(device, clock_checks=[check(19, 2.0), check(21, 6.0)])
    assert [one.clock_offset_s for one in (early, late)] == [2.0, 6.0]
    change(device, clock_checks=[])
    assert [one.clock_offset_s for one in (early, late)] == [None, None]


def test_a_sealed_recording_keeps_its_offset_until_it_is_corrected(register, film):
    device = register(clock_checks=[check(18, 3.0)])
    photo = NamedBlobFile(b"\xff\xd8\xff\xe0\xff\xd9", "image/jpeg", "照片.jpg")
    clip = film(at(9), file=photo, **TOLD)
    with api.env.adopt_user(username="handler1"):
        api.content.transition(clip, "submit")
        api.content.transition(clip, "seal")
    change(device, clock_checks=[check(18, 3.0), check(19, 9.0), check(23, 7.0)])
    correct(clip, {"summary": "全过程"}, "补写")
    assert clip.clock_offset_s == 3.0
    correct(clip, {"starts": at(9, day=24), "ends": at(10, day=24)}, "误写")
    assert clip.clock_offset_s == 7.0


def test_a_new_check_changes_nothing_of_a_file_that_is_over(register, film):
    clip = film(at(9))
    move(facts.permit_file_of(clip), "void", "section_head1", reason="误登")
    register(clock_checks=[check(18, 3.0)])
    assert clip.clock_offset_s is None


def test_a_device_that_only_changes_otherwise_wakes_no_recording(
    register, film, monkeypatch
):
    device = register(clock_checks=[check(18, 3.0)])
    film(at(9))
    monkeypatch.setattr(clock_offsets, "_clips_since", None)
    change(device, custodian="handler2")
