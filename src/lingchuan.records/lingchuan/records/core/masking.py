"""Masks of personal data (Art. 20; 个人信息保护法 Art. 6)."""

_STAR = "*"


def mask_id(number: str) -> str:
    """Return 999900********0014: region and tail stay."""
    return _keep(number, 6, 4)


def mask_phone(number: str) -> str:
    """Return 138****1234."""
    return _keep(number, 3, 4)


def mask_address(address: str) -> str:
    """Return the first six characters; how long the rest is does not show."""
    return address[:6] + _STAR * 4


def mask_name(name: str) -> str:
    """Return 张*: of a person's name the first character stays."""
    return _keep(name, 1, 0) if len(name) > 1 else name


def mask(kind: str, value: str) -> str:
    """Return the mask of a value; `kind` is id, phone or address."""
    return {"id": mask_id, "phone": mask_phone, "address": mask_address}[kind](value)


def _keep(value: str, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return _STAR * len(value)
    return (
        value[:head] + _STAR * (len(value) - head - tail) + value[len(value) - tail :]
    )
