"""The filter around Zope: HEAD, and requests that cannot be read (no 5xx)."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.setup import gateway
from lingchuan.records.setup.gateway import Gateway

import pytest
import requests
import threading
import time


HANDLER = ("handler1", PASSWORD)


@pytest.mark.parametrize("path", ["", "/files", "/files/2026/001"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_head_is_get_without_its_body(demo_url, path, accept):
    told = {"auth": HANDLER, "headers": {"Accept": accept}, "timeout": 60}
    got = requests.get(demo_url + path, **told)
    head = requests.head(demo_url + path, **told)
    assert head.status_code == got.status_code == 200
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert not head.content


@pytest.mark.parametrize("user", [HANDLER, None])
def test_head_of_what_is_hidden_is_as_of_what_is_missing(demo_url, user):
    auth = ("party2", PASSWORD) if user else None
    found = [
        requests.head(f"{demo_url}/files/2026/{name}", auth=auth, timeout=60)
        for name in ("001", "999")
    ]
    assert found[0].status_code == found[1].status_code == 404


@pytest.mark.parametrize(
    "query",
    ["a:int=x", "a:float=x", "a:json=%7B", "a:date=x", "a:utf8:ustring=%ff"],
)
@pytest.mark.parametrize("path", ["/", "/@search", "/@@search", "/files/2026/001"])
def test_a_query_that_cannot_be_read_is_bad_input(demo_url, path, query):
    answer = requests.get(f"{demo_url}{path}?{query}", auth=HANDLER, timeout=60)
    assert answer.status_code == 400
    assert "X-Unreadable-Request" not in answer.headers
    assert "Traceback" not in answer.text
    if path.startswith("/@search"):
        assert answer.json()["errors"]


def test_a_form_or_address_that_cannot_be_read_is_bad_input(demo_url):
    sent = requests.post(f"{demo_url}/login", files={"a:int": (None, "x")}, timeout=60)
    assert sent.status_code == 400
    assert requests.get(f"{demo_url}/%ff", timeout=60).status_code == 400


def test_a_fault_of_the_site_stays_a_fault():
    def broken(environ, start):
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "a fault elsewhere")

    with pytest.raises(UnicodeDecodeError):
        Gateway(broken)({"REQUEST_METHOD": "GET"}, None)


def test_the_answer_of_a_head_is_closed():
    closed = []

    class Body:
        def __iter__(self):
            return iter((b"x",))

        def close(self):
            closed.append(True)

    def application(environ, start):
        start("200 OK", [("Content-Length", "1")])
        return Body()

    told = []
    found = Gateway(application)({"REQUEST_METHOD": "HEAD"}, lambda *a: told.append(a))
    assert (list(found), closed) == ([], [True])
    ((status, headers),) = told
    assert (status, headers[0]) == ("200 OK", ("Content-Length", "1"))


class Busy:
    """An application that counts how many requests are in it at once."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.inside = self.most = 0
        self.lock = threading.Lock()

    def __call__(self, environ, start):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(self.seconds)
        with self.lock:
            self.inside -= 1
        if environ.get("FAULT"):
            raise RuntimeError("a fault")
        start("200 OK", [])
        return ()


def at_once(gateway, **environ):
    """Send four requests at once."""
    asked = {"PATH_INFO": "/"} | environ
    with ThreadPoolExecutor(4) as pool:
        futures = [
            pool.submit(gateway, dict(asked), lambda *args: None) for _n in range(4)
        ]
        return [future.exception() for future in futures]


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
@pytest.mark.parametrize("fault", ["", "1"])
def test_small_writing_requests_take_turns(method, fault):
    busy = Busy()
    found = at_once(Gateway(busy), REQUEST_METHOD=method, FAULT=fault)
    assert busy.most == 1
    assert [one is not None for one in found] == [bool(fault)] * 4


@pytest.mark.parametrize(
    "asked",
    [
        {"REQUEST_METHOD": "GET"},
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(gateway.LARGE + 1)},
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "junk"},
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/x/@querystring-search"},
    ],
    ids=str,
)
def test_what_reads_or_is_large_does_not_wait(asked):
    busy = Busy(0.3)
    assert at_once(Gateway(busy), **asked) == [None] * 4
    assert busy.most > 1


def test_who_has_waited_long_waits_no_more(monkeypatch):
    monkeypatch.setattr(gateway, "PATIENCE_S", 0.05)
    busy = Busy(0.5)
    assert at_once(Gateway(busy), REQUEST_METHOD="POST") == [None] * 4
    assert busy.most > 1


def test_no_more_wait_than_leave_threads_to_readers(monkeypatch):
    monkeypatch.setattr(gateway, "MOST_WAITING", 1)
    busy = Busy(0.3)
    assert at_once(Gateway(busy), REQUEST_METHOD="POST") == [None] * 4
    assert busy.most == 3  # The one whose turn it is, and two that may not wait.
