"""Numbers of persons and organisations (GB 11643-1999, GB 32100-2015)."""

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

import datetime


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LENGTH = 18


def is_resident_id(number: str) -> bool:
    """Return whether a resident ID has a possible date and the right check digit.

    The region is not looked up: test data use 999900, and regions are abolished
    while their numbers live on (domain.md 3.6).
    """
    if len(number) != _LENGTH or not number[:17].isascii() or not number[:17].isdigit():
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17].upper()


def is_credit_code(number: str) -> bool:
    """Return whether a unified social credit code has the right check digit."""
    try:
        uscc.validate(number)
    except ValidationError:
        return False
    return len(number) == _LENGTH
