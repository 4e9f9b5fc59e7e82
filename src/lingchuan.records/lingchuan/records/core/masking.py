"""Masks of personal data (Art. 20; 个人信息保护法 Art. 6).

Resident IDs and mobile numbers are masked as everybody masks them; of what has another
length at least half is hidden.
"""

_STAR = "*"
_ID_LENGTH = 18
_PHONE_LENGTH = 11
_ADDRESS_HEAD = 6


def mask_id(number: str) -> str:
    """Return 999900********0014: region and tail stay."""
    return _keep(number, 6, 4, _ID_LENGTH)


def mask_phone(number: str) -> str:
    """Return 138****1234."""
    return _keep(number, 3, 4, _PHONE_LENGTH)


def mask_address(address: str) -> str:
    """Return at most six characters and half; how long the rest is does not show."""
    return address[: min(_ADDRESS_HEAD, len(address) // 2)] + _STAR * 4


def mask_name(name: str) -> str:
    """Return 张*: of a person's name the first character stays."""
    return name[:1] + _STAR * (len(name) - 1)


def mask(kind: str, value: str) -> str:
    """Return the mask of a value; `kind` is id, phone or address."""
    return {"id": mask_id, "phone": mask_phone, "address": mask_address}[kind](value)


def _keep(value: str, head: int, tail: int, length: int) -> str:
    """Return head and tail of what has the length that they are meant for, else less."""
    if len(value) != length:
        room = len(value) // 2
        head = min(head, room // 2)
        tail = min(tail, room - head)
    hidden = len(value) - head - tail
    return value[:head] + _STAR * hidden + value[head + hidden :]
