"""The decision notice as a paper, and its way into the file, an archived one too."""

from datetime import date
from docx import Document
from io import BytesIO
from lingchuan.records.access.notice import NoticeTemplateError
from lingchuan.records.access.notice import render
from lingchuan.records.access.notice_checks import text_of
from lingchuan.records.access.notice_filing import file_notice
from lingchuan.records.access.notice_filing import take_number
from lingchuan.records.access.notice_names import name_in_notice
from lingchuan.records.access.notice_printing import as_pdf
from lingchuan.records.access.notice_samples import samples
from lingchuan.records.access.notice_texts import paragraphs
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.notice import sort_out
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.ledger import api as ledger
from lingchuan.records.recording.duties import whole_duties_of
from plone import api
from plone.uuid.interfaces import IUUID
from pypdf import PdfReader
from pypdf import PdfWriter
from tests.access.conftest import paper
from tests.access.templates import template
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import viewers

import dataclasses
import pytest


CANARY = "祖传配方甲"


@pytest.fixture
def notice(site):
    """The facts of a sample notice."""
    return next(samples())


@pytest.fixture(scope="session")
def pdf():
    """A paper of one page; how a notice is printed is tested by itself."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return out.getvalue()


def refused(file):
    """Bring a file to its end by the shortest way that asks for nothing more."""
    paper(
        file,
        "不予受理决定书",
        record_kind="issued_document",
        document_name="不予受理决定书",
        document_number="陵审批不受字〔2026〕第001号",
        made_on=facts.today(),
        issued_on=facts.today(),
    )
    move(file, "refuse_acceptance", "handler1")


def closed(file):
    refused(file)
    move(file, "close", "handler1")


def archived(file):
    closed(file)
    move(file, "archive", "archivist1")


def decided(file):
    paper(file, "检测结论")
    move(file, "accept", "handler1")
    rows = [{"code": "GGWS", "decision": "granted"}]
    move(file, "decide", "bureau_head", matters=rows)


def filed(file, notice, pdf, user="bureau_head"):
    with acting(user):
        return file_notice(file, notice, b"docx", pdf, request_uid="a" * 32)


def verdicts(file):
    """Return how the file stands, and what is found on it."""
    judged = whole_duties_of(file).judgement
    found = {(one.rule, one.code, one.target) for one in judged.findings}
    return judged.verdict, found


# The paper


def test_paper_tells_number_requester_and_points_but_no_refused_title(site, notice):
    outcomes = [
        Outcome("a", "view", "granted", "", "办法第二十一条"),
        Outcome("b", "view", "refused", "", "办法第二十条", reason="依法应当保密"),
    ]
    granted, redacted, refused, _open = sort_out(
        outcomes, {"a": "现场核查笔录", "b": CANARY}
    )
    told = dataclasses.replace(
        notice, granted=granted, redacted=redacted, refused=refused
    )
    docx = render(told)
    printed = PdfReader(BytesIO(as_pdf(docx)))
    text = "".join(page.extract_text() for page in printed.pages)
    bare = "".join(text.split())
    for said in (notice.number, notice.requester_name, "现场核查笔录", "依法应当保密"):
        assert "".join(said.split()) in bare
    assert CANARY not in bare + text_of(docx) + str(printed.metadata)


def test_paper_and_preview_say_the_same(site):
    for one in samples():
        text = text_of(render(one))
        assert all("".join(said.split()) in text for said in paragraphs(one))


def test_who_wrote_the_template_leaves_no_trace(notice):
    docx = Document(BytesIO(render(notice, template("{{ number }}"))))
    assert docx.core_properties.author == notice.bureau_name
    assert docx.core_properties.last_modified_by == notice.bureau_name
    assert docx.core_properties.title.endswith(notice.number)
    assert docx.core_properties.comments == ""


def test_values_are_text_and_never_markup(notice):
    named = dataclasses.replace(notice, requester_name='<w:br/>{{ number }} & "王"')
    assert '<w:br/>{{number}}&"王"' in text_of(render(named))


def test_a_broken_template_names_the_place(notice):
    with pytest.raises(NoticeTemplateError) as caught:
        render(notice, template("第一段", "第二段 {% endif %}", "第三段"))
    assert caught.value.code == "template_broken"
    assert caught.value.place == "第二段 {% endif %}"


@pytest.mark.parametrize(
    "text",
    [
        "这里 {{ nobody }}",
        "这里 {{ lipsum }}",
        "这里 {{ number.nobody }}",
        "这里 {{ number.upper() }}",
        "这里 {{ 'a' * 999999999 }}",
        "这里 {{ '%0999999999d' % 1 }}",
        "这里 {{ ().__class__.__base__.__subclasses__() }}",
        "这里 {% for one in range(9) %}{% endfor %}",
        "这里 {{ paragraphs|map('upper')|list }}",
        "这里 {{ number",
    ],
)
def test_a_template_can_do_no_more_than_show_values(notice, text):
    with pytest.raises(NoticeTemplateError) as caught:
        render(notice, template("开头", text))
    assert caught.value.code == "template_broken"
    assert "这里" in caught.value.place


# The record


def test_number_stays_the_requests_own_and_the_next_one_follows(site):
    day = date(2026, 3, 18)
    first = take_number("1" * 32, day)
    assert take_number("1" * 32, day) == first
    second = take_number("2" * 32, day)
    assert int(second[-4:-1]) == int(first[-4:-1]) + 1
    assert first.startswith("陵审批查字〔2026〕第")


@pytest.mark.parametrize("bring", [None, decided, closed, archived])
def test_notice_lies_sealed_in_a_file_of_any_state(file, notice, pdf, bring):
    if bring is not None:
        bring(file)
    state = facts.lifecycle_state(file)
    record = filed(file, notice, pdf)
    assert facts.lifecycle_state(record) == "sealed"
    assert facts.was_submitted(record)
    assert facts.confidentiality_state(record) == "open"
    assert facts.lifecycle_state(file) == state
    assert record.document_number == notice.number
    assert record.document_name == "查阅复制申请答复书"
    assert (record.made_on, record.issued_on) == (notice.decided_on,) * 2
    assert (record.stage, record.page_count) == ("归档", 1)
    assert record.signers[0]["signed"] and record.file.data == pdf


def test_events_tell_number_request_and_digest_of_the_document(file, notice, pdf):
    archived(file)
    record = filed(file, notice, pdf)
    rows = [row for row in pending() if row["uid"] == IUUID(record)]
    assert [row["action"] for row in rows][0] == "create"
    assert [row["action"] for row in rows][-2:] == ["submit", "seal"]
    assert {row["actor"] for row in rows} == {"bureau_head"}
    assert notice.number in rows[-1]["details"] and "a" * 32 in rows[-1]["details"]


def pending():
    """Return the events of this transaction."""
    return ledger.joined(ledger.store()).buffer


def test_a_late_notice_changes_nothing_of_what_the_file_owes(file, notice, pdf):
    archived(file)
    before = verdicts(file)
    filed(file, notice, pdf)
    assert verdicts(file) == before


def test_what_every_staff_member_reads_they_read_in_the_notice_too(file, notice, pdf):
    record = filed(file, notice, pdf)
    assert {"handler2", "archivist1", "supervisor1"} <= viewers(record)
    assert not {"party1", "sysadmin"} & viewers(record)


def test_its_stage_is_told_where_the_bureau_lists_no_such_paper(file, notice, pdf):
    settings().document_names = []
    assert filed(file, notice, pdf).stage == "归档"


def test_who_decides_keeps_no_key_to_the_notice_of_a_restricted_file(file, notice, pdf):
    move(file, "restrict", "secrecy_officer", kinds=["WORK"])
    with acting("deputy_head"):
        record = file_notice(file, notice, b"docx", pdf)
        assert not api.user.has_permission("View", obj=record)
    assert facts.confidentiality_state(record) == "undecided"
    assert "deputy_head" not in viewers(record) | finders(record)
    assert "secrecy_officer" in finders(record)


def test_nothing_else_comes_into_an_archived_file(file, notice, pdf):
    archived(file)
    filed(file, notice, pdf)
    with acting("bureau_head"), pytest.raises(TransitionBlocked):
        add_record(file, "TextRecord", record_kind="issued_document")


# Names


def test_restricted_records_are_told_by_their_kind_alone(records, file):
    assert name_in_notice(records["open"], is_whole=True) == "检测结论"
    secret = paper(file, CANARY, "COMMERCIAL", document_name="检验报告")
    assert name_in_notice(secret, is_whole=True) == "检验报告"
    assert CANARY not in name_in_notice(records["privacy"], is_whole=True)
    assert "检测结论" not in name_in_notice(records["open"], is_whole=False)


def test_a_recording_is_told_by_its_activity_and_medium(file):
    with acting("handler1"):
        hearing = add_record(
            file, "HearingRecord", title=CANARY, activity_kind="hearing"
        )
        values = {"title": CANARY, "medium": "video"}
        clip = add_record(hearing, "MediaEvidence", **values)
    for one in (hearing, clip):
        name = name_in_notice(one, is_whole=True)
        assert name and CANARY not in name
