"""Masked values stay masked: in each answer, text, log and error (Art. 20; L6, L8, L29, L30)."""

from lingchuan.records.core.plain_text import holds_number
from lingchuan.records.core.plain_text import unnumbered
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site import values
from lingchuan.records.site.error_log import PlainErrorLog
from lxml import html
from plone import api
from tests.confidentiality.test_confidentiality_unmask import ADDRESS
from tests.confidentiality.test_confidentiality_unmask import CLEAR
from tests.confidentiality.test_confidentiality_unmask import full  # noqa: F401
from tests.confidentiality.test_confidentiality_unmask import ID
from tests.confidentiality.test_confidentiality_unmask import PHONE
from tests.site.reader import Reader
from zope.globalrequest import getRequest

import json
import logging
import pytest
import requests
import sys
import transaction


BUTTONS = "form.buttons"
WRONG_ID = "999900199001010015"
COLUMNS = [*CLEAR, "related_parties", "applicant_id_number"]


def call(user, method, url, /, accept="application/json", **json):
    return requests.request(
        method,
        url,
        json=json or None,
        auth=(user, PASSWORD),
        headers={"Accept": accept},
        timeout=60,
        allow_redirects=False,
    )


def leaked(text):
    return [value for value in CLEAR.values() if value in text]


def addresses(file):
    """Yield all that shows a file, or lists it, and could know a masked value."""
    site, url = api.portal.get().absolute_url(), file.absolute_url()
    columns = "&".join(f"metadata_fields={name}" for name in COLUMNS)
    wanted = "&".join(f'attributes:list="{name}"' for name in COLUMNS)
    for user in ("handler1", "clerk1"):
        for path in ("", "/edit", "/@@historyview", "/@@custody", "/view"):
            yield user, url + path, "text/html"
        for path in ("", "?expand=breadcrumbs,actions,types,navigation", "/@history"):
            yield user, url + path, "application/json"
        for path in ("/@ledger", "/@confidentiality", "/@types/PermitFile"):
            yield user, url + path, "application/json"
        for name in ("applicant_id_number", "related_parties", "applicant_phone"):
            for accept in ("text/html", "application/json"):
                yield user, f"{url}/{name}", accept
                yield user, f"{url}/@@display-file/{name}", accept
        yield user, f"{site}/@search?metadata_fields=_all&{columns}", "application/json"
        yield user, f"{site}/@search?fullobjects=1&{columns}", "application/json"
        yield user, f"{site}/files/2026?fullobjects=1&{columns}", "application/json"
        name = "plone.app.vocabularies.Catalog"
        yield user, f"{site}/@@getVocabulary?name={name}&{wanted}", "*/*"
        yield user, f"{site}/@vocabularies/{name}", "application/json"


def test_no_answer_holds_a_clear_value(full):  # noqa: F811
    answered = 0
    for user, url, accept in addresses(full):
        answer = call(user, "GET", url, accept)
        assert not leaked(answer.text), url
        answered += answer.status_code == 200
    assert answered >= 24


@pytest.mark.parametrize("name", [*list(CLEAR)[:3], "related_parties"])
def test_a_mask_of_another_value_is_refused(full, name):  # noqa: F811
    before = getattr(full, name)
    sent = "139****0000"
    if name == "related_parties":
        sent = [dict(before[0]) | {"id_number": "999900********9999"}]
    answer = call("handler1", "PATCH", full.absolute_url(), **{name: sent})
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == [name]
    transaction.begin()
    assert getattr(full, name) == before


def test_a_mask_sent_back_is_no_change(full):  # noqa: F811
    url = full.absolute_url()
    shown = call("handler1", "GET", url).json()
    names = ("applicant_id_number", "applicant_phone", "applicant_address")
    sent = {name: shown[name] for name in (*names, "related_parties")}
    assert not leaked(str(sent)) and all(sent.values())
    assert call("handler1", "PATCH", url, **sent).status_code == 204
    transaction.begin()
    assert [getattr(full, name) for name in names] == [CLEAR[name] for name in names]
    row = full.related_parties[0]
    assert row["id_number"] == CLEAR["related_parties.0.id_number"]


