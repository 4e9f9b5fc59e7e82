"""What secrecy costs: a search among restricted records, and marking a whole file.

Both go on copies, so the sites stay as they were.
"""

from bench.event import copy_of
from bench.measure import by_turns
from bench.measure import measure
from bench.measure import Result
from bench.measure import result_of
from bench.rows import Row
from bench.rows import search_of_25
from bench.rows import search_of_text
from bench.rows import search_page
from bench.servers import Site
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import shutil


SEARCHES = (
    Row("cleared", "@search of 25, 3 clearances", search_of_25, 1.2),
    Row("cleared-text", "Chinese text search, 3 clearances", search_of_text, 1.2),
    Row("cleared-page", "search page, 3 clearances", search_page, 1.2),
)
# Who holds an office and is cleared for three kinds.
CLEARED = "section_head1"
MARK = "mark"
RECORDS = 500
PAIRS = 4
# The most that marking a file may take, by Plone's own walk over as many.
MOST = 2.0
NAMES = (*(row.name for row in SEARCHES), MARK)


def measure_secrecy(
    sites: tuple[Site, Site],
    folder: Path,
    size: int,
    is_wanted: Callable[[str], bool],
) -> Iterator[Result]:
    """Yield the results of the rows that are wanted; both sites are running."""
    rows = [row for row in SEARCHES if is_wanted(row.name)]
    if rows:
        yield from _searches(rows, sites, folder, size)
    if is_wanted(MARK):
        yield _marking(sites, folder, size)


def _searches(
    rows: list[Row], sites: tuple[Site, Site], folder: Path, size: int
) -> Iterator[Result]:
    stock, ours = sites
    ours.stop()
    marked = copy_of(ours, folder / "marked")
    marked.user = CLEARED
    try:
        marked.configure(0)
        marked.run("bench.mark_ours", marked.var)
        marked.start()
        for row in rows:
            yield measure(row, (stock, marked), size)
    finally:
        marked.stop()
        shutil.rmtree(marked.var)


def _marking(sites: tuple[Site, Site], folder: Path, size: int) -> Result:
    for site in sites:
        site.stop()
    copies = tuple(copy_of(site, folder / f"raised-{site.name}") for site in sites)
    try:
        pairs = by_turns(_mark, copies, PAIRS)
    finally:
        for site in copies:
            shutil.rmtree(site.var)
    title = f"mark a file of {RECORDS} (stock: reindexObjectSecurity)"
    return result_of(MARK, title, size, pairs, MOST)


def _mark(site: Site) -> float:
    site.configure(0)
    told = site.run(f"bench.raise_{site.name}", site.var, RECORDS)
    return float(told.split()[-1])
