"""`@@clearances`: the deputy's authorisation, in the head's part of the page."""

from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from tests.site.test_site_clearances import page
from tests.site.test_site_clearances import send

import datetime
import pytest


# Fixtures of the page's tests.
__all__ = ("page", "send")
WHO = "deputy_head"
ROW = {"userid": WHO, "office": register.DEPUTY, "basis": "测试授权〔2026〕9号"}


@pytest.fixture
def days():
    """The first and the last day of an authorisation that begins in five days."""
    first = facts.today() + datetime.timedelta(days=5)
    last = first + datetime.timedelta(days=60)
    return {"valid_from": first.isoformat(), "until": last.isoformat()}


def held() -> list[dict]:
    rows = register.rows(register.APPOINTMENTS)
    return [one for one in rows if one["userid"] == WHO and not register.is_over(one)]


def test_head_authorises_a_deputy_and_ends_it_by_the_page(page, send, days):
    before = page("clearances", "bureau_head").text
    assert 'name="valid_from"' in before
    assert "2026-03-02–2026-03-31" in before
    typed = days | {"valid_from": days["valid_from"].replace("-", "/")}
    answer = send("clearances", "bureau_head", act="appoint", **ROW, **typed)
    assert answer.status_code == 302, answer.text
    assert [one["valid_from"].isoformat() for one in held()] == [days["valid_from"]]
    text = page("clearances", "bureau_head").text
    assert f"From {days['valid_from']}" in text
    assert f"valid_from={days['valid_from']}#appoint" in text
    assert ROW["basis"] in text
    gone = ROW | {"basis": "收回"}
    assert send("clearances", "bureau_head", act="dismiss", **gone).status_code == 302
    assert held() == []
    span = f"{days['valid_from']}–{days['until']}"
    assert span in page("clearances", "bureau_head").text


def test_an_authorisation_in_force_shows_both_days(page, send, days):
    today = facts.today().isoformat()
    said = ROW | days | {"valid_from": today}
    assert send("clearances", "bureau_head", act="appoint", **said).status_code == 302
    text = page("clearances", "bureau_head").text
    assert f"From {today}" not in text
    assert f"{today}–<span>{days['until']}</span>" in text


def test_officer_sees_the_authorisation_and_cannot_change_it(page, send, days):
    send("clearances", "bureau_head", act="appoint", **ROW, **days)
    text = page("clearances", "secrecy_officer").text
    assert ROW["basis"] in text
    assert "Kept by the bureau head alone." in text
    assert 'name="valid_from"' not in text
    assert 'value="access_deputy"' not in text
    said = ROW | days | {"basis": "改"}
    for act in ("appoint", "dismiss"):
        answer = send("clearances", "secrecy_officer", act=act, **said)
        assert answer.status_code == 403
    assert len(held()) == 1


@pytest.mark.parametrize(
    "change,said",
    [
        ({"valid_from": ""}, "Valid from：Is required."),
        ({"until": ""}, "Last day：Is required."),
        ({"until": "2020-01-01"}, "The last day must not be before the first."),
        ({"until": "2030-01-01"}, "An authorisation lasts a year at most"),
        ({"office": "archivist"}, "Only a deputy"),
    ],
)
def test_a_refused_authorisation_says_why_and_keeps_what_was_sent(
    send, days, change, said
):
    sent = ROW | days | change
    answer = send("clearances", "bureau_head", act="appoint", **sent)
    assert answer.status_code == 400
    assert said in answer.text
    assert f'value="{sent["valid_from"]}"' in answer.text
    assert held() == []
