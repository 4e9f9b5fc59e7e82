"""Requests, grants and copies for the tests of the citizen's pages."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from contextlib import contextmanager
from lingchuan.records.access import notices
from lingchuan.records.access import renditions
from lingchuan.records.access.types import REQUEST
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import today
from lingchuan.records.interfaces import IRecordsLayer
from pathlib import Path
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.protect.authenticator import createToken
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from types import SimpleNamespace
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from ZPublisher.HTTPRequest import FileUpload

import io
import pytest


NUMBER = "999900199001010014"
PARTY = "party1"
# A POST without the token of a page.
FORGED = "forged"


def permit_file(site, **values):
    """Return a permit file of handler1, whose applicant is party1."""
    said = {
        "title": "公共场所卫生许可",
        "matters": [{"code": "GGWS"}],
        "unit": "审批一股",
        "handlers": ["handler1"],
        "received_on": today(),
        "applicant_name": "示例经营者",
        "applicant_type": "natural",
        "applicant_id_number": NUMBER,
        "applicant_userid": PARTY,
    }
    with acting("clerk1"):
        return add_permit_file(site["files"], **said | values)


def paper(file, title="检测结论", **values):
    """Return a submitted text record that is open."""
    said = {"record_kind": "test_conclusion", "title": title}
    with acting("handler1"):
        record = add_record(file, "TextRecord", **said | values)
    move(record, "submit", "handler1")
    move(record, "mark_open", "secrecy_officer")
    return record


def asked(site, file, *records, user=PARTY, **values):
    """Return a request that was handed in, about some records of a file."""
    said = {
        "permit_file": IUUID(file),
        "requester_name": "示例经营者",
        "relation": "applicant",
        "rights": ["view", "copy"],
        "purpose": "核对本人材料",
        "scope": [IUUID(one) for one in records],
    }
    with acting(user):
        request = add_record(site["requests"], REQUEST, **said | values)
    move(request, "submit", user)
    return request


def approved(site, file, *records, how="approve_copying", **params):
    """Return a request that was approved."""
    request = asked(site, file, *records)
    move(request, "accept", "clerk1")
    move(request, "screen", "secrecy_officer")
    move(request, how, "bureau_head", **{"days": 5} | params)
    return request


def pdf(pages=2):
    """Return a PDF whose pages are pictures, as renditions are."""
    sheets = [Image.new("RGB", (60, 85), (250, 250, 250 - n)) for n in range(pages)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def unprinted(monkeypatch):
    """Let notices be issued without being printed, which takes seconds each."""
    sheet = pdf(1)
    monkeypatch.setattr(notices, "printed", lambda *_told: (b"PK", sheet))


def made(request, record, right, data=None, mime="application/pdf", name="copy.pdf"):
    """Put the copy of a grant there, as its job would."""
    file = NamedBlobFile(pdf() if data is None else data, mime, name)
    copy = renditions.Rendition(file, "ab" * 32, False)
    renditions.keep(request, IUUID(record), right, copy)


@contextmanager
def nobody():
    """Be a stranger."""
    before = getSecurityManager()
    noSecurityManager()
    try:
        yield
    finally:
        setSecurityManager(before)


def upload(data, name, field="proof"):
    """Return a file as a browser sends it."""
    sent = SimpleNamespace(
        file=io.BytesIO(data),
        filename=name.encode().decode("latin-1"),
        headers={},
        name=field,
    )
    return FileUpload(sent)


def store_nothing(monkeypatch, module):
    """Fail where a module makes a file of what was sent."""

    def made(*_args, **_said):
        pytest.fail("bytes reached the store of files")

    monkeypatch.setattr(module, "NamedBlobFile", made)


class Answer:
    """What a page answered."""

    def __init__(self, text, response):
        self.text = text
        self.status = response.getStatus()
        self.location = response.getHeader("Location") or ""


def view(context, name, user, post=False, **form):
    """Let a user call a page; what it raises is raised."""
    request = api.portal.get().REQUEST.clone()
    alsoProvides(request, IRecordsLayer)
    request.form.update(form)
    with acting(user) if user else nobody():
        if post:
            request.method = request.environ["REQUEST_METHOD"] = "POST"
            token = "0" * 40 if post == FORGED else createToken()
            request.form["_authenticator"] = token
        # As at the beginning of a request: nothing waits to be indexed.
        processQueue()
        shown = getMultiAdapter((context, request), name=name)
        text = shown()
        forget_roles()
    return Answer(text or "", request.response)


DATA = Path(__file__).parents[2] / "src/lingchuan.records/lingchuan/records/demo/data"
