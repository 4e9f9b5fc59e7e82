"""Run the bench; see docs/performance.md.

usage: python -m bench [--sizes 1000,10000] [--rows create,read] [--folder F] [--dry]

What was measured takes the place of what stood in bench/ and docs/ for its row and
size; with --dry nothing is written. With --folder the sites stay, and the next run
goes on from there.
"""

from argparse import ArgumentParser
from argparse import Namespace
from bench import access
from bench import event
from bench import owed
from bench import package
from bench import report
from bench import secrecy
from bench import today
from bench import verify
from bench.measure import by_turns
from bench.measure import measure
from bench.measure import measure_writers
from bench.measure import Result
from bench.measure import result_of
from bench.rows import ROWS
from bench.servers import make_sites
from bench.servers import Site
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import os
import sys


SIZES = (1_000, 10_000)
FULL = (40_000,)
# How many records the sites of a kept folder hold.
FILLED = "filled"
FILLS = 3
STARTS = 3
# What needs no site: it is measured first, and alone if nothing else is named.
ALONE = {
    verify.NAME: verify.measure_verify,
    package.NAME: package.measure_package,
}
# The most that ours may take, by stock's time.
BULK, START_UP = 0.6, 1.3


def fill(sites: tuple[Site, Site], first: int, last: int) -> list[tuple[float, float]]:
    """Fill both in turn; return the seconds an item took, as pairs."""
    step = (last - first) // FILLS // 10 * 10
    edges = [*(first + step * n for n in range(FILLS)), last]
    return [
        tuple(site.fill(low, high) for site in sites)
        for low, high in zip(edges, edges[1:], strict=False)
    ]


def start(sites: tuple[Site, Site]) -> list[tuple[float, float]]:
    """Start both in turn, several times; leave them running."""

    def once(site: Site) -> float:
        site.stop()
        return site.start()

    return by_turns(once, sites, STARTS)


def run(options: Namespace, folder: Path) -> list[Result]:
    """Measure at each size; return the results."""
    rows = (*ROWS, *owed.ROWS, *today.ROWS, *access.ROWS)
    wanted = [row for row in rows if not options.rows or row.name in options.rows]
    sites = make_sites(folder)
    results: list[Result] = []
    marker = folder / FILLED
    for size in options.sizes:
        filled = int(marker.read_text()) if marker.exists() else 0
        if size > filled:
            seconds = fill(sites, filled, size)
            marker.write_text(str(size))
            results.append(result_of("bulk", "bulk creation", size, seconds, BULK))
            print(report.line(results[-1]), flush=True)
        try:
            pairs = start(sites)
            results.append(result_of("start", "start-up", size, pairs, START_UP))
            print(report.line(results[-1]), flush=True)
            for row in wanted:
                results.append(measure(row, sites, size))
                print(report.line(results[-1]), flush=True)
            if not options.rows or "four" in options.rows:
                results.append(measure_writers(sites[1], size))
                print(report.line(results[-1]), flush=True)
            for result in of_copies(options, sites, folder, size):
                results.append(result)
                print(report.line(result), flush=True)
        finally:
            for site in sites:
                site.stop()
    return results


def of_copies(
    options: Namespace, sites: tuple[Site, Site], folder: Path, size: int
) -> Iterator[Result]:
    """Yield what is measured on copies of the sites, which stop."""

    def is_wanted(name: str) -> bool:
        return not options.rows or name in options.rows

    yield from secrecy.measure_secrecy(sites, folder, size, is_wanted)
    if is_wanted(access.CHECK):
        yield access.measure_check(sites[1], folder, size)
    if is_wanted(event.NAME):
        yield event.measure_event(sites[1], folder, size)


def run_alone(options: Namespace, folder: Path) -> list[Result]:
    """Measure what needs no site; return the results."""
    results: list[Result] = []
    for name, measure_it in ALONE.items():
        if not options.rows or name in options.rows:
            for result in measure_it(folder):
                results.append(result)
                print(report.line(result), flush=True)
    return results


def parse(argv: list[str]) -> Namespace:
    """Read the command line."""
    sizes = SIZES + (FULL if os.environ.get("BENCH_FULL") else ())
    parser = ArgumentParser(prog="bench")
    parser.add_argument("--sizes", default=",".join(map(str, sizes)))
    parser.add_argument("--rows", default="")
    parser.add_argument("--folder", type=Path, help="keep the sites here")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args(argv)
    options.sizes = [int(size) for size in options.sizes.split(",")]
    options.rows = [name for name in options.rows.split(",") if name]
    return options


def main(argv: list[str]) -> int:
    """Run, print, write."""
    options = parse(argv)
    with TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        results = run_alone(options, folder)
        if not options.rows or set(options.rows) - set(ALONE):
            results += run(options, folder)
    print(report.table(results))
    if not options.dry:
        report.write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
