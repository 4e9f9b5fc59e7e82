"""The words that were found, in the text around them."""

from lingchuan.records.core.excerpts import excerpt
from lingchuan.records.core.words import needles

import pytest


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("申请人陈述：年取水量十二万立方米。", "取水量", ["取水量"]),
        ("设备 LC-X7 有误", "LCX7", ["LC-X7"]),
        ("设备ＬＣ－０７在用", "lc07", ["ＬＣ－０７"]),
        ("见陵审批许字[2026]第001号", "陵审批许字〔2026〕第001号", None),
        ("编号 A3-B 的柜", "a3b", ["A3-B"]),
        ("没有这些", "取水", []),
    ],
)
def test_what_was_found_is_marked(text, asked, marked):
    pieces = excerpt([text], needles(asked))
    assert "".join(one.text for one in pieces) == (text if marked != [] else "")
    if marked is not None:
        assert [one.text for one in pieces if one.found] == marked
    else:
        assert any(one.found for one in pieces)


def test_a_whole_number_is_found_in_other_brackets():
    (before, mark) = excerpt(
        ["见陵审批许字[2026]第001号"], [("陵审批许字〔2026〕第001号",)]
    )
    assert (before.text, mark.text) == ("见", "陵审批许字[2026]第001号")


def test_signs_alone_find_nothing():
    assert excerpt(["甲-乙"], [("--",)]) == []
