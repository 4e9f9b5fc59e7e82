"""A site, and a file whose decision is overdue."""

from lingchuan.records.recording.due_marks import settle
from tests.permit_files import open_file

import datetime
import pytest


@pytest.fixture
def portal(integration):
    return integration["portal"]


@pytest.fixture
def file(portal):
    """A file that was accepted late in March, so that its decision is overdue."""
    made = open_file(portal, accepted_on=datetime.date(2026, 3, 16))
    settle()
    return made
