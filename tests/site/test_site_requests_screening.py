"""The officers' pages: what is to be done, copies ordered and reviewed, and who looks."""

from lingchuan.records.access import derivatives
from lingchuan.records.access import screening
from lingchuan.records.access.facts import scope_of
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.job_runner import run_due
from lingchuan.records.site.requests.screening_rows import lines_of
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.site.asked import asked
from tests.site.asked import paper
from tests.site.asked import pdf
from tests.site.asked import permit_file
from tests.site.asked import store_nothing
from tests.site.asked import upload
from tests.site.asked import view
from tests.site.reader import Reader
from tests.site.reader import TOKEN
from zExceptions import NotFound

import json
import pytest
import transaction


OFFICER, OTHER = "secrecy_officer", "secrecy_officer2"
AREAS = "1 10 20 30 5\n2 10 20 30 5"


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


def screened(site):
    """Return a request in screening, and the private paper that it is about."""
    file = permit_file(site)
    bytes_ = NamedBlobFile(pdf(), "application/pdf", "听证笔录.pdf")
    said = {"record_kind": "test_conclusion", "title": "听证笔录", "file": bytes_}
    with acting("handler1"):
        private = add_record(file, "TextRecord", **said)
    move(private, "submit", "handler1")
    move(private, "restrict", OFFICER, kinds=["PRIVACY"])
    request = asked(site, file, private, paper(file))
    move(request, "accept", "clerk1")
    return request, private


@pytest.fixture
def work(site):
    """(request, private paper)."""
    return screened(site)


def send(request, act, user=OFFICER, name="screening", **sent):
    return view(request, name, user, post=True, act=act, **sent)


def copy_of(request, record):
    return derivatives.copies_of(request)[IUUID(record)]


def keep(request, record, left=()):
    """Let the copy be made, as its job would."""
    file = NamedBlobFile(pdf(), "application/pdf", "copy-1.pdf")
    derivatives.keep(request, IUUID(record), file, "ab" * 32, tuple(left))


def test_officer_sees_what_each_record_needs(work):
    request, private = work
    text = view(request, "screening", OFFICER).text
    assert f"@@mark-areas?record={IUUID(private)}" in text
    assert "needs a redacted copy" in text
    assert 'value="screen"' not in text


@pytest.mark.parametrize("user", ["clerk1", "bureau_head", "supervisor1"])
@pytest.mark.parametrize("name", ["screening", "mark-areas"])
def test_others_are_told_who_screens(work, user, name):
    with pytest.raises(BarredBy, match="screen_by_officer"):
        view(work[0], name, user)


def test_order_review_and_hand_over(work):
    request, private = work
    uid = IUUID(private)
    order = {"record": uid, "lines": AREAS}
    assert send(request, "order", name="mark-areas", **order).status == 302
    assert lines_of(copy_of(request, private)).splitlines()[0].startswith("1 10.0")
    assert "Being made" in view(request, "screening", OFFICER).text
    keep(request, private)
    own = view(request, "screening", OFFICER).text
    assert "another officer reviews it" in own
    assert 'value="good"' not in own
    assert 'value="good"' in view(request, "screening", OTHER).text
    assert (
        'name="copy" type="hidden" value="1"' in view(request, "screening", OTHER).text
    )
    assert send(request, "good", record=uid, copy="1").status == 409
    assert send(request, "good", OTHER, record=uid, copy="1", note="已看").status == 302
    assert copy_of(request, private).state == "reviewed"
    assert send(request, "screen").status == 302
    assert api.content.get_state(request) == "deciding"


def test_a_copy_that_carries_something_says_so_in_words_and_is_not_good(work):
    request, private = work
    order = {"record": IUUID(private), "lines": AREAS}
    send(request, "order", name="mark-areas", **order)
    keep(request, private, ["text_layer", "words"])
    text = view(request, "screening", OTHER).text
    assert "a hidden layer of text、names or numbers of others" in text
    seen = {"record": IUUID(private), "copy": "1"}
    assert send(request, "good", OTHER, **seen).status == 409
    assert send(request, "bad", OTHER, note="", **seen).status == 400
    assert send(request, "bad", OTHER, note="重做", **seen).status == 302
    assert copy_of(request, private).state == "failed"


@pytest.mark.parametrize("number", ["1", "3", "", "x"])
def test_a_review_of_another_copy_than_is_there_now_is_refused(work, number):
    request, private = work
    order = {"record": IUUID(private), "lines": AREAS}
    for _time in "12":
        send(request, "order", name="mark-areas", **order)
        keep(request, private)
    seen = {"record": IUUID(private), "copy": number}
    for act in ("good", "bad"):
        answer = send(request, act, OTHER, note="已看", **seen)
        assert answer.status == 409
        assert "not the one you looked at" in answer.text
    assert copy_of(request, private).state == "made"


def test_a_marked_edited_copy_is_refused_before_a_byte_of_it_is_kept(work, monkeypatch):
    request, private = work
    store_nothing(monkeypatch, screening)
    sent = upload(pdf(), "机密★10年.pdf", "file")
    told = {"record": IUUID(private), "cuts": "第 2 页", "file": sent}
    answer = send(request, "edited", **told)
    assert answer.status == 400
    assert "state secret" in answer.text
    assert "机密" not in answer.text
    assert derivatives.copies_of(request) == {}


