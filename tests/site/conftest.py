"""What the tests of pages share."""

import pytest


@pytest.fixture
def portal(functional):
    """The portal of the functional layer."""
    return functional["portal"]
