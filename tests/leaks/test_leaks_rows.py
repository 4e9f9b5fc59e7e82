"""Each leak row has a test, or says with what it joins."""

from pathlib import Path
from tests.leaks.rows import ROWS

import ast
import pytest


TESTS = Path(__file__).parents[1]


def test_all_rows_of_the_table_are_there():
    assert list(ROWS) == [f"L{number}" for number in range(1, 47)]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_tests_that_exist_or_says_with_what_it_joins(row):
    told = ROWS[row]
    assert told.tests or told.joins
    for name in told.tests:
        module, _colons, function = name.partition("::")
        tree = ast.parse((TESTS / module).read_text(encoding="utf-8"))
        known = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
        assert function == "*" or function in known, name
