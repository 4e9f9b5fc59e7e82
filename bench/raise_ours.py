"""Mark a file of so many open records in our site; run by its Python.

usage: python -m bench.raise_ours VAR RECORDS

Prints the seconds from the decision to the end of its commit; a small file before it
is not counted.
"""

from bench.filling import application
from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.acting import acting
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import OFFICERS
from lingchuan.records.setup.instance import SITE_ID
from zope.component.hooks import setSite

import datetime
import gc
import sys
import time
import transaction


FEW = 20
SAID = {"kinds": ["COMMERCIAL"], "holder": "示例小吃店", "comment": "含配方"}


def made(files: object, records: int) -> object:
    """Return a new file with open records."""
    with acting(HANDLER):
        file = add_permit_file(
            files,
            title="食品经营许可",
            matters=[{"code": "SPJY"}],
            applicant_name="示例小吃店",
            received_on=datetime.date(2026, 3, 9),
            unit=FIRST_UNIT,
            handlers=[HANDLER],
        )
        for number in range(records):
            title = f"受理通知书{number}"
            add_record(file, "TextRecord", title=title, record_kind="issued_document")
    transaction.commit()
    return file


def seconds(file: object) -> float:
    """Return how long marking a file takes, its commit included."""
    gc.collect()
    with acting(OFFICERS[0]):
        start = time.perf_counter()
        deciding.decide(file, SAID)
        transaction.commit()
        return time.perf_counter() - start


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        site = app[SITE_ID]
        setSite(site)
        seconds(made(site["files"], FEW))
        print(seconds(made(site["files"], int(sys.argv[2]))))
