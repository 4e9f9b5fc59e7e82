"""What may come as a proof: papers and pictures, by their own first bytes."""

from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import PACKED
from lingchuan.records.core.document_facts import PDF
from typing import Final


# A packed file is a paper if it says so by its name; no other calls itself a program.
PAPERS: Final = (".docx", ".odt", ".ofd")
OTHERS: Final = (".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff")


def is_paper(file: object) -> bool:
    """Return whether a named file is a PDF, a picture or a text document."""
    with file.open() as stream:
        family = family_of(stream.read(HEAD_BYTES))
    name = (file.filename or "").lower()
    if family == PACKED:
        return name.endswith(PAPERS)
    return family in (PDF, IMAGE) and name.endswith(OTHERS)
