"""Fixtures of pytest-plone over our own layers."""

from lingchuan.records.testing import LINGCHUAN_FUNCTIONAL
from lingchuan.records.testing import LINGCHUAN_INTEGRATION
from pytest_plone import fixtures_factory
from tests.server import demo_site

import pytest


pytest_plugins = ["pytest_plone"]

globals().update(
    fixtures_factory(
        (
            (LINGCHUAN_INTEGRATION, "integration"),
            (LINGCHUAN_FUNCTIONAL, "functional"),
        )
    )
)


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory):
    """The address of a demo site that is served for the whole run."""
    with demo_site(tmp_path_factory.mktemp("demo-site")) as url:
        yield url
