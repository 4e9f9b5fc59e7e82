"""The demo: its files are real, its users what the contract says, its cases whole."""

from lingchuan.records.confidentiality import register_rows
from lingchuan.records.content import facts
from lingchuan.records.demo import media
from lingchuan.records.demo.site import create_demo
from lingchuan.records.demo.users import DEMO_USERS
from lingchuan.records.demo.users import OFFICERS
from plone import api

import pytest


SIGNATURES = {"hearing.mp4": b"ftyp", "notice.mp3": b"ID3", "intake.jpg": b"JFIF"}


def _as_admin(portal):
    return api.env.adopt_roles(["Manager"])


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_clip_is_a_real_file(integration, name):
    data = media.clip(name).data
    assert SIGNATURES[name] in data[:16]
    assert len(data) < 150_000


def test_pdf_is_the_same_each_time():
    assert media.pdf_bytes("受理通知书", ("甲",)) == media.pdf_bytes(
        "受理通知书", ("甲",)
    )


def test_users_exist_with_password_of_contract(portal):
    users = api.portal.get_tool("acl_users")
    for userid in DEMO_USERS:
        assert users.authenticate(userid, "Lingchuan-2026!", portal.REQUEST), userid


def test_officers_are_cleared_by_each_other(portal):
    granted_by = {
        row["userid"]: row["granted_by"] for row in register_rows.clearances()
    }
    first, second = OFFICERS
    assert granted_by[first] == second
    assert granted_by[second] == first


def test_cases_have_reached_their_states_and_a_second_run_adds_nothing(portal):
    with _as_admin(portal):
        create_demo(portal)
        create_demo(portal)
    files = {file.title[-4:-1]: file for file in portal["files"]["2026"].objectValues()}
    states = {name: facts.lifecycle_state(file) for name, file in files.items()}
    assert states == {
        "S01": "closed",
        "S03": "accepted",
        "S05": "accepted",
        "S08": "accepted",
        "S09": "registered",
        "S10": "accepted",
        "S11": "served",
    }
    sheets = portal["extractions"].objectValues()
    assert sorted(bool(sheet.extracted_at) for sheet in sheets) == [False, True]
    assert files["S01"].applicant_userid == "party1"
    secret = [
        item
        for item in files["S09"].objectValues()
        if facts.confidentiality_state(item) == "restricted"
    ]
    assert len(secret) == 1
    assert secret[0].file is None
