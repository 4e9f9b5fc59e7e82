"""Numbers of persons and organisations (GB 11643-1999, GB 32100-2015)."""

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

import datetime
import re


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LENGTH = 18
# Provinces (GB/T 2260), 9x for permanent residents from abroad and test data.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9]")


def is_resident_id(number: str) -> bool:
    """Return whether a resident ID has a possible date, province and check digit.

    Counties are not looked up: they are abolished while their numbers live on,
    and test data use 999900 (GB 11643-1999).
    """
    if len(number) != _LENGTH or not number[:17].isascii() or not number[:17].isdigit():
        return False
    if not _PROVINCES.match(number):
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17].upper()


def is_credit_code(number: str) -> bool:
    """Return whether a unified social credit code has the right check digit."""
    if len(number) != _LENGTH or not number.isascii():
        return False
    try:
        uscc.validate(number)
    except ValidationError:
        return False
    return True
