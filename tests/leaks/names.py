"""Every name that an address may end in, from the component registry and the classes.

- Views and REST services: multi-adapters of (context, request) that carry a name.
- Namespaces: `++name++`.
- Methods and attributes of a class that Zope's publisher would call: those with a
  docstring whose name has no underscore in front.
A name that is registered later is here without anybody's doing.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from plone.browserlayer.utils import registered_layers
from plone.rest.interfaces import IAPIRequest
from zope.component import getSiteManager
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.interface import providedBy
from zope.publisher.interfaces import IRequest
from zope.traversing.interfaces import ITraversable
from ZPublisher import zpublish_mark

import re


METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "HEAD")
_SERVICE = re.compile(rf"({'|'.join(METHODS)})_([a-z]+_[a-z]+)_(.*)")


def _registered(portal: object) -> Iterator[object]:
    waiting, known = [getSiteManager(portal)], set()
    while waiting:
        manager = waiting.pop()
        if id(manager) not in known:
            known.add(id(manager))
            yield from manager.registeredAdapters()
            waiting.extend(manager.__bases__)


def named(portal: object) -> set[str]:
    """Return the names of all adapters of a context and a request."""
    return {
        one.name
        for one in _registered(portal)
        if one.name
        and len(one.required) == 2
        and (one.required[1] is None or one.required[1].isOrExtends(IRequest))
    }


def _fits(portal: object, context: object, request: object, name: str) -> bool:
    wanted = (providedBy(context), providedBy(request))
    return bool(getSiteManager(portal).adapters.lookup(wanted, Interface, name))


def views(portal: object, context: object) -> list[str]:
    """Return the names of the pages of a context, in their order."""
    request = page_request(portal)
    names = {name for name in named(portal) if not _SERVICE.fullmatch(name)}
    return sorted(name for name in names if _fits(portal, context, request, name))


def services(portal: object, context: object) -> list[tuple[str, str]]:
    """Return (method, name) of the REST services of a context; the plain ones have ''."""
    request = page_request(portal)
    alsoProvides(request, IAPIRequest)
    told = (
        _SERVICE.fullmatch(name)
        for name in named(portal)
        if _fits(portal, context, request, name)
    )
    return sorted({(match[1], match[3]) for match in told if match})


def made_for(portal: object, interface: object) -> list[tuple[str, bool]]:
    """Return (name, is_service) of the pages and GET services of one interface's own."""
    mine = {
        one.name
        for one in _registered(portal)
        if one.name and len(one.required) == 2 and one.required[0] is interface
    }
    told = {name: _SERVICE.fullmatch(name) for name in mine}
    return sorted(
        (match[3] if match else name, bool(match))
        for name, match in told.items()
        if match is None or (match[1] == "GET" and match[3])
    )


def namespaces(portal: object) -> list[str]:
    """Return the namespaces, as view, api, add."""
    return sorted(
        {one.name for one in _registered(portal) if one.provided is ITraversable} - {""}
    )


def published(context: object) -> list[str]:
    """Return the attributes of a class that the publisher would call or show."""
    kind, found = type(aq_base(context)), []
    for name in dir(kind):
        value = None if name.startswith("_") else getattr(kind, name, None)
        if value is None or name.endswith("__roles__"):
            continue
        if zpublish_mark(value, bool(getattr(value, "__doc__", None))):
            found.append(name)
    return sorted(found)


def page_request(portal: object) -> object:
    """Return a request as one to the site has it, with the layers of all add-ons."""
    request = portal.REQUEST.clone()
    alsoProvides(request, *registered_layers())
    return request
