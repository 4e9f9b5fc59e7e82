"""`@@mend`: from a row of a list to the one form that mends it, for whoever may.

Lists know no record; here it is asked what mends a finding, and what the person may do.
Whoever may not, and whoever does not see the record, is led to what the file owes.
"""

from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.site import mending
from plone import api
from Products.Five import BrowserView


class Mend(BrowserView):
    """Leads on; shows and changes nothing."""

    def __call__(self) -> str:
        """Redirect to the form, or to what the file owes."""
        code, target = (self._asked(name) for name in ("code", "target"))
        record = self._record(target)
        link = None
        if record is not None and mending.is_mended(code):
            finding = Finding("", "", FAIL, code, target=target)
            link = mending.link_of(finding, record, self.request)
        url = link["url"] if link else f"{self.context.absolute_url()}/@@gaps#gaps"
        return self.request.response.redirect(url)

    def _asked(self, name: str) -> str:
        sent = self.request.form.get(name)
        return sent if isinstance(sent, str) else ""

    def _record(self, uid: str) -> object | None:
        """Return the file, or a record in it that the person finds."""
        if not uid or uid == self.context.UID():
            return self.context
        path = "/".join(self.context.getPhysicalPath())
        found = api.portal.get_tool("portal_catalog")(UID=uid, path=path)
        return found[0].getObject() if found else None
