"""The bureau's lists as delivered; every list is a setting (domain.md, section 7).

Codes of matters are those of the demo's catalogue. Limits tagged as general
knowledge in the law's reference are the matter's own setting, not a rule.
"""

from datetime import date


_FROM = date(2019, 1, 1)


def _rows(**columns: tuple) -> list[dict]:
    names = list(columns)
    return [
        dict(zip(names, values, strict=True))
        | {"valid_from": _FROM, "valid_until": None}
        for values in zip(*columns.values(), strict=True)
    ]


_MATTERS = (
    ("SPJY", "食品经营许可", 10, "y10"),
    ("JZLJ", "城市建筑垃圾处置核准", 20, "y10"),
    ("QSXK", "取水许可", 45, "y30"),
    ("RLZY", "人力资源服务许可", 20, "y10"),
    ("RQJY", "燃气经营许可", 20, "y30"),
    ("HWGG", "户外广告设置许可", 20, "y10"),
    ("LMCF", "林木采伐许可", 20, "y10"),
    ("SPZF", "食品生产加工小作坊许可", 20, "y10"),
    ("JZSG", "建筑工程施工许可", 20, "y30"),
    ("GGWS", "公共场所卫生许可", 20, "y10"),
    ("YHBZ", "烟花爆竹经营（零售）许可", 20, "y10"),
    ("LSYD", "临时用地许可", 20, "y30"),
    ("HDJS", "河道管理范围内建设方案审批", 20, "permanent"),
)

MATTERS = _rows(
    code=tuple(row[0] for row in _MATTERS),
    name=tuple(row[1] for row in _MATTERS),
    kind=("普通",) * len(_MATTERS),
    limit_workdays=tuple(row[2] for row in _MATTERS),
    retention_class=tuple(row[3] for row in _MATTERS),
)

UNITS = _rows(name=("审批一股", "审批二股", "社会事务股"))

STAGES = _rows(
    name=tuple(
        "申请 收件 补正 受理 不予受理 审查 现场核查 听证 专家评审 检验检测检疫 鉴定"
        " 陈述申辩 审核 决定 制证 颁证 送达 公示 归档 变更 延续 撤回 撤销 注销"
        " 复议 诉讼".split()
    )
)

DEVICE_KINDS = _rows(
    code=(
        "body_camera",
        "camera",
        "recorder",
        "phone",
        "fixed_room",
        "hall_camera",
        "other",
    ),
    name=(
        "执法记录仪",
        "照相机、摄像机",
        "录音笔",
        "手机",
        "固定录音录像系统",
        "大厅视频监控",
        "其他",
    ),
)

SERVICE_METHODS = _rows(
    code=(
        "direct",
        "leaving",
        "mail",
        "entrusted",
        "public_notice",
        "electronic",
        "forwarded",
    ),
    name=(
        "直接送达",
        "留置送达",
        "邮寄送达",
        "委托送达",
        "公告送达",
        "电子送达",
        "转交送达",
    ),
)

_DOCUMENTS = {
    "issued_document": "行政许可申请书 申请材料接收凭证 申请材料补正告知书 受理通知书"
    " 不予受理决定书 权利告知书 听证告知书 听证通知书 听证公告 特别程序告知书"
    " 延期通知书 准予行政许可决定书 不予行政许可决定书 准予变更决定书"
    " 不予变更决定书 准予延续决定书 不予延续决定书 撤回决定书 撤销决定书 注销决定书"
    " 查阅复制申请答复书",
    "investigation": "现场核查笔录 询问笔录 约谈笔录 陈述申辩笔录 证据登记 照片说明",
    "hearing_material": "听证申请书 听证笔录 听证报告 授权委托书 签到表",
    "test_conclusion": "检验报告 检测报告 检疫报告 鉴定意见",
    "expert_report": "专家评审意见",
    "internal_approval": "受理审批表 审查意见表 延期审批表 决定审批表 法制审核意见书"
    " 集体讨论记录 卷宗封面 卷内目录 备考表 音像资料登记表 音像证据提取说明",
    "service_document": "送达回证 邮寄凭证 公告送达稿 电子送达确认书",
}

_USUAL_STAGES = {
    "申请": "行政许可申请书",
    "收件": "申请材料接收凭证",
    "补正": "申请材料补正告知书",
    "受理": "受理通知书 受理审批表",
    "不予受理": "不予受理决定书",
    "现场核查": "现场核查笔录",
    "审查": "询问笔录 约谈笔录 审查意见表",
    "陈述申辩": "陈述申辩笔录",
    "审核": "法制审核意见书",
    "听证": "听证告知书 听证通知书 听证公告 听证申请书 听证笔录 听证报告",
    "专家评审": "专家评审意见",
    "决定": "决定审批表 准予行政许可决定书 不予行政许可决定书",
    "送达": "送达回证",
    # A party asks for records when the case is over, as a rule.
    "归档": "查阅复制申请答复书",
}
_STAGE_OF = {n: stage for stage, names in _USUAL_STAGES.items() for n in names.split()}

_PAIRS = [(kind, name) for kind, names in _DOCUMENTS.items() for name in names.split()]

DOCUMENT_NAMES = _rows(
    name=tuple(name for _kind, name in _PAIRS),
    record_kind=tuple(kind for kind, _name in _PAIRS),
    stage=tuple(_STAGE_OF.get(name) for _kind, name in _PAIRS),
)

# Contract: files, issued and service documents are open; all else waits.
CLASS_TABLE = _rows(
    portal_type=("PermitFile", "TextRecord", "TextRecord"),
    record_kind=(None, "issued_document", "service_document"),
    document_name=(None, None, None),
    kinds=([], [], []),
)

# 「等」 of Art. 9 beyond the three is the bureau's to set (domain.md 1, Art. 9).
RECORDING_TERMS = _rows(
    hearing=(True,),
    interview=(True,),
    inquiry=(True,),
    oral_statement=(False,),
    reconsideration=(False,),
    tolerance_s=(5,),
    save_until_hour=(24,),
    check_days=(30,),
)

FILE_NUMBER_PATTERN = "陵审批许字〔{year}〕第{seq:03d}号"
EXTRACTION_NUMBER_PATTERN = "陵审批音证字〔{year}〕第{seq:03d}号"
ACCESS_NUMBER_PATTERN = "陵审批查申字〔{year}〕第{seq:03d}号"
ACCESS_NOTICE_PATTERN = "陵审批查字〔{year}〕第{seq:03d}号"
FILE_NUMBER_PATTERNS = _rows(pattern=(FILE_NUMBER_PATTERN,))
