"""The site's log of errors, without what people sent and records hold (threats L29).

Zope's own keeps the whole request, form values included, and the text of the exception,
into which page templates write every value that they knew. Here stay the kind of
error, the lines of the code, who and where; nothing of what was said.
"""

from AccessControl import getSecurityManager
from AccessControl.class_init import InitializeClass
from Products.SiteErrorLog.SiteErrorLog import LOG
from Products.SiteErrorLog.SiteErrorLog import SiteErrorLog

import html
import time
import traceback
import uuid


ERROR_LOG = "error_log"


class PlainErrorLog(SiteErrorLog):
    """Kind, place and lines of code of each error."""

    meta_type = "Lingchuan Error Log"

    def raising(self, info: tuple) -> str | None:
        """Keep an error; return the address of its entry, None for none."""
        kind = getattr(info[0], "__name__", str(info[0]))
        if kind in self._ignored_exceptions:
            return None
        lines = "".join(traceback.format_tb(info[2])) + kind
        user = getSecurityManager().getUser()
        entry = {
            "type": kind,
            "value": kind,
            "time": time.time(),
            "id": uuid.uuid4().hex,
            "tb_text": lines,
            "tb_html": f"<pre>{html.escape(lines)}</pre>",
            "username": user.getUserName(),
            "userid": user.getId(),
            "url": self.REQUEST.get("URL", "?"),
            "req_html": "",
        }
        log = self._getLog()
        log.append(entry)
        del log[: -self.keep_entries]
        LOG.error("%s %s\n%s", entry["id"], entry["url"], lines)
        return f"{self.absolute_url()}/showEntry?id={entry['id']}"


InitializeClass(PlainErrorLog)


def install(portal: object) -> None:
    """Put it in the place of Zope's; a second time changes nothing."""
    _put(portal, PlainErrorLog)


def uninstall(portal: object) -> None:
    """Give the site Zope's again."""
    _put(portal, SiteErrorLog)


def _put(portal: object, kind: type[SiteErrorLog]) -> None:
    if type(portal._getOb(ERROR_LOG, None)) is kind:
        return
    if ERROR_LOG in portal.objectIds():
        portal._delObject(ERROR_LOG)
    portal._setObject(ERROR_LOG, kind())
