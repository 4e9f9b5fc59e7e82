"""Do the demo's steps as its users, through the same doors as everybody.

Nothing here bypasses a permission, a check or the ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.content import actions
from lingchuan.records.content.deserialize import IMPORT
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import ZONE
from lingchuan.records.demo.users import CLERK
from lingchuan.records.demo.users import IMPORTER
from lingchuan.records.site import transitions
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.interfaces import IDexterityFTI
from Products.CMFCore.permissions import ModifyPortalContent
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.security.interfaces import IPermission

import datetime


@contextmanager
def acting(userid: str) -> Iterator[None]:
    """Be this user inside the block, and who one was before after it."""
    with api.env.adopt_user(user=api.user.get(userid=userid).getUser()):
        yield


def moment(day: str, clock: str) -> datetime.datetime:
    """Return a point of Chinese time: moment("2026-06-03", "09:00")."""
    return datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


def day(text: str) -> datetime.date:
    """Return the date of an ISO text."""
    return datetime.date.fromisoformat(text)


def add(userid: str, container: object, portal_type: str, **values: object) -> object:
    """Add an item as a user who may do so and return it.

    Raises:
        NotAllowed: the user lacks the right to add this type there.
    """
    with acting(userid):
        fti = getUtility(IDexterityFTI, name=portal_type)
        permission = getUtility(IPermission, name=fti.add_permission).title
        if not api.user.has_permission(permission, obj=container):
            raise NotAllowed(f"{userid} may not add {portal_type}")
        if portal_type == "PermitFile":
            return actions.add_permit_file(container, **values)
        return actions.add_record(container, portal_type, **values)


@contextmanager
def importing(file: object) -> Iterator[None]:
    """Let the importer be a handler of a file inside the block."""
    before = list(file.handlers)
    change(CLERK, file, handlers=[*before, IMPORTER])
    yield
    change(CLERK, file, handlers=before)


def add_recording(
    container: object, saved_at: datetime.datetime, **values: object
) -> object:
    """Bring in a recording that was saved elsewhere before, and return it.

    Raises:
        NotAllowed: the importer is no handler of the file.
    """
    with acting(IMPORTER):
        if not api.user.has_permission(IMPORT, obj=container):
            raise NotAllowed(f"{IMPORTER} may not import here")
    told = {"saved_at": saved_at, "imported": True}
    return add(IMPORTER, container, "MediaEvidence", **told, **values)


def change(userid: str, obj: object, **values: object) -> None:
    """Set fields of an item as a user who may edit it.

    Raises:
        NotAllowed: the user lacks the right to edit it.
    """
    with acting(userid):
        if not api.user.has_permission(ModifyPortalContent, obj=obj):
            raise NotAllowed(f"{userid} may not edit {obj.absolute_url_path()}")
        for name, value in values.items():
            setattr(obj, name, value)
        notify(ObjectModifiedEvent(obj, Attributes(None, *values)))


def move(userid: str, obj: object, transition: str, **params: object) -> None:
    """Take one transition as a user."""
    with acting(userid):
        transitions.perform(obj, transition, params)


def rich_text(html: str) -> RichTextValue:
    """Return a stored HTML text."""
    return RichTextValue(html, "text/html", "text/x-html-safe")
