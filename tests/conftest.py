"""Fixtures of pytest-plone over our own layers."""

from hypothesis import HealthCheck
from hypothesis import settings
from lingchuan.records.testing import LINGCHUAN_FUNCTIONAL
from lingchuan.records.testing import LINGCHUAN_INTEGRATION
from pytest_plone import fixtures_factory
from tests.ledger import postgresql
from tests.real_site import made_site
from tests.real_site import real
from tests.real_site import var
from tests.server import demo_site
from tests.workers import pytest_collection_modifyitems
from tests.workers import pytest_sessionstart
from tests.workers import pytest_terminal_summary
from tests.workers import pytest_xdist_make_scheduler
from tests.workers import tell

import gc
import pytest


pytest_plugins = ["pytest_plone"]
# Speed is shown by the bench; a busy machine fails no test.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
# Fixtures that others share, and hooks.
__all__ = (
    "made_site",
    "pytest_collection_modifyitems",
    "pytest_sessionstart",
    "pytest_terminal_summary",
    "pytest_xdist_make_scheduler",
    "real",
    "tell",
    "var",
)

globals().update(
    fixtures_factory(
        (
            (LINGCHUAN_INTEGRATION, "integration"),
            (LINGCHUAN_FUNCTIONAL, "functional"),
        )
    )
)


@pytest.fixture(scope="session", autouse=True)
def frozen_heap(functional_session, integration_session):
    """Let no collection of garbage walk over what the whole run keeps.

    Zope's modules, ZCML and the layers are half a million objects; walking over them
    again and again took nearly half of the time of a test over HTTP.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """The folder of the demo site."""
    return tmp_path_factory.mktemp("demo-site")


@pytest.fixture(scope="session")
def demo_url(demo_folder):
    """The address of a demo site that is served for the whole run."""
    with demo_site(demo_folder) as url:
        yield url


@pytest.fixture(scope="session")
def demo_admin(demo_url, demo_folder):
    """The administrator of the demo's Zope: (user, password)."""
    path = demo_folder / "var" / "etc" / "admin-password"
    return "admin", path.read_text(encoding="utf-8").strip()


@pytest.fixture(scope="session")
def postgresql_folder():
    """The socket's folder of a PostgreSQL that runs for the whole run."""
    if postgresql.programs() is None:
        pytest.fail("PostgreSQL's server is absent: apt-get install postgresql")
    with postgresql.cluster() as folder:
        yield folder
