"""The form that registers a state secret by its stub (R20-2, R20-3, S09)."""

from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.deciding import restrict
from lingchuan.records.content.actions import add_record
from lingchuan.records.ledger import api as ledger
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import pytest
import transaction


STUB = {
    "document_number": "附件0001",
    "mark": "秘密★10年",
    "basis_document": "晋密〔2025〕3号",
    "determiner": "某省某厅",
    "issued_on": "2025-06-20",
    "custodian": "secrecy_officer",
    "place": "涉密档案柜",
    "comment": "原件在涉密渠道",
}


@pytest.fixture
def file(portal):
    """A permit file of handler1."""
    made = open_file(portal)
    transaction.commit()
    return made


def sent(user, container, **changes):
    """Send the form with the token of its own page; return the answer."""
    reader, url = Reader(user), f"{container.absolute_url()}/@@register-stub"
    token = TOKEN.search(reader.get(url).text)[1]
    answer = reader.session.post(
        url,
        data=STUB | {"_authenticator": token} | changes,
        timeout=60,
        allow_redirects=False,
    )
    transaction.begin()
    return answer


def test_a_handler_registers_a_stub_and_is_led_back_to_the_file(file):
    links = Reader("handler1").get(file.absolute_url()).text
    assert f"{file.absolute_url()}/@@register-stub" in links
    answer = sent("handler1", file)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        file.absolute_url(),
    )
    (made,) = file.objectValues()
    said = made.confidentiality
    assert (made.title, made.document_number) == ("国家秘密文件（存根）", "附件0001")
    assert (said["kinds"], said["protected_until"]) == (["STATE"], "2035-06-20")
    assert (said["by_entry"], said["decided_by"]) == (True, "handler1")
    reader = Reader("handler1")
    reader.session.cookies.update(answer.cookies)
    assert "You do not see it here" in reader.get(file.absolute_url()).text
    assert reader.get(made.absolute_url()).status_code == 404


def test_a_stub_is_registered_in_a_hearing_and_joins_what_shuts_that(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
    with acting("secrecy_officer"):
        register.clear("handler1", ["PRIVACY"], by="secrecy_officer")
        restrict(hearing, ["PRIVACY"], reason="证人", data_items=["电话"])
    transaction.commit()
    answer = sent("handler1", hearing, data_items="电话")
    assert answer.status_code == 302, answer.text.partition("h-reasons")[2][:1500]
    (made,) = hearing.objectValues()
    assert made.confidentiality["kinds"] == ["STATE", "PRIVACY"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"comment": ""}, "A reason is required"),
        ({"basis_document": ""}, "A state secret needs this"),
        ({"issued_on": "20250"}, "Is no date"),
        ({"document_number": "附件 机密★20年"}, "Holds a mark of a state secret"),
    ],
)
def test_a_field_that_is_wrong_is_named_beside_it_and_nothing_is_left(
    file, changes, text
):
    before = len(ledger.read(0, None))
    answer = sent("handler1", file, **changes)
    (name,) = changes
    assert answer.status_code == 400
    beside = answer.text.split(f'id="p-{name}-error"')[1].split("</div>")[0]
    assert text in beside
    assert 'value="涉密档案柜"' in answer.text
    assert list(file.objectIds()) == []
    assert len(ledger.read(0, None)) == before
    assert not file.portal_catalog.unrestrictedSearchResults(portal_type="TextRecord")


def test_a_form_of_another_site_registers_nothing(file):
    url = f"{file.absolute_url()}/@@register-stub"
    answer = Reader("handler1").session.post(url, data=STUB, timeout=60)
    transaction.begin()
    assert answer.status_code == 403
    assert list(file.objectIds()) == []


def test_only_who_may_add_a_record_gets_the_form(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
    transaction.commit()
    address = f"{hearing.absolute_url()}/@@register-stub"
    asked = {"handler1": 200, "secrecy_officer": 403, "handler2": 404}
    assert {user: Reader(user).get(address).status_code for user in asked} == asked
    page = Reader("secrecy_officer").get(hearing.absolute_url()).text
    assert "register-stub" not in page
    stranger = Reader(None).get(address)
    assert stranger.status_code == 302
    assert "require_login" in stranger.headers["Location"]


def test_the_add_form_of_a_paper_leads_to_the_stub(file):
    form = Reader("handler1").get(f"{file.absolute_url()}/++add++TextRecord").text
    assert f"{file.absolute_url()}/@@register-stub" in form
    other = Reader("handler1").get(f"{file.absolute_url()}/++add++HearingRecord").text
    assert "register-stub" not in other
