"""`@@decide`: the head's one page: request, scope, days, and the notice ready to sign."""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cached_property
from lingchuan.records.access import decision
from lingchuan.records.access.decision import APPROVE_COPYING
from lingchuan.records.access.decision import APPROVE_VIEWING
from lingchuan.records.access.decision import REFUSE
from lingchuan.records.access.decision import RETURN
from lingchuan.records.access.messages import TEXTS
from lingchuan.records.access.types import DECIDING
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.messages import finding_text
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.codes import REMEDIES
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.requests import given
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.requests.decide_rows import DecideRows
from lingchuan.records.site.requests.of_request import OfRequest
from lingchuan.records.site.requests.preview import preview
from lingchuan.records.site.transitions import perform
from typing import Final


APPROVE: Final = "approve"
PREVIEW: Final = "preview"
PREVIEW_REFUSAL: Final = "preview_refusal"
NUMBERS: Final = ("days", "copies", "views")
TITLES: Final = {
    "outcomes": _("heading_scope", default="Scope and outcomes"),
    "days": _("field_days", default="Days"),
    "copies": _("decide_copies", default="Downloads of each copy"),
    "views": _("decide_views", default="Views of each record"),
    "reason": _("param_reason", default="Reason"),
    "article": _("column_article", default="Article"),
}


class DecidePage(OfRequest, ActingPage):
    """审批."""

    def __call__(self) -> object:
        """Show the page, or do what its form asks for."""
        self.head.refuse_party()
        return super().__call__()

    @cached_property
    def scope(self) -> DecideRows:
        """The rows of the form."""
        return DecideRows(self.context, self.request, self.table)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {
            APPROVE: self._approve,
            REFUSE: self._refuse,
            RETURN: self._return,
            PREVIEW: self._stay,
            PREVIEW_REFUSAL: self._stay,
        }

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}."""
        return TITLES

    def done_url(self) -> str:
        """Return where the browser goes when it is done."""
        if self.sent("act") == RETURN:
            return self.context.absolute_url()
        return super().done_url()

    def _stay(self) -> None:
        decision.refuse_others(self.context)
        self.stays = True

    def _approve(self) -> None:
        perform(self.context, self.right, self.params())

    def _refuse(self) -> None:
        names = ("reason", "article")
        params = {name: self.sent(name) for name in names if self.sent(name)}
        perform(self.context, REFUSE, params)

    def _return(self) -> None:
        reason = self.sent("return_reason")
        perform(self.context, RETURN, {"reason": reason} if reason else {})

    def params(self) -> dict[str, object]:
        """Return the parameters of an approval as they were sent."""
        found: dict[str, object] = {"outcomes": self.scope.answers()}
        for name in NUMBERS:
            if self.sent(name):
                number = small_number(self.sent(name))
                found[name] = self.sent(name) if number is None else number
        if self.sent("comment"):
            found["comment"] = self.sent("comment")
        return found

    def _told(self, error: Exception) -> Sequence[Mapping[str, str]]:
        if isinstance(error, BadInput):
            return super()._told(error)
        found = getattr(error, "findings", None)
        return [self._finding(one) for one in found] if found else super()._told(error)

    def _finding(self, finding: Finding) -> Mapping[str, str]:
        """Return why not, with the record's name for who may see it."""
        text = finding_text(finding, self.request)
        record = self.table.known.get(finding.target or "")
        if record is not None and finding.part in texts.RIGHTS:
            right = self.say(texts.RIGHTS[finding.part])
            named = {"title": aq_base(record).title or "", "right": right}
            text = texts.said(texts.OF_RECORD, self.request, text=text, **named)
        return {"text": text, "article": finding.article}

    def bar(self) -> dict[str, str] | None:
        """Return {text, article} of why the user may not decide, None where they may."""
        found = decision.bar(self.context)
        if found is None:
            return None
        text = finding_text(found, self.request)
        return {"text": text, "article": found.article}

    def is_open(self) -> bool:
        """Tell whether the request waits for a decision."""
        return facts.lifecycle_state(self.context) == DECIDING

    @cached_property
    def right(self) -> str:
        """The step that is chosen, else the one that was asked for."""
        sent, offered = self.sent("right"), self._offered()
        return sent if sent in offered else offered[-1]

    def _offered(self) -> list[str]:
        rights = set(aq_base(self.context).rights or ())
        found = [APPROVE_VIEWING] if VIEW in rights else []
        return found + ([APPROVE_COPYING] if COPY in rights else [])

    def approvals(self) -> list[dict[str, object]]:
        """Return {value, icon, title, checked} of what may be approved."""
        return [
            {
                "value": value,
                "icon": texts.APPROVALS[value][0],
                "title": self.say(texts.APPROVALS[value][1]),
                "checked": "checked" if value == self.right else None,
            }
            for value in self._offered()
        ]

    def numbers(self) -> dict[str, str]:
        """Return {days, copies, views} as they stand in the form, and the most of days."""
        usual = {
            "days": str(settings().access_days),
            "copies": str(settings().access_copies),
            "views": "",
        }
        found = {name: self.sent(name) or usual[name] for name in NUMBERS}
        return found | {"most": str(settings().access_max_days)}

    def remedies(self) -> list[str]:
        """Return how who asks may object to a refusal."""
        return [self.say(TEXTS[code]) for code in REMEDIES]

    def letter(self) -> dict[str, object] | None:
        """Return the notice as it would be sent now."""
        is_refusal = self.sent("act") in (PREVIEW_REFUSAL, REFUSE)
        transition = REFUSE if is_refusal else self.right
        sent = self.params()
        if is_refusal:
            sent = {name: self.sent(name) for name in ("reason", "article")}
        return preview(self.context, transition, sent)

    @cached_property
    def given(self) -> Mapping[str, object]:
        """Return the decision, and what became of it."""
        return given.given(self.context, self.request)
