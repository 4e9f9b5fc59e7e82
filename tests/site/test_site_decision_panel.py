"""What a record's page shows of its decision, and to whom (R20-4)."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site.decision_panel import panel
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.permit_files import open_file
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import pytest


OFFICER = "secrecy_officer"


@pytest.fixture
def request_(integration):
    """The request of the layer, which is a browser's."""
    alsoProvides(integration["request"], IRecordsLayer)
    return integration["request"]


@pytest.fixture
def record(integration):
    """A paper of handler1."""
    with acting("handler1"):
        return add_record(open_file(integration["portal"]), "TextRecord", title="意见")


def shown(obj, user, request):
    """Return {title: value} of the panel, None without one."""
    with acting(user):
        found = panel(obj, request)
    return found and {row["title"]: row["value"] for row in found["rows"]}


def test_a_reader_of_a_restricted_record_reads_its_decision_whole(record, request_):
    assert shown(record, "handler1", request_) is None
    move(record, "restrict", OFFICER, kinds=["PRIVACY", "COMMERCIAL"], place="柜一")
    rows = shown(record, "handler1", request_)
    assert rows["Kinds of secrecy"] == "Commercial secret、Personal privacy"
    assert rows["Holder of the right"] == "示例小吃店"
    assert rows["What the secret covers"] == "本记录全部内容"
    assert rows["Data concerned"] == "身份证号"
    assert (rows["Place of custody"], rows["Reason"]) == ("柜一", "经审核")
    assert rows["Decided by"] not in ("", OFFICER)
    assert {"Decided at", "To be reviewed by"} <= set(rows)
    with acting("handler1"):
        page = getMultiAdapter((record, request_), name="text_record_view")()
    assert 'id="h-decision"' in page
    assert "示例小吃店" in page


def test_a_mark_without_a_term_warns_that_the_longest_is_assumed(record, request_):
    move(record, "restrict", OFFICER, kinds=["STATE"], mark="秘密★", level="")
    with acting(OFFICER):
        found = panel(record, request_)
        page = getMultiAdapter((record, request_), name="text_record_view")()
    assert found["assumed"] is True
    assert 'class="lr-v lr-v-warn text-wrap"' in page.split('id="h-decision"')[1]
    assert shown(record, OFFICER, request_)["Protected through"] == "2035-06-20"


def test_staff_read_of_a_released_record_its_mark_and_day_alone(record, request_):
    move(record, "restrict", OFFICER, kinds=["COMMERCIAL"])
    move(record, "propose_release", OFFICER, kinds=[])
    move(record, "release", "secrecy_officer2")
    rows = shown(record, "section_head1", request_)
    assert set(rows) <= {"State", "Mark", "Released on"}
    assert rows["Released on"]
    assert "Reason" in shown(record, OFFICER, request_)


def test_of_an_open_record_the_badge_has_said_all_to_staff(record, request_):
    move(record, "mark_open", OFFICER)
    assert shown(record, "section_head1", request_) is None
    assert shown(record, OFFICER, request_)["Reason"] == "经审核"


def test_what_its_maker_marked_says_that_an_officer_has_yet_to_decide(record, request_):
    record.confidentiality = {"kinds": ["PRIVACY"], "by_entry": True}
    rows = shown(record, OFFICER, request_)
    assert rows["Came about"].startswith("Marked by who entered it")
