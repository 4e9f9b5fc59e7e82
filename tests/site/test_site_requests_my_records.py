"""`@@my-records`: what a party can see and take, and how its requests stand."""

from lingchuan.records.access import actions
from lingchuan.records.access import grants
from lingchuan.records.access.renditions import name_of
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.site.transitions import perform
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.site.asked import approved
from tests.site.asked import asked
from tests.site.asked import made
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import unprinted
from tests.site.asked import view

import AccessControl
import datetime
import pytest
import re


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of party1."""
    return permit_file(site)


@pytest.fixture
def record(file):
    """An open paper of it."""
    return paper(file, "卫生检测结论甲")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Print no notice."""
    unprinted(monkeypatch)


def home(site, user="party1", **form):
    return view(site, "my-records", user, **form).text


def test_a_card_has_both_rights_days_and_what_is_left(site, file, record):
    request = approved(site, file, record, days=5, copies=2)
    until = f"{facts.today() + datetime.timedelta(days=5):%m-%d} 24:00"
    text = home(site)
    assert text.count("Being made (0 %)") == 2
    for right in ("view", "copy"):
        made(request, record, right)
    text = home(site)
    assert "卫生检测结论甲" in text
    assert until in text
    assert "5 days left" in text
    url = request.absolute_url()
    assert f'href="{url}/@@open?record={IUUID(record)}"' in text
    assert f'href="{url}/@@copy-file/{IUUID(record)}"' in text
    assert "Download (2 left)" in text
    # The next request is the party's own card too; another party sees neither.
    assert "卫生检测结论甲" not in home(site, "party2")


def test_used_up_taken_back_and_ended_grants_are_no_downloads(site, file, record):
    other = paper(file, "卫生检测结论丁")
    request = approved(site, file, record, other, copies=1)
    for right in ("view", "copy"):
        made(request, record, right)
    name = name_of(IUUID(record), "copy")
    request.uses = {name: (facts.now() - datetime.timedelta(hours=3),)}
    text = home(site)
    assert "All downloads are used up" in text
    assert "@@copy-file" not in text
    assert "@@open?record=" in text
    move(record, "restrict", "secrecy_officer", kinds=["WORK"])
    text = home(site)
    assert "卫生检测结论甲" not in text
    assert "卫生检测结论丁" in text
    assert "1 taken back" in text


def test_an_ended_request_opens_nothing_and_says_since_when(site, file, record):
    request = approved(site, file, record)
    made(request, record, "view")
    actions.expire(request, {})
    assert grants.row_of(IUUID(request))["ended"]
    assert "卫生检测结论甲" not in home(site)


def test_a_request_that_waits_tells_its_day_its_due_day_and_its_code(
    site, file, record
):
    request = asked(site, file, record)
    text = home(site)
    assert "its first working day comes" in text
    assert f"Answer by {request.due_on.isoformat()}" in text
    code = request.receipt_code
    assert f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}" in text
    assert "workflow_action=withdraw" in text
    request.submitted_on = facts.today() - datetime.timedelta(days=28)
    assert re.search(r"Working day (1\d|2\d) of \d+", home(site))
    request.due_on = request.submitted_on
    assert "working days late" in home(site)


def test_an_answer_counts_what_is_given_and_names_nothing_that_is_not(site, file):
    given = paper(file, "卫生检测结论甲")
    refused = paper(file, "集体讨论记录乙")
    request = asked(site, file, given, refused, scope=None)
    move(refused, "restrict", "secrecy_officer", kinds=["WORK"])
    move(request, "accept", "clerk1")
    move(request, "screen", "secrecy_officer")
    move(request, "approve_viewing", "bureau_head", days=5)
    text = home(site)
    assert "given" in text
    assert "卫生检测结论甲" in text
    assert "集体讨论记录乙" not in text
    assert "局长" not in text
    assert "bureau_head" not in text
    assert f'href="{request.absolute_url()}/@@answer"' in text


def test_redirected_and_withdrawn_requests_say_why(site, file, record):
    first, second = asked(site, file, record), asked(site, file, record)
    file.applicant_userid = "somebody"
    with acting("clerk1"):
        perform(first, "redirect", {"reason": "非本案当事人"})
    with acting("party1"):
        perform(second, "withdraw", {"reason": "已在窗口看过"})
    text = home(site)
    assert "非本案当事人" in text
    assert "disclosure of government information" in text
    assert "已在窗口看过" in text


def test_staff_are_led_to_their_work_and_strangers_to_the_login(site):
    assert view(site, "my-records", "handler1").location.endswith("/@@today")
    assert view(site, "today", "party1").location.endswith("/@@my-records")
    assert view(site["requests"], "desk_view", "party1").location.endswith(
        "/@@my-records"
    )
    with pytest.raises(AccessControl.Unauthorized):
        view(site, "my-records", None)


def test_the_page_wakes_no_record(site, file, monkeypatch):
    papers = [paper(file, f"卫生检测结论{n}") for n in range(8)]
    request = approved(site, file, *papers)
    for record in papers:
        made(request, record, "view")
    woken = []

    def count(uid):
        woken.append(uid)
        raise AssertionError(uid)

    monkeypatch.setattr("lingchuan.records.access.opening.record_of", count)
    text = home(site)
    assert text.count("@@open?record=") == len(papers)
    assert woken == []
    assert REQUEST not in text
