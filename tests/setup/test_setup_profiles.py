"""The profiles as an administrator meets them."""

from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.install import setup_content
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
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


def test_uninstall_gives_the_site_back_and_touches_no_record(integration, installer):
    portal = integration["portal"]
    with api.env.adopt_user(username="clerk1"):
        file = add_permit_file(
            portal["files"],
            title="食品经营许可",
            matters=[{"code": "SPJY"}],
            applicant_name="示例小吃店",
        )
    before = facts.canonical_state(file)
    assert installer.uninstall_product(NAME)
    assert IRecordsLayer not in registered_layers()
    actions = [a.id for a in portal.portal_controlpanel.listActions()]
    assert "records-settings" not in actions
    setup = portal.rolesOfPermission("Plone Site Setup: Types")
    assert "Site Administrator" in [r["name"] for r in setup if r["selected"]]
    assert facts.canonical_state(file) == before
    assert installer.install_product(NAME)
    assert facts.canonical_state(file) == before


def test_no_site_administrator_takes_the_workflows_off(integration):
    setup = integration["portal"].rolesOfPermission("Plone Site Setup: Types")
    assert [r["name"] for r in setup if r["selected"]] == ["Manager"]


def test_the_set_up_of_content_may_run_again(integration):
    portal = integration["portal"]
    before = sorted(portal.portal_catalog.indexes())
    setup_content(portal)
    assert sorted(portal.portal_catalog.indexes()) == before
