"""The smallest good permit file, for whoever tests something in it."""

from lingchuan.records.content.actions import add_permit_file
from plone import api

import datetime


def open_file(portal: object, **changes: object) -> object:
    """Return a new file of handler1, registered by clerk1."""
    values = {
        "title": "食品经营许可",
        "matters": [{"code": "SPJY"}],
        "applicant_name": "示例小吃店",
        "unit": "审批一股",
        "handlers": ["handler1"],
        "received_on": datetime.date(2026, 3, 9),
    }
    with api.env.adopt_user(username="clerk1"):
        return add_permit_file(portal["files"], **values | changes)
