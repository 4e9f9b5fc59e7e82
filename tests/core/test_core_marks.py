"""R20-3: marks of secrecy and a state secret's determination, complete or refused."""

from datetime import date
from lingchuan.records.core.determination import Bureau
from lingchuan.records.core.determination import determine
from lingchuan.records.core.marks import commercial_mark
from lingchuan.records.core.marks import looks_like_state
from lingchuan.records.core.marks import MarkError
from lingchuan.records.core.marks import read_state_mark
from lingchuan.records.core.marks import StateMark

import pytest


TODAY = date(2026, 3, 1)
BUREAU = Bureau(("陵川县行政审批局", "县审批局"), ("陵审批",))
PAPER = {
    "level": "秘密",
    "mark": "秘密★10年",
    "basis_document": "晋密〔2025〕3号",
    "determiner": "某省某厅",
    "issued_on": "2025-06-20",
}


OTHERWISE = {"otherwise_provided_basis": "某规定第三条"}
LATE = OTHERWISE | {"issued_on": "9995-01-01"}


def problems(**changes):
    found = determine(PAPER | changes, BUREAU, TODAY).problems
    return {(one.field, one.code) for one in found}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("秘密★10年", StateMark("秘密", "10年")),
        ("机密 ★ 20年", StateMark("机密", "20年")),
        ("绝密★2030年6月20日", StateMark("绝密", "2030年6月20日")),
        ("秘密★6个月", StateMark("秘密", "6个月")),
        ("机密★", StateMark("机密")),
        ("机密", StateMark("机密")),
    ],
)
def test_a_mark_is_read(text, mark):
    assert read_state_mark(text) == mark


@pytest.mark.parametrize(
    "text", ["", "★10年", "工作秘密★5年", "内部", "秘密*10年", "秘密★10年★", "秘密10年"]
)
def test_what_is_no_mark_of_a_state_secret_is_refused(text):
    with pytest.raises(MarkError):
        read_state_mark(text)


@pytest.mark.parametrize(
    ("text", "is_state"),
    [
        ("工作秘密★5年", True),
        ("内部 机密", True),
        ("秘密", True),
        ("内部☆", True),
        ("工作秘密＊5年", True),
        ("内部⋆5年", True),
        ("內部 機密", True),
        ("工作秘密", False),
        ("内部事项 注意保管", False),
        ("商业秘密（权利人：示例小吃店）", False),
        ("个人隐私", False),
    ],
)
def test_star_and_level_belong_to_state_secrets_alone(text, is_state):
    assert looks_like_state(text) is is_state


def test_a_commercial_mark_names_the_holder():
    assert commercial_mark("示例小吃店") == "商业秘密（权利人：示例小吃店）"


def test_a_complete_determination_has_its_last_day():
    found = determine(PAPER, BUREAU, TODAY)
    assert found.problems == ()
    assert (found.level, found.term, found.mark) == ("秘密", "10年", "秘密★10年")
    assert (found.until, found.assumed) == (date(2035, 6, 20), False)


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        ({"level": None, "mark": "机密★20年"}, ("机密", "20年", "机密★20年")),
        ({"mark": None, "term": "5年"}, ("秘密", "5年", "秘密★5年")),
        ({"mark": "秘密", "term": "十年"}, ("秘密", "十年", "秘密★十年")),
        ({"term": "120个月"}, ("秘密", "120个月", "秘密★10年")),
    ],
)
def test_level_term_and_mark_follow_from_each_other(sent, whole):
    found = determine(PAPER | sent, BUREAU, TODAY)
    assert found.problems == ()
    assert (found.level, found.term, found.mark) == whole


