"""The results as a table, as JSON in bench/, and in docs/performance.md."""

from bench.measure import Result
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
    "| records | row | stock ms | ours ms | ours/stock | least – most | at most | "
    "failed, stock · ours |\n| ---: | --- | ---: | ---: | ---: | --- | --- | --- |"
)
MS = 1000


def line(result: Result) -> str:
    """Return a result as a line of the table."""
    limit = f"{result.limit:g} {result.verdict}" if result.limit is not None else ""
    failed = f"{result.failed_stock} · {result.failed_ours}".strip(" ·")
    return (
        f"| {result.size:,} | {result.title} | {result.stock_s * MS:.1f} |"
        f" {result.ours_s * MS:.1f} | {result.ratio:.2f} |"
        f" {result.least:.2f} – {result.most:.2f} | {limit} | {failed} |"
    )


def table(results: list[Result]) -> str:
    """Return the table in Markdown."""
    return "\n".join([HEAD, *map(line, results)])


def machine() -> dict[str, object]:
    """Return what the run ran on."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "plone": version("Products.CMFPlone"),
        "processors": os.cpu_count(),
    }


def write(results: list[Result]) -> None:
    """Write bench/last.json and put the table into docs/performance.md."""
    kept = {"machine": machine(), "results": [one.to_dict() for one in results]}
    LAST.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    facts = ", ".join(f"{name} {value}" for name, value in machine().items())
    page = f"{before}{BEGIN}\n{facts}\n\n{table(results)}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8")
