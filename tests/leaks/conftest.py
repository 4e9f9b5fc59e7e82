"""The world of secrets, made once a module; what a test changes is given up after it."""

from lingchuan.records.testing import DEMO_FIXTURE
from plone.app.testing import FunctionalTesting
from tests.leaks import records  # noqa: F401 -- its secrets join
from tests.leaks import sweep
from tests.leaks.people import ROLES
from tests.leaks.world import make_world
from tests.leaks.world import World
from tests.leaks.wsgi import Browser
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

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


@pytest.fixture
def changed(world):
    """The world on a layer of its own: what a test commits goes with it."""
    CHANGES.testSetUp()
    try:
        yield World(CHANGES["portal"], secrets=world.secrets)
    finally:
        CHANGES.testTearDown()
        setSite(WORLD["portal"])
        setRequest(WORLD["request"])


@pytest.fixture
def visit(changed):
    """Return the browser of a role in the world that changes."""
    return lambda role: Browser(changed.portal, ROLES[role])
