"""Numbers of persons and organisations (GB 11643-1999, GB 32100-2015)."""

from stdnum.cn import ric
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

import re


_LENGTH = 18
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_PAPER = re.compile(r"[0-9A-Z()-]{5,30}")
# Provinces (GB/T 2260), 9x for permanent residents from abroad and test data.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9]")


def is_resident_id(number: str) -> bool:
    """Return whether a resident ID has a possible date, province and check digit.

    `ric.validate` is not used whole: it looks the county up in a table that lacks
    999900 of test data, and counties are abolished while their numbers live on.
    """
    number = number.upper()
    if not _SHAPE.fullmatch(number) or not _PROVINCES.match(number):
        return False
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


def is_paper_number(number: str) -> bool:
    """Return whether a number may be that of a passport or permit: it is none of 18."""
    return bool(_PAPER.fullmatch(number.upper())) and len(number) != _LENGTH


def is_credit_code(number: str) -> bool:
    """Return whether a unified social credit code has the right check digit."""
    if len(number) != _LENGTH or not number.isascii():
        return False
    try:
        uscc.validate(number)
    except ValidationError:
        return False
    return True
