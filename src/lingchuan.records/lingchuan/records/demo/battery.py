"""S05: a gas station is checked, and the body camera's battery runs out."""

from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import add_recording
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import importing
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.media import clip
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import OFFICERS
from lingchuan.records.demo.users import SECOND


DAY = "2026-05-19"
PLACE = "陵川县平城镇演示路3号"
BATTERY = {
    "starts": moment(DAY, "10:31:10"),
    "ends": moment(DAY, "10:40:05"),
    "cause": "BATTERY",
    "voice_explained": True,
    "voice_offset_s": 4.0,
    "explained_by": HANDLER,
}
CELLAR = {
    "starts": moment(DAY, "10:50:00"),
    "ends": moment(DAY, "10:50:40"),
    "cause": "OTHER_OBJECTIVE",
    "reason": "进入地下室无信号且禁用电子设备（演示）",
    "voice_explained": True,
    "voice_offset_s": 5.0,
    "explained_by": HANDLER,
}
NOTICE = {"notice_given": True, "notice_offset_s": 12.0, "notice_method": "oral"}
SHOTS = [
    {"code": "KS1", "answer": "present", "offset_s": 40.0},
    {"code": "KS2", "answer": "present", "offset_s": 90.0},
    {"code": "KS5", "answer": "not_applicable", "reason": "本次没有重要证据（演示）"},
]
# From, to, and what else is told of each part of the recording.
CLIPS = (
    ("10:12:00", "10:31:10", NOTICE | {"key_shots": SHOTS}),
    ("10:40:05", "10:50:00", {"interruptions": [BATTERY]}),
    ("10:50:40", "11:02:00", {"interruptions": [CELLAR]}),
)


def battery_case(files: object) -> None:
    """Create the file, accepted, with its check; one gap waits for the supervisor."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="燃气经营许可：示例燃气站（演示S05）",
        matters=[matter("RQJY")],
        applicant_name="示例燃气站",
        applicant_type="legal",
        applicant_id_number="91140524MA0EFGH2XQ",
        unit=FIRST_UNIT,
        handlers=[HANDLER, SECOND],
        received_on=day("2026-05-11"),
        retention_class="y10",
    )
    issued = "issued_document"
    add_paper(CLERK, file, issued, "行政许可申请书", "2026-05-11", stage="申请")
    move(HANDLER, file, "accept", accepted_on=day("2026-05-12"))
    add_paper(
        HANDLER,
        file,
        issued,
        "受理通知书",
        "2026-05-12",
        document_number="陵审批受字〔2026〕第105号",
        stage="受理",
    )
    with importing(file):
        _check(file)


def _check(file: object) -> None:
    check = add(
        HANDLER,
        file,
        "FieldRecord",
        activity_kind="site_check",
        place=PLACE,
        starts=moment(DAY, "10:12:30"),
        ends=moment(DAY, "11:00:00"),
        officers=[HANDLER, SECOND],
        triggers=["AGENCY_DECISION"],
        trigger_basis="音像记录事项清单（演示）",
        returned_on=day(DAY),
        stage="现场核查",
    )
    kind, name = "investigation", "现场核查笔录"
    note = add_paper(HANDLER, check, kind, name, DAY, stage="现场核查")
    films = [_film(check, *one) for one in CLIPS]
    for record in (check, note, *films):
        move(OFFICERS[0], record, "mark_open", comment="不含秘密事项（演示）")


def _film(check: object, starts: str, ends: str, more: dict) -> object:
    return add_recording(
        check,
        moment("2026-05-20", "09:00"),
        medium="video",
        device_kind="body_camera",
        device_id="LC-07",
        operator=HANDLER,
        file=clip("hearing.mp4"),
        starts=moment(DAY, starts),
        ends=moment(DAY, ends),
        place=PLACE,
        persons=["示例燃气站站长"],
        staff=[HANDLER, SECOND],
        summary="现场核查燃气站设施（演示数据，片段代替全长）",
        no_private_copy=True,
        stage="现场核查",
        **more,
    )
