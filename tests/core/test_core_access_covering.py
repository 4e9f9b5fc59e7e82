"""Areas and stretches as officers write them."""

from lingchuan.records.core.access.covering import read_area
from lingchuan.records.core.access.covering import read_stretch

import pytest


@pytest.mark.parametrize(
    "line,area",
    [
        ("1 10 20 30 5", (1, 0.1, 0.2, 0.3, 0.05)),
        ("2，0，0，100%，100%", (2, 0.0, 0.0, 1.0, 1.0)),
        ("3, 90, 0, 10, 1", (3, 0.9, 0.0, 0.1, 0.01)),
    ],
)
def test_area_is_read_in_shares_of_the_page(line, area):
    assert read_area(line) == pytest.approx(area)


@pytest.mark.parametrize(
    "line",
    ["", "1 2 3", "0 1 1 1 1", "1 90 0 20 5", "1 0 0 0 5", "1 -1 0 5 5", "a b c d e"]
    + ["1 nan 0 5 5", "1 0 0 inf 5", "1 0 0 5 5 5"],
)
def test_what_is_no_area_is_none(line):
    assert read_area(line) is None


@pytest.mark.parametrize(
    "line,stretch",
    [
        ("01:05-01:20", (65, 80)),
        (" 00:03 ~ 0:09.5 ", (3, 9.5)),
        ("０1：05－01：20", (65, 80)),
        ("1:00:00至1:00:01", (3600, 3601)),
    ],
)
def test_stretch_is_read_in_seconds(line, stretch):
    assert read_stretch(line) == pytest.approx(stretch)


@pytest.mark.parametrize(
    "line", ["", "5", "3-9", "00:09-00:03", "0:05-0:05", "a-b", "1:99-2:00", "-5-6"]
)
def test_what_is_no_stretch_is_none(line):
    assert read_stretch(line) is None
