"""Papers: the same bytes each time, text that can be found, Chinese that wraps."""

from io import BytesIO
from lingchuan.records.media import fonts
from lingchuan.records.media import printing
from pypdf import PdfReader

import pytest
import subprocess
import sys


NUMBER = "陵审批音证字〔2026〕第001号"


@pytest.fixture
def paper(integration):
    """Return a maker of a paper with everything a paper can hold."""

    def make(rows=3, text="核查现场"):
        document = printing.Document("音像证据提取说明", number=NUMBER)
        document.heading("一、基本情况")
        document.paragraph(text)
        document.facts([("制作人", "handler1"), ("说明", "长文本" * 3000)])
        lines = [[str(index), "a" * 64] for index in range(rows)]
        document.table(["序号", "散列"], lines, [1, 5])
        document.qr("root")
        document.signatures(["制作人", "提取人"])
        return document.bytes()

    return make


def _text(data):
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    return pages, "".join("".join(pages).split())


def test_the_same_content_gives_the_same_bytes(paper):
    assert paper() == paper()


def test_other_content_gives_other_bytes(paper):
    assert paper() != paper(text="别处")


def test_text_can_be_taken_out(paper):
    _pages, text = _text(paper())
    assert NUMBER in text
    assert "长文本" * 100 in text.replace("说明", "")
    assert "a" * 64 in text


def test_each_page_has_its_number_and_their_count(paper):
    pages, _whole = _text(paper(rows=200))
    assert len(pages) > 5
    for index, page in enumerate(pages, 1):
        assert f"第 {index} 页 共 {len(pages)} 页" in page
        assert NUMBER in page


def test_a_table_repeats_its_header(paper):
    pages, _whole = _text(paper(rows=200))
    assert sum("序号" in page for page in pages) > 2


def test_what_looks_like_markup_stays_text(paper):
    _pages, text = _text(paper(text="<b>甲</b> & <para> <img src='/etc/passwd'/>"))
    assert "<b>甲</b>&<para><imgsrc='/etc/passwd'/>" in text


def test_the_font_is_embedded_and_metadata_name_nobody(paper):
    data = paper()
    assert b"/FontFile2" in data
    found = PdfReader(BytesIO(data)).metadata
    assert found.title == f"音像证据提取说明 {NUMBER}"
    assert found.author == "陵川县行政审批局"


def test_a_missing_font_names_its_package(monkeypatch):
    monkeypatch.setattr(fonts, "FONTS", ("/nowhere/font.ttc",))
    with pytest.raises(fonts.FontMissingError, match="fonts-wqy-zenhei"):
        fonts.font_path()


def test_a_site_starts_without_the_printer():
    script = (
        "import sys; import lingchuan.records.evidence.workflow as w,"
        " lingchuan.records.evidence.weekly, lingchuan.records.evidence.custody_pages;"
        " print([name for name in sys.modules if name.startswith('reportlab')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
