"""Which files may be the template of a notice: text alone, and nothing that acts."""

from io import BytesIO
from lingchuan.records.core.access.template_file import template_problem
from pathlib import Path

import pytest
import zipfile


ROOT = Path(__file__).parents[2]
ACCESS = ROOT / "src/lingchuan.records/lingchuan/records/access"
DELIVERED = ACCESS / "templates" / "notice.docx"
RELATION = '<Relationships><Relationship Id="r9" Type="http://x/relationships/{}" Target="{}"{}/></Relationships>'
FIELD = "<w:r><w:instrText>{}</w:instrText></w:r>"


def changed(**parts):
    """Return the delivered template with parts added, or put in the place of others."""
    names = {name.replace("__", "/"): data for name, data in parts.items()}
    out = BytesIO()
    with zipfile.ZipFile(DELIVERED) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, data in names.items():
            new.writestr(name, data)
    return out


def with_part(name, data=b""):
    return changed(**{name: data})


def with_text(old, new):
    with zipfile.ZipFile(DELIVERED) as packed:
        text = packed.read("word/document.xml").decode()
    assert old in text
    return with_part("word/document.xml", text.replace(old, new))


def test_the_delivered_template_is_one():
    assert template_problem(BytesIO(DELIVERED.read_bytes())) == ""


@pytest.mark.parametrize(
    "file",
    [
        BytesIO(b""),
        BytesIO(b"%PDF-1.7"),
        BytesIO(b"PK\x03\x04" + b"\0" * 60),
        with_part("word/document.xml", b"<!DOCTYPE x []><w:document/>"),
        with_part("word/styles.xml", "<w:styles/>".encode("utf-16")),
        with_part("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_what_is_no_docx_or_hides_its_text_is_refused(file):
    assert template_problem(file) == "template_no_docx"


@pytest.mark.parametrize(
    "file",
    [
        with_part("word/vbaProject.bin"),
        with_part("word/embeddings/a.xml", b"<a/>"),
        with_part("word/activeX/activeX1.xml", b"<a/>"),
        with_part("word/afchunk.html", b"<p>"),
    ],
)
def test_macros_and_embedded_files_are_refused(file):
    assert template_problem(file) == "template_active"


@pytest.mark.parametrize(
    "file",
    [
        with_part(
            "word/_rels/settings.xml.rels",
            RELATION.format("attachedTemplate", "http://x", ' TargetMode="External"'),
        ),
        with_part(
            "word/_rels/document.xml.rels",
            RELATION.format("image", "http://x/a.png", " TargetMode='External'"),
        ),
        with_text("<w:sectPr>", FIELD.format("INCLUDETEXT /etc/passwd") + "<w:sectPr>"),
        with_text(
            "<w:sectPr>",
            FIELD.format("INCLU") + FIELD.format("DEPICTURE x") + "<w:sectPr>",
        ),
        with_text("<w:sectPr>", '<w:fldSimple w:instr="DDEAUTO x"/><w:sectPr>'),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(file):
    assert template_problem(file) == "template_linked"


def test_links_and_page_numbers_in_the_text_are_no_harm():
    link = RELATION.format("hyperlink", "http://x", ' TargetMode="External"')
    assert template_problem(with_part("word/_rels/footer1.xml.rels", link)) == ""
    field = FIELD.format(' HYPERLINK "http://x" ') + FIELD.format(" PAGE ")
    assert template_problem(with_text("<w:sectPr>", field + "<w:sectPr>")) == ""


@pytest.mark.parametrize(
    "file",
    [
        BytesIO(b"PK" + b"\0" * (1 << 20)),
        with_part("word/styles.xml", b" " * ((1 << 20) + 1)),
    ],
)
def test_what_is_large_or_unpacks_to_much_is_refused(file):
    assert template_problem(file) == "template_large"
