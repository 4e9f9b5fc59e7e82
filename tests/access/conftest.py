"""A permit file of party1 with records of every kind, and requests about it."""

from datetime import timedelta
from lingchuan.records.access import screening
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import today
from lingchuan.records.demo.media import pdf_bytes
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.access.s10_steps import asked
from tests.access.s10_steps import HER
from tests.access.s10_steps import NEIGHBOUR
from tests.access.s10_steps import work
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.media.canary_files import film

import pytest
import transaction


NUMBER = "999900199001010014"


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1, whose applicant is party1."""
    with acting("clerk1"):
        return add_permit_file(
            site["files"],
            title="公共场所卫生许可",
            matters=[{"code": "GGWS"}],
            unit="审批一股",
            handlers=["handler1"],
            received_on=today(),
            applicant_name="示例经营者",
            applicant_type="natural",
            applicant_id_number=NUMBER,
            applicant_userid="party1",
        )


def paper(where, title, *kinds, **values):
    """Return a submitted text record, open or of these kinds."""
    values = {"record_kind": "test_conclusion", "title": title} | values
    with acting("handler1"):
        record = add_record(where, "TextRecord", **values)
    move(record, "submit", "handler1")
    if kinds:
        move(record, "restrict", "secrecy_officer", kinds=list(kinds))
    elif record.record_kind != "issued_document":
        move(record, "mark_open", "secrecy_officer")
    return record


@pytest.fixture
def records(file):
    """{name: record}: open, of work, of privacy."""
    return {
        "open": paper(file, "检测结论"),
        "work": paper(file, "集体讨论记录", "WORK"),
        "privacy": paper(file, "询问笔录", "PRIVACY"),
    }


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def case(portal, tmp_path):
    """The file with the hearing's video, in which others are seen, and her own words."""
    with acting("clerk1"):
        file = add_permit_file(
            portal["files"],
            title="公共场所卫生许可",
            matters=[{"code": "GGWS"}],
            unit="审批一股",
            handlers=["handler1"],
            received_on=facts.today(),
            applicant_name=HER,
            applicant_type="natural",
            applicant_id_number=NUMBER,
            applicant_userid="party1",
            related_parties=[{"name": NEIGHBOUR, "role": "witness"}],
        )
    with acting("handler1"):
        video, words = video_of(file, tmp_path), words_of(file)
    for one in (video, words):
        move(one, "submit", "handler1")
        move(one, "restrict", "secrecy_officer", kinds=["PRIVACY"])
    transaction.commit()
    return file, video, words


def video_of(file, folder):
    return add_record(
        file,
        "MediaEvidence",
        title="听证视频",
        medium="video",
        file=NamedBlobFile(film(folder).read_bytes(), "video/mp4", "room1.mp4"),
        starts=facts.now() - timedelta(hours=2),
        ends=facts.now() - timedelta(hours=1),
        persons=[HER, NEIGHBOUR],
    )


def words_of(file):
    data = pdf_bytes("陈述笔录", ("本人陈述",))
    return add_record(
        file,
        "TextRecord",
        title="陈述笔录",
        record_kind="hearing_material",
        file=NamedBlobFile(data, "application/pdf", "words.pdf"),
        signers=[{"name": HER, "role": "party", "signed": True}],
    )


@pytest.fixture
def request_(portal, case):
    """Her request for the whole file, screened: the video cut and reviewed."""
    file, video, _words = case
    request = asked(portal, file)
    move(request, "accept", "clerk1")
    transaction.commit()
    with pytest.raises(TransitionBlocked):
        move(request, "screen", "secrecy_officer")
    transaction.abort()
    with acting("secrecy_officer"):
        screening.order_cut(request, IUUID(video), "00:01-00:02")
    transaction.commit()
    work(portal, request)
    with acting("secrecy_officer"), pytest.raises(TransitionBlocked):
        screening.review(request, IUUID(video), 1, True, "")
    transaction.abort()
    with acting("secrecy_officer2"):
        screening.review(request, IUUID(video), 1, True, "已遮盖他人")
    move(request, "screen", "secrecy_officer")
    transaction.commit()
    return request


@pytest.fixture
def short(portal, case):
    """Her request for her own words alone, screened."""
    file, _video, words = case
    request = asked(portal, file, scope=[IUUID(words)])
    move(request, "accept", "clerk1")
    move(request, "screen", "secrecy_officer")
    transaction.commit()
    return request


@pytest.fixture
def private(file):
    """A hearing's record of others: restricted for privacy, with a transcript."""
    said = {"transcript": RichTextValue("<p>邻居陈述</p>", "text/html", "text/html")}
    with acting("handler1"):
        record = add_record(
            file,
            "HearingRecord",
            title="询问",
            attendees=[{"name": "示例邻居", "role": "witness", "signed": True}],
            **said,
        )
    move(record, "submit", "handler1")
    move(record, "restrict", "secrecy_officer", kinds=["PRIVACY"])
    return record
