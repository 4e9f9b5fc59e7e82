"""Each change is an event: containers, shelves, devices, settings, users; or nothing."""

from datetime import date
from lingchuan.records.content.settings import PREFIX
from lingchuan.records.content.settings import settings
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.ledger import api as ledger
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def actions_of(uid):
    """Return the actions of a thing's events, oldest first."""
    return [event["action"] for event in ledger.read(uid=uid, limit=None)]


def site_events():
    """Return (action, details) of the site's events, however many came before."""
    events = ledger.read(uid="site", limit=None)
    return [(event["action"], event["details"]) for event in events]


def test_a_change_without_a_description_is_logged_a_new_child_is_not(
    site, client, add, file_url
):
    uid = client("handler1").get(file_url).json()["UID"]
    add("TextRecord", title="笔录")
    assert "change" not in actions_of(uid)
    site._p_jar.sync()
    file = site.unrestrictedTraverse(file_url.removeprefix(site.absolute_url() + "/"))
    file.title = "新题名"
    notify(ObjectModifiedEvent(file))
    transaction.commit()
    assert actions_of(uid).count("change") == 1


def test_a_device_is_checked_and_logged(client):
    keeper = client("archivist1")
    device = {
        "@type": "RecordingDevice",
        "title": "记录仪一",
        "device_id": "LC-01",
        "device_kind": "body_camera",
    }
    bad = keeper.post("devices", **(device | {"title": "<b>x</b>"}))
    assert [e["field"] for e in bad.json()["errors"]] == ["title"]
    refused = keeper.post("devices", **(device | {"id": "mine"}))
    assert [e["field"] for e in refused.json()["errors"]] == ["id"]
    made = keeper.post("devices", **device).json()
    assert keeper.patch(made["@id"], serial="7").status_code == 204
    assert client("handler1").patch(made["@id"], serial="8").status_code == 403
    assert actions_of(made["UID"]) == ["create", "change"]


def test_a_new_year_and_a_renamed_shelf_are_events(site, client, body):
    url = client("clerk1").post("files", **body(received_on="2025-03-03")).json()["@id"]
    year = client("clerk1").get(url.rsplit("/", 1)[0]).json()
    assert actions_of(year["UID"]) == ["create"]
    keeper = client("sysadmin")
    hall = keeper.get("hall").json()
    assert keeper.patch("hall", title="<i>x</i>").status_code == 400
    assert keeper.patch("hall", title=hall["title"] + "二").status_code == 204
    assert actions_of(hall["UID"])[-1] == "change"


@pytest.fixture
def admin(client):
    """The root administrator, who reaches the registry itself."""
    made = client(None)
    made.session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return made


def test_a_setting_is_an_event_by_whatever_door(admin):
    before = len(site_events())
    name = f"{PREFIX}.bureau_name"
    answer = admin.patch("@registry", **{name: "陵川县行政审批服务管理局"})
    assert answer.status_code == 204, answer.text
    new = site_events()[before:]
    assert [action for action, _details in new] == ["settings"]
    assert "bureau_name" in new[0][1]


@pytest.mark.parametrize("pattern", ["第{seq}号", "{", "同一个号"])
def test_a_pattern_under_which_numbers_repeat_is_refused(admin, client, body, pattern):
    row = {"pattern": pattern, "valid_from": None, "valid_until": None}
    name = f"{PREFIX}.file_number_patterns"
    answer = admin.patch("@registry", **{name: [row]})
    assert answer.status_code == 400, answer.text
    assert client("clerk1").post("files", **body()).status_code == 201


def test_the_pattern_of_the_day_of_receipt_makes_the_number(site, client, body):
    site._p_jar.sync()
    old = {"pattern": "旧〔{year}〕{seq}", "valid_from": None}
    new = {"pattern": "新〔{year}〕{seq}", "valid_until": None}
    settings().file_number_patterns = [
        old | {"valid_until": date(2025, 12, 31)},
        new | {"valid_from": date(2026, 1, 1)},
    ]
    transaction.commit()
    clerk = client("clerk1")
    for day, start in (("2026-03-09", "新〔2026〕"), ("2025-03-10", "旧〔2025〕")):
        made = clerk.post("files", **body(received_on=day)).json()
        assert made["file_number"].startswith(start)


def test_users_who_come_and_go_are_events(admin):
    before = len(site_events())
    user = {"username": "newcomer", "email": "n@example.com", "password": PASSWORD}
    assert admin.post("@users", **user).status_code == 201
    assert admin.call("DELETE", "@users/newcomer").status_code == 204
    actions = [action for action, _details in site_events()[before:]]
    passing = ("user_roles", "user_change", "user_password")
    assert [a for a in actions if a not in passing] == ["user_create", "user_delete"]


def test_another_password_and_other_properties_are_events_that_do_not_tell_them(admin):
    before = len(site_events())
    changes = {"email": "new@example.com"}
    assert admin.patch("@users/supervisor1", **changes).status_code == 204
    assert admin.patch("@users/supervisor1", password=PASSWORD).status_code == 204
    new = site_events()[before:]
    assert [action for action, _details in new] == ["user_change", "user_password"]
    assert "email" in new[0][1] and "supervisor1" in new[0][1]
    assert "new@example.com" not in str(new) and PASSWORD not in str(new)


def test_a_change_of_roles_is_an_event(admin):
    before = len(site_events())
    for has in (True, False):
        answer = admin.patch("@users/auditor1", roles={"Supervisor": has})
        assert answer.status_code == 204, answer.text
    new = site_events()[before:]
    assert [action for action, _details in new] == ["user_roles", "user_roles"]
    assert "Supervisor" in new[0][1]


def test_without_a_ledger_nothing_is_changed_and_it_is_said(client, file_url, tmp_path):
    handler = client("handler1")
    kept = ledger.configure(f"sqlite:///{tmp_path}/none/ledger.sqlite")
    try:
        answer = handler.patch(file_url, title="新题名")
    finally:
        ledger.configure(kept)
    assert answer.status_code == 503, answer.text
    assert answer.json()["type"] == "LedgerUnavailable"
    assert answer.json()["message"]
    assert handler.get(file_url).json()["title"] != "新题名"


SAVED = "2020-05-06T07:08:09+08:00"


@pytest.mark.parametrize(
    ("user", "status", "imported"),
    [("migrator", 201, True), ("handler1", 400, None), ("clerk1", 400, None)],
)
def test_who_imports_may_send_the_time_of_saving(
    client, body, upload, user, status, imported
):
    names = ["handler1", "migrator"]
    url = client("clerk1").post("files", **body(handlers=names)).json()["@id"]
    photo = upload(b"\xff\xd8\xff\xe0\xff\xd9", "a.jpg", "image/jpeg")
    values = {"@type": "MediaEvidence", "medium": "photo", "file": photo}
    answer = client(user).post(url, **values, saved_at=SAVED)
    assert answer.status_code == status, answer.text
    if imported:
        assert answer.json()["imported"] is True
        assert answer.json()["saved_at"].startswith("2020-05-05T23:08:09")
        again = client(user).patch(answer.json()["@id"], saved_at="2021-01-01T00:00Z")
        assert again.status_code == 400
    plain = client(user).post(url, **values).json()
    assert plain["imported"] is False
