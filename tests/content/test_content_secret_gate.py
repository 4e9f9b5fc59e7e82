"""R20-2: what carries a mark of a state secret comes in by no door and leaves nothing."""

from io import BytesIO
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import EDGE_BYTES
from lingchuan.records.content.settings import settings
from lingchuan.records.core.document_facts import facts_of
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.secret_marks import is_marked
from tempfile import TemporaryFile
from tests.content import marked_files as files
from tests.permit_files import open_file

import pytest
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
