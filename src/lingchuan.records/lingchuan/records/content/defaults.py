"""Defaults that save typing: today, me, my unit, the file's people."""

from lingchuan.records.content import facts
from plone import api
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IContextAwareDefaultFactory

import datetime


def today() -> datetime.date:
    """Return today's date in China."""
    return facts.today()


def _me() -> str | None:
    if getSite() is None or api.user.is_anonymous():
        return None
    return api.user.get_current().getId()


@provider(IContextAwareDefaultFactory)
def unit(context: object) -> str | None:
    """Return the unit of the current user."""
    me = _me()
    return facts.unit_of(me) if me else None


@provider(IContextAwareDefaultFactory)
def handlers(context: object) -> list[str]:
    """Return the current user where he handles cases, else nobody."""
    me = _me()
    if me and "Case Handler" in api.user.get_roles(username=me):
        return [me]
    return []


@provider(IContextAwareDefaultFactory)
def officers(context: object) -> list[str]:
    """Return the handlers of the permit file around."""
    file = facts.permit_file_of(context)
    return list(getattr(file, "handlers", None) or ())
