"""Numbers that a request names: short runs of plain digits, and nothing else."""

from lingchuan.records.core.small_numbers import small_number

import pytest


@pytest.mark.parametrize(
    ("sent", "number"), [("0", 0), (7, 7), ("999999999", 10**9 - 1)]
)
def test_a_short_run_of_digits_is_a_number(sent, number):
    assert small_number(sent) == number


@pytest.mark.parametrize(
    "sent",
    ["", "x", "-1", "1e3", " 1", "1\n", "٣", "１", "9" * 10, "9" * 5000, None, ["1"]],
)
def test_anything_else_is_none(sent):
    assert small_number(sent) is None
