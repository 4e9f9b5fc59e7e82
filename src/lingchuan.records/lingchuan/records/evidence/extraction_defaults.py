"""What the add form of an extraction fills in: me, now, and what the recordings tell.

Only the form does so: what a script does not send stays empty, and is asked for before
the issue.
"""

from Acquisition import aq_base
from collections.abc import Callable
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.evidence.choices import FIELD
from lingchuan.records.evidence.items import recordings
from lingchuan.records.evidence.items import visible
from lingchuan.records.evidence.schema import IEvidenceExtractionSchema
from lingchuan.records.i18n import _
from plone.uuid.interfaces import IUUID
from z3c.form.widget import ComputedWidgetAttribute
from zope.i18n import translate


_METHOD = _(
    "default_method",
    default="Recorded by the device; the stored original was copied byte by byte, SHA-256 and SM3 compared.",
)


def _me(data: object) -> str | None:
    return facts.current_user()


def _now(data: object) -> datetime:
    # Whole minutes, as the field shows it, and so never in the future.
    return facts.now().replace(second=0, microsecond=0)


def _named(data: object) -> list[object]:
    sent = data.request.form.get(FIELD) or ()
    sent = [sent] if isinstance(sent, str) else [one for one in sent if one]
    seen = visible(sent)
    return recordings([uid for uid in sent if uid in seen])


def _uids(data: object) -> list[str]:
    # Plone takes no values of a form from an address; these are but ticks.
    return [IUUID(one) for one in _named(data)]


def _made_at(data: object) -> datetime | None:
    starts = [aq_base(one).starts for one in _named(data) if aq_base(one).starts]
    return min(starts, default=None)


def _maker(data: object) -> str | None:
    people = dict.fromkeys(filter(None, (aq_base(o).operator for o in _named(data))))
    return "、".join(people) or None


def _method(data: object) -> str:
    return translate(_METHOD, context=data.request)


def _copy(data: object) -> str:
    return "copy"


def _default(value: Callable, name: str) -> ComputedWidgetAttribute:
    field = IEvidenceExtractionSchema[name]

    def of_add_form(data: object) -> object:
        # An edit form shows what is stored, be it nothing.
        return value(data) if data.widget.ignoreContext else field.default

    return ComputedWidgetAttribute(of_add_form, field=field)


items = _default(_uids, "items")
extractor = _default(_me, "extractor")
extracted_at = _default(_now, "extracted_at")
made_at = _default(_made_at, "made_at")
maker = _default(_maker, "maker")
method = _default(_method, "method")
original_or_copy = _default(_copy, "original_or_copy")
