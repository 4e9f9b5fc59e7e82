"""`@@records-jobs`: who gets it, what it shows, what a person decides there."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import outbox
from lingchuan.records.ledger import places
from plone import api
from plone.protect.authenticator import createToken
from tests.site.outbox_jobs import job_of
from tests.site.outbox_jobs import put
from tests.site.reader import Reader

import json
import pytest
import transaction


ADMIN = "sysadmin"


@pytest.fixture(autouse=True)
def own_ledger(portal, tmp_path, monkeypatch):
    """An outbox that nobody else has put anything in."""
    monkeypatch.setenv(places.KEYS, str(tmp_path / "keys"))
    monkeypatch.setenv(places.CHECKPOINTS, str(tmp_path / "checkpoints"))
    before = ledger.configure(f"sqlite:///{tmp_path}/ledger.sqlite")
    keys.make()
    yield
    transaction.abort()
    places.store().close()
    ledger.configure(before)


@pytest.fixture
def url(portal):
    """The address of the page."""
    return f"{portal.absolute_url()}/@@records-jobs"


def end(name, how, error="ValueError"):
    """Put a job and let it end so."""
    put(name)
    how(outbox.claim("w", {"trial"}), error)


def press(url, act, job, user=ADMIN, token=True):
    """Press a button of the page; return the answer."""
    values = {"act": act, "job": job.id}
    if token:
        with api.env.adopt_user(username=user):
            values["_authenticator"] = createToken()
    answer = Reader(user).session.post(url, data=values, allow_redirects=False)
    transaction.begin()
    return answer


def decisions():
    """Return (action, details) of the events of decisions."""
    rows = ledger.read(limit=None)
    told = [(row["action"], json.loads(row["details"])) for row in rows]
    return [one for one in told if one[0].startswith("job_")]


def test_the_administrator_alone_gets_the_page(url):
    assert Reader(ADMIN).get(url).status_code == 200
    for user in ("clerk1", "bureau_head", "auditor1", "party1"):
        assert Reader(user).get(url).status_code == 403
    assert "login" in Reader(None).get(url).headers["Location"]


def test_it_is_linked_from_the_site_setup(portal):
    text = Reader(ADMIN).get(f"{portal.absolute_url()}/@@overview-controlpanel").text
    assert "/@@records-jobs" in text


def test_jobs_are_counted_and_listed_newest_first_without_a_word_of_theirs(url):
    end("0123456789abcdef0123456789abcdef:张三", outbox.fail)
    end("d" * 32, outbox.doubt, "broken_off")
    put("copy:" + "e" * 32)
    text = Reader(ADMIN).get(url).text
    keys = (">Copy eeeeeeee<", ">dddddddd<", ">01234567<")
    shown = [text.index(one) for one in keys]
    assert shown == sorted(shown)
    assert (
        "张三" not in text
        and "0123456789a" not in text
        and "&quot;name&quot;" not in text
    )
    assert "ValueError" in text and text.count('name="act"') == 4
    for state, count in (("waiting", 1), ("failed", 1), ("void", 0)):
        text = Reader(ADMIN).get(f"{url}?state={state}").text
        assert text.count("<tr") == (count and 1 + count)


def test_a_long_list_has_pages(url):
    put(*[f"one{number}" for number in range(27)])
    first, second = (Reader(ADMIN).get(f"{url}?b_start={n}").text for n in ("0", "25"))
    assert (first.count("<tr"), second.count("<tr")) == (26, 3)
    assert "b_start=25" in first and "b_start=25" not in second
    assert Reader(ADMIN).get(f"{url}?b_start=x&state=nonsense").status_code == 200


@pytest.mark.parametrize(
    "act, state, action",
    [("again", outbox.WAITING, "job_again"), ("leave", outbox.VOID, "job_left")],
)
def test_a_person_decides_once_and_it_is_an_event(url, act, state, action):
    end("a", outbox.doubt, "lapsed")
    job = job_of("a")
    assert press(url, act, job).status_code == 302
    assert job_of("a").state == state
    told = {"job": job.id, "job_kind": "trial", "was": "doubtful", "error": "lapsed"}
    assert decisions() == [(action, told)]
    assert press(url, act, job).status_code == 400
    assert len(decisions()) == 1


@pytest.mark.parametrize("user, token", [("clerk1", True), (ADMIN, False)])
def test_nobody_else_decides_and_nothing_without_the_pages_own_token(url, user, token):
    end("a", outbox.fail)
    assert press(url, "again", job_of("a"), user, token).status_code == 403
    assert (job_of("a").state, decisions()) == (outbox.FAILED, [])


def test_what_is_no_job_or_no_act_is_refused(url):
    end("a", outbox.fail)
    job = job_of("a")
    assert press(url, "delete", job).status_code == 400

    class Nothing:
        id = "nothing"

    assert press(url, "again", Nothing).status_code == 400
    assert (job_of("a").state, decisions()) == (outbox.FAILED, [])
