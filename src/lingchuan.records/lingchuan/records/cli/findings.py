"""What a check found: a code, where, and the values that belong to it."""

from dataclasses import dataclass
from typing import Final


ERROR: Final = "error"
NOTE: Final = "note"

# What people must know, though nothing is wrong.
NOTES = frozenset(
    (
        "compare_key",
        "hidden_events",
        "key_unused",
        "no_sm3",
        "not_checked",
        "only_export_decides",
        "unproven_events",
        "zip_unchecked",
    )
)


class UsageError(Exception):
    """The command cannot be carried out as it was given; `code` names why."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `where` is a file, an event or a checkpoint."""

    code: str
    where: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> str:
        """Return whether it is an error or a note."""
        return NOTE if self.code in NOTES else ERROR


def finding(code: str, where: str = "", **params: object) -> Finding:
    """Return a finding with its values as text."""
    return Finding(
        code, where, tuple((key, str(value)) for key, value in params.items())
    )
