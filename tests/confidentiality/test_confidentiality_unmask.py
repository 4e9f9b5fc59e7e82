"""Masked values: `@unmask`, its page, its event, and that nobody else sees them."""

from contextlib import contextmanager
from lingchuan.records.confidentiality import unmasking
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.masks import masked_values
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger.places import LedgerUnavailable
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.permit_files import open_file
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import json
import pytest
import requests
import transaction


ID, PHONE = "999900199001010014", "13800001234"
ADDRESS = "示例省示例市示例路七十七号金丝雀苑"
AGENT = "999900198505120028"
CLEAR = {
    "applicant_id_number": ID,
    "applicant_phone": PHONE,
    "applicant_address": ADDRESS,
    "related_parties.0.id_number": AGENT,
}
PARTIES = [
    {"name": "示例代理人", "role": "agent", "id_number": AGENT},
    {"name": "示例证人", "role": "witness", "id_number": None},
]
MAY = ("handler1", "clerk1", "section_head1")
SEE_ONLY = ("handler2", "bureau_head", "archivist1", "secrecy_officer", "supervisor1")
SEE_NOT = ("migrator", "party1", "sysadmin")


def filled(portal):
    """Return a file with every masked value."""
    values = {name: CLEAR[name] for name in CLEAR if "." not in name}
    return open_file(portal, related_parties=PARTIES, **values)


@pytest.fixture
def full(functional):
    # Committed: a transaction that takes a number holds the ledger to its end.
    made = filled(functional["portal"])
    transaction.commit()
    return made


@pytest.fixture
def served(full):
    return full.absolute_url()


def ask(url, user, /, **body):
    return requests.post(
        f"{url}/@unmask",
        json=body,
        auth=(user, PASSWORD) if user else None,
        headers={"Accept": "application/json"},
        timeout=60,
    )


@contextmanager
def no_ledger(monkeypatch):
    def down(events):
        raise LedgerUnavailable("down")

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "write_now", down)
        yield


def test_every_masked_field_of_schema_and_rows_is_found(full):
    expected = CLEAR | {"related_parties.1.id_number": None}
    assert masked_values(full) == expected


@pytest.mark.parametrize("userid", MAY)
def test_those_of_the_file_see_each_value_as_an_event_of_its_name(full, userid):
    for name, value in CLEAR.items():
        start = ledger.size()
        with acting(userid):
            assert unmasking.unmask(full, name) == value
        (event,) = ledger.read(start, None)
        assert (event["action"], event["actor"]) == ("unmask", userid)
        assert (event["uid"], event["role"] != "") == (full.UID(), True)
        assert json.loads(event["details"])["field"] == name
        assert value not in json.dumps(event, ensure_ascii=False)


@pytest.mark.parametrize("userid", SEE_ONLY + SEE_NOT)
def test_nobody_else_sees_one_and_no_event_says_so(full, userid):
    start = ledger.size()
    with acting(userid), pytest.raises(NotAllowed):
        unmasking.unmask(full, "applicant_phone")
    with acting(userid):
        assert unmasking.shown_on_demand(full) == frozenset()
    assert ledger.size() == start


def test_a_handler_who_may_not_see_the_file_any_more_sees_no_value(full):
    move(
        full,
        "restrict",
        "secrecy_officer",
        kinds=["PRIVACY"],
        data_items="身份证号码",
        comment="试",
    )
    transaction.commit()
    for userid in ("handler1", "clerk1"):
        with acting(userid), pytest.raises(NotAllowed):
            unmasking.unmask(full, "applicant_phone")
    with acting("section_head1"):
        assert unmasking.unmask(full, "applicant_phone") == PHONE


@pytest.mark.parametrize(
    "name",
    ["title", "applicant_name", "related_parties", "related_parties.2.id_number"]
    + ["related_parties.0.name", "related_parties.-1.id_number", "nonsense", "UID"],
)
def test_what_is_not_masked_is_named_as_wrong(full, name):
    with acting("clerk1"), pytest.raises(BadInput) as caught:
        unmasking.unmask(full, name)
    assert [one.field for one in caught.value.problems] == ["field"]


def test_an_empty_value_is_none(full):
    with acting("clerk1"):
        assert unmasking.unmask(full, "related_parties.1.id_number") is None


def test_where_the_ledger_fails_no_value_leaves(full, monkeypatch):
    with no_ledger(monkeypatch), acting("clerk1"), pytest.raises(LedgerUnavailable):
        unmasking.unmask(full, "applicant_phone")


@pytest.mark.parametrize(
    ("user", "status"),
    [("handler1", 200), ("handler2", 403), ("party1", 404), (None, 404)],
)
def test_rest_answers_each_as_the_contract_says(served, user, status):
    answer = ask(served, user, field="applicant_phone")
    assert answer.status_code == status, answer.text
    assert (PHONE in answer.text) == (status == 200)


def test_rest_takes_a_row_by_name_or_by_parts(served):
    name = "related_parties.0.id_number"
    told = {"field": name, "value": AGENT}
    parts = {"field": "related_parties", "row": 0, "column": "id_number"}
    assert ask(served, "clerk1", field=name).json() == told
    assert ask(served, "clerk1", **parts).json() == told


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "field"),
        ({"field": 7}, "field"),
        ({"field": "title"}, "field"),
        ({"field": "related_parties", "row": True, "column": "id_number"}, "row"),
        ({"field": "related_parties", "row": 0}, "column"),
    ],
)
def test_rest_names_what_is_wrong(served, body, field):
    answer = ask(served, "clerk1", **body)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_rest_answers_503_and_no_value_without_a_ledger(served, monkeypatch):
    with no_ledger(monkeypatch):
        answer = ask(served, "handler1", field="applicant_phone")
    assert answer.status_code == 503
    assert PHONE not in answer.text


def submit(user, url, **form):
    reader = Reader(user)
    token = TOKEN.search(reader.get(url).text)
    form["_authenticator"] = token[1] if token else ""
    address = f"{url}/@@unmask"
    return reader.session.post(address, data=form, timeout=60, allow_redirects=False)


def test_the_page_shows_one_value_by_a_form_and_none_by_its_address(served):
    page = Reader("handler1").get(served).text
    assert page.count('name="field"') == len(CLEAR)
    assert not [value for value in CLEAR.values() if value in page]
    answer = submit("handler1", served, field="applicant_phone")
    assert PHONE in answer.text and ID not in answer.text
    assert f'href="{served}"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    again = Reader("handler1").get(f"{served}/@@unmask?field=applicant_phone")
    assert again.status_code == 200 and PHONE not in again.text


@pytest.mark.parametrize(("user", "status"), [("handler2", 403), ("party1", 404)])
def test_others_have_no_button_and_no_page(served, user, status):
    reader = Reader(user)
    assert "@@unmask" not in reader.get(served).text
    for answer in (
        reader.get(f"{served}/@@unmask?field=applicant_phone"),
        submit(user, served, field="applicant_phone"),
    ):
        assert answer.status_code == status
        assert PHONE not in answer.text


def test_a_form_without_its_token_shows_nothing(served):
    session = Reader("handler1").session
    form = {"field": "applicant_phone"}
    answer = session.post(f"{served}/@@unmask", data=form, timeout=60)
    assert answer.status_code == 403
    assert PHONE not in answer.text
