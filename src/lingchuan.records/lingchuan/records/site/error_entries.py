"""Faults in the error log and the server's log: where, never with which values (L29).

A message, a traceback's notes and what a request sent may hold a title or a number;
whoever administers the site reads the log and may not read the record.
"""

from html import escape
from zope.component.hooks import getSite

import logging
import re


LOG = "Zope.SiteErrorLog"
# "  Module lingchuan.records.content.facts, line 12, in today"
_PLACE = re.compile(r"^ +Module [\w.]+, line \d+, in [\w<>.]+$", re.MULTILINE)
# "1790000000.10.5 http://…" begins what goes to the server's log.
_FIRST = re.compile(r"\A[\d.]+(?:e-\d+)? \S+")


def _places(text: str) -> list[str]:
    return _PLACE.findall(text)


def raised(event: object) -> None:
    """Leave of a new entry what kind of fault it was, where and to whom."""
    log = getattr(getSite(), "error_log", None)
    for entry in log._getLog() if log is not None else ():
        if entry["id"] == event["id"]:
            text = "\n".join(_places(entry["tb_text"] or ""))
            entry.update(value="", tb_text=text, tb_html=escape(text), req_html="")


class WithoutValues(logging.Filter):
    """Keeps of a fault in the server's log its number, its address and its places."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message."""
        text = record.getMessage()
        first = _FIRST.match(text)
        record.msg = "\n".join([first[0] if first else "fault", *_places(text)])
        record.args = ()
        record.exc_info = record.exc_text = None
        return True


def starting(event: object) -> None:
    """Put the filter before the server's log, once."""
    log = logging.getLogger(LOG)
    if not any(isinstance(one, WithoutValues) for one in log.filters):
        log.addFilter(WithoutValues())
