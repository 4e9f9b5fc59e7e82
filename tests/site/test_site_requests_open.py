"""`@@open`, `@@receipt`, `@@answer`: who gets them, what they show, and when no more."""

from lingchuan.records.access import opening
from lingchuan.records.access.onsite import begin
from lingchuan.records.access.onsite import finish
from lingchuan.records.access.renditions import job_key
from lingchuan.records.access.renditions import name_of
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.ledger import outbox
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.site.asked import approved
from tests.site.asked import asked
from tests.site.asked import DATA
from tests.site.asked import made
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import unprinted
from tests.site.asked import view
from zExceptions import NotFound

import datetime
import pytest


TITLE = "卫生检测结论甲"
MP4 = "video/mp4"


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Print no notice."""
    unprinted(monkeypatch)


@pytest.fixture
def file(site):
    """A permit file of party1."""
    return permit_file(site)


@pytest.fixture
def record(file):
    """An open paper of it."""
    return paper(file, TITLE)


@pytest.fixture
def request_(site, file, record):
    """A request by which it may be viewed, and copied once; both copies are made."""
    found = approved(site, file, record, copies=1)
    for right in ("view", "copy"):
        made(found, record, right)
    return found


def shown(request, record, user="party1"):
    return view(request, "open", user, record=IUUID(record))


def later(monkeypatch, **span):
    """Let the clock go on."""
    then = facts.now() + datetime.timedelta(**span)
    monkeypatch.setattr(facts, "now", lambda: then)


def test_page_shows_pages_the_readers_name_and_the_copy(request_, record):
    answer = shown(request_, record)
    uid, number = IUUID(record), request_.number
    assert answer.status == 200
    assert TITLE in answer.text
    for page in (1, 2):
        assert f'@@view-file/{uid}/{page}"' in answer.text
    assert f"@@view-file/{uid}/3" not in answer.text
    assert answer.text.count(f"示例申请人 {number}") >= 12
    assert f'href="{request_.absolute_url()}/@@copy-file/{uid}"' in answer.text
    assert "ab" * 32 in answer.text
    assert "Download (1 left)" in answer.text
    assert "data-lr-live" not in answer.text


def test_recording_plays_and_cannot_be_saved(site, file, record):
    request = approved(site, file, record, how="approve_viewing")
    data = (DATA / "hearing.mp4").read_bytes()
    made(request, record, "view", data, MP4, "copy.mp4")
    text = shown(request, record).text
    assert f'<source src="{request.absolute_url()}/@@view-file/{IUUID(record)}"' in text
    assert 'controlslist="nodownload noremoteplayback"' in text
    assert "lr-moving" in text
    assert "@@copy-file" not in text


def test_copy_that_is_being_made_tells_how_far_it_is(site, file, record, monkeypatch):
    request = approved(site, file, record)
    key = job_key(IUUID(request), IUUID(record), "copy")

    class Job:
        state, percent = outbox.RUNNING, 40

    monkeypatch.setattr(outbox, "of", lambda keys: {key: Job()})
    answer = shown(request, record)
    assert answer.status == 200
    assert "Being made (40 %)" in answer.text
    assert answer.text.count("data-lr-live") == 2
    Job.state = outbox.FAILED
    assert "the bureau has been told" in shown(request, record).text


def test_what_is_over_taken_back_or_used_up_says_so(
    site, file, record, request_, monkeypatch
):
    used = facts.now() - datetime.timedelta(hours=3)
    request_.uses = {name_of(IUUID(record), "copy"): (used,)}
    text = shown(request_, record).text
    assert "All downloads are used up" in text
    assert "@@copy-file" not in text
    assert "@@view-file" in text
    second = approved(site, file, record)
    move(record, "restrict", "secrecy_officer", kinds=["WORK"])
    for request in (request_, second):
        answer = shown(request, record)
        assert (answer.status, TITLE in answer.text) == (403, False)
        assert "taken back" in answer.text
    third = approved(site, file, paper(file, "卫生检测结论丙"))
    later(monkeypatch, days=6)
    answer = view(third, "open", "party1", record=third.scope[0])
    assert (answer.status, "卫生检测结论丙" in answer.text) == (403, False)
    assert "The grant is over" in answer.text


@pytest.mark.parametrize("user", ["party2", "handler1", "clerk1", "bureau_head"])
def test_nobody_else_opens_it_by_its_address(request_, record, user):
    with pytest.raises(NotFound):
        shown(request_, record, user)


def test_record_that_was_not_granted_is_not_found(request_, file):
    with pytest.raises(NotFound):
        shown(request_, paper(file, "别的"))
    with pytest.raises(NotFound):
        view(request_, "open", "party1")


def test_clerk_shows_it_to_a_visitor_as_long_as_the_visit_lasts(request_, record):
    with acting("clerk1"):
        begin(request_, "居民身份证", "窗口")
    answer = shown(request_, record, "clerk1")
    assert "@@view-file" in answer.text
    # The clerk copies it on a medium too; the receipt is signed for it.
    assert "@@copy-file" in answer.text
    with acting("clerk1"):
        finish(request_)
    with pytest.raises(NotFound):
        shown(request_, record, "clerk1")


def test_receipt_names_each_copy_by_its_digest(request_, record):
    with acting("party1"):
        grant = opening.open_grant(request_, IUUID(record), "copy")
        opening.count(request_, grant)
    text = view(request_, "receipt", "party1").text
    for told in (TITLE, "ab" * 32, request_.number, request_.notice_number):
        assert told in text
    assert "downloaded" in text
    # What a clerk may see of it; the paper is signed at the counter.
    assert TITLE in view(request_, "receipt", "clerk1").text


def test_receipt_of_what_was_only_viewed_is_not_found(site, file, record):
    request = approved(site, file, record, how="approve_viewing")
    with pytest.raises(NotFound):
        view(request, "receipt", "party1")


def test_answer_is_not_there_before_the_decision_and_not_for_who_may_not_see_it(
    site, file, record, request_
):
    with pytest.raises(NotFound):
        view(asked(site, file, record), "answer", "party1")
    notice = opening.record_of(request_.notice_uid)
    move(notice, "restrict", "secrecy_officer", kinds=["WORK"])
    with pytest.raises(NotAllowed):
        view(request_, "answer", "clerk1")
    assert view(request_, "answer", "party1").status == 200
