"""A mail says a number and a link; who gets it is looked up when it is sent."""

from email import message_from_bytes
from email.policy import default
from lingchuan.records.content import mails
from lingchuan.records.interfaces import IAddressee
from lingchuan.records.interfaces import IMailTexts
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.ledger import manager
from lingchuan.records.ledger import outbox
from lingchuan.records.site import mailing
from lingchuan.records.site.mail_job import JOB
from plone import api
from plone.app.testing.utils import MockMailHost
from smtplib import SMTPDataError
from smtplib import SMTPServerDisconnected
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from zope.component import getGlobalSiteManager
from zope.i18nmessageid import Message

import pytest


URL = "https://records.example.org/lingchuan"
NUMBER = "陵审批查申字〔2026〕第001号"
TEXTS = {
    "trial": (
        Message("trial_subject", default="${system}：${number}"),
        Message("trial_text", default="${number}\n${link}\n${title}"),
    )
}
PAYLOAD = {"template": "trial", "number": NUMBER, "path": "requests/r1", "key": "k"}


@pytest.fixture
def portal(integration):
    """A site that mails."""
    portal = integration["portal"]
    portal.MailHost = MockMailHost("MailHost")
    api.portal.set_registry_record("lingchuan.records.site_address", URL)
    api.portal.set_registry_record("plone.email_from_address", "records@example.org")
    components = getGlobalSiteManager()
    components.registerUtility(TEXTS, IMailTexts, name="trial")
    yield portal
    components.unregisterUtility(TEXTS, IMailTexts, name="trial")


def send(portal, to, **values):
    JOB.run(portal, PAYLOAD | {"to": to} | values, lambda percent: None)
    return message_from_bytes(portal.MailHost.messages[-1], policy=default)


def test_a_mail_to_staff_has_number_and_link_and_nothing_else(portal):
    mail = send(portal, "handler1")
    assert mail["To"] == api.user.get("handler1").getProperty("email")
    assert mail["Subject"].endswith(f"：{NUMBER}")
    assert mail.get_content() == f"{NUMBER}\n{URL}/requests/r1\n${{title}}\n"


def test_the_same_job_sends_under_the_same_id_and_another_under_its_own(portal):
    first, again, other = (
        send(portal, "handler1", key=key)["Message-ID"] for key in ("a", "a", "b")
    )
    assert first == again != other
    assert first.endswith("@example.org>")


def test_who_asked_is_looked_up_by_what_they_asked_for(portal):
    class Addressee:
        def __init__(self, context):
            self.context = context

        def address(self):
            return "party@example.org"

    file = open_file(portal)
    components = getGlobalSiteManager()
    components.registerAdapter(Addressee, (IPermitFile,), IAddressee)
    try:
        with acting("party1"):
            assert send(portal, {"request": file.UID()})["To"] == "party@example.org"
    finally:
        components.unregisterAdapter(Addressee, (IPermitFile,), IAddressee)
    with pytest.raises(outbox.JobMissing):
        send(portal, {"request": "0" * 32})


@pytest.mark.parametrize("userid, code", [("nobody", "no_user"), ("clerk1", None)])
def test_a_mail_to_nobody_is_void(portal, userid, code):
    if code is None:
        api.user.get("clerk1").setMemberProperties({"email": ""})
    with pytest.raises(outbox.JobVoid) as raised:
        send(portal, userid)
    assert raised.value.code == (code or "no_address")
    assert portal.MailHost.messages == []


@pytest.mark.parametrize("name", ["_SENDER", "_HOST"])
def test_a_site_without_mail_host_or_sender_is_an_error_to_be_tried_again(
    portal, monkeypatch, name
):
    monkeypatch.setattr(mailing, name, "plone.not_set")
    with pytest.raises(mailing.MailUnset):
        send(portal, "handler1")
    assert portal.MailHost.messages == []


@pytest.mark.parametrize(
    "error, raised",
    [
        (SMTPServerDisconnected("张三"), outbox.JobDoubtful),
        (SMTPDataError(451, b"later"), SMTPDataError),
        (ConnectionRefusedError(), ConnectionRefusedError),
    ],
)
def test_a_host_that_broke_off_may_have_taken_the_mail(
    portal, monkeypatch, error, raised
):
    def broken(*args, **values):
        raise error

    monkeypatch.setattr(MockMailHost, "send", broken)
    with pytest.raises(raised):
        send(portal, "handler1")


def test_a_mail_is_put_once_for_an_occasion_and_names_no_party(portal):
    for to in ("handler1", "handler2", {"request": "u1"}, {"request": "u1"}):
        mails.put_mail("trial", "u1", to, NUMBER, "requests/r1/@@decide")
    put = {job["key"]: job["payload"] for job in manager.present().jobs}
    assert list(put) == [
        "mail:trial:u1:handler1",
        "mail:trial:u1:handler2",
        "mail:trial:u1:request",
    ]
    assert put["mail:trial:u1:request"] == (
        '{"number":"陵审批查申字〔2026〕第001号","path":"requests/r1/@@decide",'
        '"template":"trial","to":{"request":"u1"}}'
    )


@pytest.mark.parametrize(
    "code, number, path",
    [
        ("none", NUMBER, "requests"),
        ("trial", NUMBER, "https://evil.example.org"),
        ("trial", NUMBER, "//evil"),
        ("trial", NUMBER, "requests/张三"),
        ("trial", "一" * 101, "requests"),
    ],
)
def test_what_is_no_mail_of_ours_is_not_put(portal, code, number, path):
    with pytest.raises(ValueError):
        mails.put_mail(code, "u1", "handler1", number, path)
