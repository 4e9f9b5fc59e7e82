"""`@@clearances` and `@@class-table`: who opens them, what their forms do and refuse."""

from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.content import facts
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import datetime
import pytest
import transaction


OFFICER = "secrecy_officer"
CLEAR = {"userid": "handler2", "kinds:list": "WORK", "basis": "测试任命〔2026〕5号"}
OFFICE = {"userid": "handler2", "office": "archivist", "basis": "测试任命〔2026〕6号"}
CLASS = {
    "portal_type": "FieldRecord",
    "decision": "restrict",
    "kinds:list": "WORK",
    "reason": "外勤一律内部",
}


@pytest.fixture
def page(portal):
    """Return what a user gets of a page."""

    def get(name, user):
        return Reader(user).get(f"{portal.absolute_url()}/@@{name}")

    return get


@pytest.fixture
def send(portal):
    """Return a sender of a page's form, which keeps the page's token."""

    def post(name, user, **values):
        reader = Reader(user)
        url = f"{portal.absolute_url()}/@@{name}"
        token = TOKEN.search(reader.get(url).text)[1]
        answer = reader.session.post(
            url, data=values | {"_authenticator": token}, allow_redirects=False
        )
        transaction.begin()
        return answer

    return post


def held(userid="handler2") -> set[str]:
    return set(register.kinds_of(userid))


@pytest.mark.parametrize("name", ["clearances", "class-table"])
@pytest.mark.parametrize(
    "user,status", [(OFFICER, 200), ("handler1", 403), ("sysadmin", 403)]
)
def test_pages_open_for_the_officers(page, name, user, status):
    answer = page(name, user)
    assert answer.status_code == status
    assert ("section_head1" in answer.text) is (status == 200 and name == "clearances")


@pytest.mark.parametrize("name", ["clearances", "class-table"])
def test_pages_ask_strangers_to_log_in(page, name):
    answer = page(name, None)
    assert "login" in answer.headers.get("Location", "")


def test_head_sees_and_keeps_the_offices_alone(page, send):
    text = page("clearances", "bureau_head").text
    assert 'id="offices"' in text
    assert 'id="clearances"' not in text
    answer = send("clearances", "bureau_head", act="appoint", **OFFICE)
    assert answer.status_code == 302, answer.text
    assert ("archivist", "") in register.offices_of("handler2")
    assert send("clearances", "bureau_head", act="clear", **CLEAR).status_code == 403
    assert held() == set()


def test_officer_gives_and_withdraws_a_clearance_by_the_page(page, send):
    until = (facts.today() + datetime.timedelta(days=3)).isoformat()
    said = CLEAR | {"until": until.replace("-", "/")}
    assert send("clearances", OFFICER, act="clear", **said).status_code == 302
    assert held() == {"WORK"}
    text = page("clearances", OFFICER).text
    assert CLEAR["basis"] in text
    assert until in text
    assert "lr-v-due" in text
    gone = {"userid": "handler2", "basis": "调离岗位"}
    assert send("clearances", OFFICER, act="withdraw", **gone).status_code == 302
    assert held() == set()
    assert "调离岗位" in page("clearances", OFFICER).text


@pytest.mark.parametrize(
    "change",
    [{"basis": ""}, {"kinds:list": ""}, {"userid": OFFICER}, {"until": "2020-01-01"}],
)
def test_a_refused_clearance_says_why_and_keeps_what_was_sent(send, change):
    before = register_rows.clearances()
    answer = send("clearances", OFFICER, act="clear", **{**CLEAR, **change})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert f'value="{change.get("userid", "handler2")}"' in answer.text
    assert register_rows.clearances() == before


def test_a_form_without_token_changes_nothing(portal):
    url = f"{portal.absolute_url()}/@@clearances"
    answer = Reader(OFFICER).session.post(url, data={"act": "clear", **CLEAR})
    assert answer.status_code == 403
    transaction.begin()
    assert held() == set()


def test_own_rows_have_no_button_and_kinds_not_held_say_why(page):
    register.clear(OFFICER, ["WORK"], basis="限工作秘密", by="secrecy_officer2")
    transaction.commit()
    text = page("clearances", OFFICER).text
    assert f"userid={OFFICER}#give" not in text
    assert "userid=section_head1#give" in text
    state = text[text.index('value="STATE"') - 300 : text.index('value="STATE"') + 300]
    assert "disabled" in state
    assert 'id="kn-STATE"' in text


def test_administrator_appoints_the_officers_that_a_site_lacks(page, send):
    assert page("clearances", "sysadmin").status_code == 403
    for userid in ("secrecy_officer", "secrecy_officer2"):
        register.dismiss(userid, register.OFFICER, by="bureau_head")
    transaction.commit()
    text = page("clearances", "sysadmin").text
    assert 'id="clearances"' not in text
    said = OFFICE | {"office": register.OFFICER}
    answer = send("clearances", "sysadmin", act="appoint", **said)
    assert answer.status_code == 302, answer.text
    assert register.officers() == {"handler2"}
    other = said | {"office": "archivist", "userid": "clerk1"}
    assert send("clearances", "sysadmin", act="appoint", **other).status_code == 403


def test_officer_decides_a_class_and_ends_it_by_the_page(page, send):
    assert send("class-table", OFFICER, act="add", **CLASS).status_code == 302
    row = class_table.rows()[-1]
    assert (row["portal_type"], row["kinds"]) == ("FieldRecord", ["WORK"])
    assert CLASS["reason"] in page("class-table", OFFICER).text
    day = facts.today() - datetime.timedelta(days=1)
    said = {"id": row["id"], "valid_until": day.isoformat(), "reason": "改为逐件决定"}
    assert send("class-table", OFFICER, act="end", **said).status_code == 302
    assert class_table.rows()[-1]["valid_until"] == day
    assert "改为逐件决定" in page("class-table", OFFICER).text


@pytest.mark.parametrize(
    "change", [{"decision": ""}, {"decision": "open"}, {"reason": ""}]
)
def test_a_class_that_is_not_clear_is_refused(send, change):
    before = class_table.rows()
    answer = send("class-table", OFFICER, act="add", **{**CLASS, **change})
    assert answer.status_code == 400
    assert class_table.rows() == before


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "x"])
def test_a_class_that_there_is_not_is_not_ended(send, number):
    before = class_table.rows()
    said = {"id": number, "valid_until": "2026-01-01", "reason": "改为逐件决定"}
    assert send("class-table", OFFICER, act="end", **said).status_code == 400
    assert class_table.rows() == before