def test_a_form_saved_unchanged_keeps_every_value(full):  # noqa: F811
    reader, url = Reader("handler1"), f"{full.absolute_url()}/edit"
    page = html.fromstring(reader.get(url).text)
    form = page.xpath("//form[@id='form']")[0]
    # As without scripts: the template of each grid, and its empty row, are sent too.
    sent = [(k, v) for k, v in form.form_values() if not k.startswith(BUTTONS)]
    assert any(".TT." in key for key, _value in sent)
    sent.append(("form.buttons.save", "Save"))
    answer = reader.session.post(url, data=sent, timeout=60, allow_redirects=False)
    assert answer.status_code == 302
    transaction.begin()
    assert (full.applicant_id_number, full.applicant_phone) == (ID, PHONE)
    assert full.applicant_address == ADDRESS
    row = full.related_parties[0]
    assert row["id_number"] == CLEAR["related_parties.0.id_number"]


def test_an_error_does_not_say_the_number_that_was_sent(full):  # noqa: F811
    url = full.absolute_url()
    for sent in (
        {"applicant_id_number": WRONG_ID},
        {"related_parties": [{"name": "甲", "id_number": WRONG_ID}]},
        {"related_parties": [{"name": "甲", WRONG_ID: "x"}]},
        {"handlers": [WRONG_ID]},
        {"unit": WRONG_ID},
        {"matters": [{"code": WRONG_ID}]},
        {"title": f"许可 {WRONG_ID}"},
        {WRONG_ID: "x"},
    ):
        answer = call("clerk1", "PATCH", url, **sent)
        assert answer.status_code == 400, sent
        assert WRONG_ID not in answer.text, sent


def test_what_is_written_beside_a_step_is_kept_without_numbers(full):  # noqa: F811
    said = f"本人 {ID} 电话 {PHONE} 放弃"
    start = ledger.size()
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_user(username="section_head1"):
        tool.doActionFor(full, "void", reason=said, comment=said)
    transaction.commit()
    kept = [step["comments"] for step in full.workflow_history["permit_file_workflow"]]
    told = str(ledger.read(start, None)) + str(kept)
    assert "放弃" in told
    assert ID not in told and PHONE not in told


def test_details_of_an_event_hold_no_number_but_ids(full):  # noqa: F811
    hashed = "13800001234abcdef0" * 2
    details = {"to": f"甲 {PHONE}", "user": PHONE, "sha": hashed, "n": [ID, 7]}
    made = ledger.event_of("x", uid="u", path="/p", details=details)["details"]
    assert json.loads(made) == details | {
        "to": "甲 138****1234",
        "n": ["999900********0014", 7],
    }


def test_old_rows_are_shown_as_text_with_their_masks(full):  # noqa: F811
    field = values.field_of(full, "related_parties")
    said = values.text(full, getRequest(), field, full.related_parties)
    assert "示例代理人" in said and "{" not in said
    assert not leaked(said)


@pytest.mark.parametrize("number", [ID, PHONE, "138 0000 1234"])
def test_an_address_with_a_number_is_refused_and_not_said_again(full, number):  # noqa: F811
    site = api.portal.get().absolute_url()
    for accept, path in (("text/html", "@@search"), ("application/json", "@search")):
        answer = call("clerk1", "GET", f"{site}/{path}?SearchableText={number}", accept)
        assert answer.status_code == 400
        assert number not in answer.text
        assert "SearchableText" in answer.text or accept == "text/html"


def test_digits_inside_ids_and_hashes_are_no_number():
    for text in (
        "_authenticator=b13800001234c0d7",
        "UID=" + "13800001234abcdef0" * 2,
        "since=2026-03-09T01:02:03.123456+08:00",
        "_=1732590000000",
    ):
        assert not holds_number(text)
    assert unnumbered({"a": ["/files/13800001234", 7]}) == {
        "a": ["/files/13800001234", 7]
    }


def test_the_log_of_errors_holds_nothing_that_was_said(full, caplog):  # noqa: F811
    portal = api.portal.get()
    log = portal.error_log
    assert isinstance(log, PlainErrorLog)
    getRequest().form["phone"] = PHONE
    said = f"{ID} 金丝雀"
    with caplog.at_level(logging.ERROR):
        try:
            raise ValueError(said)
        except ValueError:
            log.raising(sys.exc_info())
    entry = log.getLogEntries()[0]
    told = str(entry) + caplog.text
    assert entry["type"] == "ValueError" and "raise ValueError" in entry["tb_text"]
    assert not [one for one in (ID, PHONE, "金丝雀") if one in told]
