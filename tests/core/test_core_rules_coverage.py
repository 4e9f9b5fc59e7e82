"""R14-3, R15-1 … R15-3: recorded from before the start until after the end, unbroken."""

from datetime import UTC
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.rules.coverage import coverage_of
from lingchuan.records.core.rules.coverage import R14_3
from lingchuan.records.core.rules.coverage import R15_1
from lingchuan.records.core.rules.coverage import R15_2
from lingchuan.records.core.rules.coverage import R15_3
from tests.core.recorded_cases import around
from tests.core.recorded_cases import at
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import findings
from tests.core.recorded_cases import found
from tests.core.recorded_cases import hearing

import pytest


DAY = "2026-05-14"
NOW = around(f"{DAY} 18:00")
INDOORS = hearing(DAY, "14:00", "14:50")
OUTDOORS = field_work(DAY, "14:00", "14:50", triggers=("INCIDENT",))


def room(starts, ends, **changes):
    """Return a clip of the room's equipment."""
    return clip(DAY, starts, ends, **{"device_kind": "fixed_room"} | changes)


def stop(starts="14:20", ends="14:29", **changes):
    """Return an interruption by an empty battery, explained by voice."""
    facts = {"cause": "BATTERY", "voice_explained": True, "voice_offset_s": 4.0}
    times = at(f"{DAY} {starts}"), at(f"{DAY} {ends}")
    return Interruption(*times, **facts | changes)


def broken(one, make=room, **changes):
    """Return two clips with a break of nine minutes, the second of which explains it."""
    first = make("13:59", "14:20", uid="first", **changes)
    return first, make("14:29", "14:51", interruptions=(one,), **changes)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("13:59:59", "14:50:01", []),
        ("14:00:00", "14:50:01", [("starts", "av_on_at_start", "WARN")]),
        ("14:00:01", "14:50:01", [("starts", "av_on_late", "FAIL")]),
        ("13:59:59", "14:50:00", [("ends", "av_off_at_end", "WARN")]),
        ("13:59:59", "14:49:59", [("ends", "av_off_early", "FAIL")]),
        (
            "14:04",
            "14:44",
            [("starts", "av_on_late", "FAIL"), ("ends", "av_off_early", "FAIL")],
        ),
    ],
)
def test_r14_3_asks_for_av_before_the_start_until_after_the_end(starts, ends, expected):
    assert found(R14_3, case_of(INDOORS, room(starts, ends)), NOW) == expected


def test_r14_3_takes_the_first_and_the_last_of_several_devices():
    first, second = room("13:55", "14:10"), room("14:05", "14:51", uid="second")
    assert found(R14_3, case_of(INDOORS, second, first), NOW) == []


def test_r14_3_reckons_in_true_time():
    fast = room("14:03", "14:56", clock_offset_s=300)
    assert found(R14_3, case_of(INDOORS, fast), NOW) == []
    slow = room("13:59", "14:51", clock_offset_s=-300)
    assert found(R14_3, case_of(INDOORS, slow), NOW) == [
        ("starts", "av_on_late", "FAIL")
    ]


def test_r14_3_tells_how_long_is_missing():
    (one,) = findings(R14_3, case_of(INDOORS, room("14:04", "14:55")), NOW)
    assert dict(one.params) == {
        "from": f"{DAY} 14:00:00",
        "to": f"{DAY} 14:04:00",
        "seconds": "240",
        "minutes": "4",
    }


def test_r14_3_asks_nothing_off_premises_before_the_end_or_where_nothing_is_recorded():
    late = room("14:04", "14:44")
    assert found(R14_3, case_of(OUTDOORS, late), NOW) == []
    assert found(R14_3, case_of(INDOORS, late), around(f"{DAY} 14:49")) == []
    assert found(R14_3, case_of(INDOORS), NOW) == []
    assert found(R14_3, case_of(INDOORS, changed(late, medium="photo")), NOW) == []
    assert found(R14_3, case_of(INDOORS, changed(late, has_file=False)), NOW) == []
    assert found(R14_3, case_of(INDOORS, room("14:44", "14:04")), NOW) == []


UNTOLD = {"notice_given": None, "notice_offset_s": None, "notice_method": ""}


