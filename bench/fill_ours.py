"""Fill our site through the actions, ledger on; see fill_stock.

usage: python -m bench.fill_ours VAR FIRST LAST

Items come in permit files of ten: the file, eight TextRecords, one HearingRecord with a
long transcript.
"""

from bench import texts
from bench.filling import application
from bench.filling import fill
from datetime import date
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import create_users
from lingchuan.records.demo.users import FIRST_UNIT
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.setup.instance import SITE_ID
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component.hooks import setSite

import sys


DAY = date(2026, 3, 9)


class Filler:
    """Adds items to the file that was last added."""

    def __init__(self, site: object) -> None:
        self.files = site["files"]
        self.file = None

    def add(self, number: int) -> None:
        """Add one item."""
        place = number % 10
        title = texts.title(number)
        if place == 0:
            self.file = add_permit_file(
                self.files,
                title=title,
                matters=[{"code": "SPJY"}],
                applicant_name=texts.words(number, 2),
                applicant_type="natural",
                applicant_id_number="999900199001010014",
                received_on=DAY,
                unit=FIRST_UNIT,
                handlers=[HANDLER],
            )
        elif place == 9:
            html = f"<p>{texts.text(number)}</p>"
            text = RichTextValue(html, "text/html", "text/x-html-safe")
            add_record(self.file, "HearingRecord", title=title, transcript=text)
        else:
            add_record(
                self.file,
                "TextRecord",
                title=title,
                document_name="现场核查笔录",
                document_number=f"陵审批核字〔2026〕第{number}号",
                made_on=DAY,
            )


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        setSite(app[SITE_ID])
        users = app.acl_users
        with api.env.adopt_user(user=users.getUserById("admin").__of__(users)):
            create_users(app[SITE_ID])
        with api.env.adopt_user(username=HANDLER):
            filler = Filler(app[SITE_ID])
            fill(filler.add, int(sys.argv[2]), int(sys.argv[3]))
