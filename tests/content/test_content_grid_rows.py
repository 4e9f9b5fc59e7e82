"""Rows of a grid as a browser without scripts sends them: none lost, none made up."""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.grid_rows import settle_rows

import pytest


GRID = "form.widgets.related_parties"


def row(number, name, role="agent"):
    start = f"{GRID}.{number}.widgets"
    return {
        f"{start}.name": name,
        f"{start}.role": [role],
        f"{GRID}.{number}-empty-marker": "1",
    }


def test_the_template_and_an_untouched_last_row_are_no_rows():
    sent = {f"{GRID}.count": "1"} | row(0, "张三") | row("TT", "") | row("AA", "")
    settle_rows(sent)
    assert sent == {f"{GRID}.count": "1"} | row(0, "张三")


def test_what_was_typed_in_the_last_row_is_the_next_row():
    sent = {f"{GRID}.count": "1"} | row(0, "张三") | row("TT", "") | row("AA", "李四")
    settle_rows(sent)
    assert sent == {f"{GRID}.count": "2"} | row(0, "张三") | row(1, "李四")


def test_a_choice_made_in_the_last_row_counts_as_typed():
    sent = row("TT", "") | row("AA", "", "witness")
    settle_rows(sent)
    assert sent == {f"{GRID}.count": "1"} | row(0, "", "witness")


def test_a_form_without_grids_stays_as_it_is():
    sent = {"form.widgets.title": "AA.TT", "form.widgets.AA": "x"}
    settle_rows(sent)
    assert sent == {"form.widgets.title": "AA.TT", "form.widgets.AA": "x"}


@pytest.mark.parametrize(
    "count", ["x", "1e3", "-1", "٣", "9" * 5000, "1000", ["1", "2"]]
)
@pytest.mark.parametrize("typed", ["", "李四"])
def test_a_count_that_is_none_is_bad_input(count, typed):
    sent = {f"{GRID}.count": count} | row("TT", "") | row("AA", typed)
    with pytest.raises(BadInput) as refused:
        settle_rows(sent)
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == ("related_parties", "out_of_range")


def test_no_count_is_none():
    sent = {f"{GRID}.count": ""} | row("TT", "") | row("AA", "李四")
    settle_rows(sent)
    assert sent == {f"{GRID}.count": "1"} | row(0, "李四")
