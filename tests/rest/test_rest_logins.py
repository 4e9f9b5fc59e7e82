"""Who comes and who is kept out: each login and failed login is an event."""

from lingchuan.records.demo.users import PASSWORD
from tests.rest.test_rest_reads import mark
from tests.rest.test_rest_reads import since

import json
import requests


def test_login_and_failed_login_by_rest_are_events(client):
    start = mark()
    right = {"login": "handler1", "password": PASSWORD}
    assert client(None).post("@login", **right).status_code == 200
    wrong = {"login": "handler1", "password": "geheim"}
    assert client(None).post("@login", **wrong).status_code == 401
    rows = since(start)
    assert [row["action"] for row in rows] == ["login", "login_failed"]
    assert rows[0]["actor"] == "handler1"
    assert json.loads(rows[1]["details"])["name"] == "handler1"
    assert "geheim" not in json.dumps(rows)


def sent_form(site, **values):
    data = {"buttons.login": "登录"} | values
    return requests.post(f"{site.absolute_url()}/login", data=data, timeout=60)


def test_login_and_failed_login_by_the_form_are_events(site):
    start = mark()
    sent_form(site, __ac_name="handler1", __ac_password=PASSWORD)
    sent_form(site, __ac_name="handler1", __ac_password="wrong")
    sent_form(site, __ac_name="nobody-typed-this", __ac_password="wrong")
    rows = since(start, "login", "login_failed")
    assert [row["action"] for row in rows] == ["login", "login_failed", "login_failed"]
    assert "nobody-typed-this" not in json.dumps(rows)


def test_wrong_password_of_a_program_is_a_failed_login(site, file_url):
    start = mark()
    answer = requests.get(
        file_url,
        auth=("handler1", "wrong"),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.status_code in (401, 404)
    assert [row["action"] for row in since(start)] == ["deny", "login_failed"]


def test_refused_program_is_named_and_did_not_fail_to_log_in(client):
    start = mark()
    assert client("handler1").get("@ledger").status_code == 403
    rows = since(start)
    assert [(row["action"], row["actor"]) for row in rows] == [("deny", "handler1")]
    assert rows[0]["role"] == "Case Handler"


def test_login_is_that_of_who_sent_the_name_not_of_an_older_cookie(client):
    somebody = client(None)
    for name in ("handler1", "auditor1"):
        start = mark()
        sent = somebody.post("@login", login=name, password=PASSWORD)
        assert sent.status_code == 200
        assert [row["actor"] for row in since(start, "login")] == [name]
