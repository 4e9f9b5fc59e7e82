"""Desk, who-can-see and what-can-see over HTTP: for whom, what they show, as CSV."""

from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import reading_answers as answers
from lingchuan.records.confidentiality import register
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.officer_page import OfficerPage
from plone import api
from tests.confidentiality.people import move
from tests.permit_files import open_file
from tests.rest.conftest import Client
from tests.site.reader import Reader
from tests.site.reader import TOKEN
from tests.site.test_site_desk import OFFICER
from tests.site.test_site_desk import paper
from tests.site.test_site_desk import SECOND

import csv
import io
import pytest
import transaction


REFUSED = "You may not do this here."
PAGES = ("@@confidentiality-desk", "@@what-can-see?userid=handler1", "who")


@pytest.fixture
def record(portal):
    """A submitted paper of handler1 that nobody has decided on."""
    found = paper(open_file(portal))
    transaction.commit()
    return found


def address(portal, record, page):
    if page == "who":
        return f"{record.absolute_url()}/@@who-can-see"
    return f"{portal.absolute_url()}/{page}"


def events(action):
    return [row for row in ledger.read(0, None) if row["action"] == action]


def table(answer):
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("page", PAGES)
def test_page_is_for_officers(portal, record, page):
    url = address(portal, record, page)
    assert Reader(OFFICER).get(url).status_code == 200
    for userid in ("handler1", "bureau_head"):
        answer = Reader(userid).get(url)
        assert (answer.status_code, REFUSED in answer.text) == (403, True)
        assert "You may not do this</h1>" in answer.text
    stranger = Reader(None).get(url)
    assert stranger.status_code in (302, 401)
    assert record.Title() not in stranger.text


def test_hidden_record_has_no_page_of_readers(portal, record):
    url = address(portal, record, "who")
    assert Reader("handler2").get(url).status_code == 404


@pytest.mark.parametrize("name", ["@who-can-see", "@what-can-see?userid=handler1"])
def test_service_is_for_officers(portal, record, name):
    where = record if "who" in name else portal
    url = f"{where.absolute_url()}/{name}"
    statuses = {
        userid: Client("", userid).get(url).status_code
        for userid in (OFFICER, "handler1", None)
    }
    assert statuses == {
        OFFICER: 200,
        "handler1": 403,
        None: 404 if "who" in name else 401,
    }


def test_who_can_see_as_json_now_and_by_a_decision(portal, record):
    client, url = Client("", OFFICER), f"{record.absolute_url()}/@who-can-see"
    now = {one["userid"]: one for one in client.get(url).json()["items"]}
    assert now["handler1"]["may"] and now["handler1"]["why"]
    assert now["sysadmin"]["reasons"][0]["code"] == "administrator"
    then = client.get(f"{url}?kinds=PRIVACY&userid=handler1").json()
    assert then["tried"] == {"kinds": ["PRIVACY"], "known_to": []}
    (one,) = then["items"]
    assert (one["may"], one["reasons"][0]["code"]) == (False, "never_cleared")
    readers = client.get(f"{record.absolute_url()}/@confidentiality").json()["readers"]
    assert {one["principal"] for one in readers} >= {"handler1", "bureau_head"}
    assert all(one["name"] and one["why"] for one in readers)
    other = Client("", "handler1").get(f"{record.absolute_url()}/@confidentiality")
    assert other.json()["readers"] == []


@pytest.mark.parametrize(
    "query",
    ["kinds=NOSUCH", "kinds=open,WORK", "userid=nobody-here", "format=pdf"]
    + ["b_start=-1", "b_start=²", "known_to=nobody-here&kinds=WORK", "kinds:int=5"],
)
def test_question_that_cannot_be_is_bad_input(record, query):
    url = f"{record.absolute_url()}/@who-can-see?{query}"
    assert Client("", OFFICER).get(url).status_code == 400


