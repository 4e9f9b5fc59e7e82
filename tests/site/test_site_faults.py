"""What an operator finds of a fault in the logs: kind, lines, entry; nothing said (L29)."""

from lingchuan.records.site.error_entries import starting
from Products.SiteErrorLog.SiteErrorLog import LOG
from Products.SiteErrorLog.SiteErrorLog import SiteErrorLog

import logging
import pytest
import sys


CANARY = "金丝雀77 13800001234"
# Ends as a message of another kind would.
SAID = f"{CANARY}\nKeyError: {CANARY}"


@pytest.fixture
def served(integration, caplog):
    """The server's log with the filter of a served process."""
    before = list(LOG.filters)
    starting(None)
    starting(None)
    with caplog.at_level(logging.INFO):
        yield caplog
    LOG.filters[:] = before


def fail():
    raise LookupError(SAID)


def tell(log):
    __traceback_info__ = CANARY
    try:
        fail()
    except LookupError:
        log.raising(sys.exc_info())
    return log.getLogEntries()[0]


def site_log(integration):
    log = integration["portal"].error_log
    log.REQUEST.form["phone"] = CANARY
    return log


def root_log(integration):
    """The log that Zope makes at its root."""
    app = integration["app"]
    app._setObject("error_log", SiteErrorLog())
    return app.error_log


@pytest.mark.parametrize("of", [site_log, root_log])
def test_a_fault_is_found_by_entry_kind_and_lines(integration, served, of, monkeypatch):
    monkeypatch.setattr("Products.SiteErrorLog.SiteErrorLog._rate_restrict_pool", {})
    entry = tell(of(integration))
    (record,) = [one for one in served.records if one.name == LOG.name]
    said = logging.Formatter("%(message)s").format(record)
    assert said.startswith(f"{entry['id']} ")
    assert said.endswith("\nLookupError")
    for text in (said, entry["tb_text"]):
        assert "in fail" in text and "test_site_faults" in text
    for text in (said, *map(str, entry.values())):
        assert "金丝雀" not in text and "1380000" not in text
        assert "KeyError" not in text
    assert not LOG.filters[1:]


def test_a_request_that_is_tried_again_leaves_its_kind_and_place(served):
    LOG.info(f"ConflictError at /lingchuan/files: {CANARY}. Request will be retried.")
    assert served.messages[-1] == "ConflictError at /lingchuan/files"


def test_a_fault_while_telling_of_a_fault_leaves_its_lines(served):
    try:
        fail()
    except LookupError:
        LOG.error("Error while logging", exc_info=sys.exc_info())
    said = logging.Formatter().format(served.records[-1])
    assert "in fail" in said and said.endswith("LookupError")
    assert "金丝雀" not in said
