"""The head's page: who decides, what a decision may make of the scope, and the notice."""

from lingchuan.records.access import grants
from lingchuan.records.access import screening
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from plone import api
from plone.uuid.interfaces import IUUID
from tests.access.conftest import paper as shut
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.site.asked import asked
from tests.site.asked import FORGED
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import view
from zExceptions import Forbidden

import datetime
import pytest


HEAD = "bureau_head"
# Whoever is somebody by the test alone has no credentials in the request.
REFUSED = (401, 403)
WHY = {"reason": "内部讨论过程", "article": "政府信息公开条例第十六条"}


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1, whose applicant is party1."""
    return permit_file(site)


@pytest.fixture
def records(file):
    """{name: record}: open, of work, and an internal paper that a person judges."""
    return {
        "open": paper(file, "检测结论"),
        "work": shut(file, "集体讨论记录", "WORK"),
        "inner": paper(file, "内部审批单", record_kind="internal_approval"),
    }


@pytest.fixture
def request_(site, file, records):
    """A request that waits for the head."""
    return deciding(site, file)


def deciding(site, file, *records, **values):
    request = asked(site, file, *records, **values)
    move(request, "accept", "clerk1")
    move(request, "screen", "secrecy_officer")
    return request


def decide(request, act="approve", user=HEAD, **sent):
    said = {"right": "approve_copying", "days": "5", "copies": "2"} | sent
    return view(request, "decide", user, post=True, act=act, **said)


def judged(record, outcome="refused", **why):
    """Return what the form sends of one record, for both rights."""
    uid, said = IUUID(record), WHY | why
    rows = {f"o-{uid}-{right}": outcome for right in ("view", "copy")}
    return rows | {f"r-{uid}": said["reason"], f"a-{uid}": said["article"]}


def state(request):
    return api.content.get_state(request)


def test_head_sees_scope_reasons_and_the_notice_ready_to_sign(request_, records):
    text = view(request_, "decide", HEAD).text
    for title in ("检测结论", "集体讨论记录", "内部审批单"):
        assert title in text
    letter = text.split("lr-letter")[1]
    assert "检测结论" in letter
    assert "集体讨论记录" not in letter
    assert "内部审批单" not in letter
    for act in ("approve", "refuse", "return", "preview"):
        assert f'value="{act}"' in text


def test_head_approves_and_what_is_open_stands_on_the_page(request_, records):
    answer = decide(request_, **judged(records["inner"]))
    assert answer.status == 302
    assert state(request_) == "copying_approved"
    given = {one.uid for one in grants.grants_of(grants.row_of(IUUID(request_)))}
    assert given == {IUUID(records["open"])}
    text = view(request_, "decide", HEAD).text
    assert request_.notice_number in text
    assert "lr-letter" not in text
    assert 'value="approve"' not in text


def test_viewing_alone_gives_no_copies(request_, records):
    sent = {"right": "approve_viewing"} | judged(records["inner"])
    assert decide(request_, **sent).status == 302
    rights = {one.right for one in grants.grants_of(grants.row_of(IUUID(request_)))}
    assert (state(request_), rights) == ("viewing_approved", {"view"})


def test_what_a_person_has_to_judge_is_not_left_open(request_, records):
    answer = decide(request_)
    assert (answer.status, state(request_)) == (409, "deciding")
    assert "内部审批单" in answer.text.split("h-who")[0]


@pytest.mark.parametrize("lacking", ["reason", "article"])
def test_lowering_needs_reason_and_article(request_, records, lacking):
    sent = judged(records["inner"]) | judged(records["open"], **{lacking: ""})
    answer = decide(request_, **sent)
    assert (answer.status, state(request_)) == (409, "deciding")
    assert "检测结论" in answer.text.split("h-who")[0]


def test_a_refused_secret_is_not_raised_by_a_crafted_form(request_, records):
    sent = judged(records["inner"]) | judged(records["work"], "granted")
    assert (decide(request_, **sent).status, state(request_)) == (409, "deciding")
    assert grants.row_of(IUUID(request_)) is None


@pytest.mark.parametrize("days", ["0", "91", "many"])
def test_days_beyond_the_most_are_refused_and_stand_there_again(
    request_, records, days
):
    answer = decide(request_, **judged(records["inner"]) | {"days": days})
    assert (answer.status, state(request_)) == (400, "deciding")
    assert f'value="{days}"' in answer.text


@pytest.mark.parametrize("sent", [{}, {"reason": "理由"}, {"article": "第二十条"}])
def test_a_refusal_needs_reason_and_article(request_, sent):
    said = {"reason": "", "article": ""} | sent
    answer = decide(request_, "refuse", **said)
    assert (answer.status, state(request_)) == (400, "deciding")


def test_a_refusal_stands_with_its_reason_in_the_preview_and_ends_the_request(request_):
    text = decide(request_, "preview_refusal", **WHY).text
    assert WHY["reason"] in text.split("lr-letter")[1]
    assert state(request_) == "deciding"
    assert decide(request_, "refuse", **WHY).status == 302
    assert state(request_) == "refused"


def test_preview_shows_what_is_chosen_and_changes_nothing(request_, records):
    letter = decide(request_, "preview", **judged(records["inner"])).text
    assert WHY["reason"] in letter.split("lr-letter")[1]
    assert (state(request_), request_.outcomes) == ("deciding", None)


def test_head_returns_a_request_with_a_reason(request_):
    assert decide(request_, "return").status == 400
    assert decide(request_, "return", return_reason="请补遮盖件").status == 302
    assert state(request_) == "screening"


@pytest.mark.parametrize("user", ["clerk1", "secrecy_officer", "section_head1"])
def test_others_read_why_they_do_not_decide_and_get_no_buttons(request_, user):
    text = view(request_, "decide", user).text
    assert "Only the head of the bureau decides" in text
    assert 'name="act"' not in text
    assert "lr-letter" not in text
    answer = decide(request_, user=user)
    assert answer.status in REFUSED
    assert state(request_) == "deciding"


def test_a_head_who_handles_the_file_does_not_decide(file, request_):
    file.handlers = [HEAD]
    assert "You handle this file" in view(request_, "decide", HEAD).text
    assert decide(request_).status in REFUSED
    assert state(request_) == "deciding"


@pytest.mark.parametrize("first,last", [(-9, -1), (1, 9)])
def test_a_deputy_outside_the_days_sees_why_and_gets_no_buttons(request_, first, last):
    authorise(first, last)
    text = view(request_, "decide", "deputy_head").text
    assert "Your authorisation does not cover today" in text
    assert 'name="act"' not in text
    answer = decide(request_, user="deputy_head")
    assert answer.status in REFUSED
    assert state(request_) == "deciding"


def test_a_deputy_decides_within_the_days(request_, records):
    authorise(0, 0)
    assert 'value="approve"' in view(request_, "decide", "deputy_head").text
    answer = decide(request_, user="deputy_head", **judged(records["inner"]))
    assert (answer.status, state(request_)) == (302, "copying_approved")


def authorise(first, last):
    day, one = facts.today(), datetime.timedelta(days=1)
    register.appoint(
        "deputy_head",
        register.DEPUTY,
        basis="授权书",
        valid_from=day + first * one,
        until=day + last * one,
        by=HEAD,
    )


def test_what_the_decider_may_not_see_is_counted_and_can_only_be_refused(site, file):
    paper(file)
    secret = shut(file, "配方", "COMMERCIAL")
    request = asked(site, file, relation="third_party", user="party2")
    move(request, "accept", "clerk1")
    register.clear(HEAD, [], by="secrecy_officer")
    text = view(request, "decide", HEAD).text
    assert "配方" not in text
    assert IUUID(secret) not in text
    with acting("secrecy_officer"):
        assert screening.record_of(request, IUUID(secret))


def test_a_form_without_token_decides_nothing(request_, records):
    with pytest.raises(Forbidden):
        sent = {"right": "approve_copying"} | judged(records["inner"])
        view(request_, "decide", HEAD, post=FORGED, act="approve", **sent)
    assert state(request_) == "deciding"
