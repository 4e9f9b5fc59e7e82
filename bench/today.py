"""What is due to a handler, beside a plain search of stock's catalog for as many rows.

Ours is `@today`, where all files of the site are the handler's, with all of their duties
counted; stock's a search by type, oldest first, which finds and counts all Documents and
answers as many rows as ours did.
"""

from bench.rows import Client
from bench.rows import Row
from bench.rows import timed
from statistics import median


# As many rows as a first answer of ours had; before that, as plone.restapi gives.
_shown = {"rows": 25}


def today(client: Client, times: int = 20) -> float:
    """Ask for what is due; at stock, search the catalog for as many rows."""
    if client.site.name == "ours":
        lists = client.ask("GET", "@today").json()["lists"]
        _shown["rows"] = sum(map(len, lists.values()))
        path = "@today"
    else:
        path = (
            "@search?portal_type=Document&sort_on=created&metadata_fields=_all"
            f"&b_size={_shown['rows']}"
        )
    return median([timed(lambda: client.ask("GET", path)) for _n in range(times)])


ROWS = (Row("today", "@today of a handler (stock: @search of as many)", today, 1.5),)
