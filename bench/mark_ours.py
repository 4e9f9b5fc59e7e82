"""Restrict one record in ten of our site; run by its Python.

usage: python -m bench.mark_ours VAR

The kinds come in turn, each set of them as often, so a reader with three clearances
needs all keys; every third has a circle besides. What else there is stays as its class
has it.
"""

from bench.filling import application
from bench.filling import fill
from itertools import combinations
from lingchuan.records.confidentiality import deciding
from lingchuan.records.demo.acting import acting
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import HEAD
from lingchuan.records.demo.users import OFFICERS
from lingchuan.records.demo.users import READER_KINDS
from lingchuan.records.setup.instance import SITE_ID
from zope.component.hooks import setSite

import sys


EVERY, PLACE, CIRCLE = 10, 3, 3
OFFICER = OFFICERS[0]
SETS = [kinds for size in (1, 2, 3) for kinds in combinations(READER_KINDS, size)]
FIELDS = {"holder": "示例小吃店", "data_items": ["身份证号"], "comment": "经审核"}


def marked(site: object) -> list[object]:
    """Return the rows of the records to restrict."""
    found = site.portal_catalog.unrestrictedSearchResults(
        portal_type="TextRecord", confidentiality_state="undecided", sort_on="path"
    )
    wanted = len(site.portal_catalog) // EVERY
    step = max(1, len(found) // max(1, wanted))
    return list(found)[PLACE::step][:wanted]


def mark(number: int, brain: object) -> None:
    """Restrict one record."""
    fields = FIELDS | {"kinds": list(SETS[number % len(SETS)])}
    if number % CIRCLE == 0:
        fields["known_to"] = [HANDLER, HEAD]
    deciding.decide(brain._unrestrictedGetObject(), fields)


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        site = app[SITE_ID]
        setSite(site)
        brains = marked(site)
        with acting(OFFICER):
            fill(lambda number: mark(number, brains[number]), 0, len(brains))
