"""Cases S02, S04, S05, S06, S07, S12 of the reference: what the recording rules find."""

from datetime import date
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.case_facts import KeyShot
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import Signer
from lingchuan.records.core.rules import activities
from lingchuan.records.core.rules import clips
from lingchuan.records.core.rules import completeness
from lingchuan.records.core.rules import coverage
from lingchuan.records.core.rules import disposal
from lingchuan.records.core.rules import filing
from lingchuan.records.core.rules import key_shots
from lingchuan.records.core.rules import papers
from lingchuan.records.core.rules import saving
from lingchuan.records.core.rules.rule import Rule
from tests.core.recorded_cases import all_found
from tests.core.recorded_cases import around
from tests.core.recorded_cases import at
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import field_work
from tests.core.recorded_cases import findings
from tests.core.recorded_cases import hearing
from tests.core.recorded_cases import REGISTERED
from tests.core.recorded_cases import shots


MODULES = (activities, clips, completeness, coverage, disposal)
MODULES += (filing, key_shots, papers, saving)
RULES = [
    one for module in MODULES for one in vars(module).values() if isinstance(one, Rule)
]


def told(case, now):
    """Return {rule id: verdicts} of all that the recording rules find in a case."""
    return all_found(RULES, case, around(now))


# S02: a refusal left at the door on a Thursday.
LEFT = field_work(
    "2026-05-14",
    "15:03",
    "15:20",
    kind="service",
    service_method="leaving",
    stage="送达",
)
RECEIPT = Paper(
    "receipt",
    "service_document",
    "送达回证",
    stage="送达",
    activity="act",
    signers=(Signer("王某", "party", False, "拒绝签收", "村委会李某"),),
    service_method="leaving",
    premises=False,
    served_on=date(2026, 5, 14),
)
ON_CAMERA = clip(
    "2026-05-14",
    "15:02",
    "15:21",
    device=changed(REGISTERED, last_check_on=date(2026, 5, 11)),
    key_shots=shots("KS1", "KS2", "KS3"),
    stage="送达",
    saved_at=at("2026-05-15 09:10"),
)


def test_s02_a_leaving_on_body_camera_passes():
    case = case_of(LEFT, ON_CAMERA, papers=(RECEIPT,))
    assert told(case, "2026-05-15 10:00") == {}


def test_s02b_a_phone_video_alone_fails_r10_1():
    phone = changed(ON_CAMERA, device_kind="phone", device=None, key_shots=())
    found = told(case_of(LEFT, phone, papers=(RECEIPT,)), "2026-05-15 10:00")
    assert found == {"R10-1": ["FAIL"], "R05-1": ["WARN"]}


def test_s02c_no_av_fails_r10_1_once_it_should_be_saved():
    case = case_of(LEFT, papers=(RECEIPT,))
    assert told(case, "2026-05-15 10:00") == {"R10-1": ["OPEN"]}
    assert told(case, "2026-05-18 10:00") == {"R10-1": ["FAIL"]}


def test_s02d_saved_on_monday_is_a_working_day_late():
    late = changed(ON_CAMERA, saved_at=at("2026-05-18 09:00"))
    case = case_of(LEFT, late, papers=(RECEIPT,))
    assert told(case, "2026-05-18 10:00") == {"R18-1": ["FAIL"]}
    (one,) = findings(saving.R18_1, case, around("2026-05-18 10:00"))
    assert (one.due, one.overdue_workdays) == (date(2026, 5, 15), 1)


# S04: an interview on premises whose equipment is switched on late.
TALK = hearing("2026-05-12", "14:00", "14:50", stage="审查")
ROOM = clip(
    "2026-05-12",
    "14:04",
    "14:55",
    device_kind="fixed_room",
    device=changed(REGISTERED, kind="fixed_room", last_check_on=date(2026, 5, 11)),
    key_shots=(),
    stage="审查",
    notice_offset_s=0.0,
)


