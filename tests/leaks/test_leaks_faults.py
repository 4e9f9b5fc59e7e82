"""L20, L21, L29, L30, L44, L45: errors, logs, mails, the ledger, what lies on the disk."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site import error_entries
from pathlib import Path
from plone import api
from plone.app.contentrules.actions.mail import MailAction
from plone.app.contentrules.rule import Rule
from plone.app.testing.utils import MockMailHost
from plone.contentrules.engine.assignments import RuleAssignment
from plone.contentrules.engine.interfaces import IRuleAssignmentManager
from plone.contentrules.engine.interfaces import IRuleStorage
from Products.Five import BrowserView
from Products.MailHost.interfaces import IMailHost
from Products.SiteErrorLog.SiteErrorLog import IPubFailureSubscriber
from tests.confidentiality.people import acting
from tests.leaks import calls
from tests.leaks import sweep
from tests.leaks.sweep import told
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from zope.component import getGlobalSiteManager
from zope.component import getSiteManager
from zope.component import getUtility
from zope.interface import Interface
from zope.lifecycleevent.interfaces import IObjectAddedEvent

import json
import logging
import pytest
import tempfile
import transaction


OUTSIDERS = ("anonymous", "party", "handler of another file", "site administrator")
# By these an event of a request names records, and one of a record its request: by UID,
# which opens nothing (docs/security.md).
NAMING = ("outcomes", "record", "request")


class Failing(BrowserView):
    """A page with a fault, whose message and locals hold the record's title."""

    __roles__ = None  # for everybody whom the gate lets through

    def __call__(self) -> str:
        """Fail."""
        __traceback_info__ = title = self.context.title
        raise ValueError(f"{title} {self.request.form}")


@pytest.fixture
def failing(world):
    """A page that fails on everything, while a test runs."""
    manager = getGlobalSiteManager()
    wanted = ((Interface, IRecordsLayer), Interface, "zq-failing")
    manager.registerAdapter(Failing, *wanted)
    # The test layers leave out what Zope itself loads of its error log.
    manager.registerHandler(IPubFailureSubscriber)
    error_entries.starting(None)
    yield "@@zq-failing"
    manager.unregisterHandler(IPubFailureSubscriber)
    manager.unregisterAdapter(Failing, *wanted)


