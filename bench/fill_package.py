"""Make a permit file with one large video, and an issued extraction of it.

usage: python -m bench.fill_package VAR VIDEO

Prints the path of the extraction, and where the video's file lies on the disk.
"""

from bench.filling import application
from datetime import date
from datetime import datetime
from datetime import timedelta
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import ZONE
from lingchuan.records.demo.users import create_users
from lingchuan.records.demo.users import HANDLER
from lingchuan.records.demo.users import SECOND
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.site.transitions import perform
from pathlib import Path
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.component.hooks import setSite

import sys
import transaction


MADE = datetime(2026, 3, 12, 9, 40, tzinfo=ZONE)
SHEET = {
    "maker": HANDLER,
    "extractor": HANDLER,
    "made_at": MADE,
    "extracted_at": MADE + timedelta(days=90),
    "method": "逐字节复制",
    "second_person": SECOND,
    "proves": "核查经过",
    "description": "核查现场",
    "transcript": "无声",
    "medium_kind": "硬盘",
    "medium_serial": "1",
    "original_or_copy": "copy",
}


def large_video(path: Path) -> NamedBlobFile:
    """Return a video whose bytes are those of a file, which moves into the store."""
    video = NamedBlobFile(b"", "video/mp4", "large.mp4")
    video._blob.consumeFile(str(path))
    return video


def make(site: object, video: Path) -> tuple[object, object]:
    """Return the recording and its extraction, both committed."""
    with api.env.adopt_user(username=HANDLER):
        file = add_permit_file(
            site["files"],
            title="食品经营许可",
            matters=[{"code": "SPJY"}],
            applicant_name="示例小吃店",
            received_on=date(2026, 3, 9),
            handlers=[HANDLER, SECOND],
        )
        clip = add_record(file, "MediaEvidence", file=large_video(video), starts=MADE)
        perform(clip, "submit", {})
        transaction.commit()
        sheet = add_record(
            site["extractions"], "EvidenceExtraction", items=[clip.UID()], **SHEET
        )
        transaction.commit()
    with api.env.adopt_user(username=SECOND):
        perform(sheet, "issue", {})
        transaction.commit()
    return clip, sheet


if __name__ == "__main__":
    with application(sys.argv[1]) as app:
        setSite(app[SITE_ID])
        users = app.acl_users
        with api.env.adopt_user(user=users.getUserById("admin").__of__(users)):
            create_users(app[SITE_ID])
        transaction.commit()
        clip, sheet = make(app[SITE_ID], Path(sys.argv[2]))
        print("/".join(sheet.getPhysicalPath()[2:]), clip.file._blob.committed())
