"""One leak row of the threats' table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A channel, the tests that show it shut, and what joins when it is registered.

    A test is "<module below tests>::<function>", without its parameters.
    """

    channel: str
    tests: tuple[str, ...] = ()
    joins: str = ""
