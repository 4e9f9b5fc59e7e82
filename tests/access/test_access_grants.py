"""What ends a grant, and what who asks is told before there is one (R21-3, R21-4)."""

from lingchuan.records.access.derivatives import words_of_others
from lingchuan.records.access.my_access import my_access
from lingchuan.records.access.shown import scope
from lingchuan.records.content.actions import add_record
from plone import api
from plone.uuid.interfaces import IUUID
from tests.access.conftest import paper
from tests.access.test_access_screening import OFFICER
from tests.access.test_access_screening import request_of
from tests.confidentiality.people import acting
from tests.confidentiality.people import move


def test_who_asks_learns_nothing_before_the_decision(site, file, records):
    request = request_of(site, file)
    with acting("party1"):
        told = scope(request, site.REQUEST)
    assert (told["standing"], told["outcomes"]) == (None, [])
    with acting("bureau_head"):
        assert len(scope(request, site.REQUEST)["outcomes"]) == len(records) * 2


def test_party_is_named_by_the_account_whatever_it_says(site, file, private):
    request = request_of(site, file, requester_name="示例邻居")
    assert request.requester_name == "示例申请人"
    assert "示例邻居" in words_of_others(request, private)


def test_secret_that_became_anothers_is_not_open_any_more(site, file):
    recipe = paper(file, "配方")
    said = {"kinds": ["COMMERCIAL"], "holder": "示例经营者"}
    move(recipe, "restrict", OFFICER, **said)
    request = granted(site, file, recipe)
    with acting("party1"):
        assert api.user.has_permission("View", obj=recipe)
    move(recipe, "revise", OFFICER, **said | {"holder": "另一小作坊"})
    with acting("party1"):
        assert not api.user.has_permission("View", obj=recipe)
    assert request.taken == (IUUID(recipe),)


def test_record_in_a_voided_hearing_is_not_open_any_more(site, file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="询问")
        inner = add_record(
            hearing, "TextRecord", title="附件", record_kind="expert_report"
        )
    for one in (hearing, inner):
        move(one, "submit", "handler1")
        move(one, "mark_open", OFFICER)
    request = granted(site, file, inner)
    with acting("party1"):
        assert api.user.has_permission("View", obj=inner)
    move(hearing, "void", "handler1", reason="重复登记")
    with acting("party1"):
        assert not api.user.has_permission("View", obj=inner)
    assert request.taken == (IUUID(inner),)


def test_draft_that_is_deleted_closes_its_grant_alone(site, file, records):
    with acting("handler1"):
        draft = add_record(
            file, "TextRecord", title="通知", record_kind="issued_document"
        )
    granted(site, file, draft, records["open"])
    with acting("party1"):
        assert len(my_access(site.REQUEST)) == 2
    with acting("handler1"):
        file.manage_delObjects([draft.getId()])
    with acting("party1"):
        assert [one["uid"] for one in my_access(site.REQUEST)] == [
            IUUID(records["open"])
        ]


def granted(site, file, *given):
    request = request_of(site, file, scope=[IUUID(one) for one in given])
    move(request, "accept", "clerk1")
    move(request, "screen", OFFICER)
    move(request, "approve_viewing", "bureau_head", days=5)
    return request
