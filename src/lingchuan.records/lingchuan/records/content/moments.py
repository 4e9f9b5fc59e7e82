"""Moments as people enter them, put into China's zone."""

from datetime import datetime
from lingchuan.records.content.facts import ZONE


def zoned(value: object) -> object:
    """Return a value with China's zone in each moment that names none, rows too."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=ZONE)
    if isinstance(value, list):
        return [zoned(one) for one in value]
    if isinstance(value, dict):
        return {key: zoned(one) for key, one in value.items()}
    return value
