"""The WSGI filter around Zope, for what never reaches the site.

- What fails outside Zope has the same headers as every other answer.
- HEAD is answered as GET without its body; Zope knows no HEAD of a page.
- A query, form or address whose bytes or typed values cannot be read is bad input: Zope
  reads them before it knows of any site, and answers 500.
- Small writing requests of a process take turns. Python runs one thread at a time, so
  side by side they gain nothing, meet in the same buckets of the catalog, and each is
  done again. What is large, has waited long, or would leave no thread to readers does
  not wait: Zope resolves or retries.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.site.header_policy import EVERY
from typing import Any

import json
import threading
import traceback


Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]

# Marks the answer to a request that Zope could not read, on its way to this filter.
UNREADABLE = "X-Unreadable-Request"
READING = ("GET", "HEAD", "OPTIONS")
READING_POSTS = ("/@querystring-search", "/@search")
LARGE = 1 << 18
# Of the threads that setup/configuration.py gives; each who waits holds one.
MOST_WAITING = 3
PATIENCE_S = 1.0
_SAID = "请求的参数无法识别。The parameters of the request cannot be read."
_PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>400</title>'
    "</head><body><main><h1>400</h1><p>{}</p></main></body></html>"
)


def filter_factory(global_config: dict, **local_config: str) -> Callable:
    """Return the filter, for PasteDeploy."""
    return Gateway


class Gateway:
    """One application around another."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._writing = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    def __call__(self, environ: dict[str, Any], start: Callable) -> Iterable[bytes]:
        """Answer a request."""
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        if is_head:
            environ = environ | {"REQUEST_METHOD": "GET"}
        told: list[tuple] = []
        try:
            with self._turn(environ):
                body = self.application(environ, lambda *args: told.append(args))
        except UnicodeDecodeError as error:
            # The address itself; Zope decodes it before anything else.
            if traceback.extract_tb(error.__traceback__)[-1].name != "publish_module":
                raise
            told.append(("400 Bad Request", [(UNREADABLE, "1")]))
        if any(name.lower() == UNREADABLE.lower() for name, _value in told[-1][1]):
            body = _refused(environ, start)
        else:
            start(*_with_headers(*told[-1]))
        return _closed(body) if is_head else body

    @contextmanager
    def _turn(self, environ: dict[str, Any]) -> Iterator[None]:
        """Wait for the turn of a small writing request; at most PATIENCE_S."""
        mine = _takes_turns(environ) and self._wait()
        try:
            yield
        finally:
            if mine:
                self._writing.release()

    def _wait(self) -> bool:
        """Return whether the turn has come."""
        if self._writing.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._writing.acquire(timeout=PATIENCE_S)
        finally:
            self._waiting.release()


def _takes_turns(environ: dict[str, Any]) -> bool:
    size = environ.get("CONTENT_LENGTH") or "0"
    small = size.isdecimal() and int(size) <= LARGE
    reads = environ["REQUEST_METHOD"] in READING
    return small and not reads and not environ["PATH_INFO"].endswith(READING_POSTS)


def _with_headers(
    status: str, headers: list[tuple[str, str]], *error: object
) -> tuple[object, ...]:
    """Return the start of an answer with the headers that it lacks."""
    known = {name.lower() for name, _value in headers}
    lacking = [pair for pair in EVERY.items() if pair[0].lower() not in known]
    return (status, [*headers, *lacking], *error)


def _closed(body: Iterable[bytes]) -> Iterable[bytes]:
    close = getattr(body, "close", None)
    if close is not None:
        close()
    return ()


def failed(event: object) -> None:
    """Mark a request whose failure arose while Zope read what was sent."""
    frames = traceback.extract_tb(event.exc_info[2])
    if any(frame.name == "processInputs" for frame in frames):
        event.request.response.setHeader(UNREADABLE, "1")


def _refused(environ: dict[str, Any], start: Callable) -> Iterable[bytes]:
    if "json" in environ.get("HTTP_ACCEPT", "") or "/@" in environ["PATH_INFO"]:
        errors = [{"field": "", "message": _SAID}]
        body = json.dumps({"type": "BadRequest", "message": _SAID, "errors": errors})
        kind = "application/json"
    else:
        body = _PAGE.format(_SAID)
        kind = "text/html; charset=utf-8"
    data = body.encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(data)))]
    start(*_with_headers("400 Bad Request", headers))
    return (data,)
