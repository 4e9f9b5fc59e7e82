"""The notices of the State Council as the tests know them, whatever package is there."""

from lingchuan.records.core import workdays

import pytest


LAST_YEAR = 2026


@pytest.fixture
def notices(monkeypatch):
    """No notice is known that is later than that of 2026."""
    real = workdays._noticed

    def noticed(day):
        return real(day) if day.year <= LAST_YEAR else None

    monkeypatch.setattr(workdays, "_noticed", noticed)
