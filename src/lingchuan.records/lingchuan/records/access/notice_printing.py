"""The decision notice on paper: DOCX and PDF, or why there is none."""

from lingchuan.records.access.notice import NoticeTemplateError
from lingchuan.records.access.notice import render
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.template_file import DOCX
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.paper import to_pdf
from lingchuan.records.media.workroom import workroom
from typing import Final

import logging


logger = logging.getLogger(__name__)

ARTICLE: Final = "办法第二十一条"
RULE: Final = "R21-3"


def as_pdf(docx: bytes) -> bytes:
    """Return a document as PDF.

    Raises:
        DerivativeError: it could not be printed.
    """
    with workroom() as room:
        source, target = room / "notice.docx", room / "notice.pdf"
        source.write_bytes(docx)
        to_pdf(source, target, DOCX)
        return target.read_bytes()


def printed(
    request: object, facts: NoticeFacts, template: bytes
) -> tuple[bytes, bytes]:
    """Return the notice of a request as DOCX and as PDF.

    Raises:
        TransitionBlocked: the template is broken, or nothing could be printed.
    """
    try:
        docx = render(facts, template)
        return docx, as_pdf(docx)
    except NoticeTemplateError as error:
        place = (("place", error.place or "—"),)
        found = blocked(RULE, ARTICLE, error.code, request, place)
        raise TransitionBlocked([found]) from error
    except DerivativeError as error:
        logger.error("no decision notice was printed: %s", error.code)
        found = blocked(RULE, ARTICLE, "notice_not_printed", request)
        raise TransitionBlocked([found]) from error
