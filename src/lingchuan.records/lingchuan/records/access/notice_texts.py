"""What a decision notice says, in Chinese: paragraphs, and the values of its template.

Preview and paper take their words from here; both are papers of the bureau, so they are
Chinese whatever language the reader's browser asks for.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from lingchuan.records.access.types import RIGHTS
from lingchuan.records.core.access.notice import Clause
from lingchuan.records.core.access.notice import clauses
from lingchuan.records.core.access.notice import COPYING
from lingchuan.records.core.access.notice import Given
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.notice import ordinal
from lingchuan.records.core.access.notice import REFUSAL
from lingchuan.records.core.access.notice import VIEWING
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from typing import Final


TITLE: Final = _("notice_title", default="Answer to a request to view and copy records")
NO_NUMBER: Final = _("notice_no_number", default="(number given when it is sent)")
DECISIONS: Final = {
    VIEWING: _("notice_viewing", default="Viewing is granted"),
    COPYING: _("notice_copying", default="Viewing and copying are granted"),
    REFUSAL: _("notice_refusal", default="The request is refused"),
}
TEXTS: Final = {
    "opening": _(
        "notice_opening",
        default="On ${received_on} you asked to ${rights} records of the permit file ${file_number} (${matters}); your request has the number ${request_number}. By Art. 21 of the measures of ${bureau} on recording the whole process of administrative permits, the answer is:",
    ),
    "opening_letter": _(
        "notice_opening_letter",
        default="By your letter ${letter_number} (${letter_from}), received on ${received_on}, you asked to ${rights} records of the permit file ${file_number} (${matters}); purpose: ${purpose}; our number is ${request_number}. The use of records by bodies of the state on an official letter is outside Art. 21 of the measures of ${bureau}; the answer is:",
    ),
    "granted": _("notice_granted", default="Granted (${rights}): ${names}."),
    "redacted": _(
        "notice_redacted",
        default="Given after what may not be given was covered (${rights}): ${names}.",
    ),
    "refused": _(
        "notice_refused",
        default="Refused (${rights}): ${count} records. ${reason} (${article}).",
    ),
    "left_open": _("notice_left_open", default="${count} more: not judged yet."),
    "refusal": _("notice_refusal_point", default="You may not ${rights} the records."),
    "refusal_reason": _(
        "notice_refusal_reason", default="Reason: ${reason}. Basis: ${article}."
    ),
    "only_viewing": _(
        "notice_only_viewing", default="Viewing is granted, copying is not."
    ),
    "only_viewing_because": _(
        "notice_only_viewing_because",
        default="Viewing is granted, copying is not. Reason: ${reason}. Basis: ${article}.",
    ),
    "term": _(
        "notice_term",
        default="You may ${rights} for ${days} days, through ${last_day}. Only you yourself may.",
    ),
    "term_with_copies": _(
        "notice_term_with_copies",
        default="You may ${rights} for ${days} days, through ${last_day}. Only you yourself may. Copies bear your name and the number of the request.",
    ),
    "remedies": _(
        "notice_remedies",
        default="Whoever disagrees with this answer may, within sixty days of receiving it, apply to ${authority} for administrative reconsideration, or within six months of receiving it bring an administrative suit before ${court}.",
    ),
}
_SEVERAL: Final = _("notice_several", default="${name} (${count})")
_DAY: Final = _("notice_day", default="${year}-${month}-${day}")
_POINT: Final = _("notice_point", default="${number}. ${text}")
_BETWEEN: Final = "、"
_STOPS: Final = "。；;. "


def day_text(day: date) -> str:
    """Return a day as the notice writes it, such as 2026 年 3 月 18 日."""
    return in_chinese(_DAY, year=str(day.year), month=str(day.month), day=str(day.day))


def rights_text(rights: Iterable[str]) -> str:
    """Return rights in words, such as 查阅、复制."""
    return _BETWEEN.join(in_chinese(RIGHTS.getTerm(one).title) for one in rights)


def paragraphs(facts: NoticeFacts) -> list[str]:
    """Return the text of a notice between addressee and seal."""
    return list(_numbered(clauses(facts)))


def _numbered(found: Sequence[Clause]) -> Iterator[str]:
    number = 0
    for clause in found:
        if not clause.is_numbered:
            yield _text(clause)
            continue
        number += 1
        yield in_chinese(_POINT, number=ordinal(number), text=_text(clause))


def _text(clause: Clause) -> str:
    values = {name: _said(value) for name, value in clause.values}
    if clause.rights:
        values["rights"] = rights_text(clause.rights)
    return in_chinese(TEXTS[clause.code], **values)


def _said(value: object) -> str:
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return _BETWEEN.join(_named(value))
    # What people wrote ends where the sentence around it goes on.
    return str(value).strip().rstrip(_STOPS)


def _named(names: Iterable[str]) -> Iterator[str]:
    """Yield names, each once; with their number where several records share one."""
    for name, count in Counter(names).items():
        several = in_chinese(_SEVERAL, name=name, count=str(count))
        yield several if count > 1 else name


def template_values(facts: NoticeFacts) -> dict[str, object]:
    """Return what a template may name (docs/notice-template.md): texts and lists."""
    found, (reason, article) = clauses(facts), facts.because
    said = {clause.code: _text(clause) for clause in found if not clause.is_numbered}
    return {
        "title": in_chinese(TITLE),
        "number": facts.number or in_chinese(NO_NUMBER),
        "requester_name": facts.requester_name,
        "paragraphs": list(_numbered(found)),
        "bureau_name": facts.bureau_name,
        "day": day_text(facts.decided_on),
        "decision": in_chinese(DECISIONS[facts.kind]),
        "request_number": facts.request_number,
        "received_on": day_text(facts.received_on),
        "rights": rights_text(facts.rights),
        "file_number": facts.file_number,
        "matters": _said(facts.matters),
        "granted": [_row(one) for one in facts.granted],
        "redacted": [_row(one) for one in facts.redacted],
        "refused": [
            {
                "count": one.count,
                "rights": rights_text(one.rights),
                "reason": _said(one.reason),
                "article": _said(one.article),
            }
            for one in facts.refused
        ],
        "days": facts.days or "",
        "last_day": day_text(facts.last_day) if facts.last_day else "",
        "reason": _said(reason),
        "article": _said(article),
        "remedies": said.get("remedies", ""),
    }


def _row(one: Given) -> dict[str, str]:
    return {"name": one.name, "rights": rights_text(one.rights)}
