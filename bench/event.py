"""What an event adds to a create: ours against ours without its events, by turns."""

from bench.measure import by_turns
from bench.measure import Result
from bench.measure import result_of
from bench.rows import Client
from bench.rows import timed
from bench.servers import Site
from pathlib import Path
from statistics import median

import shutil


NAME = "event"
PAIRS = 10
TIMES = 25
# The most that a create with its event may take, by one without.
MOST = 1.05


def measure_event(ours: Site, folder: Path, size: int) -> Result:
    """Return the result; `ours` is stopped at the end, its data are as they were."""
    ours.stop()
    copies = [copy_of(ours, folder / name) for name in ("silent", "telling")]
    copies[0].module, copies[1].module = "bench.silent", "bench.steady"
    clients = {}
    try:
        for site in copies:
            site.start()
            clients[site.var] = Client(site)
        by_turns(lambda site: _block(clients[site.var]), tuple(copies), 1)
        pairs = by_turns(lambda site: _block(clients[site.var]), tuple(copies), PAIRS)
    finally:
        for site in copies:
            site.stop()
            shutil.rmtree(site.var)
    telling = clients[copies[1].var]
    told = {"failed_ours": f"{telling.failed}/{telling.sent}"}
    title = "create a record, with its event"
    return result_of(
        NAME, title, size, pairs, MOST, against="ours without events", **told
    )


def copy_of(site: Site, var: Path) -> Site:
    """Return a site on a copy of the data of one that is stopped."""
    shutil.rmtree(var, ignore_errors=True)
    shutil.copytree(site.var, var)
    return Site(site.name, site.python, var, site.path, site.user)


def _block(client: Client) -> float:
    return median([timed(client.create) for _n in range(TIMES)])
