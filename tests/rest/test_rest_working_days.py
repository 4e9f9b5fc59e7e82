"""`@working-days`: who asks and who changes, what is refused, what is then reckoned."""

from tests.notices import notices

import pytest


__all__ = ("notices",)
pytestmark = pytest.mark.usefixtures("notices")

URL = "@working-days"
SOURCE = "国办发明电〔2026〕9号"
ROW = {"date": "2027-02-08", "working": False, "source": SOURCE}
FIXED = [
    {"date": day, "working": False, "source": SOURCE}
    for day in ("2027-01-01", "2027-10-01")
]
YEAR = {"year": 2027, "source": SOURCE}


def fields(answer) -> set[str]:
    """Return the fields that an answer names, each with a sentence."""
    assert answer.status_code == 400, answer.text
    assert all(error["message"] for error in answer.json()["errors"])
    return {error["field"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("user", ["clerk1", "sysadmin", "party1", "platform"])
def test_whoever_is_logged_in_may_ask(client, user):
    answer = client(user).get(f"{URL}?base=2026-02-13&n=1")
    assert answer.status_code == 200, answer.text
    # The 14th is a Saturday that is worked for the Spring Festival.
    assert answer.json() == {"due": "2026-02-14", "provisional": False}
    assert set(client(user).get(URL).json()) == {
        "overrides",
        "known_years",
        "covered_until",
        "provisional_from",
    }


@pytest.mark.parametrize("query", ["", "?base=2026-02-13&n=1", "?base=x"])
def test_strangers_may_not_ask(client, query):
    assert client(None).get(URL + query).status_code == 401


def test_a_count_back_and_into_a_year_without_notice(client):
    one = client("handler1")
    back = one.get(f"{URL}?base=2026-10-12&n=-2").json()
    assert back == {"due": "2026-10-09", "provisional": False}
    on = one.get(f"{URL}?base=2026-12-31&n=1").json()
    assert on == {"due": "2027-01-04", "provisional": True}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("base=&n=", {"base", "n"}),
        ("n=5", {"base"}),
        ("base=2026-02-13", {"n"}),
        ("base=2026-02-30&n=5", {"base"}),
        ("base=1999-12-31&n=5", {"base"}),
        ("base=2101-01-01&n=5", {"base"}),
        ("base=2026-02-13&base=2026-02-14&n=5", {"base"}),
        ("base=2026-02-13&n=0", {"n"}),
        ("base=2026-02-13&n=-0", {"n"}),
        ("base=2026-02-13&n=2001", {"n"}),
        ("base=2026-02-13&n=1.5", {"n"}),
        ("base=2026-02-13&n=--5", {"n"}),
        (f"base=2026-02-13&n={'9' * 5000}", {"n"}),
        ("base=x&n=y", {"base", "n"}),
    ],
)
def test_a_question_that_cannot_be_is_refused_by_its_field(client, query, wrong):
    assert fields(client("handler1").get(f"{URL}?{query}")) == wrong


def test_the_longest_counts_have_an_answer(client):
    one = client("handler1")
    for query in ("base=2100-12-31&n=2000", "base=2000-01-01&n=-2000"):
        assert one.get(f"{URL}?{query}").json()["provisional"] is True


def test_the_administrator_changes_the_table_and_the_answers_with_it(client):
    admin = client("sysadmin")
    answer = admin.patch(URL, overrides=[ROW, *FIXED], known_years=[YEAR])
    assert answer.status_code == 200, answer.text
    table = answer.json()
    assert table["overrides"][1] == ROW
    assert (table["known_years"], table["covered_until"], table["past"]) == (
        [YEAR],
        "2027-12-31",
        [],
    )
    due = client("handler1").get(f"{URL}?base=2027-02-05&n=1").json()
    assert due == {"due": "2027-02-09", "provisional": False}
    past = {"date": "2026-03-09", "working": False, "source": "县政府通知"}
    gone = ROW | {"working": None}
    answer = admin.patch(URL, overrides=[past, gone]).json()
    assert answer["past"] == ["2026-03-09"]
    assert [row["date"] for row in answer["overrides"]] == [
        "2026-03-09",
        "2027-01-01",
        "2027-10-01",
    ]
    assert client("clerk1").get(URL).json()["overrides"] == answer["overrides"]
    due = client("handler1").get(f"{URL}?base=2027-02-05&n=1").json()
    assert due["due"] == "2027-02-08"


@pytest.mark.parametrize(
    ("user", "status"),
    [(None, 401), ("clerk1", 403), ("bureau_head", 403), ("secrecy_officer", 403)],
)
def test_nobody_else_changes_the_table(client, user, status):
    assert client(user).patch(URL, overrides=[ROW]).status_code == status
    # Who may not change it is not told what is wrong with the change either.
    assert client(user).patch(URL, rows=1).status_code == status
    assert client("sysadmin").get(URL).json()["overrides"] == []


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"overrides": [ROW | {"date": "2027-02-30"}]}, {"overrides[0].date"}),
        ({"overrides": [ROW | {"working": "休"}]}, {"overrides[0].working"}),
        ({"overrides": [ROW, ROW | {"source": ""}]}, {"overrides[1].source"}),
        ({"overrides": [ROW, ROW]}, {"overrides[1].date"}),
        ({"overrides": None}, {"overrides"}),
        ({"overrides": ["2027-02-08"]}, {"overrides"}),
        ({"known_years": [YEAR | {"year": "2027"}]}, {"known_years[0].year"}),
        ({"known_years": [{"year": 2027}]}, {"known_years[0].source"}),
        ({"known_years": {"year": 2027}}, {"known_years"}),
        ({"known_years": [YEAR]}, {"known_years"}),
        ({"rows": []}, {"rows"}),
        ({}, {"overrides"}),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_its_field(client, sent, wrong):
    admin = client("sysadmin")
    answer = admin.session.patch(f"{admin.base}/{URL}", json=sent, timeout=60)
    assert fields(answer) == wrong
    table = admin.get(URL).json()
    assert (table["overrides"], table["known_years"]) == ([], [])


@pytest.mark.parametrize("sent", [b"{", b"[]", b'"x"'])
def test_a_body_that_is_no_object_is_refused(client, sent):
    admin = client("sysadmin")
    answer = admin.session.patch(f"{admin.base}/{URL}", data=sent, timeout=60)
    assert answer.status_code == 400
