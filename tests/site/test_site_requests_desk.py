"""The desk of access requests and the page of one: who sees what, and what comes next."""

from lingchuan.records.content import facts
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.evidence.event_titles import action_title
from lingchuan.records.site.today import HomePage
from plone import api
from plone.uuid.interfaces import IUUID
from tests.access.conftest import paper as shut
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.site.asked import asked
from tests.site.asked import NUMBER
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import view
from tests.site.reader import Reader

import pytest
import transaction


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1, whose applicant is party1."""
    return permit_file(site)


@pytest.fixture
def request_(site, file):
    """A request of party1 about one open record."""
    return asked(site, file, paper(file))


def lists(site, user):
    """Return {name: count} of the start page's lists of a user."""
    with acting(user):
        page = HomePage(site, site.REQUEST)
        return {one["id"]: one["count"] for one in page.sections}


def test_desk_lists_a_request_with_its_file_its_clock_and_the_next_step(site, request_):
    text = view(site["requests"], "desk_view", "clerk1").text
    assert request_.number in text
    assert facts.today().strftime("%Y") in text
    assert "20" in text
    assert f'href="{request_.absolute_url()}"' in text
    assert f"{site['requests'].absolute_url()}/@@ask" in text


def test_desk_says_that_nothing_waits_where_nothing_does(site, file):
    text = view(site["requests"], "desk_view", "clerk1").text
    assert "lr-empty" in text


def test_desk_leads_a_party_to_its_own_page(site, request_):
    found = view(site["requests"], "desk_view", "party1")
    assert found.location.endswith("/@@my-records")
    assert request_.number not in found.text


def test_desk_shows_nothing_of_a_draft_to_who_did_not_make_it(site, request_):
    filters = view(site["requests"], "desk_view", "handler1").text
    assert request_.number not in filters


def test_request_names_to_a_clerk_what_they_see_and_counts_the_rest(site, file):
    open_, secret = paper(file), shut(file, "集体讨论记录", "WORK")
    request = asked(site, file)
    text = view(request, "request_view", "clerk1").text
    assert open_.title in text
    assert secret.title not in text
    assert IUUID(secret) not in text
    assert secret.title in view(request, "request_view", "secrecy_officer").text


def test_request_masks_the_number_and_shows_it_to_who_deals_with_it(site):
    request = asked(site, permit_file(site), requester_id_number=NUMBER)
    for user in ("clerk1", "secrecy_officer", "bureau_head", "supervisor1"):
        text = view(request, "request_view", user).text
        assert NUMBER not in text
        assert ("@@unmask" in text) is (user != "supervisor1")


def test_request_leads_a_party_to_its_own_page(request_):
    found = view(request_, "request_view", "party1")
    assert found.location.endswith(f"/@@my-records#{IUUID(request_)}")


def test_request_says_before_the_step_why_a_stranger_is_not_accepted(site, file):
    paper(file)
    request = asked(site, file, user="clerk1", relation="other", requester_name="路人")
    text = view(request, "request_view", "clerk1").text
    assert "R21-1" in text
    page = view(request, "transition", "clerk1", workflow_action="redirect").text
    assert "20 working days" in page
    said = {"workflow_action": "redirect", "reason": "请申请政府信息公开"}
    assert view(request, "transition", "clerk1", post=True, **said).status == 302
    assert api.content.get_state(request) == "redirected"


def test_generic_page_of_a_step_leads_to_the_page_of_the_decision(request_):
    move(request_, "accept", "clerk1")
    move(request_, "screen", "secrecy_officer")
    found = view(request_, "transition", "bureau_head", workflow_action="refuse")
    assert found.location == f"{request_.absolute_url()}/@@decide"


@pytest.mark.parametrize("name", ["screening", "mark-areas", "decide", "onsite"])
def test_pages_of_the_bureau_tell_a_party_that_they_are_none_of_its(request_, name):
    with pytest.raises(BarredBy, match="staff_page"):
        view(request_, name, "party1")


def test_start_page_lists_requests_for_who_has_to_act(site, request_):
    assert lists(site, "clerk1")["requests-to-accept"] == 1
    move(request_, "accept", "clerk1")
    assert lists(site, "clerk1")["requests-to-accept"] == 0
    assert lists(site, "secrecy_officer")["requests-to-screen"] == 1
    move(request_, "screen", "secrecy_officer")
    assert lists(site, "bureau_head")["requests-to-decide"] == 1
    assert "requests-to-decide" not in lists(site, "deputy_head")
    assert "requests-to-decide" not in lists(site, "handler1")


def test_events_of_a_request_have_names(site):
    acts = "accept redact review_copy take_back grant_end visit_begin".split()
    for action in acts:
        assert action_title(action, "AccessRequest", site.REQUEST) != action
    assert action_title("rendition", "", site.REQUEST) != "rendition"


def test_strangers_log_in_before_they_see_a_request(functional, http_request):
    answer = http_request(None)
    assert "login" in answer.headers.get("Location", "")
    assert http_request("handler2").status_code == 404


@pytest.fixture
def http_request(functional):
    """Return what a user gets of the page of a request over HTTP."""
    portal = functional["portal"]
    made = permit_file(portal)
    request = asked(portal, made, paper(made))
    transaction.commit()
    return lambda user: Reader(user).get(f"{request.absolute_url()}/@@decide")
