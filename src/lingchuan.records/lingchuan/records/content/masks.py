"""Masked numbers in the rows of related parties."""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.core.masking import mask_id


PARTIES = "related_parties"
NUMBER = "id_number"


def with_clear_numbers(
    rows: Iterable[Mapping[str, object]], stored: Iterable[Mapping[str, object]] | None
) -> list[dict[str, object]]:
    """Return rows in which a mask sent back stands for the stored number.

    Two stored numbers may have the same mask: the row's name tells them apart, and
    where it does not, the mask stays and is refused as no number.
    """
    kept = [row for row in stored or () if row.get(NUMBER)]
    return [dict(row) | _cleared(row, kept) for row in rows]


def _cleared(row: Mapping, kept: list[Mapping]) -> dict[str, object]:
    sent = row.get(NUMBER)
    same = [one for one in kept if mask_id(one[NUMBER]) == sent]
    named = [one for one in same if one.get("name") == row.get("name")]
    numbers = {one[NUMBER] for one in named or same}
    return {NUMBER: numbers.pop()} if len(numbers) == 1 else {}
