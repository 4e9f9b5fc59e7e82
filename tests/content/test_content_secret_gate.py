"""R20-2: what carries a mark of a state secret comes in by no door and leaves nothing."""

from io import BytesIO
from lingchuan.records.content import secret_doors
from lingchuan.records.content import wiping
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import EDGE_BYTES
from lingchuan.records.content.settings import settings
from lingchuan.records.core.document_facts import facts_of
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.secret_marks import is_marked
from lingchuan.records.ledger import api as ledger
from OFS.Image import manage_addFile
from OFS.Image import manage_addImage
from pathlib import Path
from plone import api
from plone.dexterity.utils import createContent
from plone.formwidget.namedfile.converter import b64encode_file
from plone.namedfile.file import NamedBlobFile
from tempfile import TemporaryFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.content import marked_files as files
from tests.permit_files import open_file
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import transaction
import zipfile


MARK, PLAIN = "机密★20年", "普通材料"
NAME = "zqcanary7f3e.pdf"
MAKERS = [
    files.pdf,
    files.pdf_upright,
    files.pdf_subject,
    files.pdf_xmp,
    files.pdf_attachment,
    files.pdf_bookmark,
    files.pdf_note,
    files.docx,
    files.docx_property,
    files.docx_first_head,
    files.watermarked,
    files.xlsx,
    files.ofd,
    files.jpeg_exif,
    files.jpeg_title,
    files.jpeg_comment,
    files.jpeg_xmp,
    files.jpeg_iptc,
    files.png,
    files.webp,
    files.mp4,
    files.mp3,
]


@pytest.fixture
def portal(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(portal):
    """A permit file of handler1."""
    return open_file(portal)


def refused(data, file, name="文件", mime="") -> bool:
    """Return whether the gate refuses a file."""
    try:
        admit("file", name, mime, BytesIO(data), file)
    except BadInput as error:
        assert [(p.field, p.code) for p in error.problems] == [("file", "secret_file")]
        return True
    return False


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_mark_is_found_wherever_a_file_carries_it(file, make):
    assert refused(make(MARK), file)
    assert not refused(make(PLAIN), file)


def test_a_mark_on_a_later_page_is_found(file):
    assert refused(files.pdf(MARK, page=20), file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_mark_in_a_plain_file_is_found(file, encoding):
    data = f"会议纪要\n工作秘密★5年\n{'正文' * 9}".encode(encoding)
    assert refused(data, file, "纪要.txt", "text/plain")
    assert refused(data, file, "纪要.doc", "application/msword")
    far = "正文".encode(encoding) * 400_000
    assert not refused(far, file, "纪要.txt", "text/plain")


@pytest.mark.parametrize("name", ["机密★20年图纸.pdf", "图纸（秘密 ★ 10年）.bin"])
def test_a_mark_in_the_name_is_enough(file, name):
    assert refused(b"x", file, name)


def test_what_cannot_be_read_is_judged_by_its_name(file):
    sealed = files.pdf_encrypted(MARK)
    assert not refused(sealed, file)
    assert refused(sealed, file, "绝密★.pdf")


def test_what_was_read_before_the_reader_failed_counts(file):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        # Parted, so that the bytes as they stand show nothing.
        packed.writestr("a.xml", f"<t>{MARK[0]}</t><t>{MARK[1:]}</t>")
        packed.writestr("b.xml", "<t>sound</t>")
    assert refused(stream.getvalue().replace(b"sound", b"wound"), file, "a.docx")


class Counted(BytesIO):
    """Counts the bytes that are read of it."""

    seen = 0

    def read(self, size=-1):
        found = super().read(size)
        self.seen += len(found)
        return found


def test_a_long_recording_is_not_read_for_its_tags(file):
    data = files.mp4(MARK, size=48 << 20)
    inside = Counted(data)
    assert any(map(is_marked, facts_of(inside, MEDIA)))
    assert inside.seen < 4 << 20
    with TemporaryFile() as stored:
        stored.write(data)
        outside = Counted(files.mp4(PLAIN, size=1 << 20))
        admit("file", "a.mp4", "video/mp4", outside, file)
        assert outside.seen < 4 * EDGE_BYTES + (3 << 20)
        with pytest.raises(BadInput):
            admit("file", "a.mp4", "video/mp4", stored, file)


@pytest.mark.parametrize(
    ("basis", "comes_in"), [("晋密〔2025〕3号", True), ("", False), (None, False)]
)
def test_a_classified_system_has_no_gate_when_a_document_says_so(file, basis, comes_in):
    settings().classified_system = True
    settings().classified_basis = basis
    assert refused(files.pdf(MARK), file) != comes_in


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
