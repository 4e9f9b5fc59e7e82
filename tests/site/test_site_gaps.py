"""`@@gaps` and the file's own page: what is owed, the article, and what mends it."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import now
from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.recording import messages
from lingchuan.records.site import mending
from lingchuan.records.site.gaps import ActivityGaps
from lingchuan.records.site.gaps import Gaps
from lingchuan.records.site.gaps import MOST
from lingchuan.records.site.gaps import WorstGaps
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from zope.interface import alsoProvides

import datetime
import pytest


@pytest.fixture
def file(integration):
    alsoProvides(integration["request"], IRecordsLayer)
    return open_file(
        integration["portal"],
        received_on=datetime.date(2026, 3, 9),
        accepted_on=datetime.date(2026, 3, 16),
    )


def link(code, record, userid, request):
    finding = Finding("R", "办法", FAIL, code, target=record.UID())
    with acting(userid):
        return mending.link_of(finding, record, request)


def test_what_is_missing_is_added_and_a_field_is_filled_in(file, integration):
    request = integration["request"]
    with acting("handler1"):
        talk = add_record(file, "HearingRecord", title="约谈")
    url = talk.absolute_url()
    assert link("av_missing", talk, "handler1", request)["url"] == (
        f"{url}/++add++MediaEvidence"
    )
    assert link("transcript_missing", talk, "handler1", request)["url"] == (
        f"{url}/edit#formfield-form-widgets-transcript"
    )
    assert link("saved_late", talk, "handler1", request) is None


def test_a_step_that_is_owed_is_offered_to_who_may_take_it(file, integration):
    request = integration["request"]
    step = link("answer_overdue", file, "clerk1", request)
    assert step["url"].endswith("@@transition?workflow_action=accept")
    assert link("answer_overdue", file, "handler2", request) is None


def test_notice_and_shots_are_mended_on_the_checklist(file, integration):
    request = integration["request"]
    with acting("handler1"):
        check = add_record(file, "FieldRecord", title="送达")
    url = f"{check.absolute_url()}/@@key-shots"
    assert link("notice_missing", check, "handler1", request)["url"] == f"{url}#notice"
    shot = Finding("R16-1", "办法", FAIL, "ks3_missing", target=check.UID(), part="KS3")
    with acting("handler1"):
        assert mending.link_of(shot, check, request)["url"] == f"{url}#KS3"
    assert link("ks3_missing", check, "supervisor1", request) is None


def test_who_may_not_mend_gets_no_button(file, integration):
    with acting("handler1"):
        talk = add_record(file, "HearingRecord", title="约谈")
    for code in ("av_missing", "transcript_missing"):
        assert link(code, talk, "supervisor1", integration["request"]) is None


def test_what_mends_is_said_of_codes_that_rules_have():
    named = {*mending.MISSING, *mending.FIELDS, *mending.STEPS, *mending.CHECKED}
    assert named <= set(messages.TEXTS)


def test_the_files_own_page_shows_the_worst_and_counts_the_rest(file, integration):
    request = integration["request"]
    with acting("handler1"):
        for number in range(MOST + 2):
            add_record(file, "MediaEvidence", title=f"录像{number}", stage="审查")
        whole, worst = Gaps(file, request), WorstGaps(file, request)
        assert len(worst.rows()) == MOST
        assert worst.hidden() == len(whole.rows()) - MOST > 0
        assert whole.hidden() == 0
        first = whole.rows()[0]
        assert first["article"] and first["rule"] and first["badge"]["text"]


def test_a_clock_tells_its_due_day_and_what_is_left(file, integration):
    with acting("handler1"):
        clocks = Gaps(file, integration["request"]).clocks()
    dues = [clock["due"] for clock in clocks]
    assert dues[:2] == ["2026-03-16", "2026-03-30"]
    assert all(clock["note"] for clock in clocks)


def test_an_activity_tells_how_it_is_recorded_before_it_happens(file, integration):
    ahead = now() + datetime.timedelta(days=9)
    with acting("handler1"):
        talk = add_record(
            file, "HearingRecord", title="约谈", activity_kind="interview", starts=ahead
        )
        gaps = ActivityGaps(talk, integration["request"])
        (way,) = gaps.ways()
        assert "Art. 9" in way
        assert not [row for row in gaps.rows() if row["rule"] == "R09-1"]


def test_an_activity_lists_what_it_owes_and_nothing_of_others(file, integration):
    with acting("handler1"):
        over = {
            "starts": datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
            "ends": datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
            "activity_kind": "interview",
        }
        first = add_record(file, "HearingRecord", title="约谈一", **over)
        add_record(file, "HearingRecord", title="约谈二", **over)
        clip = add_record(first, "MediaEvidence", title="录像")
        gaps = ActivityGaps(first, integration["request"])
        targets = {one.target for one in gaps.shown()}
    assert targets == {first.UID(), clip.UID()}
    assert gaps.hidden() == 0