@pytest.fixture
def logged():
    """All that is logged while a test runs, as one text."""
    lines = []

    class Keeper(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    root, keeper = logging.getLogger(), Keeper(level=0)
    keeper.setFormatter(logging.Formatter("%(name)s %(message)s"))
    level = root.level
    root.addHandler(keeper)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(keeper)
    root.setLevel(level)


@pytest.mark.parametrize("accept", [HTML, JSON])
def test_a_fault_says_nothing_in_page_error_log_and_server_s_log(
    world, browsers, failing, logged, accept
):
    path = f"{world.secrets['commercial'].path}/{failing}"
    number = "zqsent8812"
    answer = browsers["archivist"].ask(path, accept=accept, query=f"sent={number}")
    assert answer.status == 500
    assert told(world, "anonymous", path, answer) == []
    entry = world.portal.error_log._getLog()[-1]
    assert entry["type"] == "ValueError"
    assert "test_leaks_faults" in entry["tb_text"]
    kept = [*map(str, entry.values()), *logged]
    for text in kept:
        assert not world.canaries("commercial").found_in(text, where=False)
        assert number not in text
    shown = browsers["site administrator"].ask("@@error-log-form", accept=HTML)
    assert told(world, "site administrator", "", shown) == []


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_fault_on_a_secret_is_not_even_reached(world, browsers, failing, role):
    path = f"{world.secrets['commercial'].path}/{failing}"
    answer = browsers[role].ask(path)
    assert answer.status == 404
    assert told(world, role, path, answer) == []


def test_no_log_line_of_any_request_holds_a_secret(world, browsers, logged):
    for role in ("officer", "handler of another file"):
        for secret in world.secrets.values():
            for call in calls.plain():
                call.of(browsers[role], secret.path)
        query = f"SearchableText={world.canaries('commercial')['title']}"
        browsers[role].ask("@search", accept=JSON, query=query)
    assert world.leaks("anonymous", "\n".join(logged), where=False) == []


def test_the_server_s_other_lines_stay_as_they_are(caplog):
    error_entries.starting(None)
    logging.getLogger("lingchuan.records").warning("a line of %s", "ours")
    assert "a line of ours" in caplog.text


@pytest.fixture
def mails(changed):
    """The mails that are sent while a test runs."""
    manager = getSiteManager(changed.portal)
    host = MockMailHost("MailHost")
    manager.registerUtility(host, IMailHost)
    changed.portal.MailHost = host
    changed.portal.email_from_address = "office@example.com"
    api.portal.set_registry_record("plone.email_from_address", "office@example.com")
    return host


def test_the_mail_of_a_content_rule_holds_an_address_and_no_word(changed, mails):
    rule, action = Rule(), MailAction()
    rule.event, rule.__name__ = IObjectAddedEvent, "zq-rule"
    action.source, action.recipients = "a@example.com", "outsider@example.com"
    action.subject = "新 ${title}"
    action.message = "${title} ${description} ${text} ${keywords} ${absolute_url}"
    rule.actions.append(action)
    getUtility(IRuleStorage)["zq-rule"] = rule
    file = changed.obj(AROUND)
    assignments = IRuleAssignmentManager(changed.portal)
    assignments["zq-rule"] = RuleAssignment("zq-rule", enabled=True, bubbles=True)
    word = "zqruleword77"
    with acting("handler1"):
        made = add_record(file, "TextRecord", title=word, document_number=word)
    transaction.commit()
    assert len(mails.messages) == 1
    sent = mails.messages[0]
    text = sent if isinstance(sent, str) else bytes(sent).decode("utf-8", "replace")
    assert word not in text
    assert made.getId() in text


def test_no_mail_leaves_for_marking_releasing_and_refusing(changed, mails, visit):
    for role in ("officer", "handler of another file"):
        visit(role).ask(changed.secrets["commercial"].path, keep=True)
    assert mails.messages == []


@pytest.mark.parametrize(
    "role",
    [
        "handler",
        "auditor",
        "supervisor",
        "platform",
        "bureau head",
        "site administrator",
    ],
)
def test_the_ledger_tells_of_what_one_may_not_see_but_its_place_in_it(
    world, browsers, role
):
    """Seq, time and hash alone: neither path nor person nor reason (L44)."""
    uids = {
        one
        for secret in world.hidden_from(role)
        for one in secret.canaries.where
        if "/" not in one
    }
    for path in ("@ledger?limit=500", "@@ledger-week", "@ledger?since=0&limit=500"):
        name, _mark, query = path.partition("?")
        answer = browsers[role].ask(name, accept=JSON, query=query)
        assert world.leaks(role, answer.whole, where=False) == [], path
        is_json = answer.headers.get("content-type", "").startswith(JSON)
        rows = answer.json.get("items", []) if is_json else []
        assert not [row for row in rows if row.get("uid") in uids]
        for row in rows:
            about = row.get("details", {})
            if isinstance(about, dict):
                row["details"] = {n: v for n, v in about.items() if n not in NAMING}
        left = json.dumps(rows, ensure_ascii=False) if is_json else answer.whole
        assert world.leaks(role, left) == [], path
    for name in ("open", AROUND):
        where = world.secrets[name].path
        for call in ("@ledger", "@@custody"):
            answer = browsers[role].ask(f"{where}/{call}", accept=JSON)
            assert told(world, role, where, answer) == []


@pytest.mark.parametrize("role", ["auditor", "supervisor"])
def test_an_auditor_reads_of_a_hidden_record_its_rows_places_alone(
    world, browsers, role
):
    for name in ("commercial", "state", "file"):
        secret = world.secrets[name]
        for call in ("@ledger", "@@custody"):
            answer = browsers[role].ask(f"{secret.path}/{call}", accept=JSON)
            text = answer.whole.replace(secret.path, "")
            assert secret.canaries.found_in(text, where=False) == [], call


def test_no_temporary_file_holds_a_secret(world, browsers):
    """L45: what is on the disk beside blobs, database and ledger."""
    for secret in world.secrets.values():
        for role in ("officer",):
            for name in ("", "@@download/file", "@@custody"):
                browsers[role].ask(f"{secret.path}/{name}".rstrip("/"))
    words = [w.encode() for s in world.secrets.values() for w in s.canaries.words()]
    found = [
        str(path)
        for path in _temporary()
        for data in [path.read_bytes()]
        if any(word in data for word in words)
    ]
    assert found == []


def _temporary():
    for path in Path(tempfile.gettempdir()).glob("*"):
        if path.is_file() and path.stat().st_size < 1 << 22:
            yield path


def test_what_the_sweep_asks_is_more_than_a_few_names(asked):
    assert len(asked[sweep.SITE]) > 400
    assert len(asked["commercial"]) > 250