def test_an_edited_copy_comes_whole_with_its_list(work):
    request, private = work
    told = {"record": IUUID(private), "cuts": "第 2 页"}
    none = upload(b"", "空.pdf", "file")
    for lacking in ({}, {"file": none}, {"cuts": ""}):
        assert send(request, "edited", **told | lacking).status == 400
    data = pdf()
    sent = upload(data, "遮盖稿.pdf", "file")
    assert send(request, "edited", file=sent, **told).status == 302
    source = copy_of(request, private).source
    assert (source.data, source.contentType) == (data, "application/pdf")


def test_a_copy_that_is_ordered_ends_the_answer_that_there_can_be_none(
    work, monkeypatch
):
    request, private = work
    told = []
    monkeypatch.setattr(screening, "log", lambda *args, **_said: told.append(args[1]))
    said = {"record": IUUID(private), "answer": "inseparable", "reason": "通篇"}
    send(request, "say", **said)
    order = {"record": IUUID(private), "lines": AREAS}
    assert send(request, "order", name="mark-areas", **order).status == 302
    found = {o.outcome for o in scope_of(request) if o.uid == IUUID(private)}
    assert (found, told) == ({"redacted"}, ["drop_answer"] * 2)
    assert "通篇" not in view(request, "screening", OFFICER).text


def test_an_answer_needs_its_reason_and_then_stands_for_both_rights(work):
    request, private = work
    said = {"record": IUUID(private), "answer": "inseparable"}
    assert send(request, "say", reason="", **said).status == 400
    assert send(request, "say", reason="全文都是他人信息", **said).status == 302
    refused = {o.outcome for o in scope_of(request) if o.uid == IUUID(private)}
    assert refused == {"refused"}
    assert "全文都是他人信息" in view(request, "screening", OFFICER).text


@pytest.mark.parametrize("lines", ["", "1 10", "1 10 20 300 5"])
def test_areas_that_are_none_are_refused(work, lines, nobody_looks):
    request, private = work
    order = {"record": IUUID(private), "lines": lines}
    answer = send(request, "order", name="mark-areas", **order)
    assert answer.status == 400
    assert derivatives.copies_of(request) == {}


def test_an_area_by_numbers_becomes_a_line_without_script(work, nobody_looks):
    request, private = work
    sides = {"n_page": "2", "n_x": "10", "n_y": "5", "n_w": "20", "n_h": "4"}
    sent = {"record": IUUID(private), "lines": "1 1 1 1 1"} | sides
    answer = send(request, "add", name="mark-areas", **sent)
    assert answer.status == 200
    assert "1 1 1 1 1\n2 10 5 20 4" in answer.text
    assert derivatives.copies_of(request) == {}


@pytest.fixture
def nobody_looks(monkeypatch):
    """Let the page show no pages: their event cannot be written in this layer."""
    base = "lingchuan.records.site.requests.areas_page"
    monkeypatch.setattr(f"{base}.AreasPage.seen", (0, [], ""))


def test_an_officer_without_the_clearance_does_nothing_with_a_record(work, monkeypatch):
    request, private = work
    monkeypatch.setattr("lingchuan.records.access.screening.is_seen", lambda obj: False)
    uid = IUUID(private)
    with pytest.raises(NotFound):
        view(request, "mark-areas", OFFICER, record=uid)
    assert send(request, "say", record=uid, answer="own", reason="本人").status == 400
    assert send(request, "cut", record=uid, ranges="00:01-00:02").status == 400
    assert send(request, "good", record=uid, copy="1").status == 400


def test_nothing_is_done_once_the_head_has_the_request(work):
    request, private = work
    send(request, "say", record=IUUID(private), answer="inseparable", reason="理由")
    send(request, "screen")
    assert "not in screening" in view(request, "screening", OFFICER).text
    said = {"record": IUUID(private), "answer": "own", "reason": "理由"}
    assert send(request, "say", **said).status == 409


def test_pages_of_original_and_copy_are_reads_that_the_ledger_tells(functional):
    portal = functional["portal"]
    request, private = screened(portal)
    transaction.commit()
    url, asks = request.absolute_url(), f"?record={IUUID(private)}"
    reader, other = Reader(OFFICER), Reader(OTHER)
    page = reader.get(f"{url}/@@mark-areas{asks}")
    assert page.text.count("data:image/jpeg;base64,") == 2
    assert "no-store" in page.headers["Cache-Control"]
    sent = {"record": IUUID(private), "lines": AREAS, "act": "order"}
    sent["_authenticator"] = TOKEN.search(page.text)[1]
    reader.session.post(f"{url}/@@mark-areas", data=sent, allow_redirects=False)
    transaction.begin()
    run_due(portal, limit=1000)
    transaction.begin()
    assert copy_of(request, private).state == "made"
    shown = other.get(f"{url}/@@redacted-copy{asks}")
    assert shown.text.count("data:image/jpeg;base64,") == 2
    assert "no-store" in shown.headers["Cache-Control"]
    looks = ledger.read(uid=IUUID(private), actions=["view"], limit=None)
    seen = {json.loads(one["details"])["view"] for one in looks}
    assert {"mark-areas", "redacted-copy"} <= seen
    for user, status in (("clerk1", 403), ("handler2", 404), ("party1", 403)):
        assert Reader(user).get(f"{url}/@@redacted-copy{asks}").status_code == status
        assert Reader(user).get(f"{url}/@@mark-areas{asks}").status_code == status
    assert "login" in Reader(None).get(f"{url}/@@screening").headers["Location"]
