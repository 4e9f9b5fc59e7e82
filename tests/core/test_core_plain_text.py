"""Numbers of people in texts are masked, however they are typed; other numbers stay."""

from lingchuan.records.core.plain_text import without_numbers

import pytest


ID, PHONE = "999900********0014", "138****5678"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("号999900199001010014。", f"号{ID}。"),
        ("id999900199001010014", f"id{ID}"),
        ("９９９９００１９９００１０１００１４", ID),
        ("999900 19900101 0014", ID),
        ("999900-19900101-0014", ID),
        ("99990019900\n1010014", ID),
        ("99990019900101001X", "999900********001X"),
        ("99990019900101001ｘ", "999900********001x"),
        ("电话13812345678", f"电话{PHONE}"),
        ("138 1234 5678", PHONE),
        ("138-1234-5678", PHONE),
        ("+8613812345678", PHONE),
        ("+86 138 1234 5678", PHONE),
        ("0086-13812345678", PHONE),
        ("１３８１２３４５６７８", PHONE),
        ("139.0000.1111", "139****1111"),
        ("0356-6201234", "035****1234"),
        ("(0356)6201234", "035****1234"),
        ("999900900101001", "999********1001"),
    ],
)
def test_a_number_of_a_person_is_masked(text, expected):
    assert without_numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "陵审批许字〔2026〕第015号",
        "2026-03-18 09:30",
        "统一社会信用代码 91999900MA0XXXXX1X",
        "金额 1234567890 元",
        "9999001990010100141",
        "23812345678",
        "128001234567",
        "2026 年 3 月 18 日 10 时 30 分",
    ],
)
def test_other_numbers_stay(text):
    assert without_numbers(text) == text
