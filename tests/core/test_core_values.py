"""Numbers, titles, dates, masks, classes and digests of the core."""

from datetime import date
from datetime import datetime
from lingchuan.records.core import dates
from lingchuan.records.core import digest
from lingchuan.records.core import identity
from lingchuan.records.core import masking
from lingchuan.records.core import numbering
from lingchuan.records.core import secrecy
from lingchuan.records.core import stages
from lingchuan.records.core import text

import pytest


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("999900199001010014", True),
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("999900199001010015", False),
        ("999900199002300014", False),
        ("99990019900101001", False),
        ("000000199001010018", False),
        ("", False),
    ],
)
def test_resident_id_needs_a_possible_date_and_its_check_digit(number, good):
    assert identity.is_resident_id(number) is good


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("91140524MA0ABCD1XT", True),
        ("91350100M000100Y43", True),
        ("92140524MA0TEXT391", True),
        ("11140524012345671B", True),
        ("91140524MA0EFGH2XQ", True),
        ("91140524MA0MNPQ49F", True),
        ("91140524MA0ABCD1XX", False),
        ("91140524MA0ABCD1X", False),
    ],
)
def test_credit_code_needs_its_check_digit(number, good):
    assert identity.is_credit_code(number) is good


def test_file_number_has_year_and_three_digits():
    pattern = "陵审批许字〔{year}〕第{seq:03d}号"
    assert numbering.format_number(pattern, 2026, 1) == "陵审批许字〔2026〕第001号"
    assert numbering.format_number(pattern, 2026, 1000) == "陵审批许字〔2026〕第1000号"


UNSAFE = ["{year}{seq:0999999999d}", "{year.real}{seq}", "{year!r}{seq}"]


@pytest.mark.parametrize(
    "pattern", ["第{seq}号", "〔{year}〕", "{nothing}", "{", *UNSAFE]
)
def test_pattern_under_which_numbers_repeat_is_refused(pattern):
    with pytest.raises(numbering.PatternError):
        numbering.check_pattern(pattern)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("取水许可", None),
        ("水深 < 3 米", None),
        ("", "empty"),
        ("长" * 201, "too_long"),
        ("<b>许可</b>", "markup"),
        ("<script", "markup"),
        ("许\x00可", "control"),
    ],
)
def test_title_problem(value, code):
    problem = text.title_problem("title", value)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("笔录.pdf", None),
        ("../../x", "path"),
        ("..", "path"),
        ("a\\b.pdf", "path"),
        ("长" * 201, "too_long"),
        ("a\n.pdf", "control"),
        ("a\u202efdp.exe", "control"),
    ],
)
def test_filename_problem(name, code):
    problem = text.filename_problem("file", name)
    assert (problem.code if problem else None) == code


def test_step_before_the_one_it_follows_is_named():
    steps = [("received_on", date(2026, 3, 9)), ("accepted_on", date(2026, 3, 1))]
    found = dates.order_problems(steps, date(2026, 11, 24))
    assert [(p.field, p.code) for p in found] == [("accepted_on", "before_previous")]


def test_same_day_steps_are_good_and_a_missing_one_is_passed_over():
    day = date(2026, 3, 9)
    steps = [("received_on", day), ("accepted_on", None), ("decided_on", day)]
    assert dates.order_problems(steps, date(2026, 11, 24)) == []


def test_interval_must_end_after_its_start():
    at = datetime(2026, 6, 3, 9)
    assert dates.interval_problem(at, at).code == "ends_before_starts"
    assert dates.interval_problem(at, None) is None


def test_fifteen_combinations_of_four_kinds():
    names = secrecy.combinations(secrecy.KINDS)
    assert len(set(names)) == 15
    assert secrecy.combination(["PRIVACY", "COMMERCIAL"]) == "COMMERCIAL+PRIVACY"


def test_most_specific_row_of_the_day_decides_the_class():
    table = [
        {"portal_type": "TextRecord", "record_kind": None, "kinds": ["WORK"]},
        {"portal_type": "TextRecord", "record_kind": "issued_document", "kinds": []},
        {
            "portal_type": "TextRecord",
            "record_kind": "expert_report",
            "kinds": [],
            "valid_until": date(2025, 12, 31),
        },
    ]

    def look(kind):
        return secrecy.look_up_class(table, "TextRecord", kind, None, date(2026, 1, 1))

    assert look("issued_document") == frozenset()
    assert look("expert_report") == {"WORK"}
    assert secrecy.look_up_class(table, "PermitFile", None, None, date.today()) is None


def test_masks_keep_only_what_the_law_lets_show():
    assert masking.mask_id("999900199001010014") == "999900********0014"
    assert masking.mask_phone("13800001234") == "138****1234"
    assert masking.mask_address("山西省陵川县崇文镇古陵路一号") == "山西省陵川县****"


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("phone", "62023456", "62****56"),
        ("phone", "0356-6202345", "035******345"),
        ("phone", "7", "*"),
        ("id", "H1234567890", "H1******890"),
        ("id", "999900900101001", "999********1001"),
        ("address", "崇文镇", "崇****"),
        ("address", "山西省陵川县崇文镇一号", "山西省陵川****"),
        ("address", "", "****"),
    ],
)
def test_of_what_has_another_length_at_least_half_is_hidden(kind, value, masked):
    assert masking.mask(kind, value) == masked


def test_digests_in_one_pass_match_the_standard_vectors():
    sha256, sm3, size = digest.file_digests([b"a", b"bc"])
    assert sha256.startswith("ba7816bf")
    assert sm3.startswith("66c7f0f4")
    assert size == 3


def test_leaf_hash_is_independent_of_the_place_in_the_tree():
    event = {"id": "1", "at": "2026-01-01", "action": "create"}
    assert digest.leaf_hash(event) == digest.leaf_hash(event | {"seq": 7})
    assert digest.leaf_hash(event) != digest.leaf_hash(event | {"action": "change"})


@pytest.mark.parametrize(
    ("state", "recorded", "stage"),
    [
        ("registered", {"听证"}, "收件"),
        ("accepted", set(), "审查"),
        ("accepted", {"收件", "现场核查"}, "现场核查"),
        ("accepted", {"现场核查", "听证"}, "听证"),
        ("decided", {"听证"}, "决定"),
        ("archived", set(), "归档"),
        ("voided", set(), None),
        ("withdrawn", {"现场核查"}, None),
    ],
)
def test_stage_follows_the_state_and_within_the_examination_the_records(
    state, recorded, stage
):
    assert stages.reached_stage(state, recorded) == stage
