"""R20-2: no script, field, file of Zope or logo brings a marked file in; the officer is told."""

from io import BytesIO
from lingchuan.records.content import secret_doors
from lingchuan.records.content import wiping
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.ledger import api as ledger
from OFS.Image import manage_addFile
from OFS.Image import manage_addImage
from pathlib import Path
from plone import api
from plone.dexterity.utils import createContent
from plone.formwidget.namedfile.converter import b64encode_file
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.content import marked_files as files
from tests.content.test_content_secret_gate import MARK
from tests.content.test_content_secret_gate import NAME
from tests.content.test_content_secret_gate import PLAIN
from tests.content.test_content_secret_gate import refused
from tests.permit_files import open_file
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import transaction


@pytest.fixture
def portal(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(portal):
    """A permit file of handler1."""
    return open_file(portal)


def blob(data=None, name=NAME) -> NamedBlobFile:
    """Return a file as a script makes it."""
    return NamedBlobFile(data or files.pdf(MARK), "application/pdf", filename=name)


def bytes_of(file) -> bytes:
    """Return what lies on the disk for a blob that is not stored."""
    blob = file._blob
    return Path(blob._p_blob_uncommitted or blob._p_blob_committed).read_bytes()


def by_add_record(file, made):
    with acting("handler1"):
        add_record(file, "TextRecord", title="图纸", file=made)


def by_nothing_but_the_container(file, made):
    record = createContent("TextRecord", title="图纸")
    record.id, record.file = "zq-script", made
    file._setObject("zq-script", record)


def by_modifying(file, made):
    with acting("handler1"):
        record = add_record(file, "TextRecord", title="图纸")
        record.file = made
        notify(ObjectModifiedEvent(record))


def by_correcting(file, made):
    with acting("handler1"):
        record = add_record(file, "TextRecord", title="图纸", file=blob(b"x", "a.txt"))
    move(record, "submit", "handler1")
    move(record, "seal", "handler1")
    move(record, "correct", "handler1", reason="补", changes={"file": made})


def as_plone_content(file, made):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(api.portal.get(), "File", "zq-stock", file=made)


def as_plone_content_after_a_savepoint(file, made):
    portal = api.portal.get()
    content = createContent("File", id="zq-stock", file=made)
    for one in (content, made, made._blob):
        portal._p_jar.add(one)
    transaction.savepoint()
    with api.env.adopt_roles(["Manager"]):
        portal._setObject("zq-stock", content)


@pytest.mark.parametrize(
    "door",
    [
        by_add_record,
        by_nothing_but_the_container,
        by_modifying,
        by_correcting,
        as_plone_content,
        as_plone_content_after_a_savepoint,
    ],
)
def test_no_script_brings_it_in_and_its_blob_is_overwritten(file, door):
    made = blob()
    with pytest.raises(BadInput) as caught:
        door(file, made)
    assert "secret_file" in [one.code for one in caught.value.problems]
    assert bytes_of(made) == b""


@pytest.mark.parametrize(
    ("portal_type", "values", "field"),
    [
        ("TextRecord", {"title": "机密★20年 施工图"}, "title"),
        ("TextRecord", {"document_number": "陵审批字 秘密★"}, "document_number"),
        ("MediaEvidence", {"summary": "封面写有\n机\n密★"}, "summary"),
        ("MediaEvidence", {"markers": [{"label": "商业秘密★"}]}, "markers"),
        ("HearingRecord", {"transcript": "<p>机<b>密</b> ★20年</p>"}, "transcript"),
    ],
)
def test_no_field_holds_a_mark(file, portal_type, values, field):
    if field == "transcript":
        from plone.app.textfield.value import RichTextValue

        values = {field: RichTextValue(values[field], "text/html")}
    with acting("handler1"), pytest.raises(BadInput) as caught:
        add_record(file, portal_type, **values)
    found = {(one.field, one.code) for one in caught.value.problems}
    assert (field, "secret_text") in found


def alarms_since(seq: int) -> list[dict]:
    """Return the alarms that the ledger tells of after an event."""
    rows = ledger.read(seq, 1000)
    return [row for row in rows if row["action"] == "alarm"]


@pytest.mark.parametrize("factory", [manage_addFile, manage_addImage])
def test_no_file_of_zope_s_own_brings_it_in(portal, factory):
    with pytest.raises(BadInput):
        factory(portal, "zq-marked", file=BytesIO("机密★20年".encode()))
    factory(portal, "zq-plain", file=BytesIO(b"plain"))
    assert portal["zq-plain"].size == 5


def test_a_stored_file_of_plone_s_own_is_not_read_again(portal, monkeypatch):
    made = blob("纪要".encode(), "a.txt")
    with api.env.adopt_roles(["Manager"]):
        content = api.content.create(portal, "File", "zq-stored", file=made)
    read = []
    monkeypatch.setattr(secret_doors, "admit_stored", lambda *args: read.append(args))
    notify(ObjectModifiedEvent(content))
    assert len(read) == 1
    made._blob._p_serial = b"\0" * 7 + b"\1"
    made._blob._p_blob_uncommitted = None
    notify(ObjectModifiedEvent(content))
    assert len(read) == 1


@pytest.mark.parametrize("is_told_later", [False, True])
def test_the_officer_is_told_who_and_where_and_nothing_of_it(portal, is_told_later):
    seq = ledger.size()
    if is_told_later:
        file = open_file(portal)
        assert ledger.holds_lock()
    else:
        file = portal["files"]
    with acting("handler1"):
        assert refused(files.pdf(MARK), file, NAME)
    assert len(alarms_since(seq)) != is_told_later
    number = getattr(file, "file_number", None)
    transaction.abort()
    (row,) = alarms_since(seq)
    told = json.loads(row["details"])
    assert (told["kind"], told["person"]) == ("secret_upload", "handler1")
    assert told["file_number"] == (number or "—")
    assert row["actor"] == "handler1"
    said = json.dumps(row, ensure_ascii=False, default=str)
    assert "zqcanary" not in said
    assert "★" not in said


def test_a_logo_of_the_site_meets_the_gate(portal):
    for said, comes_in in ((PLAIN, True), (MARK, False)):
        logo = b64encode_file("logo.jpg", files.jpeg_title(said))
        try:
            api.portal.set_registry_record("plone.site_logo", logo)
        except BadInput:
            assert not comes_in
        else:
            assert comes_in


class Watched(BytesIO):
    """Keeps what it held when it was cut."""

    held = b""

    def truncate(self, size=None):
        self.held = self.getvalue()
        return super().truncate(size)


def test_what_is_wiped_is_overwritten_and_then_empty():
    stream = Watched(b"zqcanary" * 300_000)
    wiping.wipe(stream)
    assert stream.held == bytes(2_400_000)
    assert stream.getvalue() == b""
