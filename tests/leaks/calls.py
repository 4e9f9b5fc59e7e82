"""What is asked of a place: every name it has, as a link or a program would ask.

- A page is asked without the frame around it (`ajax_load`), which the plain page of
  each place shows once; the design is left off, since it only takes away.
- `UNSAFE` are the names that cannot be called even where nothing is kept, each with
  the reason; a test holds it against what is registered.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from tests.leaks import names
from tests.leaks.wsgi import Answer
from tests.leaks.wsgi import Browser
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from tests.leaks.wsgi import PROGRAM


BARE = {"X-Theme-Disabled": "True"}
# Name: why no test calls it.
UNSAFE: Mapping[str, str] = {
    "install-intids.html": "registers a utility in the process, not in the database",
}
# Of a namespace: what is written behind it.
BEHIND = {
    "add": "TextRecord",
    "api": "@search",
    "contextportlets": "plone.rightcolumn",
    "view": "view",
    "resource": "plone",
    "theme": "barceloneta",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a place; `name` is what stands behind its address."""

    name: str
    method: str = "GET"
    accept: str = PROGRAM
    query: str = ""
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def of(self, browser: Browser, path: str) -> Answer:
        """Return the answer of a place to this."""
        return browser.ask(
            f"{path}/{self.name}" if path and self.name else path or self.name,
            self.method,
            accept=self.accept,
            query=self.query,
            json_body=self.body,
            headers=self.headers,
        )


def plain() -> list[Call]:
    """Return the plain page, with its frame, and the plain JSON."""
    return [Call("", accept=HTML), Call("", accept=JSON)]


def made_for(portal: object, interface: object) -> list[Call]:
    """Return a GET of each page and service that is made for one interface."""
    return [
        Call(name, accept=JSON)
        if is_service
        else Call(f"@@{name}", accept=HTML, query="ajax_load=1", headers=BARE)
        for name, is_service in names.made_for(portal, interface)
    ]


def reading(portal: object, context: object) -> list[Call]:
    """Return a GET of every name of a place."""
    return [*_pages(portal, context), *_services(portal, context), *_rest(context)] + [
        Call(f"++{name}++{BEHIND.get(name, '')}", accept=accept)
        for name in names.namespaces(portal)
        for accept in (PROGRAM, JSON)
    ]


def _pages(portal: object, context: object) -> Iterator[Call]:
    for name in names.views(portal, context):
        if name not in UNSAFE:
            yield Call(f"@@{name}", query="ajax_load=1", headers=BARE)


def _services(portal: object, context: object) -> Iterator[Call]:
    for method, name in names.services(portal, context):
        if method == "GET" and name:
            yield Call(name, accept=JSON)


def _rest(context: object) -> Iterator[Call]:
    for name in names.published(context):
        if name not in UNSAFE:
            yield Call(name, headers=BARE)
