"""The main stages of a permit file, and the one that it has reached.

A file's stage follows from its state; while the matter is examined, its records tell
how far the examination has come. Source: Art. 3; domain.md 3.2.
"""

from collections.abc import Collection


MAIN_STAGES = ("收件", "受理", "审查", "现场核查", "听证", "决定", "送达", "归档")
EXAMINATION = "审查"
# Stages within the examination, known from the records alone.
EXAMINING = ("现场核查", "听证")
# The stage that each state of permit_file_workflow has reached; a file that was voided
# or withdrawn stands at none.
STAGE_OF_STATE = {
    "registered": "收件",
    "supplementing": "收件",
    "not_accepted": "受理",
    "accepted": EXAMINATION,
    "decided": "决定",
    "served": "送达",
    "closed": "归档",
    "archived": "归档",
    "disposed": "归档",
}


FINISHED = ("archived", "disposed")


def progress(stage: str, state: str, recorded: Collection[str]) -> str:
    """Return how far a file is with one stage: done, now or todo.

    A hearing or site check that left no record was none, however far the file is.
    """
    reached = reached_stage(state, recorded)
    if reached is None or (stage in EXAMINING and stage not in recorded):
        return "todo"
    if stage == reached and state not in FINISHED:
        return "now"
    return "done" if _place(stage) <= _place(reached) else "todo"


def _place(stage: str) -> int:
    return MAIN_STAGES.index(stage)


def reached_stage(state: str, recorded: Collection[str]) -> str | None:
    """Return the stage that a file has reached.

    Args:
        state: state of permit_file_workflow.
        recorded: stages of the file's records.
    Returns:
        One of `MAIN_STAGES`, None for a voided or withdrawn file.
    """
    stage = STAGE_OF_STATE.get(state)
    if stage != EXAMINATION:
        return stage
    return next((s for s in reversed(EXAMINING) if s in recorded), EXAMINATION)
