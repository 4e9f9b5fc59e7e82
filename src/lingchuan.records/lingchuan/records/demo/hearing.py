"""Case S03: a hearing done right, with text, transcript and room video (演示)."""

from datetime import timedelta
from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import add_recording
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import importing
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.acting import rich_text
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.media import clip
from lingchuan.records.demo.media import paper
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import HEAD
from lingchuan.records.demo.users import SECOND


CHAIR = "股长一"
MINUTES = "集体讨论记录"
MINUTE = timedelta(minutes=1)
ROOM = "陵川县政务服务中心二楼听证室"
PEOPLE = (
    (CHAIR, "staff"),
    ("窗口员一", "staff"),
    ("经办员一", "staff"),
    ("秦学文", "party"),
    ("高秀兰", "witness"),
)
ROOM_CLIP = {
    "file": "hearing.mp4",
    "medium": "video",
    "device_kind": "fixed_room",
    "device_id": "LC-R1",
}
SOUND_CLIP = {
    "file": "notice.mp3",
    "medium": "audio",
    "device_kind": "recorder",
    "device_id": "LC-A2",
}
TRANSCRIPT = """<p>主持人宣布听证开始，核对参加人，告知全程录音录像（演示数据）。</p>
<p>审查人员经办员一：说明取水许可申请的审查意见及理由。</p>
<p>申请人代表秦学文：就取水量和退水措施进行申辩并出示材料。</p>
<p>主持人：听证结束，请各方核对笔录后签名。</p>"""


def hearing_case(files: object) -> object:
    """S03: water abstraction permit with a hearing done right."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="取水许可：泉源水业公司（演示S03）",
        matters=[matter("QSXK")],
        applicant_name="陵川泉源水业有限公司（演示）",
        applicant_type="legal",
        applicant_id_number="91140524MA0EFGH2XQ",
        applicant_phone="13900005678",
        applicant_address="陵川县附城镇演示路3号",
        unit=FIRST_UNIT,
        handlers=[HANDLER, SECOND],
        received_on=day("2026-04-10"),
        retention_class="y30",
        excluded_periods=[
            {
                "starts": day("2026-05-13"),
                "ends": day("2026-06-03"),
                "reason": "听证",
                "told_in_writing_on": day("2026-05-13"),
            }
        ],
    )
    issued = "issued_document"
    add_paper(CLERK, file, issued, "行政许可申请书", "2026-04-10", stage="申请")
    move(HANDLER, file, "accept", accepted_on=day("2026-04-13"))
    add_paper(HANDLER, file, issued, "受理通知书", "2026-04-13", stage="受理")
    with importing(file):
        _water_photos(file)
    add_paper(HANDLER, file, issued, "听证告知书", "2026-05-08", stage="听证")
    add_paper(HANDLER, file, issued, "听证通知书", "2026-05-25", stage="听证")
    with importing(file):
        _hearing(file)
    add_paper(HANDLER, file, "internal_approval", MINUTES, "2026-06-05", stage="审核")
    return file


def _water_photos(file: object) -> None:
    check = add(
        HANDLER,
        file,
        "FieldRecord",
        activity_kind="site_check",
        place="陵川县附城镇演示取水口",
        starts=moment("2026-04-22", "14:00"),
        ends=moment("2026-04-22", "15:10"),
        officers=[HANDLER, SECOND],
        returned_on=day("2026-04-22"),
        stage="现场核查",
    )
    add_paper(HANDLER, check, "investigation", "现场核查笔录", "2026-04-22")
    for name, clock, what in (
        ("intake.jpg", "14:12", "取水口现状照片（演示数据）"),
        ("meter.jpg", "14:40", "计量设施照片（演示数据）"),
    ):
        taken = moment("2026-04-22", clock)
        add_recording(
            check,
            moment("2026-04-22", "17:40"),
            medium="photo",
            device_kind="camera",
            device_id="LC-03",
            operator="经办员二",
            file=clip(name),
            starts=taken,
            ends=taken + MINUTE,
            place="陵川县附城镇演示取水口",
            persons=["秦学文"],
            staff=[HANDLER, SECOND],
            summary=what,
            no_private_copy=True,
            stage="现场核查",
        )


def _hearing(file: object) -> None:
    hearing = add(
        HANDLER,
        file,
        "HearingRecord",
        activity_kind="hearing",
        premises=True,
        place=ROOM,
        starts=moment("2026-06-03", "09:00"),
        ends=moment("2026-06-03", "11:30"),
        chair=HEAD,
        clerk=CLERK,
        attendees=[
            {"name": name, "role": role, "signed": True} for name, role in PEOPLE
        ],
        right_told_on=day("2026-05-08"),
        requested_on=day("2026-05-13"),
        notice_served_on=day("2026-05-25"),
        transcript=rich_text(TRANSCRIPT),
        transcript_file=paper("听证笔录", "2026-06-03 09:00–11:30", "各方均已签名"),
        stage="听证",
    )
    for clip_fields in (ROOM_CLIP, SOUND_CLIP):
        fields = clip_fields | {"file": clip(clip_fields["file"])}
        _hearing_clip(hearing, fields)
    move(HANDLER, hearing, "submit")


def _hearing_clip(hearing: object, fields: dict) -> None:
    add_recording(
        hearing,
        moment("2026-06-03", "16:20"),
        operator="窗口员一",
        starts=moment("2026-06-03", "08:50"),
        ends=moment("2026-06-03", "11:36"),
        place=ROOM,
        persons=["秦学文", "高秀兰"],
        staff=[HEAD, CLERK, HANDLER],
        summary="取水许可听证全过程（演示数据，片段代替全长）",
        no_private_copy=True,
        notice_given=True,
        notice_offset_s=480.0,
        notice_method="oral",
        stage="听证",
        **fields,
    )
