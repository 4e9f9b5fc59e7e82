"""Blocks in turn, stock, ours, stock, ours …, and what the pairs say."""

from bench.rows import Client
from bench.rows import Row
from bench.servers import Site
from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from statistics import median


PAIRS = 4


@dataclass(frozen=True)
class Result:
    """What one row came to at one size.

    Seconds are of one operation; the ratio is ours by stock, pair by pair.
    """

    row: str
    title: str
    size: int
    stock_s: float
    ours_s: float
    ratio: float
    least: float
    most: float
    limit: float | None = None
    failed_stock: str = ""
    failed_ours: str = ""

    @property
    def verdict(self) -> str:
        """Return whether the limit is kept."""
        if self.limit is None:
            return ""
        return "kept" if self.ratio <= self.limit else "missed"

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
        failed_stock=f"{stock.failed}/{stock.sent}",
        failed_ours=f"{ours.failed}/{ours.sent}",
    )
