"""The clock's jobs of what is owed: renewed each night, mailed each morning, told once."""

from email import message_from_bytes
from email.policy import default
from lingchuan.records.content import facts
from lingchuan.records.content.facts import ZONE
from lingchuan.records.recording import due_marks
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.recording.due_marks import settle
from lingchuan.records.setup import clock
from lingchuan.records.setup import digest
from lingchuan.records.setup import duties
from lingchuan.records.site import digest as mails
from lingchuan.records.supervision import kinds
from plone import api
from plone.app.testing.utils import MockMailHost
from tests.permit_files import open_file
from tests.supervision.findings import details

import datetime
import pytest
import transaction


MORNING = datetime.datetime(2026, 5, 19, 7, 30, tzinfo=ZONE)
URL = "https://records.example.org/lingchuan"


def at(monkeypatch, moment):
    monkeypatch.setattr(facts, "now", lambda: moment)


@pytest.fixture
def host(integration):
    """A mail server that takes all, and a site that mails, with an overdue file."""
    portal = integration["portal"]
    portal.MailHost = MockMailHost("MailHost")
    for name, value in (("daily_digest", True), ("site_address", URL)):
        api.portal.set_registry_record(f"lingchuan.records.{name}", value)
    api.portal.set_registry_record("plone.email_from_address", "records@example.org")
    day = datetime.date(2026, 3, 16)
    open_file(portal, title="很特别的标题", accepted_on=day)
    settle()
    return portal.MailHost


def sent(host):
    """Return {address: text, subject first} of what was sent."""
    read = [message_from_bytes(one, policy=default) for one in host.messages]
    return {one["To"]: f"{one['Subject']}\n{one.get_content()}" for one in read}


def send(monkeypatch, portal, moment=MORNING):
    """Run the job at a moment, in a ledger that knows of no earlier run."""
    noted = {}
    at(monkeypatch, moment)
    monkeypatch.setattr(digest.ledger, "progress", noted.get)
    monkeypatch.setattr(digest.ledger, "set_progress", noted.__setitem__)
    digest.send_digests(portal)
    digest.send_digests(portal)


def test_each_gets_one_mail_of_numbers_and_links(host, integration, monkeypatch):
    portal = integration["portal"]
    send(monkeypatch, portal)
    found = sent(host)
    assert len(host.messages) == len(found)
    mine = found[api.user.get("handler1").getProperty("email")]
    assert f"{URL}/@@today#due-overdue" in mine
    file = portal["files"]["2026"].objectValues()[0]
    for text in found.values():
        for secret in (file.title, file.file_number, file.applicant_name, file.UID()):
            assert secret not in text
    assert api.user.get("handler2").getProperty("email") not in found


def test_one_list_that_cannot_be_made_keeps_no_other_mail_back(
    host, integration, monkeypatch
):
    send(monkeypatch, integration["portal"])
    before = set(sent(host))
    host.messages.clear()
    due = mails.Due

    def failing(most):
        if facts.current_user() == "handler1":
            raise KeyError("a row that cannot be read")
        return due(most)

    monkeypatch.setattr(mails, "Due", failing)
    monkeypatch.setattr(digest.alarms, "tell", lambda *told: None)
    monkeypatch.setattr(digest.alarms, "raise_incidents", lambda portal: None)
    send(monkeypatch, integration["portal"])
    mine = api.user.get("handler1").getProperty("email")
    assert mine in before
    assert set(sent(host)) == before - {mine}


@pytest.mark.parametrize(
    "moment",
    [
        datetime.datetime(2026, 5, 17, 7, 30, tzinfo=ZONE),
        datetime.datetime(2026, 5, 19, 6, 59, tzinfo=ZONE),
        datetime.datetime(2026, 5, 19, 12, 0, tzinfo=ZONE),
    ],
)
def test_no_mail_but_in_the_morning_of_a_working_day(
    host, integration, monkeypatch, moment
):
    send(monkeypatch, integration["portal"], moment)
    assert host.messages == []


def test_no_mail_unless_it_is_set(host, integration, monkeypatch):
    api.portal.set_registry_record("lingchuan.records.daily_digest", False)
    send(monkeypatch, integration["portal"])
    assert host.messages == []


def test_lists_that_are_being_renewed_are_waited_for_until_nine(
    host, integration, monkeypatch
):
    portal = integration["portal"]
    index_of(portal.portal_catalog).waiting.insert(1)
    send(monkeypatch, portal)
    assert host.messages == []
    send(monkeypatch, portal, MORNING.replace(hour=9))
    assert host.messages


def test_who_keeps_the_working_days_is_told_of_uncertain_ones(
    host, integration, monkeypatch
):
    portal = integration["portal"]
    far = datetime.datetime(2031, 5, 6, 8, tzinfo=ZONE)
    at(monkeypatch, far)
    open_file(portal, received_on=far.date())
    settle()
    send(monkeypatch, portal, far)
    keeper = sent(host)[api.user.get("sysadmin").getProperty("email")]
    assert f"{URL}/@@working-days" in keeper


def test_a_mail_server_that_fails_breaks_nothing_and_is_told_once(real, monkeypatch):
    def refused(portal, mail):
        raise ConnectionRefusedError("no")

    api.portal.set_registry_record("lingchuan.records.daily_digest", True)
    open_file(real.portal, accepted_on=datetime.date(2026, 3, 16))
    transaction.commit()
    monkeypatch.setattr(mails, "_send", refused)
    at(monkeypatch, MORNING)
    digest.send_digests(real.portal)
    told = details(real.portal, kinds.JOB_FAILED)
    assert (told["job"], told["error"]) == ("digest", "ConnectionRefusedError")
    monkeypatch.setattr(mails, "send_all", lambda portal: pytest.fail("sent again"))
    digest.send_digests(real.portal)


def test_the_clock_renews_all_files_once_a_day_and_keeps_them(real, monkeypatch):
    assert clock.long_jobs()["duties"] is duties.renew_duties
    open_file(real.portal)
    open_file(real.portal, title="另一案卷")
    transaction.commit()
    reckoned, reckon = [], due_marks.reckon

    def counting(file, catalog):
        reckoned.append(file.UID())
        return reckon(file, catalog)

    monkeypatch.setattr(due_marks, "reckon", counting)
    monkeypatch.setattr(duties.due_renewal, "AT_ONCE", 1)
    for _run in range(2):
        duties.renew_duties(real.portal)
        transaction.abort()
    assert len(reckoned) == len(set(reckoned)) > 2
    assert not index_of(real.portal.portal_catalog).waiting


def test_a_file_that_cannot_be_reckoned_is_told(real, monkeypatch):
    open_file(real.portal)
    transaction.commit()

    def broken(file, catalog):
        raise ValueError("broken")

    monkeypatch.setattr(due_marks, "reckon", broken)
    duties.renew_duties(real.portal)
    told = details(real.portal, kinds.JOB_FAILED)
    assert (told["job"], told["error"]) == ("duties", duties.UNRECKONED)
