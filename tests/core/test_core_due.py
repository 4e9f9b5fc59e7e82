"""Keys of duties, and the lists that are made of them, against a plain walk."""

from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core import due_keys as keys
from lingchuan.records.core.due_counts import LISTS
from lingchuan.records.core.due_counts import lists_of
from lingchuan.records.core.due_counts import Part

import pytest


TODAY = date(2026, 5, 19)
SOON = date(2026, 6, 2)
days = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
key = st.builds(
    lambda day, whose, dated, provisional: keys.key_of(
        day, whose, dated=dated, provisional=provisional
    ),
    days,
    st.integers(1, 31),
    st.booleans(),
    st.booleans(),
)
part = st.builds(Part, *[st.integers(0, 31)] * 3)


@pytest.mark.parametrize(
    ("day", "dated", "provisional", "expected"),
    [
        (date(2026, 5, 18), True, False, keys.OVERDUE),
        (TODAY, True, False, keys.TODAY),
        (date(2026, 5, 20), True, False, keys.SOON),
        (SOON, True, False, keys.SOON),
        (date(2026, 6, 3), True, False, keys.LATER),
        (date(2026, 5, 18), False, False, keys.UNDATED),
        (date(2026, 6, 3), False, False, keys.UNDATED),
        # It may not be late: nobody knows which days were worked.
        (date(2026, 5, 18), True, True, keys.UNDATED),
        (TODAY, True, True, keys.TODAY),
    ],
)
def test_a_duty_stands_in_the_list_of_its_day(day, dated, provisional, expected):
    made = keys.key_of(day, keys.HEADS, dated=dated, provisional=provisional)
    assert keys.list_of(made, TODAY, SOON) == expected
    assert (keys.day_of(made), keys.whose_of(made)) == (day, keys.HEADS)
    assert keys.is_provisional(made) is provisional


def test_others_duties_are_told_when_overdue_and_waited_for():
    late = keys.key_of(date(2026, 5, 18), keys.HANDLERS, dated=True)
    open_ = keys.key_of(TODAY, keys.HANDLERS, dated=True)
    assert Part(late=keys.HANDLERS).list_of(late, TODAY, SOON) == keys.OVERDUE
    assert Part(late=keys.HANDLERS).list_of(open_, TODAY, SOON) == ""
    assert Part(others=keys.HANDLERS).list_of(open_, TODAY, SOON) == keys.OTHERS


@given(
    st.dictionaries(part, st.sets(st.integers(0, 9), min_size=1), max_size=3),
    st.lists(st.lists(key, max_size=6), min_size=10, max_size=10),
    st.integers(0, 5),
)
def test_counts_and_first_rows_are_those_of_a_plain_walk(parts, owed, most):
    taken: set[int] = set()
    own = {}
    for one, files in parts.items():
        own[one] = sorted(files - taken)
        taken |= files
    wanted = dict.fromkeys(LISTS, most)
    found = lists_of(own, lambda file: tuple(owed[file]), wanted, TODAY, SOON)
    walked = {name: [] for name in LISTS}
    later = []
    for one, files in own.items():
        for file in files:
            for made in owed[file]:
                name = one.list_of(made, TODAY, SOON)
                if name in walked:
                    walked[name].append(made)
                elif name == keys.LATER:
                    later.append(keys.day_of(made))
    assert found.counts == {name: len(rows) for name, rows in walked.items()}
    assert {name: [row.key for row in rows] for name, rows in found.rows.items()} == {
        name: sorted(rows)[:most] for name, rows in walked.items()
    }
    assert found.next_day == min(later, default=None)
    for name, rows in found.rows.items():
        assert all(owed[row.file][row.number] == row.key for row in rows), name
        assert len(set(rows)) == len(rows)
