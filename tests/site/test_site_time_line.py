"""The time line of an activity and of a recording: true, linked, and of what one may see."""

from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.deciding import restrict
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import ZONE
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.site.media import MediaPage
from lingchuan.records.site.time_line_section import of_activity
from lingchuan.records.site.time_line_section import of_clip
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from zope.interface import alsoProvides

import datetime
import pytest


def moment(text):
    return datetime.datetime.fromisoformat(f"2026-05-19T{text}").replace(tzinfo=ZONE)


BREAK = {
    "starts": moment("10:31:10"),
    "ends": moment("10:40:05"),
    "cause": "BATTERY",
    "voice_explained": True,
    "voice_offset_s": 4.0,
}


def film(activity, title, starts, ends, **values):
    usual = {
        "medium": "video",
        "device_kind": "body_camera",
        "device_id": "LC-07",
        "file": NamedBlobFile(title.encode(), filename=f"{title}.mp4"),
    }
    times = {"starts": moment(starts), "ends": moment(ends)}
    return add_record(activity, "MediaEvidence", title=title, **usual | times | values)


@pytest.fixture
def request_(integration):
    alsoProvides(integration["request"], IRecordsLayer)
    return integration["request"]


@pytest.fixture
def check(integration, request_):
    """The site check of S05: a body camera whose battery ran out."""
    file = open_file(integration["portal"], handlers=["handler1", "handler2"])
    with acting("handler1"):
        check = add_record(
            file,
            "FieldRecord",
            title="核查",
            activity_kind="site_check",
            triggers=["INCIDENT"],
            starts=moment("10:12:30"),
            ends=moment("11:00"),
        )
        shots = [{"code": "KS1", "answer": "present", "offset_s": 40.0}]
        told = {"notice_given": True, "notice_offset_s": 12.0, "notice_method": "oral"}
        film(check, "前段", "10:12", "10:31:10", key_shots=shots, **told)
    return check


def section(check, request, userid="handler1"):
    with acting(userid):
        duties = duties_of(check.aq_parent)
        return of_activity(duties, check.UID(), request)


def looks(found):
    return [one["css"] for one in found.drawing.breaks()]


@pytest.mark.parametrize(
    ("stop", "look", "verdict"),
    [
        ({}, "said", "PASS"),
        ({"voice_explained": False}, "bare", "FAIL"),
        ({"cause": "OTHER_OBJECTIVE", "reason": "地下室"}, "human", "HUMAN"),
        ({"cause": "午休", "reason": "吃饭"}, "bare", "FAIL"),
        (None, "bare", "FAIL"),
    ],
)
def test_a_break_is_drawn_as_it_was_judged(check, request_, stop, look, verdict):
    stops = [] if stop is None else [BREAK | stop]
    with acting("handler1"):
        film(check, "后段", "10:40:05", "11:02", interruptions=stops)
    found = section(check, request_)
    (row,) = found.tables.breaks()
    assert looks(found) == [look]
    assert f"lr-v-{verdict.lower()}" in row["badge"]["css"]
    assert (row["span"], row["length"]) == ("10:31:10–10:40:05", "08:55")


def test_marks_lead_to_their_moment_in_their_recording(check, request_):
    with acting("handler1"):
        film(check, "后段", "10:40:05", "11:02", interruptions=[BREAK])
    first, second = sorted(check.objectValues(), key=lambda one: one.starts)
    found = section(check, request_)
    assert [(one["sign"], one["url"]) for one in found.drawing.pins()] == [
        ("N", f"{first.absolute_url()}?t=12#t=12"),
        ("1", f"{first.absolute_url()}?t=40#t=40"),
        ("V", f"{second.absolute_url()}?t=4#t=4"),
    ]
    (row,) = found.tables.breaks()
    assert [one["at"] for one in row["voice"]] == ["00:04"]


def test_two_devices_have_a_lane_each_and_cover_together(check, request_):
    with acting("handler1"):
        film(check, "另一台", "10:30", "11:02", device_id="LC-09")
    rows = section(check, request_).drawing.rows()
    assert [len(row["bars"]) for row in rows] == [1, 1, 1, 1]
    assert [row["text"].split()[0] for row in rows[1:3]] == ["LC-07", "LC-09"]
    assert looks(section(check, request_)) == []


def test_a_recording_that_is_hidden_is_not_on_the_line(check, request_):
    with acting("handler1"):
        secret = film(check, "当事人面部", "10:31", "11:02", device_id="LC-09")
    with acting("secrecy_officer"):
        register.clear("handler1", ["PRIVACY"], by="secrecy_officer")
        restrict(secret, ["PRIVACY"], reason="面部", data_items=["面部"])
    whole, less = (section(check, request_, who) for who in ("handler1", "handler2"))
    shown = f"{less.drawing.rows()} {less.drawing.label()} {less.tables.clips()}"
    assert "当事人面部" in str(whole.tables.clips())
    assert "LC-09" not in shown and "面部" not in shown
    assert secret.UID() not in shown and "1 recordings of 1 devices" in shown
    assert (looks(whole), looks(less)) == ([], ["bare"])


def test_a_break_of_what_owes_nothing_is_no_reproach(check, request_):
    with acting("handler1"):
        check.triggers = []
        check.objectValues()[0].device_kind = "phone"
    found = section(check, request_)
    assert looks(found) == ["free"]
    assert found.tables.breaks()[0]["badge"] is None
    assert found.badges() == []


def test_without_recordings_there_is_no_line(integration, request_):
    file = open_file(integration["portal"])
    with acting("handler1"):
        talk = add_record(file, "HearingRecord", title="约谈")
        assert of_activity(duties_of(file), talk.UID(), request_) is None


def test_an_id_number_in_a_reason_is_masked(check, request_):
    reason = "当事人 11010519491231002X 阻拦"
    stop = BREAK | {"cause": "OTHER_OBJECTIVE", "reason": reason}
    with acting("handler1"):
        film(check, "后段", "10:40:05", "11:02", interruptions=[stop])
    (row,) = section(check, request_).tables.breaks()
    assert "阻拦" in row["cause"] and "11010519491231002X" not in row["cause"]


def test_a_recording_alone_shows_its_own_marks_and_stops(check, request_):
    stop = BREAK | {"starts": moment("10:20"), "ends": moment("10:25")}
    with acting("handler1"):
        clip = film(check, "断", "10:12", "10:31:10", interruptions=[stop])
        found = of_clip(clip, request_)
    assert looks(found) == ["said"]
    assert len(found.drawing.rows()) == 1 and found.tables is None
    assert [one["sign"] for one in found.drawing.pins()] == ["V"]


@pytest.mark.parametrize(
    ("asked", "fragment"),
    [
        ("65.5", "#t=65.5"),
        ("", ""),
        ("-1", ""),
        ("nan", ""),
        ("x#t=9", ""),
        ("1e999", ""),
    ],
)
def test_the_player_starts_at_the_moment_that_was_asked(
    check, request_, asked, fragment
):
    clip = check.objectValues()[0]
    request_.form["t"] = asked
    url = MediaPage(clip, request_).player()["url"]
    assert url.partition(".mp4")[2] == fragment