def test_a_mark_without_a_term_lasts_for_the_maximum_and_says_so():
    found = determine(PAPER | {"mark": "机密★", "level": "机密"}, BUREAU, TODAY)
    assert found.problems == ()
    assert (found.assumed, found.until) == (True, date(2045, 6, 20))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"level": "机密"}, ("level", "mark_disagrees")),
        ({"term": "9年"}, ("term", "mark_disagrees")),
        ({"level": "特密"}, ("level", "bad_level")),
        ({"mark": "工作秘密★5年"}, ("mark", "bad_mark")),
        ({"mark": "秘密★2030年2月30日"}, ("mark", "bad_term")),
        ({"mark": None}, ("mark", "state_required")),
        ({"mark": None, "level": None}, ("level", "state_required")),
        ({"basis_document": " "}, ("basis_document", "state_required")),
        ({"determiner": ""}, ("determiner", "state_required")),
        ({"issued_on": None}, ("issued_on", "state_required")),
        ({"issued_on": "2026-03-02"}, ("issued_on", "in_future")),
        ({"mark": "秘密★2024年1月1日"}, ("term", "ends_before_starts")),
        ({"mark": "秘密★11年"}, ("otherwise_provided_basis", "beyond_maximum")),
        ({"mark": "秘密★121个月"}, ("otherwise_provided_basis", "beyond_maximum")),
        ({"mark": "秘密★9999年12月31日"} | OTHERWISE, ("term", "bad_term")),
        ({"mark": "秘密★900年99个月"} | LATE, ("term", "bad_term")),
        ({"mark": "秘密★长期"}, ("otherwise_provided_basis", "beyond_maximum")),
        ({"mark": "秘密★999年"}, ("otherwise_provided_basis", "beyond_maximum")),
        (
            {"mark": "秘密★2035年6月21日"},
            ("otherwise_provided_basis", "beyond_maximum"),
        ),
    ],
)
def test_what_is_missing_or_impossible_is_named(changes, problem):
    assert problem in problems(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"mark": "秘密★11年", "otherwise_provided_basis": "某规定第三条"},
        {"mark": "秘密★2035年6月20日"},
        {"mark": "秘密★2030年1月1日", "issued_on": None},
        {"mark": "秘密★工程竣工后", "issued_on": None},
        {"level": "绝密", "mark": "绝密★30年"},
    ],
)
def test_what_the_law_allows_passes(changes):
    assert problems(**changes) == set()


@pytest.mark.parametrize("name", ["陵川县行政审批局", " 县审批局", "本局"])
@pytest.mark.parametrize(
    ("papers", "refused"),
    [
        ({"basis_document": "陵审批密〔2025〕1号"}, True),
        ({"basis_document": None}, True),
        ({"basis_document": "晋密〔2025〕3号"}, False),
        ({"basis_document": "晋密[2025]第3号"}, False),
        ({"basis_document": "《关于定密的通知》（晋密办（2025）x号）"}, False),
        ({"basis_document": "x"}, True),
        ({"basis_document": "无"}, True),
        ({"basis_document": "内部研究"}, True),
        ({"basis_document": "〔2025〕3号"}, True),
        ({"basis_document": "晋密3号"}, True),
        ({"basis_document": "内部研究（陵审批密〔2025〕1号）"}, True),
        ({"basis_document": "根据陵审批密〔2025〕1号"}, True),
        (
            {"basis_document": "陵审批密〔2025〕1号", "authorisation": "晋密授1号"},
            False,
        ),
    ],
)
def test_this_bureau_needs_an_authorisation_unless_it_derives(name, papers, refused):
    found = problems(determiner=name, **papers)
    assert (("authorisation", "authorisation_needed") in found) is refused


@pytest.mark.parametrize(
    ("determiner", "refused"),
    [
        ("陵川县行政审批局局长王某", True),
        ("山西省陵川县行政审批局", True),
        ("县审批局 办公室", True),
        ("本局保密委员会", True),
        ("某省某厅", False),
    ],
)
def test_who_speaks_for_this_bureau_is_this_bureau(determiner, refused):
    found = problems(determiner=determiner, basis_document="内部研究")
    assert (("authorisation", "authorisation_needed") in found) is refused
