"""The profiles as an administrator meets them."""

from lingchuan.records.interfaces import IRecordsLayer
from plone.browserlayer.utils import registered_layers
from Products.CMFPlone.interfaces import INonInstallable
from Products.CMFPlone.utils import get_installer
from zope.component import getAllUtilitiesRegisteredFor

import pytest


NAME = "lingchuan.records"


@pytest.fixture
def installer(integration):
    return get_installer(integration["portal"], integration["request"])


def test_default_profile_installs_layer(installer):
    assert installer.is_product_installed(NAME)
    assert IRecordsLayer in registered_layers()


def test_uninstall_profile_is_hidden_from_choice(integration):
    hidden = [
        name
        for utility in getAllUtilitiesRegisteredFor(INonInstallable)
        for name in utility.getNonInstallableProfiles()
    ]
    assert f"{NAME}:uninstall" in hidden
    assert f"{NAME}:default" not in hidden


def test_uninstall_removes_layer(integration, installer):
    assert installer.uninstall_product(NAME)
    assert IRecordsLayer not in registered_layers()
