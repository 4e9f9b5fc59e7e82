"""The start page and `@today`: what is due, whose it is, and what each button leads to."""

from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import TODAY
from lingchuan.records.core.due_keys import UNDATED
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.recording import due_lists
from lingchuan.records.recording.due_marks import settle
from lingchuan.records.site.due_sections import DueSections
from lingchuan.records.site.mend import Mend
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from tests.site.reader import Reader
from zope.interface import alsoProvides

import datetime
import pytest
import transaction


# Ten working days after 16 March.
DUE = "2026-03-30"


@pytest.fixture
def request_(integration):
    alsoProvides(integration["request"], IRecordsLayer)
    return integration["request"]


@pytest.fixture
def file(integration, request_):
    made = open_file(integration["portal"], accepted_on=datetime.date(2026, 3, 16))
    settle()
    return made


def rows(request, userid, name):
    with acting(userid):
        return list(DueSections(request).rows(name))


def at(monkeypatch, day):
    monkeypatch.setattr(due_lists.facts, "today", lambda: day)


def test_an_overdue_row_tells_how_late_it_is_and_has_one_filled_button(
    file, request_, monkeypatch
):
    at(monkeypatch, datetime.date(2026, 3, 31))
    (row,) = [
        one
        for one in rows(request_, "handler1", OVERDUE)
        if one["finding"].code == "decision_overdue"
    ]
    assert row["due"] == DUE
    assert row["badge"]["css"] == "lr-v lr-v-late"
    assert row["badge"]["text"].startswith("1 ")
    assert row["number"] == file.file_number
    assert "btn-primary" in row["act"]["css"]
    assert row["act"]["url"].startswith(f"{file.absolute_url()}/@@mend?code=decision")


def test_what_is_left_is_reckoned_when_it_is_shown(file, request_, monkeypatch):
    at(monkeypatch, datetime.date(2026, 3, 30))
    (row,) = rows(request_, "handler1", TODAY)
    assert "btn-primary" in row["act"]["css"]
    at(monkeypatch, datetime.date(2026, 3, 26))
    with acting("handler1"):
        counts = DueSections(request_).due.lists.counts
    assert (counts["today"], counts["soon"], counts["overdue"]) == (0, 1, 0)


def test_a_button_leads_to_the_form_of_who_may_and_else_to_what_is_owed(file, request_):
    with acting("handler1"):
        talk = add_record(
            file,
            "HearingRecord",
            title="约谈",
            activity_kind="interview",
            starts=datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
            ends=datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
        )
    gaps = f"{file.absolute_url()}/@@gaps#gaps"
    asked = {"code": "text_missing", "target": talk.UID()}
    add = f"{talk.absolute_url()}/++add++TextRecord"
    assert led("handler1", file, request_, asked) == add
    # Who does not see the record is not told that there is one.
    assert led("supervisor1", file, request_, asked) == gaps
    assert led("handler1", file, request_, asked | {"target": "x"}) == gaps
    assert led("handler1", file, request_, {"code": "saved_late"}) == gaps
    assert led("handler1", file, request_, {"code": ["a"], "target": ["b"]}) == gaps


def led(userid, file, request, asked):
    request.form.clear()
    request.form.update(asked)
    with acting(userid):
        return Mend(file, request)()


def test_one_list_is_shown_longer_when_it_is_asked_for(integration, request_):
    for number in range(12):
        open_file(integration["portal"], title=f"案卷{number}")
    settle()
    with acting("clerk1"):
        (section,) = DueSections(request_).filled()
        assert (len(section["rows"]), section["more"]) == (10, 2)
        request_.form["list"] = "overdue"
        (section,) = DueSections(request_).filled()
        assert (len(section["rows"]), section["more"]) == (12, 0)


def test_who_has_nothing_to_do_is_told_the_next_day(integration, request_, monkeypatch):
    open_file(integration["portal"], accepted_on=datetime.date(2026, 3, 16))
    settle()
    at(monkeypatch, datetime.date(2026, 3, 10))
    with acting("handler1"):
        sections = DueSections(request_)
        assert sections.next_day() == DUE
    with acting("handler2"):
        assert DueSections(request_).is_empty()


def test_uncertain_days_are_marked_and_told_to_who_can_mend_them(
    integration, request_, monkeypatch
):
    far = datetime.date(2031, 3, 3)
    monkeypatch.setattr(
        facts, "now", lambda: datetime.datetime(2031, 5, 6, tzinfo=ZONE)
    )
    file = open_file(integration["portal"], received_on=far)
    settle()
    (row,) = [
        one for one in rows(request_, "handler1", UNDATED) if one["finding"].provisional
    ]
    assert row["finding"].verdict == "OPEN"
    with acting("bureau_head"):
        told = DueSections(request_).provisional()
    assert [one["number"] for one in told["files"]] == [file.file_number]
    with acting("sysadmin"):
        told = DueSections(request_).provisional()
    assert told["count"] >= 1 and told["files"] == []
    with acting("handler1"):
        assert DueSections(request_).provisional() is None


def test_the_page_and_rest_show_it_to_staff_and_to_nobody_else(portal):
    file = open_file(portal, accepted_on=datetime.date(2026, 3, 16))
    transaction.commit()
    url = portal.absolute_url()
    page = Reader("handler1").get(f"{url}/@@today")
    assert page.status_code == 200
    assert f"{file.absolute_url()}/@@mend?code=decision_overdue" in page.text
    told = asked("handler1", url).json()
    assert told["counts"]["overdue"] == len(told["lists"]["overdue"]) > 0
    assert told["lists"]["overdue"][0]["file"]["@id"] == file.absolute_url()
    assert file.absolute_url() not in Reader("handler2").get(f"{url}/@@today").text
    refused = {"party1": 403, "sysadmin": 403, None: 401}
    for userid, status in refused.items():
        answer = asked(userid, url)
        assert answer.status_code == status, userid
        assert file.file_number not in answer.text


def asked(userid, url):
    reader = Reader(userid)
    reader.session.headers["Accept"] = "application/json"
    return reader.get(f"{url}/@today")
