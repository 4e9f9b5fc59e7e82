"""Templates of notices for tests."""

from docx import Document
from io import BytesIO


WHOLE = (
    "{{ title }}",
    "{{ number }}",
    "{{ requester_name }}：",
    "{%p for one in paragraphs %}",
    "{{ one }}",
    "{%p endfor %}",
    "{{ bureau_name }}",
    "{{ day }}",
)


def template(*lines: str) -> bytes:
    """Return a DOCX of these paragraphs."""
    document, out = Document(), BytesIO()
    document.core_properties.author = "模板作者"
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()
