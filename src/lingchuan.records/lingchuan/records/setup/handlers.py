"""What follows the import of a profile: each part sets itself up, in order.

The parts are imported when their turn comes, so that a part that cannot be
imported names itself and the whole installation is rolled back.
"""

from Products.CMFPlone.interfaces import INonInstallable
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Keep the uninstall profile out of the add-on panel and site form."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Return the profiles that nobody picks by hand."""
        return ["lingchuan.records:uninstall"]

    def getNonInstallableProducts(self) -> list[str]:
        """Return the products that nobody picks by hand: none."""
        return []


def install(tool: SetupTool) -> None:
    """Set up content, confidentiality and pages after the default profile."""
    from lingchuan.records.access.install import install as set_desk
    from lingchuan.records.confidentiality.install import install as set_locks
    from lingchuan.records.content.install import setup_content
    from lingchuan.records.evidence.install import install as set_shelf
    from lingchuan.records.recording.install import install as set_duties
    from lingchuan.records.site.install import install as set_pages
    from lingchuan.records.supervision.install import install as close_shelf

    portal = getSite()
    _make_keys()
    setup_content(portal)
    set_locks(portal)
    set_duties(portal)
    set_shelf(portal)
    set_desk(portal)
    close_shelf(portal)
    set_pages(portal)


def _make_keys() -> None:
    """Make the keys of a new ledger; those of an old one must be there."""
    from lingchuan.records.ledger import api as ledger
    from lingchuan.records.ledger import keys

    if ledger.size() == 0:
        keys.make()


def uninstall(tool: SetupTool) -> None:
    """Take pages, locks and content settings away, in the opposite order."""
    from lingchuan.records.confidentiality.install import uninstall as drop_locks
    from lingchuan.records.content.install import uninstall as drop_content
    from lingchuan.records.recording.install import uninstall as drop_duties
    from lingchuan.records.site.install import uninstall as drop_pages

    portal = getSite()
    drop_pages(portal)
    drop_duties(portal)
    drop_locks(portal)
    drop_content(portal)
