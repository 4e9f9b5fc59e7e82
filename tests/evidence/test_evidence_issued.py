"""An issued extraction: nothing of it changes, its medium goes and comes back; pages."""

from lingchuan.records.content import facts
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision.record_check import RecordCheck
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import blob_of
from tests.evidence.extracting import change_bytes
from tests.evidence.extracting import details
from tests.evidence.extracting import fields
from tests.evidence.extracting import found
from tests.evidence.extracting import NEEDED
from tests.site.reader import Reader
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json
import lxml.html
import pytest


# After the issue


@pytest.mark.parametrize("name", [*NEEDED, "second_person", "case_number", "title"])
def test_nothing_of_it_changes_once_issued(client, issued, name):
    before = client("archivist1").get(issued).json()
    other = {"original_or_copy": "original", "second_person": "handler2"}
    value = other.get(name, "2026-01-01T00:00:00+08:00" if "_at" in name else "别的")
    answer = client("archivist1").patch(issued, **{name: value})
    assert answer.status_code == 409, answer.text
    assert client("archivist1").get(issued).json() == before


def test_a_script_cannot_change_it_either(site, client, issued):
    extraction = found(site, issued)
    extraction.proves = "别的"
    with pytest.raises(TransitionBlocked):
        notify(ObjectModifiedEvent(extraction))


def test_an_issued_one_is_never_deleted_a_draft_by_its_creator(client, clip, issued):
    for user in ("archivist1", "handler1"):
        assert client(user).call("DELETE", issued).status_code == 409
    draft = add_sheet(
        client,
        [clip],
        user="handler1",
        extractor="handler2",
        second_person="archivist1",
    )
    url = draft.json()["@id"]
    assert client("archivist1").call("DELETE", url).status_code == 403
    assert client("handler1").call("DELETE", url).status_code == 204
    assert client("handler1").get(url).status_code == 404


def test_the_medium_goes_and_comes_back(client, issued):
    archivist, today = client("archivist1"), facts.today().isoformat()
    given = archivist.do(
        issued,
        "hand_over",
        handed_to="陵川县人民法院立案庭",
        handed_on=today,
        receipt_number="收据〔2026〕3号",
        reason="应诉举证",
    )
    assert given.status_code == 200, given.text
    back = archivist.do(
        issued, "return", returned_on=today, condition="完好", reason="庭审结束"
    )
    assert back.json()["review_state"] == "returned", back.text
    (row,) = archivist.get(issued).json()["handovers"]
    assert row["handed_to"] == "陵川县人民法院立案庭"
    assert row["receipt_number"] == "收据〔2026〕3号"
    assert (row["handed_by"], row["returned_to"]) == ("archivist1", "archivist1")
    assert row["condition"] == "完好"
    page = Reader("archivist1").get(issued).text
    for word in ("陵川县人民法院立案庭", "收据〔2026〕3号", "完好"):
        assert word in page
    (told,) = details(issued, "hand_over")
    assert told["handed_on"] == today
    assert "法院" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"handed_to": ["法院"]}, "handed_to"),
        ({"handed_to": "法院", "handed_on": "2026-02-30"}, "handed_on"),
        ({"handed_to": "法院", "handed_on": "2026-01-01"}, "handed_on"),
        ({"handed_to": "法院", "handed_on": "2999-01-01"}, "handed_on"),
        ({"handed_to": "法院", "by": "x"}, "by"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused(client, issued, params, field):
    answer = client("archivist1").do(issued, "hand_over", **params)
    assert fields(answer) == [field]
    assert client("archivist1").get(issued).json()["review_state"] == "issued"


def test_it_is_not_taken_back_before_it_was_handed_over(client, issued):
    archivist = client("archivist1")
    assert archivist.do(issued, "return", reason="x").status_code == 409
    archivist.do(issued, "hand_over", handed_to="法院")
    answer = archivist.do(issued, "return", returned_on="2026-01-01", reason="x")
    assert fields(answer) == ["returned_on"]


@pytest.mark.parametrize(
    ("user", "status"),
    [("archivist1", 200), ("handler1", 403), ("handler2", 403), ("clerk1", 403)],
)
def test_who_hands_over(client, issued, user, status):
    assert client(user).do(issued, "hand_over", handed_to="法院").status_code == status


def test_a_program_may_leave_out_to_whom_a_page_asks_for_it(client, issued):
    page = Reader("archivist1").get(f"{issued}/@@transition?workflow_action=hand_over")
    form = lxml.html.fromstring(page.text)
    assert form.xpath("//*[@name='handed_to']/@required")
    assert client("archivist1").do(issued, "hand_over").status_code == 200
    (row,) = client("archivist1").get(issued).json()["handovers"]
    assert (row["handed_to"], row["handed_by"]) == (None, "archivist1")


def test_a_page_hands_over_too(client, issued):
    answer = Reader("archivist1").submit(issued, "hand_over", handed_to="法院")
    assert answer.status_code == 302
    assert client("archivist1").get(issued).json()["review_state"] == "handed_over"


# Pages


def test_the_form_fills_in_who_and_when_and_ticks_the_recording(client, clip):
    base = client("archivist1").base
    url = f"{base}/extractions/++add++EvidenceExtraction?form.widgets.items={clip}"
    page = lxml.html.fromstring(Reader("archivist1").get(url).text)
    ticked = page.xpath("//input[@type='checkbox' and @checked]/@value")
    assert ticked == [clip]

    def value(name):
        return page.xpath(f"//input[@name='form.widgets.{name}']/@value")[0]

    assert value("extractor") == "archivist1"
    assert value("maker") == "handler1"
    assert value("made_at") == "2026-03-12 09:40"
    assert value("extracted_at").startswith(f"{facts.today().year}-")


def test_a_hidden_recording_is_not_offered(client, open_file):
    hidden, _url = add_clip(client, open_file, open_=False)
    base = client("archivist1").base
    url = f"{base}/extractions/++add++EvidenceExtraction?form.widgets.items={hidden}"
    page = lxml.html.fromstring(Reader("handler2").get(url).text)
    assert hidden not in page.xpath("//input[@type='checkbox']/@value")


def test_a_recording_leads_to_the_form_for_those_who_may(client, open_file):
    uid, url = add_clip(client, open_file)
    assert f"++add++EvidenceExtraction?form.widgets.items={uid}" in (
        Reader("archivist1").get(url).text
    )
    assert "++add++EvidenceExtraction" not in Reader("clerk1").get(url).text


def test_the_shelf_lists_what_one_may_see(client, issued):
    base = client("archivist1").base
    assert issued in Reader("supervisor1").get(f"{base}/extractions").text
    assert Reader("party1").get(f"{base}/extractions").status_code == 404


def test_the_page_leads_to_package_and_custody(client, issued):
    page = Reader("handler1").get(issued).text
    assert f"{issued}/@@package" in page
    assert f"{issued}/@@custody" in page
    assert Reader("handler1").get(f"{issued}/@@custody").status_code == 200


def test_the_event_of_issuing_and_the_regular_check_know_the_frozen_parts(site, issued):
    sheet = found(site, issued)
    (issue,) = [r for r in ledger.read(uid=sheet.UID()) if r["action"] == "issue"]
    told = {one["field"]: one["sha256"] for one in json.loads(issue["files"])}
    assert told["frozen"] == sheet.frozen_sha256
    check = RecordCheck(site)
    assert list(check.check(issue)) == []
    change_bytes(blob_of(site, issued, "frozen"))
    assert [one.kind for one in check.check(issue)] == ["file_changed"]
