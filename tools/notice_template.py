"""Make the template of the decision notice: ``python tools/notice_template.py [FILE]``.

The same script makes the same bytes. The look is that of official papers (GB/T 9704):
A4, title in Song of size 2, text in Fangsong of size 3, lines 28 points apart, first
lines indented by two characters. Without these fonts a printer takes those it has.
"""

from pathlib import Path

import sys
import zipfile


HERE = Path(__file__).resolve().parent
ACCESS = HERE.parent / "src/lingchuan.records/lingchuan/records/access"
TARGET = ACCESS / "templates" / "notice.docx"
# The first moment that a ZIP can tell.
MADE = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMAT = "application/vnd.openxmlformats"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SONG, FANGSONG = "宋体", "仿宋"
# Half points and twentieths of a point; sizes 2 and 3 are 22 and 16 points.
SIZE_2, SIZE_3, LINE, INDENT = 44, 32, 560, 640
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="{FORMAT}-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{FORMAT}-officedocument.wordprocessingml.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{FORMAT}-officedocument.wordprocessingml.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="{FORMAT}-package.core-properties+xml"/>\
</Types>"""
TOP = f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""
OF_DOCUMENT = f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>\
</Relationships>"""
CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{{{ title }}}} {{{{ number }}}}</dc:title>\
<dc:creator>{{{{ bureau_name }}}}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"""
STYLES = f"""<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="{FANGSONG}" w:hAnsi="{FANGSONG}" w:eastAsia="{FANGSONG}" w:cs="{FANGSONG}"/>\
<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>\
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>\
</w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>\
</w:styles>"""
SECTION = """<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>\
</w:sectPr>"""
CENTRED = '<w:jc w:val="center"/>'
INDENTED = f'<w:ind w:firstLineChars="200" w:firstLine="{INDENT}"/><w:jc w:val="both"/>'
SEALED = '<w:keepNext/><w:ind w:right="960"/><w:jc w:val="right"/>'
TITLE = f'<w:rPr><w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{SONG}"/><w:b/><w:sz w:val="{SIZE_2}"/><w:szCs w:val="{SIZE_2}"/></w:rPr>'
OPEN_LINE = '<w:spacing w:line="700" w:lineRule="exact"/>'
LINES = (
    (OPEN_LINE + CENTRED, TITLE, "{{ title }}"),
    (CENTRED, "", "{{ number }}"),
    ("", "", ""),
    ("", "", "{{ requester_name }}："),
    ("", "", "{%p for one in paragraphs %}"),
    (INDENTED, "", "{{ one }}"),
    ("", "", "{%p endfor %}"),
    ("<w:keepNext/>", "", ""),
    ("<w:keepNext/>", "", ""),
    (SEALED, "", "{{ bureau_name }}"),
    (SEALED.replace("<w:keepNext/>", ""), "", "{{ day }}"),
)


def paragraph(look: str, run: str, text: str) -> str:
    """Return one paragraph as XML; `look` and `run` are its properties."""
    looks = f"<w:pPr>{look}</w:pPr>" if look else ""
    if not text:
        return f"<w:p>{looks}</w:p>"
    return f'<w:p>{looks}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def parts() -> dict[str, str]:
    """Return {name: text} of the parts."""
    body = "".join(paragraph(*line) for line in LINES)
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body>{body}{SECTION}</w:body></w:document>'
    )
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": TOP,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": OF_DOCUMENT,
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
    }


def make(target: Path) -> Path:
    """Write the template; return its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in parts().items():
            info = zipfile.ZipInfo(name, MADE)
            info.external_attr = 0o644 << 16
            packed.writestr(info, HEAD + text)
    return target


if __name__ == "__main__":
    print(make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
