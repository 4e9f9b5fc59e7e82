"""Case S10: a hearing's video in which others are seen, and requests to view and copy (演示).

- Her own request for the hearing waits in screening: the video needs a redacted copy.
- One for the papers of S01 was answered, so that she has something to open.
- A neighbour's request waits for the head, a stranger's for the counter.
"""

from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.demo.acting import acting
from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import add_recording
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import importing
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.acting import rich_text
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import ISSUED
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.media import clip
from lingchuan.records.demo.media import paper
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import OFFICERS
from plone.uuid.interfaces import IUUID


PARTY, STRANGER, BUREAU_HEAD = "party1", "party2", "bureau_head"
HER, NEIGHBOUR = "示例申请人", "示例邻居"
NUMBER = "999900199001010014"
PRIVATE = {
    "kinds": ["PRIVACY"],
    "data_items": ["面部", "证件号"],
    "comment": "他人出镜（演示）",
}
TRANSCRIPT = "<p>主持人核对参加人，告知录音录像；申请人陈述，邻居作证（演示数据）。</p>"


def bath_case(files: object) -> object:
    """S10: public place hygiene permit, with a hearing."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="公共场所卫生许可：示例浴室（演示S10）",
        matters=[matter("GGWS")],
        applicant_name=HER,
        applicant_type="natural",
        applicant_id_number=NUMBER,
        applicant_userid=PARTY,
        related_parties=[{"name": NEIGHBOUR, "role": "witness"}],
        unit=FIRST_UNIT,
        handlers=[HANDLER],
        received_on=day("2026-01-05"),
    )
    add_paper(CLERK, file, ISSUED, "行政许可申请书", "2026-01-05", stage="申请")
    move(HANDLER, file, "accept", accepted_on=day("2026-01-06"))
    add_paper(HANDLER, file, ISSUED, "受理通知书", "2026-01-06", stage="受理")
    with importing(file):
        _hearing(file)
    return file


def _hearing(file: object) -> None:
    starts, ends = moment("2026-01-28", "09:00"), moment("2026-01-28", "10:30")
    hearing = add(
        HANDLER,
        file,
        "HearingRecord",
        activity_kind="hearing",
        place="局听证室",
        starts=starts,
        ends=ends,
        chair="section_head1",
        clerk=CLERK,
        attendees=[
            {"name": HER, "role": "party", "signed": True},
            {"name": NEIGHBOUR, "role": "witness", "signed": True},
        ],
        right_told_on=day("2026-01-12"),
        requested_on=day("2026-01-14"),
        notice_served_on=day("2026-01-19"),
        transcript=rich_text(TRANSCRIPT),
    )
    video = _video(hearing)
    words = add_paper(
        HANDLER,
        hearing,
        "hearing_material",
        "陈述申辩笔录",
        "2026-01-28",
        signers=[{"name": HER, "role": "party", "signed": True}],
    )
    move(HANDLER, video, "submit")
    move(HANDLER, hearing, "submit")
    move(OFFICERS[0], hearing, "mark_open", comment="不含秘密事项（演示）")
    for record in (video, words):
        move(OFFICERS[0], record, "restrict", **PRIVATE)


def _video(hearing: object) -> object:
    return add_recording(
        hearing,
        moment("2026-01-29", "09:00"),
        title="听证视频（演示）",
        file=clip("hearing.mp4"),
        medium="video",
        device_kind="fixed_room",
        device_id="LC-R1",
        operator=CLERK,
        starts=moment("2026-01-28", "08:58"),
        ends=moment("2026-01-28", "10:32"),
        place="局听证室",
        persons=[HER, NEIGHBOUR],
        staff=["section_head1", CLERK],
        summary="公共场所卫生许可听证（演示）",
    )


def access_requests(portal: object) -> None:
    """Make the requests, where the cases are stored already; a second run adds none."""
    desk = portal["requests"]
    if desk.objectIds():
        return
    found = {file.title[-4:-1]: file for file in portal["files"]["2026"].objectValues()}
    first, bath = found["S01"], found["S10"]
    papers = ask(
        PARTY, desk, first, parts=["documents"], purpose="核对本人材料（演示）"
    )
    hearing = ask(PARTY, desk, bath, purpose="核对听证中本人的陈述（演示）")
    neighbour = ask(
        CLERK,
        desk,
        first,
        relation="third_party",
        requester_name=NEIGHBOUR,
        rights=["view"],
        parts=["field"],
        proof=paper("利害关系说明", "申请人经营场所的相邻住户"),
        purpose="油烟排放涉及本户（演示）",
    )
    ask(
        STRANGER,
        desk,
        first,
        relation="other",
        requester_name="示例旁人",
        purpose="了解情况（演示）",
    )
    for request in (papers, hearing, neighbour):
        move(CLERK, request, "accept")
    for request in (papers, neighbour):
        move(OFFICERS[0], request, "screen")
    move(BUREAU_HEAD, papers, "approve_copying", days=30)


def ask(userid: str, desk: object, file: object, **values: object) -> object:
    """Hand in a request of a user about a file."""
    said = {
        "permit_file": IUUID(permit_file_of(file)),
        "relation": "applicant",
        "requester_name": HER,
        "rights": ["view", "copy"],
        "delivery": "online" if userid != CLERK else "window",
    }
    with acting(userid):
        request = add_record(desk, "AccessRequest", **said | values)
    move(userid, request, "submit")
    return request
