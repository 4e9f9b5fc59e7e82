"""A site with an open record and one that outsiders may not know."""

from tests.evidence.canary import CANARIES
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import decide
from tests.rest import conftest as rest

import pytest


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

site = rest.site
client = rest.client
body = rest.body
file_url = rest.file_url
add = rest.add
upload = rest.upload


@pytest.fixture
def open_record(add):
    """The address of a record that all staff see."""
    made = add("TextRecord", record_kind="issued_document", document_name="受理通知书")
    return made.json()["@id"]


@pytest.fixture
def secret(client, add, upload):
    """The address of a restricted record, which its handler may not see either."""
    made = add(
        "TextRecord",
        record_kind="internal_approval",
        title=CANARIES["title"],
        document_number=CANARIES["number"],
        file=upload(PDF, CANARIES["filename"], "application/pdf"),
    )
    url = made.json()["@id"]
    client("handler1").do(url, "submit")
    answer = decide(client, url, "COMMERCIAL", comment=CANARIES["reason"])
    assert answer.status_code == 200, answer.text
    return url


@pytest.fixture
def open_file(client, file_url):
    """The address of a permit file that all staff see."""
    answer = decide(client, file_url)
    assert answer.status_code == 200, answer.text
    return file_url


@pytest.fixture
def clip(client, open_file):
    """The UID of a submitted recording that all staff see."""
    return add_clip(client, open_file)[0]


@pytest.fixture
def sheet(client, clip):
    """The address of a complete extraction by archivist1, to be issued by handler1."""
    made = add_sheet(client, [clip])
    assert made.status_code == 201, made.text
    return made.json()["@id"]


@pytest.fixture
def issued(client, sheet):
    """The address of an issued extraction."""
    answer = client("handler1").do(sheet, "issue")
    assert answer.status_code == 200, answer.text
    return sheet
