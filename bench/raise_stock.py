"""Give a folder of so many Documents another reader in stock Plone; run by its Python.

usage: python -m bench.raise_stock VAR DOCUMENTS

Prints the seconds of Plone's own recursive `reindexObjectSecurity`, commit included; a
small folder before it is not counted.
"""

from AccessControl.SecurityManagement import newSecurityManager
from bench.fill_stock import SITE
from bench.filling import application
from plone.dexterity.utils import createContentInContainer
from zope.component.hooks import setSite

import gc
import sys
import time
import transaction


FEW = 20
READER = "a-reader"


def made(site: object, documents: int) -> object:
    """Return a new folder with documents."""
    folder = createContentInContainer(site["files"], "Folder", title="raised")
    for number in range(documents):
        createContentInContainer(folder, "Document", title=f"document {number}")
    transaction.commit()
    return folder


def seconds(folder: object) -> float:
    """Return how long it takes until all of a folder has another reader."""
    gc.collect()
    start = time.perf_counter()
    folder.manage_setLocalRoles(READER, ["Reader"])
    folder.reindexObjectSecurity()
    transaction.commit()
    return time.perf_counter() - start


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        site = app[SITE]
        setSite(site)
        users = app.acl_users
        newSecurityManager(None, users.getUserById("admin").__of__(users))
        seconds(made(site, FEW))
        print(seconds(made(site, int(sys.argv[2]))))
