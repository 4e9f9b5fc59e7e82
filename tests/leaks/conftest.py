"""The world of secrets, made once a module; what a test changes is given up after it."""

from lingchuan.records.testing import DEMO_FIXTURE
from plone.app.testing import FunctionalTesting
from tests.leaks import records  # noqa: F401 -- its secrets join
from tests.leaks import sweep
from tests.leaks.people import ROLES
from tests.leaks.world import make_world
from tests.leaks.wsgi import Browser

import pytest


WORLD = FunctionalTesting(bases=(DEMO_FIXTURE,), name="Lingchuan:World")
CHANGES = FunctionalTesting(bases=(WORLD,), name="Lingchuan:WorldChanged")


@pytest.fixture(scope="module")
def world(functional_session):
    """The world, as made; nothing may be kept in it."""
    WORLD.testSetUp()
    try:
        yield make_world(WORLD["portal"])
    finally:
        WORLD.testTearDown()


@pytest.fixture(scope="module")
def browsers(world):
    """A browser for each role: {role: Browser}."""
    return {role: Browser(world.portal, userid) for role, userid in ROLES.items()}


@pytest.fixture(scope="module")
def asked(world):
    """What is asked of each place and secret: {name: questions}."""
    places = sweep.open_places(world)
    places |= {secret.name: secret.path for secret in world.secrets.values()}
    return {name: sweep.questions(world, path) for name, path in places.items()}