def test_csv_is_an_event_and_runs_nothing(portal, record):
    api.user.get(userid="handler1").setMemberProperties({"fullname": "=1+1"})
    transaction.commit()
    before = len(events("export"))
    page = Reader(OFFICER).get(f"{address(portal, record, 'who')}?format=csv")
    rows = {row[0]: row for row in table(page)}
    assert rows["handler1"][1] == "'=1+1"
    url = f"{record.absolute_url()}/@who-can-see?format=csv"
    assert table(Client("", OFFICER).get(url)) == table(page)
    written = events("export")[before:]
    assert [one["uid"] for one in written] == [record.UID()] * 2
    assert {one["actor"] for one in written} == {OFFICER}


def test_csv_of_what_a_person_can_see_is_an_event_of_the_site(portal, record):
    before = len(events("export"))
    url = address(portal, record, "@@what-can-see?userid=handler1&format=csv")
    assert record.Title() in [row[1] for row in table(Reader(OFFICER).get(url))]
    (event,) = events("export")[before:]
    assert (event["uid"], event["actor"]) == ("site", OFFICER)
    assert "handler1" in event["details"]


@pytest.mark.parametrize("start", ["", "&b_start=1"])
def test_csv_holds_all_and_not_the_page_it_is_asked_from(
    portal, record, monkeypatch, start
):
    monkeypatch.setattr(answers, "PAGE", 1)
    other = paper(open_file(portal))
    transaction.commit()
    url = address(portal, record, "@@what-can-see?userid=handler1&format=csv") + start
    titles = [row[1] for row in table(Reader(OFFICER).get(url))[1:]]
    assert len(titles) > 1
    assert {record.Title(), other.Title()} <= set(titles)
    url = f"{address(portal, record, 'who')}?format=csv{start}"
    rows = table(Reader(OFFICER).get(url))[1:]
    assert {row[0] for row in rows} == set(explain.candidates(record))


def test_what_can_see_counts_what_the_officer_may_not_view(portal, record):
    move(record, "restrict", OFFICER, kinds=["COMMERCIAL"])
    register.clear("handler1", ["COMMERCIAL"], by=OFFICER)
    register.clear(SECOND, ["PRIVACY"], by=OFFICER)
    transaction.commit()
    url = f"{portal.absolute_url()}/@what-can-see?userid=handler1"
    seen = Client("", OFFICER).get(url).json()
    assert [one["title"] for one in seen["items"]] == [record.Title()]
    assert seen["items"][0]["reasons"][0]["code"] == "handler"
    assert seen["counts"]["restricted"] == 1 and seen["counts"]["open"] >= 1
    other = Client("", SECOND).get(url)
    assert (other.json()["items"], other.json()["hidden"]) == ([], 1)
    assert record.Title() not in other.text
    desk = Reader(SECOND).get(f"{portal.absolute_url()}/@@confidentiality-desk")
    assert record.Title() not in desk.text


def test_reading_who_can_see_a_restricted_record_is_a_view(portal, record):
    move(record, "restrict", OFFICER, kinds=["WORK"])
    transaction.commit()
    before = len(events("view"))
    Reader(OFFICER).get(address(portal, record, "who"))
    (event,) = events("view")[before:]
    assert (event["uid"], event["actor"]) == (record.UID(), OFFICER)
    assert "who-can-see" in event["details"]


def send(portal, user=OFFICER, **data):
    reader = Reader(user)
    url = f"{portal.absolute_url()}/@@confidentiality-desk"
    data["_authenticator"] = TOKEN.search(reader.get(url).text)[1]
    return reader.session.post(url, data=data, timeout=60, allow_redirects=False)


def test_desk_decides_those_that_are_ticked(portal, record):
    form = {"step": "decide", "uids:list": [record.UID()], "decision": "restrict"}
    form |= {"kinds:list": ["COMMERCIAL"], "holder": "示例食品店", "comment": "演示"}
    answer = send(portal, **form)
    assert answer.status_code == 200
    assert 'id="h-done"' in answer.text and 'lr-v-pass"' in answer.text
    assert 'value="演示"' not in answer.text
    transaction.begin()
    assert record.confidentiality["kinds"] == ["COMMERCIAL"]
    assert record.confidentiality["holder"] == "示例食品店"
    assert record.Title() in Reader(OFFICER).get(record.absolute_url()).text
    assert Reader("handler1").get(record.absolute_url()).status_code == 404


