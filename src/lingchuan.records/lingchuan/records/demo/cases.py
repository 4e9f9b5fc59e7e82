"""Cases S01, S03, S08 and S09 of the acceptance list, all synthetic (演示).

- S01: a quiet site check, from application to closing.
- S03: a hearing with text, transcript and room video; the file is accepted.
- S08: a recipe that is a commercial secret (recipe.py).
- S09: only the stub of an annex that is held in the classified channel.
"""

from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import change
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.hearing import hearing_case
from lingchuan.records.demo.recipe import recipe_case
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import HEAD
from lingchuan.records.demo.users import OFFICERS
from lingchuan.records.demo.users import SECOND


STUB = {
    "kinds": ["STATE"],
    "level": "机密",
    "mark": "机密★20年",
    "basis_document": "晋密〔2025〕演1号",
    "determiner": "演示定密机关",
    "issued_on": "2026-05-11",
    "term": "20年",
    "custodian": "保密员一",
    "place": "涉密文件柜（演示）",
    "comment": "只登记存根，原件走涉密渠道（演示）",
}


def create_cases(portal: object) -> None:
    """Create the four cases in the register `files`."""
    files = portal["files"]
    site_check_case(files)
    hearing_case(files)
    recipe_case(files)
    stub_case(files)


def site_check_case(files: object) -> object:
    """S01: food business permit, quiet site check off premises."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="食品经营许可：示例面馆（演示S01）",
        matters=[matter("SPJY")],
        applicant_name="示例申请人",
        applicant_type="natural",
        applicant_id_number="999900199001010014",
        applicant_phone="13800001234",
        applicant_address="陵川县崇文镇演示街12号",
        applicant_userid="party1",
        unit=FIRST_UNIT,
        handlers=[HANDLER, SECOND],
        received_on=day("2026-03-09"),
        supplement_notified_on=day("2026-03-13"),
        retention_class="y10",
    )
    _intake(file)
    _site_check(file)
    _decision(file)
    return file


def _intake(file: object) -> None:
    issued = "issued_document"
    add_paper(CLERK, file, issued, "行政许可申请书", "2026-03-09", stage="申请")
    add_paper(CLERK, file, issued, "申请材料接收凭证", "2026-03-09", stage="收件")
    add_paper(CLERK, file, issued, "申请材料补正告知书", "2026-03-13", stage="补正")
    move(CLERK, file, "request_supplement", comment="营业场所平面图缺失（演示）")
    move(CLERK, file, "resubmit", comment="2026-03-16补齐（演示）")
    move(HANDLER, file, "accept", accepted_on=day("2026-03-16"))
    add_paper(
        HANDLER,
        file,
        issued,
        "受理通知书",
        "2026-03-16",
        document_number="陵审批受字〔2026〕第015号",
        stage="受理",
    )


def _site_check(file: object) -> None:
    check = add(
        HANDLER,
        file,
        "FieldRecord",
        activity_kind="site_check",
        place="陵川县崇文镇演示街12号",
        starts=moment("2026-03-18", "09:30"),
        ends=moment("2026-03-18", "10:20"),
        officers=[HANDLER, SECOND],
        returned_on=day("2026-03-18"),
        stage="现场核查",
    )
    note = add_paper(
        HANDLER,
        check,
        "investigation",
        "现场核查笔录",
        "2026-03-18",
        stage="现场核查",
        signers=[
            {"name": "经办员一", "role": "staff", "signed": True},
            {"name": "经办员二", "role": "staff", "signed": True},
            {"name": "示例申请人", "role": "party", "signed": True},
        ],
    )
    move(HANDLER, check, "submit")
    for record in (check, note):
        move(OFFICERS[0], record, "mark_open", comment="不含秘密事项（演示）")
        move(HEAD, record, "seal")


def _decision(file: object) -> None:
    number = "陵审批许字〔2026〕第001号"
    granted = matter(
        "SPJY",
        decision="granted",
        decision_number=number,
        decided_on=day("2026-03-24"),
        content="热食类食品制售（演示）",
        certificate_name="食品经营许可证",
        certificate_number="JY演示0001",
        valid_from=day("2026-03-24"),
        valid_until=day("2031-03-23"),
    )
    change(HANDLER, file, matters=[granted])
    add_paper(
        HANDLER,
        file,
        "issued_document",
        "准予行政许可决定书",
        "2026-03-24",
        document_number=number,
        stage="决定",
    )
    move(HANDLER, file, "decide", decided_on=day("2026-03-24"))
    add_paper(
        HANDLER,
        file,
        "service_document",
        "送达回证",
        "2026-03-26",
        service_method="direct",
        premises=True,
        served_on=day("2026-03-26"),
        servers=["经办员一", "经办员二"],
        recipient="示例申请人",
        stage="送达",
    )
    move(HANDLER, file, "serve", served_on=day("2026-03-26"))
    move(HANDLER, file, "close", closed_on=day("2026-04-02"))


def stub_case(files: object) -> object:
    """S09: construction permit; the restricted annex itself never comes in."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="建筑工程施工许可：演示厂房（演示S09）",
        matters=[matter("JZSG")],
        applicant_name="陵川演示建设有限公司",
        applicant_type="legal",
        applicant_id_number="91140524MA0MNPQ49F",
        unit=FIRST_UNIT,
        handlers=[SECOND],
        received_on=day("2026-05-11"),
        retention_class="y30",
    )
    add_paper(
        CLERK, file, "issued_document", "行政许可申请书", "2026-05-11", stage="申请"
    )
    stub = add(
        CLERK,
        file,
        "TextRecord",
        title="受限附件存于涉密渠道（演示）",
        record_kind="investigation",
        document_number="演0001",
        made_on=day("2026-05-11"),
        stage="收件",
    )
    move(OFFICERS[0], stub, "restrict", **STUB)
    return file
