"""`@@working-days`: who reads it, what its forms do and refuse, what it says of gaps."""

from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content import working_days
from plone import api
from plone.protect.authenticator import createToken
from tests.notices import notices
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import pytest
import re
import transaction


__all__ = ("notices",)
pytestmark = pytest.mark.usefixtures("notices")

ADMIN = "sysadmin"
SOURCE = "国办发明电〔2026〕9号"
LINES = """
2027-01-01 至 2027-01-03 休
2027-02-05～2027-02-11 休
2027年2月14日：班
2027-10-01 休
"""


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the 26th of November 2026."""
    monkeypatch.setattr(facts, "today", lambda: date(2026, 11, 26))


@pytest.fixture
def page(portal):
    """Return what a user gets of a page of the site."""

    def get(user, name="@@working-days"):
        return Reader(user).get(f"{portal.absolute_url()}/{name}")

    return get


@pytest.fixture
def send(portal):
    """Return a sender of a form of the page, with the page's own token."""

    def post(**values):
        reader, url = Reader(ADMIN), f"{portal.absolute_url()}/@@working-days"
        values["_authenticator"] = TOKEN.search(reader.get(url).text)[1]
        answer = reader.session.post(url, data=values, allow_redirects=False)
        transaction.begin()
        return answer

    return post


def unsure(text: str) -> int:
    """Return how many days the page shows as provisional."""
    return len(re.findall(r'<td class="lr-day lr-day-unsure[" ]', text))


def test_staff_reads_the_table_and_the_administrator_has_the_forms(page):
    for user, forms in (("clerk1", 0), ("supervisor1", 0), (ADMIN, 3)):
        answer = page(user)
        assert answer.status_code == 200
        assert answer.text.count('class="lr-month"') == 12
        assert answer.text.count('name="act"') == forms


def test_others_do_not_get_the_page(page):
    assert page("party1").status_code == 403
    assert "login" in page(None).headers.get("Location", "")


@pytest.mark.parametrize("token", [True, False])
def test_nobody_else_sends_a_form(portal, token):
    # Who may not send it is not told what is wrong with it either.
    values = {"act": "paste", "lines": "春节", "source": SOURCE}
    if token:
        with api.env.adopt_user(username="clerk1"):
            values["_authenticator"] = createToken()
    url = f"{portal.absolute_url()}/@@working-days"
    answer = Reader("clerk1" if token else ADMIN).session.post(url, data=values)
    assert answer.status_code == 403
    transaction.begin()
    assert working_days.own_days() == {}


def test_days_without_notice_are_shown_as_provisional(page):
    known, unknown = (
        page("clerk1").text,
        page("clerk1", "@@working-days?year=2027").text,
    )
    assert "2027-01-01" in known and "2027-01-01" in unknown
    assert (unsure(known), unsure(unknown)) == (0, 365)
    assert known.count('<td class="lr-day lr-day-made') == 6
    assert 'aria-current="date"' in known


@pytest.mark.parametrize("year", ["1999", "2101", "x", "9" * 5000])
def test_a_year_that_is_not_shown_leads_to_this_year(page, year):
    answer = page("clerk1", f"@@working-days?year={year}")
    assert answer.status_code == 200
    assert '<h2 id="h-year">2026</h2>' in answer.text


def test_a_notice_is_pasted_called_complete_and_reopened(page, send):
    assert "2027-01-01" in page(ADMIN, "@@today").text
    assert "2027-01-01" not in page("clerk1", "@@today").text
    answer = send(act="paste", lines=LINES, source=SOURCE)
    assert answer.status_code == 302, answer.text
    assert answer.headers["Location"].endswith("@@working-days?year=2027")
    text = page(ADMIN, "@@working-days?year=2027").text
    assert unsure(text) == 365 - 12
    assert text.count(SOURCE) == 12
    assert send(act="complete", year="2027", source=SOURCE).status_code == 302
    assert unsure(page("clerk1", "@@working-days?year=2027").text) == 0
    for name in ("@@today", "@@working-days"):
        assert "alert-danger" not in page(ADMIN, name).text
    assert send(act="reopen", year="2027").status_code == 302
    assert "alert-danger" in page(ADMIN, "@@today").text


def test_one_day_is_entered_and_taken_away(page, send):
    said = {"date": "2026/12/7", "working": "off", "source": "县政府通知〔2026〕3号"}
    assert send(act="add", **said).status_code == 302
    assert working_days.own_days() == {date(2026, 12, 7): (False, said["source"])}
    assert "lr-day-off lr-day-own" in page("clerk1").text
    gone = send(act="take", date="2026-12-07", reason="录入有误")
    assert gone.status_code == 302
    assert working_days.own_days() == {}


def test_a_change_of_the_past_is_said(send):
    said = {"date": "2026-03-09", "working": "off", "source": "县政府通知"}
    answer = send(act="add", **said)
    assert answer.status_code == 302
    cookie = answer.headers["Set-Cookie"]
    assert "statusmessages" in cookie
    assert working_days.calendar().works(date(2026, 3, 9)) is False


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines": ""}, "Days, one or a span a line：Is required"),
        ({"lines": "\n\n2027-02-05 休\n春节"}, "Line 4 is not understood"),
        (
            {"lines": "2027-02-05 休\n\n2027-02-05 班"},
            "Line 3: Day：Stands there twice",
        ),
        ({"lines": "1999-02-05 休"}, "Line 1: Day：Is too"),
        ({"source": ""}, "Source：Is required"),
        ({"act": "add", "date": "2027-02-30", "working": "off"}, "Day：Is no date"),
        (
            {"act": "add", "date": "2027-02-05", "working": ""},
            "Worked or off：Is required",
        ),
        ({"act": "complete", "year": "2027"}, "2027-01-01"),
        ({"act": "complete", "year": "二零二七"}, "Year：Is required"),
        ({"act": "nothing"}, "act：The value is unknown"),
    ],
)
def test_a_form_that_cannot_be_is_refused_and_keeps_what_was_sent(send, change, said):
    sent = {"act": "paste", "lines": LINES, "source": SOURCE} | change
    answer = send(**sent)
    assert answer.status_code == 400, answer.text
    alert = answer.text[answer.text.index('role="alert"') :]
    alert = alert[: alert.index("</section>")]
    assert alert.count("<li") == 1
    assert said in alert
    if sent["act"] == "paste":
        assert sent["lines"].strip() in answer.text
        assert f'value="{sent["source"]}"' in answer.text
    assert (working_days.own_days(), working_days.complete_years()) == ({}, {})


def test_the_settings_and_the_start_page_lead_to_the_table(page):
    assert "/@@working-days" in page(ADMIN, "@@records-settings").text
    assert "/@@working-days" in page(ADMIN, "@@overview-controlpanel").text
    assert "/@@working-days" in page("clerk1", "@@today").text