@pytest.mark.parametrize("kind", ["body_camera", "fixed_room"])
@pytest.mark.parametrize("activity", [INDOORS, OUTDOORS], ids=["indoors", "outdoors"])
def test_r15_1_fails_where_no_clip_tells_the_party(kind, activity):
    untold = room("13:59", "14:51", device_kind=kind, **UNTOLD)
    expected = [("", "notice_missing", "FAIL")]
    assert found(R15_1, case_of(activity, untold), NOW) == expected
    refused = changed(untold, notice_given=False)
    assert found(R15_1, case_of(activity, refused), NOW) == expected
    other = room("13:59", "14:51", uid="other")
    assert found(R15_1, case_of(activity, untold, other), NOW) == []


@pytest.mark.parametrize(
    ("method", "offset", "count"),
    [
        ("oral", 0.0, 0),
        ("oral", None, 1),
        ("both", None, 1),
        ("", 5.0, 1),
        ("written", None, 0),
    ],
)
def test_r15_1_warns_where_the_notice_has_no_method_or_place(method, offset, count):
    told = room("13:59", "14:51", notice_method=method, notice_offset_s=offset)
    expected = [("", "notice_undocumented", "WARN")] * count
    assert found(R15_1, case_of(INDOORS, told), NOW) == expected


def test_r15_1_asks_for_no_notice_of_a_phone_or_before_the_end():
    phone = room("13:59", "14:51", device_kind="phone", **UNTOLD)
    assert found(R15_1, case_of(OUTDOORS, phone), NOW) == []
    untold = room("13:59", "14:51", **UNTOLD)
    assert found(R15_1, case_of(INDOORS, untold), around(f"{DAY} 14:49")) == []


@pytest.mark.parametrize(
    ("starts", "count"), [("14:00:00", 0), ("14:00:05", 0), ("14:00:06", 1)]
)
def test_r15_2_forgives_a_gap_within_the_tolerance_only(starts, count):
    expected = [(f"{DAY}T14:00:00+08:00", "gap_unexplained", "FAIL")] * count
    assert found(R15_2, case_of(INDOORS, room(starts, "14:51")), NOW) == expected


def test_r15_2_takes_any_device_and_every_gap():
    phone = room("13:59", "14:10", device_kind="phone")
    later = room("14:12", "14:40", uid="later")
    gaps = found(R15_2, case_of(INDOORS, phone, later), NOW)
    starts = [f"{DAY}T14:10:00+08:00", f"{DAY}T14:40:00+08:00"]
    assert gaps == [(one, "gap_unexplained", "FAIL") for one in starts]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cause": "DEVICE_FAULT"}, ""),
        ({"cause": "DAMAGE"}, ""),
        ({"cause": "BAD_WEATHER"}, ""),
        ({"cause": "BATTERY"}, ""),
        ({"cause": "STORAGE"}, ""),
        ({"cause": "OTHER_OBJECTIVE", "reason": "禁用电子设备"}, ""),
        ({"cause": "OTHER_OBJECTIVE"}, "gap_reason_missing"),
        ({"cause": ""}, "gap_cause_missing"),
        ({"cause": "操作人员认为无需拍摄"}, "gap_cause_subjective"),
        ({"cause": "午休", "reason": "午休"}, "gap_cause_subjective"),
    ],
)
def test_r15_2_accepts_the_causes_of_the_law_alone(changes, code):
    case = case_of(INDOORS, *broken(stop(**changes)))
    part = f"{DAY}T14:20:00+08:00"
    assert found(R15_2, case, NOW) == ([(part, code, "FAIL")] if code else [])


def test_r15_2_explains_no_more_than_the_interruption_reaches_over():
    short = case_of(INDOORS, *broken(stop(ends="14:28:54")))
    assert [code for _part, code, _verdict in found(R15_2, short, NOW)] == [
        "gap_unexplained"
    ]
    assert found(R15_2, case_of(INDOORS, *broken(stop(ends="14:28:55"))), NOW) == []


def test_r15_2_names_a_gap_by_its_start_in_the_zone_of_the_question():
    in_utc = changed(INDOORS, starts=INDOORS.starts.astimezone(UTC))
    case = case_of(in_utc, room("14:04", "14:55"))
    ((part, _code, _verdict),) = found(R15_2, case, NOW)
    assert part == f"{DAY}T14:00:00+08:00"


