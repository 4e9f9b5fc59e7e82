"""A chain of custody as its page and its paper show it, and a hand that changes it."""

from io import BytesIO
from lingchuan.records.ledger import places
from pypdf import PdfReader
from sqlalchemy import text
from tests.site.reader import Reader

import lxml.html


def page(user, url, query=""):
    answer = Reader(user).get(f"{url}/@@custody{query}")
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


def words(node):
    return " ".join(node.text_content().split())


def rows(tree):
    return [[words(cell) for cell in row] for row in tree.xpath("//main//tbody/tr")]


def pdf_text(answer):
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return "\n".join(one.extract_text() for one in pages), len(pages)


def tamper(seq, **changes):
    """Change a row as somebody could who holds the database."""
    with places.store().engine.begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS events_no_update"))
        for name, value in changes.items():
            statement = text(f"UPDATE events SET {name} = :value WHERE seq = :seq")
            connection.execute(statement, {"value": value, "seq": seq})
