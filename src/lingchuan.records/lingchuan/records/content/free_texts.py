"""What people write beside a step: kept for ever, so without numbers of persons."""

from lingchuan.records.core.plain_text import without_numbers


FREE_TEXTS = ("comment", "reason")


def before_transition(obj: object, event: object) -> None:
    """Mask ID and phone numbers before history, decision and ledger take the text."""
    told = event.kwargs or {}
    for name in FREE_TEXTS:
        if isinstance(told.get(name), str):
            told[name] = without_numbers(told[name])
