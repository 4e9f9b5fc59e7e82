"""L10, L16, L42, L43: what changes nothing for a citizen, and what ends a grant at once."""

from lingchuan.records.access import status
from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import PASSWORD
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.leaks import grants
from tests.leaks import sweep
from tests.leaks.asking import of_record
from tests.leaks.asking import of_requests
from tests.leaks.asking import own_pages
from tests.leaks.asking import PARTIES
from tests.leaks.asking import PLAYED
from tests.leaks.asking import uid
from tests.leaks.citizens import FORMER_GRANTEE
from tests.leaks.citizens import GRANTEE
from tests.leaks.citizens import OTHER
from tests.leaks.grants import REQUESTS
from tests.leaks.people import ROLES
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON

import datetime
import re
import transaction


_FORM = re.compile(r'name="token"\s[^>]*')
GONE = (401, 403, 404)


def one_more_stub(world):
    """Add a state secret to the file that they ask about."""
    with acting("handler1"):
        values = {"record_kind": "test_conclusion", "title": "一件"}
        obj = add_record(world.obj(grants.FILE), "TextRecord", **values)
    move(obj, "submit", "handler1")
    grants.state_secret(world, obj, "stub")
    transaction.commit()


def looks(world, visit):
    """Return what the parties see of their requests, and what a third one is told."""
    seen = {}
    for role in (*PARTIES, "party", "anonymous"):
        browser, request = visit(role), world.secrets[REQUESTS.get(role, "request")]
        asked = [(request.path, call) for call in of_requests(world)]
        asked += [("", call) for call in own_pages()]
        for where, call in asked:
            number, headers, text = sweep.plain(call.of(browser, where), "")
            # A form has a word of its own each time it is shown.
            text = _FORM.sub("", text)
            seen[role, where, call.name, call.accept] = number, headers, text
    return seen


def test_a_state_secret_more_changes_no_byte_of_what_a_party_sees(changed, visit):
    before = looks(changed, visit)
    one_more_stub(changed)
    after = looks(changed, visit)
    told_apart = [(key, told, before[key]) for key, told in after.items()]
    assert [one[0] for one in told_apart if one[1] != one[2]] == []


def test_naming_a_state_secret_and_nothing_in_a_request_answer_alike(world, browsers):
    sent = {
        "@type": "AccessRequest",
        "permit_file": uid(world, grants.FILE),
        "requester_name": "示例",
        "relation": "applicant",
        "rights": ["view"],
        "purpose": "核对",
    }
    for known in (uid(world, "stub"), uid(world, "commercial")):
        told = set()
        for one in (known, known[:-4] + "zzzz"):
            body = sent | {"scope": [one]}
            answer = browsers[GRANTEE].ask(
                "requests", "POST", accept=JSON, json_body=body
            )
            told.add((answer.status, answer.text.replace(one, "")))
        assert len(told) == 1
        assert {status for status, _text in told} == {400}


def test_a_record_marked_after_the_grant_is_named_to_its_grantee_no_more(
    changed, visit
):
    """Also where the grant was over before."""
    with acting("secrecy_officer"):
        deciding.restrict(changed.obj("picture"), ["WORK"], reason="内部讨论")
    transaction.commit()
    title, known = changed.canaries("picture")["title"], uid(changed, "picture")
    for role in (GRANTEE, FORMER_GRANTEE):
        path = changed.secrets[REQUESTS[role]].path
        asked = [(path, call) for call in of_requests(changed)]
        asked += [("", call) for call in own_pages()]
        asked += [(path, call) for call in of_record(known)]
        for where, call in asked:
            text = call.of(visit(role), where).whole
            assert title not in text, (role, call)


def test_a_range_is_refused_when_the_mark_rises_amid_the_film(changed, visit):
    path, known = changed.secrets["request"].path, uid(changed, "redacted")
    browser = visit(GRANTEE)
    url = f"{path}/@@view-file/{known}"
    first = browser.ask(url, headers=PLAYED, keep=True)
    assert (first.status, len(first.body)) == (206, 50)
    fields = {"data_items": ["样貌"], "reason": "内部", "known_to": []}
    with acting("secrecy_officer"):
        said = {"kinds": ["PRIVACY", "WORK"], "comment": "内部讨论"} | fields
        deciding.decide(changed.obj("redacted"), said)
    transaction.commit()
    for headers in (PLAYED, {"Range": "bytes=50-99"}):
        assert browser.ask(url, headers=headers).status == 403


def test_a_session_kept_open_ends_with_the_grant(changed, visit):
    path, known = changed.secrets["request"].path, uid(changed, "granted")
    browser, record = visit(GRANTEE), changed.secrets["granted"].path
    url = f"{path}/@@view-file/{known}/1"
    assert browser.ask(url, keep=True).status == 200
    assert browser.ask(record, accept=JSON).status == 200
    with grants.clock(datetime.timedelta(days=6)):
        for call in of_record(known):
            assert call.of(browser, path).status == 403, call
        assert browser.ask(record, accept=JSON).status == 404
        assert browser.ask("@my-access", accept=JSON).json["items"] == []
    assert browser.ask(url).status == 200


def test_a_token_of_an_account_that_is_gone_opens_no_grant(changed, visit):
    name = {"login": ROLES[GRANTEE], "password": PASSWORD}
    sent = visit("anonymous").ask(
        "@login", "POST", accept=JSON, json_body=name, keep=True
    )
    bearer = {"Authorization": f"Bearer {sent.json['token']}"}
    path, known = changed.secrets["request"].path, uid(changed, "granted")
    cookie, stranger = visit(GRANTEE), visit("anonymous")
    asked = [f"{path}/@@view-file/{known}/1", f"{path}/@@copy-file/{known}", path]
    asked += [f"{path}/@scope", "@my-access", changed.secrets["granted"].path]
    for one in asked:
        assert stranger.ask(one, accept=JSON, headers=bearer).status == 200, one
    changed.portal.acl_users.userFolderDelUsers([ROLES[GRANTEE]])
    transaction.commit()
    for one in asked:
        assert stranger.ask(one, accept=JSON, headers=bearer).status in GONE, one
        assert cookie.ask(one, accept=JSON).status in GONE, one


def test_wrong_and_malformed_receipt_codes_answer_alike_and_are_limited(
    world, browsers
):
    codes = ("AAAAAAAAAAAAA", "AAAA", "0000000000000", "A a", "A" * 300)
    status.forget()
    try:
        for role in ("anonymous", OTHER):
            told = set()
            for code in codes:
                answer = browsers[role].ask(f"@request-status/{code}", accept=JSON)
                told.add((answer.status, answer.text.replace(code, "")))
            assert {number for number, _text in told} == {404}
            assert len(told) == 1, told
        for _turn in range(status.WRONG):
            last = browsers["anonymous"].ask("@request-status/AAAA", accept=JSON)
        right = world.obj("request").receipt_code
        for call in (f"@request-status/{right}", "@request-status/AAAA"):
            answer = browsers["anonymous"].ask(call, accept=JSON)
            assert answer.status == 429
            assert "state" not in answer.json
        assert last.status == 429
        page = browsers["anonymous"].ask(
            "@@request-status", accept=HTML, query=f"code={right}"
        )
        assert page.status == 429
        status.forget()
        answer = browsers["anonymous"].ask(f"@request-status/{right}", accept=JSON)
        assert set(answer.json) == {"state", "due_on"}
    finally:
        status.forget()
