"""Headers on every answer: pages, REST, downloads, errors, redirects.

- They are set before anything is looked up, so that an error carries them too; what
  fails outside Zope gets them from setup/gateway.py.
- Nothing is stored by browsers and proxies but files of the software itself.
"""

from lingchuan.records.site import header_policy as policy
from lingchuan.records.site.inline import guard
from plone.resource.file import FilesystemFile
from zope.browserresource.file import FileResource


SOFTWARE = (FileResource, FilesystemFile)
VALIDATORS = ("etag", "expires", "last-modified")
# Pages whose script of Plone's makes functions of its own templates.
TEMPLATING = frozenset(("folder_contents",))
# How Zope names its own pages; Plone's have a hyphen.
_MANAGE = "manage"


def started(event: object) -> None:
    """Set the headers of an answer that nobody has begun."""
    for name, value in policy.EVERY.items():
        event.request.response.setHeader(name, value)


def traversed(event: object) -> None:
    """Let pages that are made of more than our own have what they are made of."""
    name = getattr(event.request.get("PUBLISHED"), "__name__", None) or ""
    response = event.request.response
    if name in TEMPLATING:
        response.setHeader(policy.POLICY, policy.TEMPLATING)
    elif name == _MANAGE or name.startswith(f"{_MANAGE}_"):
        response.setHeader(policy.POLICY, policy.ZMI)
        response.setHeader(policy.FRAMES, "SAMEORIGIN")


def answered(event: object) -> None:
    """Let files of the software be kept, and nothing else, whatever its page said."""
    request = event.request
    published = request.get("PUBLISHED")
    view = getattr(published, "__self__", published)
    if isinstance(view, SOFTWARE):
        request.response.setHeader(policy.CACHE, policy.KEPT)
    else:
        guard(view, request.response)
        _keep_nowhere(request.response)


def failed(event: object) -> None:
    """Keep an answer that says what went wrong out of caches."""
    _keep_nowhere(event.request.response)


def _keep_nowhere(response: object) -> None:
    response.setHeader(policy.CACHE, policy.NO_STORE)
    for name in VALIDATORS:
        response.headers.pop(name, None)
