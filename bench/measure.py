"""Blocks in turn, stock, ours, stock, ours …, and what the pairs say."""

from bench.rows import Client
from bench.rows import create_at_once
from bench.rows import Row
from bench.servers import Site
from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from statistics import median


PAIRS = 4
# The most that ours may take at this size, by its time at the size before.
LARGE = 40_000
GROWTH_OF_BULK, GROWTH_OF_TEXT = 1.15, 2.0
GROWTH = "-growth"
STOCK = "stock"


@dataclass(frozen=True)
class Result:
    """What one row came to at one size.

    Seconds are of one operation; the ratio is ours by the other's, pair by pair. The
    other is stock Plone, or ours itself under other circumstances.
    """

    row: str
    title: str
    size: int
    other_s: float
    ours_s: float
    ratio: float
    least: float
    most: float
    limit: float | None = None
    against: str = STOCK
    failed_other: str = ""
    failed_ours: str = ""

    @property
    def verdict(self) -> str:
        """Return whether the limit is kept, and no request of ours failed."""
        failed = self.failed_ours.partition("/")[0] not in ("", "0")
        if self.limit is None and not failed:
            return ""
        kept = not failed and (self.limit is None or self.ratio <= self.limit)
        return "kept" if kept else "missed"

    @classmethod
    def from_dict(cls, told: dict) -> "Result":
        """Return the result that `to_dict` told of."""
        return cls(**{key: value for key, value in told.items() if key != "verdict"})

    def to_dict(self) -> dict[str, object]:
        """Return the values for JSON."""
        return asdict(self) | {"verdict": self.verdict}


def result_of(
    row: str,
    title: str,
    size: int,
    pairs: list[tuple[float, float]],
    limit: float | None = None,
    **more: str,
) -> Result:
    """Return what pairs of (stock, ours) seconds come to."""
    ratios = [ours / stock for stock, ours in pairs]
    return Result(
        row,
        title,
        size,
        median([stock for stock, _ours in pairs]),
        median([ours for _stock, ours in pairs]),
        median(ratios),
        min(ratios),
        max(ratios),
        limit,
        **more,
    )


def by_turns(act: Callable[[Site], float], sites: tuple[Site, Site], pairs: int):
    """Return pairs of what an act gives at each site, in turn."""
    return [tuple(act(site) for site in sites) for _n in range(pairs)]


def measure(row: Row, sites: tuple[Site, Site], size: int) -> Result:
    """Return the result of a row; the first block of each is not counted."""
    clients = {site.name: Client(site) for site in sites}
    by_turns(lambda site: row.block(clients[site.name]), sites, 1)
    pairs = by_turns(lambda site: row.block(clients[site.name]), sites, PAIRS)
    stock, ours = (clients[site.name] for site in sites)
    return result_of(
        row.name,
        row.title,
        size,
        pairs,
        row.most,
        failed_other=f"{stock.failed}/{stock.sent}",
        failed_ours=f"{ours.failed}/{ours.sent}",
    )


def measure_writers(site: Site, size: int) -> Result:
    """Return what an item takes with four writers at once, by what it takes with one."""
    client = Client(site)
    pairs = [
        (create_at_once(client, 1), create_at_once(client, 4)) for _n in range(PAIRS)
    ]
    return result_of(
        "four",
        "create a record, 4 clients",
        size,
        pairs,
        1.0,
        against="1 client",
        failed_ours=f"{client.failed}/{client.sent}",
    )


def growth(results: list[Result]) -> list[Result]:
    """Return how bulk creation and text search of ours grow from size to size."""
    grown = []
    for row, title, limit in (
        ("bulk", "bulk creation", GROWTH_OF_BULK),
        ("text", "Chinese text search", GROWTH_OF_TEXT),
    ):
        ours = [one for one in results if one.row == row]
        for before, after in zip(ours, ours[1:], strict=False):
            held = limit if after.size >= LARGE > before.size else None
            pair = [(before.ours_s, after.ours_s)]
            now = f"{row}{GROWTH}", title, after.size, pair, held
            grown.append(result_of(*now, against="the size before"))
    return grown
