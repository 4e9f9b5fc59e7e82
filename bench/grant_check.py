"""Ask for a grant as a view does, in our site; run by its Python.

usage: python -m bench.grant_check VAR REQUEST

Prints the seconds that one question takes: the median of many.
"""

from bench.filling import application
from lingchuan.records.access import grants
from lingchuan.records.access import opening
from lingchuan.records.demo.acting import acting
from lingchuan.records.setup.instance import SITE_ID
from plone.uuid.interfaces import IUUID
from statistics import median
from zope.component.hooks import setSite

import sys
import time


TIMES = 200


def seconds(request: object) -> float:
    """Return how long it takes to find out that a record may be viewed."""
    uid = grants.grants_of(grants.row_of(IUUID(request)))[0].uid
    start = time.perf_counter()
    grant = opening.open_grant(request, uid, "view")
    opening.ready(request, grant)
    return time.perf_counter() - start


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        site = app[SITE_ID]
        setSite(site)
        request = site.unrestrictedTraverse(sys.argv[2])
        with acting("party1"):
            print(median([seconds(request) for _n in range(TIMES)]))
