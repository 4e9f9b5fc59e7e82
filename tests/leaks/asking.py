"""What is asked of requests, of what they gave, and of a citizen's own pages."""

from lingchuan.records.interfaces import IAccessRequest
from plone.uuid.interfaces import IUUID
from tests.leaks import calls
from tests.leaks.calls import Call
from tests.leaks.grants import REQUESTS
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON


PARTIES = tuple(REQUESTS)
PLAYED = {"Range": "bytes=0-49"}
# A citizen's own pages and lists.
PAGES = ("@my-access", "@@my-records", "requests", "requests/@@ask", "@@request-status")


def uid(world, name):
    """Return the UID of a secret."""
    return IUUID(world.obj(name))


def own_pages():
    """Return a GET of each page and list of a citizen."""
    is_rest = {name: name.startswith("@") and name[1] != "@" for name in PAGES}
    return [Call(name, accept=JSON if is_rest[name] else HTML) for name in PAGES]


def of_record(known):
    """Return what is asked of a request about the record of a UID."""
    return [
        Call("@@open", accept=HTML, query=f"record={known}"),
        Call(f"@@view-file/{known}"),
        Call(f"@@view-file/{known}/1"),
        Call(f"@@view-file/{known}", headers=PLAYED),
        Call(f"@@copy-file/{known}"),
    ]


def of_requests(world):
    """Return each page and service of a request, as they are registered."""
    return calls.plain() + calls.made_for(world.portal, IAccessRequest)
