"""Case S11: a refusal that is sued, and its recording extracted for the court.

Two sheets: one lacks the extraction time and cannot be issued; one is issued. Issuing
takes a proof from the ledger, so it follows when the cases are committed.
"""

from lingchuan.records.content import facts
from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import add_recording
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import importing
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.media import clip
from lingchuan.records.demo.users import ARCHIVIST
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import HEAD
from lingchuan.records.demo.users import OFFICERS
from lingchuan.records.demo.users import SECOND


PLACE = "陵川县礼义镇演示零售点"
STARTS = moment("2026-03-12", "09:40")
ENDS = moment("2026-03-12", "09:55")
SHOTS = [
    {"code": "KS1", "answer": "present", "offset_s": 1.0},
    {"code": "KS2", "answer": "present", "offset_s": 2.0},
]
SHEET = {
    "case_number": "（2026）演示行初12号",
    "maker": SECOND,
    "made_at": STARTS,
    "extractor": ARCHIVIST,
    "method": "执法记录仪录制，逐字节复制到光盘（演示）",
    "second_person": HANDLER,
    "proves": "核查时零售点与居民楼的距离不足（演示）",
    "description": "核查人员测量距离的全过程（演示数据）。",
    "transcript": "00:00 现在开始核查。00:12 距离八米。（演示）",
    "medium_kind": "DVD",
    "medium_serial": "LC-DVD-0007",
    "original_or_copy": "copy",
}


def court_case(portal: object) -> None:
    """Create the file, its recording and the two sheets."""
    file = add(
        CLERK,
        portal["files"],
        "PermitFile",
        title="烟花爆竹经营（零售）许可：示例零售点（演示S11）",
        matters=[matter("YHBZ")],
        applicant_name="演示零售户",
        applicant_type="natural",
        applicant_id_number="999900198505050023",
        unit=FIRST_UNIT,
        handlers=[HANDLER, SECOND],
        received_on=day("2026-03-05"),
        retention_class="y10",
    )
    issued = "issued_document"
    add_paper(CLERK, file, issued, "行政许可申请书", "2026-03-05", stage="申请")
    move(HANDLER, file, "accept", accepted_on=day("2026-03-06"))
    with importing(file):
        recording = _recording(file)
    _refusal(file)
    for times in ({}, {"extracted_at": moment("2026-06-10", "10:00")}):
        where = portal["extractions"]
        sheet = SHEET | times | {"items": [recording.UID()]}
        add(ARCHIVIST, where, "EvidenceExtraction", **sheet)


def issue(portal: object) -> None:
    """Issue the sheet that is complete, and hand its medium to the court."""
    drafts = [one for one in portal["extractions"].objectValues() if one.extracted_at]
    for sheet in drafts:
        move(HANDLER, sheet, "issue", comment="已复核（演示）")
        move(
            ARCHIVIST,
            sheet,
            "hand_over",
            handed_to="演示人民法院",
            handed_on=facts.today(),
        )


def _recording(file: object) -> object:
    check = add(
        HANDLER,
        file,
        "FieldRecord",
        activity_kind="site_check",
        place=PLACE,
        starts=STARTS,
        ends=ENDS,
        officers=[HANDLER, SECOND],
        returned_on=day("2026-03-12"),
        stage="现场核查",
    )
    recording = add_recording(
        check,
        moment("2026-03-12", "17:20"),
        medium="video",
        device_kind="body_camera",
        device_id="LC-07",
        operator="经办员二",
        file=clip("hearing.mp4"),
        starts=STARTS,
        ends=ENDS,
        place=PLACE,
        persons=["演示零售户"],
        staff=[HANDLER, SECOND],
        summary="现场核查（演示数据，片段代替全长）",
        no_private_copy=True,
        key_shots=SHOTS,
        notice_given=True,
        notice_offset_s=4.0,
        notice_method="oral",
        stage="现场核查",
    )
    for record in (check, recording):
        move(HANDLER, record, "submit")
        move(OFFICERS[0], record, "mark_open", comment="不含秘密事项（演示）")
        move(HEAD, record, "seal")
    return recording


def _refusal(file: object) -> None:
    paper = "不予行政许可决定书"
    add_paper(HANDLER, file, "issued_document", paper, "2026-03-20", stage="决定")
    move(
        HANDLER,
        file,
        "decide",
        decided_on=day("2026-03-20"),
        matters=[{"code": "YHBZ", "decision": "refused", "decision_number": ""}],
    )
    move(HANDLER, file, "serve", served_on=day("2026-03-23"))
