"""The decision notice as it would be sent now, for who decides.

It takes its words from where the paper takes them, so it names no record that is not
given, and holds a place open for what nobody has judged yet.
"""

from collections.abc import Mapping
from dataclasses import replace
from lingchuan.records.access import decision
from lingchuan.records.access.decision import Decision
from lingchuan.records.access.files import file_of
from lingchuan.records.access.notice_texts import template_values
from lingchuan.records.access.notices import facts_of
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.grants import days_problem


def preview(
    request: object, transition: str, sent: Mapping[str, object]
) -> dict[str, object] | None:
    """Return {title, number, requester_name, paragraphs, bureau_name, day}.

    What cannot be taken as it was sent is left as it was; None without a file.
    """
    if file_of(request) is None:
        return None
    made, _problems, _findings = decision.reach(request, transition, sent)
    return template_values(facts_of(request, _with_days(made), facts.today()))


def _with_days(made: Decision) -> Decision:
    most, days = settings().access_max_days, settings().access_days
    is_wrong = made.is_approval and days_problem(made.days, most) is not None
    return replace(made, days=days) if is_wrong else made
