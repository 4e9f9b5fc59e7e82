"""The world of secrets, made once; what a test changes is given up after it."""

from lingchuan.records.testing import DEMO_FIXTURE
from pathlib import Path
from plone.app.testing import FunctionalTesting
from tests.leaks import grants  # noqa: F401 -- its roles and secrets join
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


HERE = Path(__file__).parent
# What was made for the tests of this folder, until the first test of another one.
_made: dict[str, object] = {}


def _take_down() -> None:
    if _made:
        _made.clear()
        WORLD.testTearDown()


@pytest.fixture(scope="session")
def _layer(functional_session):
    """The demo users' layer, and nothing above it at the end."""
    yield
    _take_down()


@pytest.fixture
def world(_layer):
    """The world, as made; nothing may be kept in it."""
    if not _made:
        WORLD.testSetUp()
        _made["world"] = make_world(WORLD["portal"])
    return _made["world"]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Take the world down before tests of another folder use the database."""
    if nextitem is not None and not nextitem.path.is_relative_to(HERE):
        _take_down()


@pytest.fixture
def browsers(world):
    """A browser for each role: {role: Browser}."""
    if "browsers" not in _made:
        portal, roles = world.portal, ROLES.items()
        _made["browsers"] = {role: Browser(portal, userid) for role, userid in roles}
    return _made["browsers"]


@pytest.fixture
def asked(world):
    """What is asked of each place and secret: {name: questions}."""
    if "asked" not in _made:
        places = sweep.open_places(world)
        places |= {secret.name: secret.path for secret in world.secrets.values()}
        _made["asked"] = {
            name: sweep.questions(world, path) for name, path in places.items()
        }
    return _made["asked"]


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
