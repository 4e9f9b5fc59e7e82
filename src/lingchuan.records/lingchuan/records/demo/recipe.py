"""Case S08: a small food workshop whose recipe is a commercial secret (演示).

- The recipe is restricted; the minutes are a work secret; the old label, a secret once,
  awaits the second officer who confirms its release.
- The expert's opinion waits for a decision.
"""

from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.documents import add_paper
from lingchuan.records.demo.documents import matter
from lingchuan.records.demo.hearing import MINUTES
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import OFFICERS


HOLDER = "示例食品店"
RECIPE = {
    "kinds": ["COMMERCIAL"],
    "holder": HOLDER,
    "scope": "小杂粮醋的配方及发酵参数",
    "comment": "申请人声明为商业秘密，已签保密约定（演示）",
}
LABEL = {
    "kinds": ["COMMERCIAL"],
    "holder": HOLDER,
    "comment": "标签未上市前的样稿（演示）",
}


def recipe_case(files: object) -> object:
    """S08: food workshop permit with a recipe that only those cleared may read."""
    file = add(
        CLERK,
        files,
        "PermitFile",
        title="食品生产加工小作坊许可：示例食品店（演示S08）",
        matters=[matter("SPZF")],
        applicant_name=HOLDER,
        applicant_type="sole_trader",
        applicant_id_number="91140524MA0ABCD1XT",
        unit=FIRST_UNIT,
        handlers=[HANDLER],
        received_on=day("2026-04-20"),
        retention_class="y10",
    )
    add_paper(
        CLERK, file, "issued_document", "行政许可申请书", "2026-04-20", stage="申请"
    )
    move(HANDLER, file, "accept", accepted_on=day("2026-04-21"))
    _secrets(file)
    add_paper(
        HANDLER, file, "expert_report", "专家评审意见", "2026-05-08", stage="审查"
    )
    return file


def _secrets(file: object) -> None:
    recipe = _paper(file, "小杂粮醋配方及工艺参数", "2026-04-20")
    move(OFFICERS[0], recipe, "restrict", **RECIPE)
    label = _paper(file, "旧版标签样稿", "2026-04-22")
    move(OFFICERS[0], label, "restrict", **LABEL)
    lifted = "权利人书面同意公开（演示）"
    move(OFFICERS[1], label, "propose_release", comment=lifted)
    minutes = add_paper(
        HANDLER, file, "internal_approval", MINUTES, "2026-05-15", stage="决定"
    )
    reason = "内部讨论过程，不宜公开（演示）"
    move(OFFICERS[0], minutes, "restrict", kinds=["WORK"], comment=reason)


def _paper(file: object, title: str, made: str) -> object:
    record = add(
        HANDLER,
        file,
        "TextRecord",
        title=title,
        record_kind="investigation",
        made_on=day(made),
        stage="审查",
    )
    move(HANDLER, record, "submit")
    return record
