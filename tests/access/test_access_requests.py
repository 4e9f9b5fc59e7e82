"""An access request from the party to the grant (Art. 21)."""

from lingchuan.records.access import grants
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content.actions import add_record
from plone import api
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move


def ask(site, file, user="party1", **values):
    said = {
        "permit_file": IUUID(file),
        "requester_name": "示例经营者",
        "relation": "applicant",
        "rights": ["view", "copy"],
        "purpose": "核对本人材料",
    }
    with acting(user):
        request = add_record(site["requests"], REQUEST, **said | values)
    move(request, "submit", user)
    return request


def state(obj):
    return api.content.get_state(obj)


def test_request_goes_from_the_party_to_the_grant(site, file, records):
    scope = [IUUID(records["open"])]
    request = ask(site, file, scope=scope)
    assert (state(request), len(request.receipt_code)) == ("submitted", 13)
    move(request, "accept", "clerk1")
    move(request, "screen", "secrecy_officer")
    move(request, "approve_copying", "bureau_head", days=5)
    assert state(request) == "copying_approved"
    assert [g.uid for g in grants.grants_of(grants.row_of(IUUID(request)))] == scope * 2
    with acting("party1"):
        assert api.user.has_permission("View", obj=records["open"])
        assert not api.user.has_permission("View", obj=records["work"])
