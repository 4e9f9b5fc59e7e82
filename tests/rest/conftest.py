"""REST clients of the demo users against a real server."""

from base64 import b64encode
from lingchuan.records.demo.users import PASSWORD

import pytest
import requests


class Client:
    """One user's plone.restapi session."""

    def __init__(self, base: str, user: str | None) -> None:
        self.base = base
        self.session = requests.Session()
        self.session.headers["Accept"] = "application/json"
        if user:
            self.session.auth = (user, PASSWORD)

    def call(self, method: str, path: str, /, **json) -> requests.Response:
        """Send a request; `path` is below the site, or absolute."""
        url = path if path.startswith("http") else f"{self.base}/{path}"
        body = json or None
        return self.session.request(method, url, json=body, timeout=60)

    def get(self, path: str) -> requests.Response:
        """GET."""
        return self.call("GET", path)

    def post(self, path: str, /, **json) -> requests.Response:
        """POST a JSON body."""
        return self.call("POST", path, **json)

    def patch(self, path: str, /, **json) -> requests.Response:
        """PATCH a JSON body."""
        return self.call("PATCH", path, **json)

    def do(self, path: str, transition: str, /, **params) -> requests.Response:
        """Perform a transition."""
        return self.post(f"{path}/@workflow/{transition}", **params)


# What a recording has to say before it is sealed (Art. 12).
TOLD = {
    "starts": "2026-03-10T09:00:00+08:00",
    "ends": "2026-03-10T09:01:00+08:00",
    "place": "演示街12号",
    "persons": ["业主"],
    "staff": ["handler1"],
    "summary": "现场情况",
}


@pytest.fixture
def site(functional):
    """The portal of the functional layer."""
    return functional["portal"]


@pytest.fixture
def client(site):
    """Return a client for a user id, anonymous for None."""

    def make(user: str | None) -> Client:
        return Client(site.absolute_url(), user)

    return make


@pytest.fixture
def body():
    """The smallest good body of a permit file."""

    def make(**changes) -> dict:
        return {
            "@type": "PermitFile",
            "title": "食品经营许可 示例小吃店",
            "matters": [{"code": "SPJY"}],
            "applicant_name": "示例小吃店",
            "applicant_type": "natural",
            "applicant_id_number": "999900199001010014",
            "received_on": "2026-03-09",
            "unit": "审批一股",
            "handlers": ["handler1"],
        } | changes

    return make


@pytest.fixture
def file_url(client, body):
    """A fresh permit file of handler1."""
    return client("clerk1").post("files", **body()).json()["@id"]


@pytest.fixture
def add(client, file_url):
    """Return a maker of records in the file, as handler1 unless told."""

    def make(portal_type, user="handler1", where=None, **values):
        return client(user).post(where or file_url, **{"@type": portal_type} | values)

    return make


@pytest.fixture
def upload():
    """Return a maker of a file as JSON carries it."""

    def make(data: bytes, name: str, mime: str) -> dict[str, str]:
        return {
            "data": b64encode(data).decode(),
            "encoding": "base64",
            "filename": name,
            "content-type": mime,
        }

    return make
