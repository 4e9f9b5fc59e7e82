"""Why no derivative was made; each code has its text in the feature that shows it."""

from typing import Final


NOT_READABLE: Final = "not_readable"
TOO_LARGE: Final = "too_large"
# Too many pages, too many hours, or it took longer than any honest file would.
TOO_LONG: Final = "too_long"
# No kind of file that we make anew, or other bytes than its type says.
KIND_UNKNOWN: Final = "kind_unknown"
PROGRAM_MISSING: Final = "program_missing"
NOTHING_LEFT: Final = "nothing_left"
# A page, an area or a time that the file does not have.
OUTSIDE: Final = "outside"
CODES: Final = (
    NOT_READABLE,
    TOO_LARGE,
    TOO_LONG,
    KIND_UNKNOWN,
    PROGRAM_MISSING,
    NOTHING_LEFT,
    OUTSIDE,
)


class DerivativeError(Exception):
    """No derivative was made; `code` is one of CODES, `detail` for the operator alone."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
