"""Test layers: a site with the add-on, its ledger in a temp folder."""

from contextlib import suppress
from lingchuan.records.ledger import api as ledger
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import login
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import TEST_USER_NAME
from plone.testing.zope import WSGI_SERVER_FIXTURE
from shutil import rmtree
from tempfile import mkdtemp
from ZPublisher.HTTPRequest import HTTPRequest

import lingchuan.records
import os
import transaction


class RecordsLayer(PloneSandboxLayer):
    """The add-on installed by its profile in an otherwise stock site."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Load the ZCML and point the ledger to a fresh file."""
        self.folder = mkdtemp(prefix="lingchuan-ledger-")
        ledger.configure(f"sqlite:///{self.folder}/ledger.sqlite")
        import plone.restapi

        # Else a clean checkout, which has no .mo files, would speak English only.
        os.environ.setdefault("zope_i18n_compile_mo_files", "true")
        self.loadZCML(package=plone.restapi)
        self.loadZCML(package=lingchuan.records)
        # As a site of ours has it (setup/configuration.py).
        HTTPRequest.retry_max_count = 10

    def setUpPloneSite(self, portal):
        """Apply the default profile."""
        applyProfile(portal, "lingchuan.records:default")
        transaction.commit()

    def tearDownZope(self, app):
        """Drop the ledger's folder."""
        with suppress(OSError):
            rmtree(self.folder)


class DemoLayer(PloneSandboxLayer):
    """The add-on with the demo users (no cases)."""

    defaultBases = (RecordsLayer(),)

    def setUpPloneSite(self, portal):
        """Create the demo users."""
        from lingchuan.records.demo.users import create_users

        login(portal.aq_parent, SITE_OWNER_NAME)
        create_users(portal)
        login(portal, TEST_USER_NAME)
        transaction.commit()


RECORDS_FIXTURE = DemoLayer.defaultBases[0]
DEMO_FIXTURE = DemoLayer()
LINGCHUAN_INTEGRATION = IntegrationTesting(
    bases=(DEMO_FIXTURE,), name="Lingchuan:Integration"
)
LINGCHUAN_FUNCTIONAL = FunctionalTesting(
    bases=(DEMO_FIXTURE, WSGI_SERVER_FIXTURE), name="Lingchuan:Functional"
)
