"""Fill a stock Plone site; run by the Python that has no add-on.

usage: python -m bench.fill_stock VAR FIRST LAST

Items FIRST to LAST-1 come into being in folders of ten: the folder, eight Documents
with a title, one with a long text. Prints the seconds an item took, commits included.
"""

from AccessControl.SecurityManagement import newSecurityManager
from bench import texts
from bench.filling import application
from bench.filling import fill
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.factory import addPloneSite
from zope.component.hooks import setSite

import sys


SITE = "stock"
USER, PASSWORD = "bench", "Lingchuan-2026!"
ROLES = ("Member", "Contributor", "Editor", "Reviewer", "Reader")


def site_of(app: object) -> object:
    """Return the site, made at first with its user."""
    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", PASSWORD, ["Manager"], [])
    newSecurityManager(None, users.getUserById("admin").__of__(users))
    if SITE in app.objectIds():
        return app[SITE]
    site = addPloneSite(
        app,
        SITE,
        title="Stock",
        distribution_name="classic",
        default_language="zh-cn",
        portal_timezone="Asia/Shanghai",
        setup_content=False,
    )
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    site.acl_users.userFolderAddUser(USER, PASSWORD, list(ROLES), [])
    site.portal_workflow.setDefaultChain("simple_publication_workflow")
    createContentInContainer(site, "Folder", id="files", title="files")
    return site


def add(site: object, number: int) -> None:
    """Add one item."""
    group, place = divmod(number, 10)
    title = texts.title(number)
    if place == 0:
        name = f"f{group}"
        createContentInContainer(site["files"], "Folder", id=name, title=title)
        return
    values = {"title": title}
    if place == 9:
        html = f"<p>{texts.text(number)}</p>"
        values["text"] = RichTextValue(html, "text/html", "text/x-html-safe")
    createContentInContainer(site["files"][f"f{group}"], "Document", **values)


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        site = site_of(app)
        setSite(site)
        fill(lambda number: add(site, number), int(sys.argv[2]), int(sys.argv[3]))
