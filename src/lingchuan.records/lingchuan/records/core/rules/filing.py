"""Whether a file can be closed and put away: stages, drafts, the term it is kept for.

- A finding is on the record that lacks something, or on the file.
- What belongs to the end is asked for at the end: before, nothing is owed.

Source: 办法 Art. 3, 4, 17; domain.md R03-2, R04-1, R17-1.
"""

from collections.abc import Iterator
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.papers import DRAFT
from lingchuan.records.core.rules.rule import ARCHIVE
from lingchuan.records.core.rules.rule import OF_FILE
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import applies_to_activity
from lingchuan.records.core.rules.scope import applies_to_clip
from lingchuan.records.core.rules.scope import applies_to_file
from lingchuan.records.core.rules.scope import applies_to_paper
from lingchuan.records.core.rules.scope import AT_THE_END
from lingchuan.records.core.rules.scope import CLOSED


@rule("R03-2", "办法第三条", OF_FILE)
def R03_2(
    rule: Rule, file: Case, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a record that belongs to no stage."""
    for record in _records(case, around):
        if not record.stage.strip():
            yield rule.finding(WARN, "stage_missing", record.uid)


@rule("R04-1", "办法第四条", OF_FILE)
def R04_1(
    rule: Rule, file: Case, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a record that is still a draft at the end; it is sealed with its file."""
    if case.state not in AT_THE_END:
        return
    for record in _records(case, around):
        if record.state == DRAFT:
            yield rule.finding(WARN, "draft_at_closing", record.uid)


@rule("R17-1", "办法第十七条", OF_FILE, frozenset((ARCHIVE,)))
def R17_1(
    rule: Rule, file: Case, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a closed file of which nobody has said how long it is kept."""
    is_closed = case.state in CLOSED and applies_to_file(case, around)
    if is_closed and not case.retention_class:
        yield rule.finding(FAIL, "retention_missing", case.uid)


def _records(case: Case, around: Circumstances) -> Iterator[Paper | Activity | Clip]:
    """Yield the records of a file that the measures apply to; none of a voided one."""
    if not applies_to_file(case, around):
        return
    yield from (one for one in case.papers if applies_to_paper(one, case, around))
    yield from (one for one in case.activities if applies_to_activity(one, around))
    yield from (one for one in case.clips if applies_to_clip(one, case, around))