def test_s04_the_four_minutes_at_the_head_fail_r14_3_and_r15_2():
    case, now = case_of(TALK, ROOM), "2026-05-12 21:00"
    assert told(case, now) == {"R14-3": ["FAIL"], "R15-2": ["FAIL"]}
    (edge,) = findings(coverage.R14_3, case, around(now))
    (gap,) = findings(coverage.R15_2, case, around(now))
    assert (edge.part, gap.part) == ("starts", "2026-05-12T14:00:00+08:00")
    for one in (edge, gap):
        params = dict(one.params)
        assert (params["seconds"], params["minutes"]) == ("240", "4")
        assert params["to"] == "2026-05-12 14:04:00"


def test_s04_a_clip_of_the_head_that_comes_later_mends_it():
    head = changed(ROOM, uid="head", starts=at("2026-05-12 13:58"))
    head = changed(head, ends=at("2026-05-12 14:05"))
    assert told(case_of(TALK, ROOM, head), "2026-05-12 21:00") == {}


def test_s04_without_any_av_fails_r09_1():
    case = case_of(TALK)
    assert told(case, "2026-05-12 21:00") == {"R09-1": ["OPEN"]}
    assert told(case, "2026-05-14 00:00") == {"R09-1": ["FAIL"]}


# S05: a battery that runs out.
CHECK = field_work("2026-05-19", "10:12:30", "11:00:00", stage="现场核查")
EMPTY = Interruption(
    at("2026-05-19 10:31:10"),
    at("2026-05-19 10:40:05"),
    "BATTERY",
    voice_explained=True,
    voice_offset_s=4.0,
    explained_by="handler1",
)
CHECK_PAPER = Paper(
    "paper", "investigation", "现场核查笔录", stage="现场核查", activity="act"
)


def battery(stop):
    """Return what is found on the field work whose break says this."""
    device = changed(REGISTERED, last_check_on=date(2026, 5, 11))
    common = {"device": device, "stage": "现场核查"}
    first = clip("2026-05-19", "10:12:00", "10:31:10", uid="first", **common)
    second = clip("2026-05-19", "10:40:05", "11:02:00", uid="second", **common)
    second = changed(second, interruptions=(stop,))
    case = case_of(CHECK, first, second, papers=(CHECK_PAPER,))
    (gap,) = coverage.coverage_of(CHECK, case, around("2026-05-20 10:00")).gaps
    assert gap.seconds == 8 * 60 + 55
    return told(case, "2026-05-20 10:00")


def test_s05_a_battery_that_is_explained_by_voice_passes():
    assert battery(EMPTY) == {}


def test_s05_without_the_voice_fails_r15_3():
    silent = changed(EMPTY, voice_explained=False, voice_offset_s=None)
    assert battery(silent) == {"R15-3": ["FAIL"]}


def test_s05_a_subjective_cause_fails_r15_2():
    subjective = changed(EMPTY, cause="操作人员认为无需拍摄")
    assert battery(subjective) == {"R15-2": ["FAIL"]}


def test_s05_another_objective_cause_asks_a_person():
    reason = "进入地下室无信号且禁用电子设备"
    other = changed(EMPTY, cause="OTHER_OBJECTIVE", reason=reason)
    assert battery(other) == {"R15-3": ["HUMAN"]}


# S06: the simple deadline, over a weekend.
def simple(saved_at):
    """Return what is found where the clip of a Friday is saved then."""
    work = field_work("2026-03-06", "15:30", "16:30", stage="现场核查")
    film = clip("2026-03-06", "15:29", "16:31", stage="现场核查")
    device = changed(REGISTERED, last_check_on=date(2026, 3, 2))
    film = changed(film, device=device, saved_at=at(saved_at))
    return case_of(work, film, papers=(CHECK_PAPER,))


def test_s06_saved_on_tuesday_is_a_working_day_late():
    case, now = simple("2026-03-10 09:00"), "2026-03-10 10:00"
    assert told(case, now) == {"R18-1": ["FAIL"]}
    (one,) = findings(saving.R18_1, case, around(now))
    assert (one.due, one.overdue_workdays) == (date(2026, 3, 9), 1)