def test_r15_2_asks_only_where_av_is_owed_or_the_law_names_the_device():
    quiet = changed(OUTDOORS, triggers=())
    half = ("14:00", "14:20")
    for kind, count in (("body_camera", 1), ("fixed_room", 1), ("phone", 0)):
        case = case_of(quiet, room(*half, device_kind=kind))
        assert len(found(R15_2, case, NOW)) == count
    for activity in (INDOORS, OUTDOORS):
        case = case_of(activity, room(*half, device_kind="phone"))
        assert len(found(R15_2, case, NOW)) == 1


def test_r15_2_leaves_an_activity_without_any_av_to_the_other_rules():
    assert found(R15_2, case_of(INDOORS), NOW) == []
    photo = changed(room("14:10", "14:11"), medium="photo", ends=None)
    assert len(found(R15_2, case_of(INDOORS, photo), NOW)) == 1
    assert len(found(R15_2, case_of(INDOORS, room("14:44", "14:04")), NOW)) == 1


@pytest.mark.parametrize(
    ("kind", "verdict"), [("body_camera", "FAIL"), ("fixed_room", "WARN")]
)
@pytest.mark.parametrize("voice", [None, False])
def test_r15_3_asks_for_the_voice_of_a_body_camera_and_reminds_of_others(
    kind, verdict, voice
):
    case = case_of(INDOORS, *broken(stop(voice_explained=voice), device_kind=kind))
    part = f"{DAY}T14:20:00+08:00"
    assert found(R15_3, case, NOW) == [(part, "voice_missing", verdict)]


def test_r15_3_judges_by_the_device_that_stopped():
    silent = stop(voice_explained=False)
    first, second = broken(silent)
    camera = changed(first, device_kind="body_camera")
    ((_part, _code, verdict),) = found(R15_3, case_of(INDOORS, camera, second), NOW)
    assert verdict == "WARN"


def test_r15_3_warns_where_the_voice_has_no_place_in_the_clip():
    case = case_of(INDOORS, *broken(stop(voice_offset_s=None)))
    ((_part, code, verdict),) = found(R15_3, case, NOW)
    assert (code, verdict) == ("voice_offset_missing", "WARN")
    assert found(R15_3, case_of(INDOORS, *broken(stop(voice_offset_s=0.0))), NOW) == []


def test_r15_3_asks_a_person_of_another_objective_cause_until_one_confirms_it():
    other = stop(cause="OTHER_OBJECTIVE", reason="地下室禁用电子设备")
    case = case_of(INDOORS, *broken(other))
    ((_part, code, verdict),) = found(R15_3, case, NOW)
    assert (code, verdict) == ("cause_to_confirm", "HUMAN")
    confirmed = changed(other, confirmed_by="supervisor1")
    assert found(R15_3, case_of(INDOORS, *broken(confirmed)), NOW) == []
    silent = changed(confirmed, voice_explained=None)
    ((_part, code, _verdict),) = found(R15_3, case_of(INDOORS, *broken(silent)), NOW)
    assert code == "voice_missing"


def test_r15_3_is_silent_where_r15_2_speaks_or_another_device_went_on():
    lunch = stop(cause="午休", voice_explained=None)
    assert found(R15_3, case_of(INDOORS, *broken(lunch)), NOW) == []
    clips = broken(stop(voice_explained=None))
    beside = room("14:15", "14:35", uid="beside")
    assert found(R15_3, case_of(INDOORS, *clips, beside), NOW) == []


def test_coverage_counts_only_what_has_a_file_and_a_time():
    case = case_of(INDOORS, room("14:04", "14:55"))
    assert coverage_of(INDOORS, case, NOW).covered_s == 46 * 60
    empty = case_of(INDOORS, room("14:04", "14:55", has_file=False))
    assert coverage_of(INDOORS, empty, NOW).covered_s == 0
    first, last = INDOORS.starts, INDOORS.ends
    for starts, ends in ((None, last), (first, None), (last, first), (last, last)):
        assert (
            coverage_of(changed(INDOORS, starts=starts, ends=ends), case, NOW) is None
        )
