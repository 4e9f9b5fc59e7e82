"""Notices of nobody, to try a template with: each kind of decision, each kind of point."""

from collections.abc import Iterator
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.grants import last_day
from lingchuan.records.core.access.notice import COPYING
from lingchuan.records.core.access.notice import Given
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.notice import REFUSAL
from lingchuan.records.core.access.notice import Refused
from lingchuan.records.core.access.notice import VIEWING
from lingchuan.records.core.access.values import RIGHTS
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.numbering import format_number
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from typing import Final


PERSON: Final = _("sample_requester", default="A sample requester")
MATTER: Final = _("sample_matter", default="Sample matter")
REASON: Final = _("sample_reason", default="it must be kept secret by law")
ARTICLE: Final = "行政许可法第五条、办法第二十条"
GRANTED: Final = ("现场核查笔录", "行政许可申请书")
REDACTED: Final = "听证笔录"


def samples() -> Iterator[NoticeFacts]:
    """Yield a notice of each kind; the first says something of everything."""
    day = facts.today()
    reason, days = in_chinese(REASON), settings().access_days
    common = _common()
    given = {"days": days, "last_day": last_day(day, days)}
    why = {"reason": reason, "article": ARTICLE}
    yield NoticeFacts(
        kind=COPYING,
        granted=tuple(Given(name, RIGHTS) for name in GRANTED),
        redacted=(Given(REDACTED, (VIEW,)),),
        refused=(Refused(2, RIGHTS, reason, ARTICLE),),
        **common,
        **given,
    )
    yield NoticeFacts(
        kind=VIEWING, granted=(Given(GRANTED[0], (VIEW,)),), **common, **given, **why
    )
    yield NoticeFacts(kind=REFUSAL, **common, **why)


def _common() -> dict[str, object]:
    found, day = settings(), facts.today()
    return {
        "requester_name": in_chinese(PERSON),
        "request_number": format_number(found.access_number_pattern, day.year, 1),
        "received_on": day,
        "rights": RIGHTS,
        "file_number": format_number(
            found.file_number_patterns[-1]["pattern"], day.year, 1
        ),
        "matters": (in_chinese(MATTER),),
        "bureau_name": found.bureau_name,
        "authority": found.access_authority,
        "court": found.access_court,
        "decided_on": day,
        "number": format_number(found.access_notice_pattern, day.year, 1),
    }
