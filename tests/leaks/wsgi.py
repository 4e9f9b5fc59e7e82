"""Requests to the site without sockets: the publisher itself, as a user or as nobody.

A request leaves nothing behind unless it is to `keep`: what it wrote to the database
is given up after the page was made, and before it would have been committed.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.session.tktauth import createTicket
from urllib.parse import quote
from urllib.parse import unquote
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish
from ZPublisher.WSGIPublisher import publish_module

import json
import transaction


PROGRAM = "*/*"
JSON = "application/json"
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, whatever it is."""
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> object:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def whole(self) -> str:
        """Return everything a client gets: headers, cookies, body, also unescaped."""
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        text = "\n".join([*lines, self.text])
        if "%" in text:
            text += "\n" + unquote(text)
        return text + "\n" + _unescaped(text) if "\\u" in text else text


def _unescaped(text: str) -> str:
    return text.encode("latin-1", "backslashreplace").decode(
        "unicode-escape", "replace"
    )


class Browser:
    """Whoever asks: a user by the session's cookie, None for a stranger."""

    def __init__(self, portal: object, userid: str | None) -> None:
        self.portal = portal
        self.credentials = _credentials(portal, userid)

    def ask(
        self,
        path: str = "",
        method: str = "GET",
        *,
        accept: str = PROGRAM,
        query: str = "",
        json_body: object = None,
        form: bytes = b"",
        keep: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer to a request; `path` is below the site, or begins with /."""
        data = form
        environ = {"CONTENT_TYPE": "application/x-www-form-urlencoded" if form else ""}
        if json_body is not None:
            data = json.dumps(json_body).encode()
            environ["CONTENT_TYPE"] = JSON
        root = "" if path.startswith("/") else f"/{self.portal.getId()}/"
        environ |= self.credentials | {
            "PATH_INFO": unquote(root + path),
            "REQUEST_METHOD": method,
            "QUERY_STRING": query,
            "HTTP_ACCEPT": accept,
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": BytesIO(data),
        }
        for name, value in (headers or {}).items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        return _publish(self.portal, environ, keep)


def _credentials(portal: object, userid: str | None) -> dict[str, str]:
    """Return the headers by which a user is known: a session, or of the root a password."""
    if userid is None:
        return {}
    if userid == SITE_OWNER_NAME:
        pair = f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}".encode()
        return {"HTTP_AUTHORIZATION": f"Basic {b64encode(pair).decode()}"}
    secret = portal.acl_users.session._getSigningSecret(userid)
    ticket = b64encode(createTicket(secret, userid)).decode()
    return {"HTTP_COOKIE": f"__ac={quote(ticket)}"}


def _publish(portal: object, environ: dict, keep: bool) -> Answer:
    started: list = []

    def start(status: str, headers: list, exc_info: object = None) -> None:
        started[:] = [status, headers]

    def once(request: object, module_info: object) -> object:
        response = publish(request, module_info)
        if not keep:
            transaction.abort()
        return response

    def application(environ: dict, start_response: object) -> object:
        return publish_module(environ, start_response, _publish=once)

    before = getRequest()
    whole = {
        "SERVER_NAME": "nohost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "",
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.errors": BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
    } | environ
    try:
        result = HTTPExceptionHandler(application)(whole, start)
        body = b"".join(result)
    finally:
        setRequest(before)
        setSite(portal)
        transaction.begin()
    status, headers = started
    named = {}
    for name, value in headers:
        known = named.get(name.lower())
        named[name.lower()] = f"{known}, {value}" if known else value
    return Answer(int(status.split()[0]), named, body)
