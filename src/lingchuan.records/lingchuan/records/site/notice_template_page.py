"""`@@notice-template`: the template of the decision notice, for who keeps the settings.

Now in use, tried with a notice of nobody; the last ones; a new one; back to the delivered.
"""

from collections.abc import Callable
from collections.abc import Mapping
from itertools import chain
from lingchuan.records.access import notice_template
from lingchuan.records.access.files import desk
from lingchuan.records.access.notice import NAMES
from lingchuan.records.access.notice import NoticeTemplateError
from lingchuan.records.access.notice import render
from lingchuan.records.access.notice_checks import FIELD
from lingchuan.records.access.notice_checks import template_error
from lingchuan.records.access.notice_printing import as_pdf
from lingchuan.records.access.notice_samples import samples
from lingchuan.records.access.notice_texts import template_values
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.core.access.template_file import DOCX
from lingchuan.records.core.access.template_file import MAX_BYTES
from lingchuan.records.core.findings import Problem
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.site.kept_page import KeptPage
from lingchuan.records.site.values import moment
from typing import Final
from zExceptions import NotFound
from ZPublisher.HTTPRequest import FileUpload


PDF: Final = "application/pdf"
SHORT: Final = 12


class NoticeTemplatePage(KeptPage):
    """The template of the decision notice."""

    def refuse_others(self) -> None:
        """Refuse who does not keep the settings."""
        refuse_without_settings()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {"upload": self._upload, "deliver": self._deliver}

    def answer(self) -> object:
        """Show the page, hand out a file of it, or do what a form asks for."""
        files = {"docx": self._docx, "pdf": self._pdf}
        wanted = files.get(self.sent("get"))
        if wanted is None or self.request.method == "POST":
            return super().answer()
        try:
            return wanted()
        except BadInput as error:
            self.errors = [self._problem(one) for one in error.problems]
            self.request.response.setStatus(409, lock=True)
            return self.index()

    def _upload(self) -> None:
        sent = self.request.form.get(FIELD)
        if not isinstance(sent, FileUpload) or not sent.filename:
            raise BadInput([Problem(FIELD, "template_missing")])
        # One byte more than may be tells that there is more.
        data = sent.read(MAX_BYTES + 1)
        notice_template.set_template(desk(), data, self.sent("reason"))

    def _deliver(self) -> None:
        notice_template.set_template(desk(), None, self.sent("reason"))

    def _docx(self) -> bytes:
        sha256 = self.sent("version")
        if not sha256:
            return self._file(notice_template.template_of(desk()), DOCX, "docx")
        for row in notice_template.versions_of(desk()):
            if row["sha256"] == sha256 and row["file"] is not None:
                return self._file(row["file"].data, DOCX, "docx")
        raise NotFound(sha256)

    def _pdf(self) -> bytes:
        try:
            docx = render(next(samples()), notice_template.template_of(desk()))
            return self._file(as_pdf(docx), PDF, "pdf")
        except NoticeTemplateError as error:
            raise template_error(error) from error
        except DerivativeError as error:
            raise BadInput([Problem(FIELD, "notice_not_printed")]) from error

    def _file(self, data: bytes, mime: str, ending: str) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", mime)
        name = f'attachment; filename="notice-template.{ending}"'
        response.setHeader("Content-Disposition", name)
        return data

    def is_own(self) -> bool:
        """Tell whether the bureau's own template is in use."""
        return notice_template.is_own(desk())

    def versions(self) -> list[dict[str, object]]:
        """Return the last changes, the newest first."""
        return [
            {
                "at": moment(row["at"]),
                "by": display_name(row["by"]),
                "reason": row["reason"],
                "digest": row["sha256"][:SHORT],
                "url": f"{self.url()}?get=docx&version={row['sha256']}"
                if row["file"] is not None
                else "",
            }
            for row in notice_template.versions_of(desk())
        ]

    def names(self) -> list[dict[str, str]]:
        """Return the names that a template may use, each with what it may say."""
        found = [template_values(one) for one in samples()]
        return [
            {"name": name, "says": next(filter(None, (_said(v[name]) for v in found)))}
            for name in found[0]
            if name in NAMES
        ]

    def reason_field(self, act: str) -> dict[str, object]:
        """Return the field of the reason, with what was sent for this act."""
        value = self.sent("reason") if self.is_sent(act) else ""
        return dict(self.field("reason", f"{act}-reason", value=value))


def _said(value: object) -> str:
    """Return a value in one line; of a list its parts, by their names."""
    if not isinstance(value, list):
        return str(value)
    texts = (one.values() if isinstance(one, dict) else (one,) for one in value)
    return " · ".join(str(text) for text in chain.from_iterable(texts))