def test_s06_saved_late_on_monday_passes():
    assert told(simple("2026-03-09 23:10"), "2026-03-10 10:00") == {}


# S07: three days in a remote area.
REMOTE = changed(
    field_work("2026-04-20", "09:00", "17:00", stage="现场核查"),
    ends=at("2026-04-22 17:00"),
    save_exception="REMOTE",
    returned_on=date(2026, 4, 23),
    certified_by="section_head1",
)


def remote(**changes):
    """Return the case of the remote work, its clip saved on the Friday at 11:00."""
    device = changed(REGISTERED, last_check_on=date(2026, 4, 15))
    film = clip("2026-04-20", "08:59", "17:00", stage="现场核查", device=device)
    film = changed(film, ends=at("2026-04-22 17:01"), saved_at=at("2026-04-24 11:00"))
    return case_of(changed(REMOTE, **changes), film, papers=(CHECK_PAPER,))


def test_s07_saved_the_day_after_a_certified_return_passes():
    assert told(remote(), "2026-04-24 12:00") == {}


def test_s07_without_a_ground_is_due_after_the_end():
    case, now = remote(save_exception=""), "2026-04-24 12:00"
    assert told(case, now) == {"R18-1": ["FAIL"]}
    (one,) = findings(saving.R18_1, case, around(now))
    assert (one.due, one.overdue_workdays) == (date(2026, 4, 23), 1)


def test_s07_a_return_before_the_end_is_blocked():
    found = told(remote(returned_on=date(2026, 4, 21)), "2026-04-24 12:00")
    assert found["R18-1b"] == ["BLOCK"]


def test_s07_an_uncertified_ground_warns_and_asks_a_person():
    found = told(remote(certified_by=""), "2026-04-24 12:00")
    assert found == {"R18-1b": ["WARN", "HUMAN"]}


def test_s07_a_ground_without_a_return_is_open():
    found = told(remote(returned_on=None), "2026-04-24 12:00")
    assert found == {"R18-1": ["OPEN"]}


# S12: a crowd blocks the road, on the day before a holiday of three days.
CROWD = field_work(
    "2026-06-18",
    "09:42",
    "10:54",
    stage="现场核查",
    triggers=("INCIDENT",),
    perishable_evidence=True,
)
CROWD_FILM = clip(
    "2026-06-18",
    "09:40",
    "10:55",
    stage="现场核查",
    device=changed(REGISTERED, last_check_on=date(2026, 6, 1)),
    key_shots=shots("KS1", "KS2", "KS7"),
    saved_at=at("2026-06-22 16:00"),
)


def test_s12_a_crowd_on_body_camera_fails_for_the_perishable_evidence_alone():
    case = case_of(CROWD, CROWD_FILM, papers=(CHECK_PAPER,))
    assert told(case, "2026-06-22 17:00") == {"R16-1": ["FAIL"]}
    (one,) = findings(key_shots.R16_1, case, around("2026-06-22 17:00"))
    assert (one.part, one.code) == ("KS4", "ks4_missing")


def test_s12_declared_and_denied_evidence_contradicts_the_activity():
    denied = (*CROWD_FILM.key_shots, KeyShot("KS4", "not_applicable", reason="无"))
    film = changed(CROWD_FILM, key_shots=denied)
    case = case_of(CROWD, film, papers=(CHECK_PAPER,))
    (one,) = findings(key_shots.R16_1, case, around("2026-06-22 17:00"))
    assert one.code == "ks4_contradicted"


def test_s12_is_due_after_the_holiday_and_kept_as_long_as_its_file():
    late = changed(CROWD_FILM, saved_at=at("2026-06-23 00:00"))
    case = case_of(CROWD, late, papers=(CHECK_PAPER,))
    (one,) = findings(saving.R18_1, case, around("2026-06-23 08:00"))
    assert one.due == date(2026, 6, 22)
    assert disposal.disposable_from("y30", date(2027, 1, 1)) == date(2057, 1, 1)
