"""The lists go by codes of the rules: one that no rule says any more is a fault."""

from lingchuan.records.recording.due_rows import DONE_LATE
from lingchuan.records.recording.due_rows import STILL_TO_DO
from lingchuan.records.recording.messages import TEXTS

import pytest


@pytest.mark.parametrize("code", sorted(DONE_LATE | STILL_TO_DO))
def test_a_code_that_lists_go_by_is_one_that_rules_say(code):
    assert code in TEXTS
