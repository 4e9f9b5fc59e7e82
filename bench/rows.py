"""The rows: what is asked of each site, and how one block of it is timed.

A row times a block of operations at one site and returns the seconds of one operation:
the median, or for several clients at once the whole time by the number of operations.
Failed requests are counted, not retried.
"""

from bench import texts
from bench.servers import PASSWORD
from bench.servers import Site
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from itertools import count
from statistics import median

import requests
import time


JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}
ROLES = (
    "clerk1",
    "handler1",
    "section_head1",
    "bureau_head",
    "archivist1",
    "secrecy_officer",
    "supervisor1",
)
TYPES = {"stock": "Document", "ours": "TextRecord"}
GROUPS = 50
PATIENCE_S = 120
# A block of pages that are this slow has seen enough of them.
ENOUGH_S = 6.0


@dataclass
class Client:
    """Requests of one user at one site; counts what failed."""

    site: Site
    failed: int = 0
    sent: int = 0
    numbers: count = field(default_factory=lambda: count(1))
    sessions: dict[str, requests.Session] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, *, user: str = "", headers=JSON, body=None
    ) -> requests.Response:
        """Send a request; `path` is below the site or absolute."""
        user = user or self.site.user
        session = self.sessions.setdefault(user, requests.Session())
        session.auth = (user, PASSWORD)
        url = path if path.startswith("http") else f"{self.site.url}/{path}"
        answer = session.request(
            method, url, headers=headers, json=body, timeout=PATIENCE_S
        )
        self.sent += 1
        self.failed += answer.status_code >= requests.codes.bad_request
        return answer

    def group(self, number: int) -> str:
        """Return the path of a folder of ten items, or of a permit file."""
        place = number % GROUPS
        return (
            f"files/f{place}"
            if self.site.name == "stock"
            else f"files/2026/{place + 1:03d}"
        )

    def new_item(self) -> tuple[str, dict[str, object]]:
        """Return where and what to create next."""
        number = next(self.numbers)
        body: dict[str, object] = {
            "@type": TYPES[self.site.name],
            "title": texts.title(number * 7),
        }
        if self.site.name == "ours":
            body["document_name"] = "现场核查笔录"
            body["document_number"] = f"陵审批测字〔2026〕第{number}号"
        return self.group(number), body

    def create(self) -> str:
        """Create an item; return its address, "" when it failed."""
        where, body = self.new_item()
        return str(self.ask("POST", where, body=body).json().get("@id", ""))


Block = Callable[[Client], float]


def timed(act: Callable[[], object]) -> float:
    """Return the seconds of an act."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def create(client: Client, times: int = 15) -> float:
    """Create items, one client."""
    return median([timed(client.create) for _n in range(times)])


def create_at_once(client: Client, clients: int, times: int = 40) -> float:
    """Create items, several clients at once, each in turn at every folder."""
    several = [Client(client.site, numbers=client.numbers) for _n in range(clients)]

    def work(one: Client) -> None:
        for _n in range(times // clients):
            one.create()

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, several))
    took = time.perf_counter() - start
    client.failed += sum(one.failed for one in several)
    client.sent += sum(one.sent for one in several)
    return took / times


def create_by_four(client: Client) -> float:
    """Create items, four clients at once."""
    return create_at_once(client, 4)


def _of_new(client: Client, act: Callable[[str], object], times: int) -> float:
    urls = [client.create() for _n in range(times)]
    return median([timed(lambda url=url: act(url)) for url in urls])


def read(client: Client, times: int = 20) -> float:
    """Read the JSON of an item."""
    return _of_new(client, lambda url: client.ask("GET", url), times)


def change(client: Client, times: int = 15) -> float:
    """Change the title of an item."""
    body = {"title": "改后的标题"}
    return _of_new(client, lambda url: client.ask("PATCH", url, body=body), times)


def transition(client: Client, times: int = 15) -> float:
    """Publish a Document, submit a TextRecord."""
    name = {"stock": "publish", "ours": "submit"}[client.site.name]
    path = f"@workflow/{name}"
    return _of_new(
        client, lambda url: client.ask("POST", f"{url}/{path}", body={}), times
    )


def search_of_25(client: Client, times: int = 20) -> float:
    """Search by type, newest first, 25 rows with all metadata."""
    kind = TYPES[client.site.name]
    path = (
        f"@search?portal_type={kind}&sort_on=modified&sort_order=descending"
        "&b_size=25&metadata_fields=_all"
    )
    return median([timed(lambda: client.ask("GET", path)) for _n in range(times)])


def search_of_text(client: Client) -> float:
    """Search for Chinese words of two to four characters."""
    return median(
        [
            timed(lambda w=w: client.ask("GET", f"@search?SearchableText={w}&b_size=5"))
            for w in texts.QUERIES
        ]
    )


def _page(client: Client, path: str, times: int, user: str = "") -> float:
    seconds: list[float] = []
    while len(seconds) < times and sum(seconds) < ENOUGH_S:
        ask = partial(client.ask, "GET", path, headers=HTML, user=user)
        seconds.append(timed(ask))
    return median(seconds)


def search_page(client: Client) -> float:
    """Open the search page with a Chinese word that stands somewhere."""
    words = texts.QUERIES[::2]
    return median([_page(client, f"@@search?SearchableText={w}", 1) for w in words])


def register_page(client: Client, times: int = 8) -> float:
    """Open the register of the year; at stock the listing of the same folder."""
    path = {"stock": "files", "ours": "files/2026"}[client.site.name]
    return _page(client, path, times)


def file_page(client: Client, times: int = 8) -> float:
    """Open a permit file; at stock the listing of a folder of as many items."""
    return _page(client, client.group(GROUPS - 1), times)


def first_page(client: Client, times: int = 3) -> float:
    """Open the slowest start page of all roles; at stock the listing of a folder."""
    if client.site.name == "stock":
        return _page(client, "files", times * 2)
    return max(_page(client, "@@today", times, user) for user in ROLES)


@dataclass(frozen=True)
class Row:
    """One line of the table: a block, and the most that the ratio may be."""

    name: str
    title: str
    block: Block
    most: float | None = None


ROWS = (
    Row("create", "create a record, 1 client", create, 1.0),
    Row("create4", "create a record, 4 clients", create_by_four, 1.0),
    Row("read", "read a record", read),
    Row("change", "change a record", change),
    Row("transition", "transition", transition),
    Row("search", "@search of 25, all metadata", search_of_25, 0.6),
    Row("text", "Chinese text search", search_of_text),
    Row("register", "register page (stock: folder listing)", register_page),
    Row("file", "file page (stock: folder listing)", file_page),
    Row(
        "first", "slowest first page of a role (stock: folder listing)", first_page, 1.5
    ),
)
