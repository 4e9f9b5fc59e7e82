"""`@@ask`: who asks by it, what it makes, and what it says of what is wrong."""

from lingchuan.records.access.types import REQUEST
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import last_step
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.site.requests import ask_form
from plone import api
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.site.asked import pdf
from tests.site.asked import permit_file
from tests.site.asked import store_nothing
from tests.site.asked import upload
from tests.site.asked import view
from zExceptions import Forbidden

import pytest


SENT = {
    "act": "submit",
    "token": "t1",
    "rights": ["view", "copy"],
    "relation": "",
    "purpose": "核对本人材料",
    "delivery": "online",
}


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of party1."""
    return permit_file(site)


def ask(site, user="party1", **form):
    return view(site["requests"], "ask", user, post=True, **SENT | form)


def requests():
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return [brain._unrestrictedGetObject() for brain in found(portal_type=REQUEST)]


def test_form_offers_the_partys_own_files(site, file):
    other = permit_file(site, applicant_userid="party2")
    text = view(site["requests"], "ask", "party1").text
    assert file.file_number in text
    assert "公共场所卫生许可" in text
    assert other.file_number not in text


def test_one_post_makes_a_request_and_hands_it_in(site, file):
    answer = ask(site, permit_file=file.file_number)
    assert answer.status == 302, answer.text
    assert answer.location.endswith("/@@my-records")
    (request,) = requests()
    assert lifecycle_state(request) == "submitted"
    assert (request.permit_file, request.relation) == (IUUID(file), "applicant")
    assert (request.requester_userid, request.delivery) == ("party1", "online")


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("purpose", {"purpose": "  "}),
        ("rights", {"rights": []}),
        ("relation", {"relation": "king"}),
        ("file_number", {"file_number": "陵审许〔1999〕第999号"}),
        ("requester_id_number", {"requester_id_number": "1"}),
        ("proof", {"proof": upload(b"MZ\x90\0\3\0\0\0\4\0\0\0", "委托书.pdf")}),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_all_is_kept(site, file, field, sent):
    known = {"permit_file": file.file_number, "purpose": "核对本人材料"}
    answer = ask(site, **known | sent)
    assert answer.status == 400
    assert f'id="ask-{field}-error"' in answer.text
    assert f'href="#ask-{field}"' in answer.text
    assert 'name="token" type="hidden" value="t1"' in answer.text
    assert requests() == []
    kept = sent.get("purpose", known["purpose"]).strip()
    assert f">{kept}</textarea>" in answer.text
    # A browser does not keep a file, and the page says so.
    assert ("Choose the file anew" in answer.text) == (field == "proof")


def test_a_marked_proof_is_refused_before_a_byte_of_it_is_kept(site, file, monkeypatch):
    store_nothing(monkeypatch, ask_form)
    sent = upload(pdf(), "机密★10年.pdf")
    answer = ask(site, permit_file=file.file_number, proof=sent)
    assert answer.status == 400
    assert 'id="ask-proof-error"' in answer.text
    assert "机密" not in answer.text
    assert requests() == []


def test_a_proof_that_came_in_is_whole(site, file):
    data = pdf()
    ask(site, permit_file=file.file_number, proof=upload(data, "委托书.pdf"))
    (request,) = requests()
    assert request.proof.data == data


def test_all_that_is_wrong_is_said_at_once_and_nothing_that_follows_of_it(site, file):
    sent = {"purpose": "", "requester_id_number": "1", "file_number": "无此号"}
    text = ask(site, permit_file=file.file_number, **sent).text
    for field in ("purpose", "requester_id_number", "file_number"):
        assert f'id="ask-{field}-error"' in text
    assert 'id="ask-relation-error"' not in text
    other = permit_file(site, applicant_userid="party2")
    text = ask(site, file_number=other.file_number).text
    assert 'id="ask-relation-error"' in text


def test_a_form_that_is_sent_twice_makes_one_request(site, file):
    ask(site, permit_file=file.file_number)
    again = ask(site, permit_file=file.file_number)
    assert (again.status, len(requests())) == (302, 1)
    # It is the party's own token: nobody else's form is taken for it.
    other = permit_file(site, applicant_userid="party2")
    ask(site, "party2", permit_file=other.file_number)
    ask(site, permit_file=file.file_number, token="t2")
    assert len(requests()) == 3


def test_a_draft_is_kept_gone_on_with_and_deleted_by_its_maker(site, file):
    ask(site, permit_file=file.file_number, act="draft", purpose="先存")
    (draft,) = requests()
    assert lifecycle_state(draft) == "draft"
    text = view(draft, "ask", "party1").text
    assert ">先存</textarea>" in text
    answer = view(
        draft,
        "ask",
        "party1",
        post=True,
        **SENT | {"purpose": "再交", "permit_file": file.file_number},
    )
    assert answer.status == 302, answer.text
    assert (lifecycle_state(draft), draft.purpose) == ("submitted", "再交")
    with pytest.raises(TransitionBlocked):
        view(draft, "ask", "party1")
    ask(site, permit_file=file.file_number, act="draft", token="t2")
    (second,) = [one for one in requests() if lifecycle_state(one) == "draft"]
    mine = {"post": True, "act": "delete"}
    kept = view(site, "my-records", "party1", uid=IUUID(draft), **mine)
    assert (kept.status, len(requests())) == (409, 2)
    with acting("party2"):
        assert not api.user.has_permission("View", obj=second)
    assert view(site, "my-records", "party2", uid=IUUID(second), **mine).status == 400
    assert view(site, "my-records", "party1", uid=IUUID(second), **mine).status == 302
    assert requests() == [draft]


COUNTER = {
    "requester_name": "示例经营者",
    "requester_id_number": "999900199001010014",
    "relation": "applicant",
    "identity": "resident_id",
    "delivery": "window",
}


def test_the_counter_asks_for_who_stands_there(site, file):
    answer = ask(site, "clerk1", permit_file=file.file_number, **COUNTER)
    (request,) = requests()
    assert answer.location == request.absolute_url()
    assert request.requester_userid in (None, "")
    assert request.requester_name == "示例经营者"
    # A person is recognised by a paper, and the step says by which.
    assert "居民身份证" in last_step(request)["comments"]


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("identity", {"identity": ""}),
        ("requester_name", {"requester_name": ""}),
        ("letter_from", {"letter_number": "（2026）法调1号"}),
    ],
)
def test_the_counter_says_who_it_was_and_by_which_paper(site, file, field, sent):
    answer = ask(site, "clerk1", permit_file=file.file_number, **COUNTER | sent)
    assert answer.status == 400
    assert f'id="ask-{field}-error"' in answer.text
    assert requests() == []


def test_staff_who_take_no_requests_are_refused(site, file):
    with pytest.raises(NotAllowed):
        view(site["requests"], "ask", "handler1")
    with pytest.raises(NotAllowed):
        ask(site, "handler1", permit_file=file.file_number)


def test_a_post_without_the_forms_token_is_refused(site, file):
    form = SENT | {"permit_file": file.file_number}
    with pytest.raises(Forbidden):
        view(site["requests"], "ask", "party1", post="forged", **form)
    assert requests() == []
