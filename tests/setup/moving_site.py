"""Runs inside a Zope of its own for the test of moving: prepare a site, or tell of it.

usage: python -m tests.setup.moving_site prepare|tell VAR
       python -m tests.setup.moving_site arrive VAR FOLDER ...

Each prints a line of JSON at its end: what the site tells of its records, or for each
folder the status and the words of the attempt to move it in, one after the other.
"""

from collections import Counter
from contextlib import nullcontext
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from lingchuan.records.content.carrying import departing
from lingchuan.records.content.types import TYPES
from lingchuan.records.demo.acting import acting
from lingchuan.records.ledger import api as ledger
from lingchuan.records.setup import moving
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.setup.instance import zope_application
from lingchuan.records.site.transitions import perform
from pathlib import Path
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import json
import os
import sys
import transaction


INDEXES = (
    "review_state",
    "confidentiality_state",
    "file_number",
    "handlers",
    "unit",
    "matter_codes",
    "Creator",
    "created",
    "modified",
    "path",
)


def prepare(site: object) -> None:
    """Restrict the hearing to two people, and correct the note as a second version."""
    found = {
        brain.portal_type: brain._unrestrictedGetObject()
        for brain in site.portal_catalog.unrestrictedSearchResults(portal_type=TYPES)
    }
    with acting("secrecy_officer"):
        perform(
            found["HearingRecord"],
            "restrict",
            {
                "kinds": ["COMMERCIAL", "PRIVACY"],
                "holder": "演示泉源水业",
                "data_items": ["电话"],
                "known_to": ["handler1", "section_head1"],
                "comment": "涉及商业秘密，只限二人",
            },
        )
    note = next(
        brain._unrestrictedGetObject()
        for brain in site.portal_catalog.unrestrictedSearchResults(
            portal_type="TextRecord", review_state="sealed"
        )
    )
    # Not everything that a shelf allows is its workflow's.
    site["hall"].manage_permission("Add portal content", ["Window Clerk"], 0)
    with acting("section_head1"):
        perform(note, "correct", {"reason": "页数有误", "changes": {"page_count": 7}})
    transaction.commit()


def in_order(value: object) -> object:
    """Return the values of an index that keeps a set, sorted."""
    return sorted(value) if isinstance(value, (list, tuple, set)) else value


def files(version: object) -> list:
    """Return (field, file) of what an older version holds."""
    held = version["values"].items()
    return [(name, value) for name, value in held if hasattr(value, "open")]


def tell(site: object) -> dict:
    """Return what each record is, who may read it, how it is found, what is logged."""
    catalog = site.portal_catalog
    told = {}
    for brain in catalog.unrestrictedSearchResults(portal_type=TYPES):
        obj = brain._unrestrictedGetObject()
        held = obj.aq_base.__dict__
        data = catalog.getIndexDataForRID(brain.getRID())
        told[brain.UID] = {
            "path": brain.getPath(),
            "whole": departing(obj, lambda file: sha256(file.data).hexdigest()),
            "permissions": {n: held[n] for n in held if n.endswith("_Permission")},
            "roles": obj.get_local_roles(),
            "versions": [
                {n: f is getattr(obj.aq_base, n, None) for n, f in files(one)}
                for one in getattr(obj.aq_base, "versions", ())
            ],
            "owner": obj.getOwnerTuple(),
            "indexes": {name: in_order(data.get(name)) for name in INDEXES},
            "words": data["SearchableText"],
            "readers": sorted(data["allowedRolesAndUsers"]),
            "columns": {name: str(brain[name]) for name in catalog.schema()},
            "events": Counter(one["action"] for one in ledger.read(uid=brain.UID)),
        }
    return told


def arrive(app: object, var: Path, folders: list[str]) -> list[tuple[int, str]]:
    """Move folders in as the command does, each in a copy of this process."""
    moving.zope_application = lambda _var: nullcontext(app)
    return [_forked(["in", folder, "--var", str(var)]) for folder in folders]


def _forked(arguments: list[str]) -> tuple[int, str]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with redirect_stdout(StringIO()) as said:
            status = moving.main(arguments)
        os.write(writer, json.dumps((status, said.getvalue())).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        told = json.load(stream)
    os.waitpid(child, 0)
    return told


if __name__ == "__main__":
    act, var, *folders = sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]
    with zope_application(var) as app:
        setRequest(app.REQUEST)
        setSite(app[SITE_ID])
        if act == "prepare":
            prepare(app[SITE_ID])
        told = arrive(app, var, folders) if act == "arrive" else tell(app[SITE_ID])
        print(json.dumps(told, default=str))
