"""From objects to the facts that rules know: all of it, as of a moment (Art. 7–18)."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import cases
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.core.case_facts import Extension
from lingchuan.records.core.case_facts import Signer
from plone import api
from plone.dexterity.utils import createContentInContainer
from tests.permit_files import open_file

import pytest


def case_of(file, as_of=None):
    return cases.case_of(file, facts.descendants(file), as_of)


def at(hour, minute=0, day=20):
    return datetime(2026, 4, day, hour, minute, tzinfo=facts.ZONE)


@pytest.fixture
def file(integration):
    made = open_file(integration["portal"], accepted_on=date(2026, 3, 16))
    made.extension = [
        {
            "workdays": 10,
            "approved_by": "agency_head",
            "approved_on": date(2026, 4, 13),
        }
    ]
    return made


def add(holder, kind, **values):
    with api.env.adopt_user(username="handler1"):
        return add_record(holder, kind, **values)


@pytest.fixture
def field_work(file):
    return add(
        file,
        "FieldRecord",
        title="现场核查",
        activity_kind="site_check",
        starts=at(9),
        ends=at(11),
        officers=["handler1", "handler2"],
        documents_served=True,
    )


def test_papers_lie_in_the_activity_that_holds_them_or_that_they_name(file, field_work):
    uid = field_work.UID()
    within = add(field_work, "TextRecord", title="笔录", made_on=date(2026, 4, 20))
    naming = add(
        file, "TextRecord", title="说明", activity=uid, signers=[{"name": "甲"}]
    )
    other = add(file, "TextRecord", title="申请书")
    papers = {one.uid: one for one in case_of(file).papers}
    assert papers[within.UID()].activity == papers[naming.UID()].activity == uid
    assert papers[other.UID()].activity is None
    assert papers[naming.UID()].signers == (Signer("甲"),)
    (activity,) = case_of(file).activities
    assert activity.in_field and activity.documents_served and not activity.premises
    assert activity.officers == ("handler1", "handler2")


def test_a_clip_knows_its_device_and_how_far_its_clock_was_off(
    integration, file, field_work
):
    devices = integration["portal"]["devices"]
    with api.env.adopt_roles(["Manager"]):
        createContentInContainer(
            devices,
            "RecordingDevice",
            title="记录仪",
            device_id="LC-07",
            device_kind="body_camera",
            status="repair",
            clock_checks=[
                {"at": at(8, day=18), "offset_s": 3.0},
                {"at": at(8, day=19), "offset_s": 9.0},
                {"at": at(8, day=21), "offset_s": 1.0},
            ],
        )
    known = {"starts": at(9), "ends": at(11), "medium": "video"}
    legacy = known | {"device_id": "LC-07", "imported": True}
    add(field_work, "MediaEvidence", title="录像", **legacy)
    add(field_work, "MediaEvidence", title="手机", device_id="none", **known)
    first, second = sorted(case_of(file).clips, key=lambda clip: clip.device_id)
    assert (first.clock_offset_s, first.device.status) == (9.0, "repair")
    assert first.device.last_check_on == date(2026, 4, 19)
    assert (second.clock_offset_s, second.device) == (0.0, None)
    assert first.activity == field_work.UID()


def test_as_of_a_moment_later_days_and_records_are_not_there(file, field_work):
    add(file, "TextRecord", title="申请书", made_on=date(2026, 3, 9))
    whole, before = case_of(file), case_of(file, at(12, day=10))
    assert len(whole.activities) == 1 and not before.activities
    assert len(before.papers) == 1
    assert whole.extension == Extension(10, "agency_head", date(2026, 4, 13))
    assert before.extension is None
    assert before.accepted_on == date(2026, 3, 16)
    assert case_of(file, datetime(2026, 3, 12, tzinfo=facts.ZONE)).accepted_on is None


def test_the_state_of_an_earlier_moment_follows_the_days_of_the_file(file):
    for name, day in (("accepted_on", 16), ("decided_on", 24), ("served_on", 26)):
        setattr(file, name, date(2026, 3, day))
    states = {
        day: case_of(file, datetime(2026, 3, day, 12, tzinfo=facts.ZONE)).state
        for day in (10, 16, 25)
    }
    assert states == {10: "registered", 16: "accepted", 25: "decided"}


def test_what_was_voided_is_no_part_of_a_case(file):
    paper = add(file, "TextRecord", title="笔录")
    with api.env.adopt_user(username="handler1"):
        api.content.transition(paper, "void", reason="误建")
    assert not case_of(file).papers


def test_what_is_planned_counts_as_soon_as_it_is_entered(file):
    ahead = facts.now() + timedelta(days=20)
    add(file, "HearingRecord", title="听证", starts=ahead, notice_served_on=None)
    assert len(case_of(file).activities) == 1


def test_a_hearing_counts_from_the_day_on_which_somebody_was_told_of_it(file):
    told = {"right_told_on": date(2026, 4, 8), "starts": at(9, day=28)}
    add(file, "HearingRecord", title="听证", **told)
    assert len(case_of(file, at(12, day=10)).activities) == 1
    assert not case_of(file, at(12, day=7)).activities


def test_the_ordinary_limit_is_no_special_law(file):
    file.matters = [
        {"code": "A", "limit_workdays": 20},
        {"code": "B", "limit_workdays": 45},
    ]
    assert [one.limit_workdays for one in case_of(file).matters] == [None, 45]


def test_rows_that_say_too_little_are_left_out(integration, file, field_work):
    devices = integration["portal"]["devices"]
    with api.env.adopt_roles(["Manager"]):
        createContentInContainer(
            devices,
            "RecordingDevice",
            title="记录仪",
            device_id="LC-07",
            clock_checks=[{"at": None, "offset_s": 3.0}],
        )
    add(
        field_work,
        "MediaEvidence",
        title="录像",
        device_id="LC-07",
        starts=at(9),
        ends=at(10),
        interruptions=[{"cause": "BATTERY", "starts": at(9, 10), "ends": None}],
        key_shots=[{"code": None, "answer": "present"}],
    )
    file.excluded_periods = [{"starts": None, "ends": date(2026, 4, 1)}]
    file.related_parties = [{"name": None, "role": "witness"}]
    case = case_of(file)
    (clip,) = case.clips
    assert (clip.interruptions, clip.key_shots, clip.clock_offset_s) == ((), (), 0.0)
    assert case.excluded == ()
