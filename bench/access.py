"""What a citizen's grants cost: the own page, and the check at each access (Art. 21).

Ours has a party with 20 granted records, for the page beside stock's listing of a folder
of 20 Documents. What the check adds to a view is told by ours alone: a page of a copy as
it is shown, and the same without the time that asking for its grant takes.
"""

from bench import texts
from bench.event import copy_of
from bench.measure import Result
from bench.measure import result_of
from bench.rows import Client
from bench.rows import HTML
from bench.rows import Row
from bench.rows import timed
from bench.servers import Site
from pathlib import Path
from statistics import median

import shutil
import time


RECORDS = 20
PARTY = "party1"
CHECK = "grant-check"
TIMES = 20
BLOCKS = 5
# The most that a view with its check may take, by the same without it.
MOST = 1.05
READY_S = 120
FILE = {
    "@type": "PermitFile",
    "title": "二十件记录",
    "matters": [{"code": "SPJY"}],
    "applicant_name": "示例申请人",
    "applicant_type": "natural",
    "applicant_userid": PARTY,
    "received_on": "2026-03-09",
    "unit": "审批一股",
    "handlers": ["handler1"],
}
STEPS = (
    (PARTY, "submit", {}),
    ("clerk1", "accept", {}),
    ("secrecy_officer", "screen", {}),
    ("bureau_head", "approve_viewing", {"days": 30}),
)
# {site's name: the path of the listing}.
_made: dict[str, str] = {}


def _post(client: Client, where: str, body: dict[str, object], user: str = "") -> dict:
    answer = client.ask("POST", where, body=body, user=user)
    answer.raise_for_status()
    return answer.json()


def _folder(client: Client) -> str:
    folder = _post(client, "files", {"@type": "Folder", "title": "twenty"})["@id"]
    for number in range(RECORDS):
        _post(client, folder, {"@type": "Document", "title": texts.title(number)})
    return folder


def grant(client: Client) -> str:
    """Let a party view 20 records; return the address of the request."""
    file = _post(client, "files", FILE)
    for number in range(RECORDS):
        body = {"@type": "TextRecord", "record_kind": "issued_document"}
        _post(client, file["@id"], body | {"title": texts.title(number)})
    asked = {
        "@type": "AccessRequest",
        "permit_file": file["UID"],
        "relation": "applicant",
        "requester_name": "示例申请人",
        "rights": ["view"],
        "purpose": "核对",
    }
    request = _post(client, "requests", asked, PARTY)["@id"]
    for user, step, params in STEPS:
        _post(client, f"{request}/@workflow/{step}", params, user)
    _wait(client)
    return request


def listing(client: Client, times: int = TIMES) -> float:
    """Show the party's own page; at stock, a folder's listing."""
    name = client.site.name
    if name not in _made:
        if name == "ours":
            grant(client)
            _made[name] = "@@my-records"
        else:
            _made[name] = f"{_folder(client)}/listing_view"
    user = PARTY if name == "ours" else ""
    return median(
        [
            timed(lambda: client.ask("GET", _made[name], user=user, headers=HTML))
            for _n in range(times)
        ]
    )


ROWS = (Row("granted", "own page, 20 grants (stock: listing of 20)", listing, 1.5),)


def measure_check(site: Site, folder: Path, size: int) -> Result:
    """Return what the check of a grant adds to a page that is viewed; the site stops."""
    site.stop()
    copied = copy_of(site, folder / "granted")
    try:
        copied.start()
        client = Client(copied)
        request = grant(client)
        pages = [_page(client, request) for _block in range(BLOCKS)]
        copied.stop()
        path = request.split(f"/{copied.path}/", 1)[1]
        told = copied.run("bench.grant_check", copied.var, path)
        check = float(told.split()[-1])
    finally:
        copied.stop()
        shutil.rmtree(copied.var)
    title = "view of a page (without asking for its grant)"
    return result_of(CHECK, title, size, [(one - check, one) for one in pages], MOST)


def _page(client: Client, request: str) -> float:
    """Return the seconds that a page of a copy takes."""
    uid = client.ask("GET", "@my-access", user=PARTY).json()["items"][0]["uid"]
    url = f"{request}/@@view-file/{uid}/1"
    return median(
        [timed(lambda: client.ask("GET", url, user=PARTY)) for _n in range(TIMES)]
    )


def _wait(client: Client) -> None:
    """Wait until the copies are made: nothing else shall run beside what is timed."""
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        items = client.ask("GET", "@my-access", user=PARTY).json()["items"]
        if items and all(one["state"] == "open" for one in items):
            return
        time.sleep(1)
    raise RuntimeError("the copies were not made")
