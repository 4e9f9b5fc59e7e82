"""No time mark lies after the end of its recording, however its length is known."""

from lingchuan.records.content.mark_checks import mark_problems

import datetime
import pytest


START = datetime.datetime(2026, 5, 19, 10, 12)
HOUR = {"starts": START, "ends": START + datetime.timedelta(hours=1)}


def found(**values):
    return [(one.field, dict(one.params)) for one in mark_problems(values.get)]


@pytest.mark.parametrize(
    "length", [HOUR, {"duration_s": 3600.0}, HOUR | {"duration_s": 4.0}]
)
def test_the_longer_of_file_and_span_counts(length):
    assert found(notice_offset_s=3600.9, **length) == []
    told = {"mark": "1:00:02", "length": "1:00:00"}
    assert found(notice_offset_s=3602, **length) == [("notice_offset_s", told)]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("key_shots", "offset_s"),
        ("markers", "offset_s"),
        ("interruptions", "voice_offset_s"),
    ],
)
def test_rows_are_looked_at_and_those_without_a_mark_left(name, column):
    rows = {name: [{column: None}, {}, {column: float("inf")}]}
    assert [field for field, _told in found(**HOUR, **rows)] == [name]


def test_what_has_no_length_is_not_measured():
    assert found(notice_offset_s=9e9) == []
    assert found(notice_offset_s=9e9, starts=START) == []
    assert found(notice_offset_s=9e9, medium="photo", **HOUR) == []
