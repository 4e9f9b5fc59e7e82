"""Faults in the log of Zope's root and the server's: where, never with which values (L29).

The site keeps a log that holds nothing else (error_log.py). Zope's own keeps a message
and what a request sent, which may hold a title or a number; whoever administers the
server reads it and may not read the record.
"""

from collections.abc import Iterator
from html import escape
from Products.SiteErrorLog.SiteErrorLog import LOG
from Products.SiteErrorLog.SiteErrorLog import temp_logs

import logging
import re
import traceback


# "  Module lingchuan.records.content.facts, line 12, in today"
_PLACE = re.compile(
    r"^ +Module [\w.]+, line \d+, in [\w<>.]+$", re.ASCII | re.MULTILINE
)
# "ConflictError at /site/files: …" of a request that is tried again.
_TRIED_AGAIN = re.compile(r"\A\w+ at \S+(?=: )", re.ASCII)


def _entries() -> Iterator[dict]:
    for log in list(temp_logs.values()):
        yield from list(log)


def raised(event: dict) -> None:
    """Leave of a new entry what kind of fault it was, where and to whom."""
    text = "\n".join([*_PLACE.findall(event["tb_text"] or ""), event["type"]])
    for entry in _entries():
        if entry["id"] == event["id"]:
            html = f"<pre>{escape(text)}</pre>"
            entry.update(value="", tb_text=text, tb_html=html, req_html="")


class WithoutValues(logging.Filter):
    """Keeps of a fault in the server's log its entry, address, places and kind."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message: of a fault that a log keeps, as it is kept there."""
        record.msg, record.args = _said(record), ()
        record.exc_info = record.exc_text = None
        return True


def _said(record: logging.LogRecord) -> str:
    text = record.getMessage()
    for entry in _entries():
        if text.startswith(f"{entry['id']} "):
            return f"{entry['id']} {entry['url']}\n{entry['tb_text']}"
    if record.exc_info and record.exc_info[0]:
        places = traceback.format_tb(record.exc_info[2])
        return f"fault\n{''.join(places)}{record.exc_info[0].__name__}"
    found = _TRIED_AGAIN.match(text)
    return found[0] if found else "fault"


def starting(event: object) -> None:
    """Put the filter before the server's log, once."""
    if not any(isinstance(one, WithoutValues) for one in LOG.filters):
        LOG.addFilter(WithoutValues())
