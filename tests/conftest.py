"""Fixtures of pytest-plone over our own layers."""

from lingchuan.records.testing import LINGCHUAN_FUNCTIONAL
from lingchuan.records.testing import LINGCHUAN_INTEGRATION
from pytest_plone import fixtures_factory


pytest_plugins = ["pytest_plone"]

globals().update(
    fixtures_factory(
        (
            (LINGCHUAN_INTEGRATION, "integration"),
            (LINGCHUAN_FUNCTIONAL, "functional"),
        )
    )
)