def test_desk_says_why_it_decided_nothing(portal, record):
    form = {"step": "decide", "uids:list": [record.UID()], "decision": "open"}
    answer = send(portal, **form)
    assert answer.status_code == 400
    assert 'id="h-reasons"' in answer.text
    form |= {"decision": "restrict", "kinds:list": ["PRIVACY"], "comment": "演示"}
    answer = send(portal, **form)
    assert 'lr-v-warn"' in answer.text and "lr-picked" in answer.text
    assert 'value="演示"' in answer.text
    transaction.begin()
    assert confidentiality_state(record) == "undecided"


def test_desk_without_token_decides_nothing(portal, record):
    url = f"{portal.absolute_url()}/@@confidentiality-desk"
    data = {"step": "decide", "uids:list": [record.UID()], "decision": "open"}
    answer = Reader(OFFICER).session.post(url, data=data | {"comment": "x"}, timeout=60)
    assert answer.status_code == 403
    transaction.begin()
    assert confidentiality_state(record) == "undecided"


def test_desk_shows_who_sees_a_record_now_and_then(portal, record):
    base = f"{portal.absolute_url()}/@@confidentiality-desk"
    url = f"{base}?record={record.UID()}&as=PRIVACY"
    text = Reader(OFFICER).get(url).text
    assert "Never cleared for" in text and record.UID() in text
    assert Reader(OFFICER).get(f"{base}?record=nosuch").status_code == 200
    assert Reader(OFFICER).get(f"{base}?as=NOSUCH").status_code == 400


def test_officers_are_led_to_the_desk_others_not(portal, record):
    url = f"{portal.absolute_url()}/@@confidentiality-desk"
    today = f"{portal.absolute_url()}/@@today"
    assert Reader(OFFICER).get(today).text.count(f'href="{url}"') >= 2
    assert url not in Reader("handler1").get(today).text
    link = f"{record.absolute_url()}/@@who-can-see"
    assert link in Reader(OFFICER).get(record.absolute_url()).text
    assert link not in Reader("handler1").get(record.absolute_url()).text


def test_role_without_the_office_opens_no_desk(portal, record):
    api.user.grant_roles(username="clerk1", roles=["Confidentiality Officer"])
    transaction.commit()
    url = f"{portal.absolute_url()}/@@confidentiality-desk"
    assert Reader("clerk1").get(url).status_code == 403
    assert url not in Reader("clerk1").get(f"{portal.absolute_url()}/@@today").text


def test_desk_that_comes_again_with_a_refusal_is_a_view_of_what_it_shows(
    portal, record
):
    move(record, "restrict", OFFICER, kinds=["WORK"])
    record.confidentiality["review_due"] = "2026-01-31"
    record.reindexObject()
    transaction.commit()
    reader = Reader(OFFICER)
    url = f"{portal.absolute_url()}/@@confidentiality-desk?review=WORK"
    before = len(events("view"))
    page = reader.get(url)
    shown = len(events("view")) - before
    sent = {"step": "keep", "comment": "", "_authenticator": TOKEN.search(page.text)[1]}
    again = reader.session.post(url, data=sent, timeout=60)
    assert (again.status_code, record.Title() in again.text) == (400, True)
    assert shown and len(events("view")) - before == 2 * shown


@pytest.mark.parametrize("start", ["9" * 5000, "٣", "x"])
@pytest.mark.parametrize("page", PAGES)
def test_a_place_that_is_none_is_bad_input(portal, record, page, start):
    url = address(portal, record, page)
    sign = "&" if "?" in url else "?"
    answer = Reader(OFFICER).get(f"{url}{sign}b_start={start}")
    assert answer.status_code == 400


def test_an_address_of_a_person_holds_the_whole_id():
    page = OfficerPage(None, None)
    page.__class__ = type("Page", (OfficerPage,), {"portal_url": "http://x"})
    assert page.person_url("a&b c") == "http://x/@@what-can-see?userid=a%26b+c"
