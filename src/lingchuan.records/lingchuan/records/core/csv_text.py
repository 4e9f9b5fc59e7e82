"""Tables as CSV that a spreadsheet opens in Chinese and takes for no program."""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Final

import csv
import io


# By these Excel knows UTF-8.
BOM: Final = "\ufeff"
# What a spreadsheet takes for a formula, full-width signs too.
FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
_QUOTE: Final = "'"


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet runs: a formula gets a quote before it."""
    first = text.lstrip(" \u00a0\u3000")[:1]
    return _QUOTE + text if first in FORMULA and first else text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as UTF-8 with BOM, each cell quoted and safe."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return (BOM + stream.getvalue()).encode()
