"""The results as a table, as JSON in bench/, and in docs/performance.md."""

from bench.measure import GROWTH
from bench.measure import growth
from bench.measure import Result
from bench.measure import STOCK
from datetime import datetime
from datetime import UTC
from importlib.metadata import version
from pathlib import Path

import json
import os
import platform


LAST = Path("bench/last.json")
PAGE = Path("docs/performance.md")
BEGIN, END = "<!-- last run -->", "<!-- end of last run -->"
HEAD = (
    "| records | row | {0} ms | ours ms | ours/{0} | least – most | at most | "
    "failed, {0} · ours |\n| ---: | --- | ---: | ---: | ---: | --- | --- | --- |"
)
MS = 1000


def line(result: Result) -> str:
    """Return a result as a line of the table."""
    most = "" if result.limit is None else f"{result.limit:g} "
    limit = f"{most}{result.verdict}"
    failed = f"{result.failed_other} · {result.failed_ours}".strip(" ·")
    return (
        f"| {result.size:,} | {result.title} | {result.other_s * MS:.1f} |"
        f" {result.ours_s * MS:.1f} | {result.ratio:.2f} |"
        f" {result.least:.2f} – {result.most:.2f} | {limit} | {failed} |"
    )


def table(results: list[Result]) -> str:
    """Return the tables in Markdown: against stock Plone, then against ourselves."""
    kinds = dict.fromkeys(one.against for one in results)
    return "\n\n".join(
        "\n".join([HEAD.format(kind), *(line(r) for r in results if r.against == kind)])
        for kind in kinds
    )


def machine() -> dict[str, object]:
    """Return what the run ran on."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "plone": version("Products.CMFPlone"),
        "processors": os.cpu_count(),
    }


def write(results: list[Result]) -> None:
    """Put the results into bench/last.json and docs/performance.md, by row and size."""
    kept: dict[tuple[int, str], Result] = {}
    if LAST.exists():
        told = json.loads(LAST.read_text(encoding="utf-8"))["results"]
        kept = {(one["size"], one["row"]): Result.from_dict(one) for one in told}
    kept |= {(one.size, one.row): one for one in results}
    measured = [one for one in kept.values() if not one.row.endswith(GROWTH)]
    measured.sort(key=lambda one: one.size)
    kept |= {(one.size, one.row): one for one in growth(measured)}
    ordered = sorted(kept.values(), key=lambda one: (one.against != STOCK, one.size))
    data = {"machine": machine(), "results": [one.to_dict() for one in ordered]}
    LAST.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    facts = ", ".join(f"{name} {value}" for name, value in machine().items())
    page = f"{before}{BEGIN}\n{facts}\n\n{table(ordered)}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8")
