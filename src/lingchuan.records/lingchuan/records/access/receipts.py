"""Receipt codes: which request each leads to, kept beside the site.

A code is made of random bytes; two requests never have the same one.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from lingchuan.records.core.access.receipt import new_code
from lingchuan.records.core.access.receipt import normal
from lingchuan.records.core.access.receipt import TOKEN_BYTES
from plone import api
from typing import Final
from zope.annotation.interfaces import IAnnotations

import secrets


KEY: Final = "lingchuan.records.receipts"


def give(uid: str) -> str:
    """Return a new code that leads to a request."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    code = new_code(secrets.token_bytes(TOKEN_BYTES))
    notes[KEY][code] = uid
    return code


def find(text: str) -> object | None:
    """Return the request of a code as a person types it, None for none."""
    code = normal(text)
    known: Mapping[str, str] = IAnnotations(api.portal.get()).get(KEY) or {}
    uid = known.get(code) if code else None
    if uid is None:
        return None
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=uid)
    return found[0]._unrestrictedGetObject() if found else None
