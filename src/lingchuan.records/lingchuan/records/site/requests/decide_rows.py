"""The scope on the head's page: outcomes, what may be made of them, and what was sent."""

from collections.abc import Iterator
from lingchuan.records.access.derivatives import is_reviewed
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import GIVEN
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import rank
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.requests.scope_table import Row
from lingchuan.records.site.requests.scope_table import ScopeTable
from lingchuan.records.site.requests.scope_table import weightiest
from typing import Final
from zope.i18n import translate


# The form's name for all records together that the decider may not see.
UNSEEN: Final = "unseen"


class DecideRows:
    """Ready rows for the template, and the answers of a POST.

    A field is `<o|r|a>-<uid>[-<right>]`: outcome, reason, article. Only the scope names
    records; a field of another one is not looked at.
    """

    def __init__(self, context: object, request: object, table: ScopeTable) -> None:
        self.context, self.request, self.table = context, request, table

    def rows(self) -> list[Row]:
        """Return the records that the decider may see, with what may be chosen."""
        return [row | self._asked(row["uid"]) for row in self.table.rows()]

    def _asked(self, uid: str) -> Row:
        rights = self.table.by_record[uid]
        is_human = any(one.outcome == HUMAN for one in rights.values())
        can_change = any(one.outcome != REFUSED for one in rights.values())
        article = weightiest(rights).article if is_human else ""
        return {
            "is_human": is_human,
            "can_change": can_change,
            "is_changed": any(self._sent("o", uid, right) for right in rights),
            "choices": [self._choice(one) for one in rights.values()],
            "reason": self._sent("r", uid),
            "article": self._sent("a", uid) or article,
            "show_url": self._show_url(uid),
        }

    def _show_url(self, uid: str) -> str:
        if not is_reviewed(self.context, uid):
            return ""
        return f"{self.context.absolute_url()}/@@redacted-copy?record={uid}"

    def _choice(self, one: Outcome) -> Row:
        sent = self._sent("o", one.uid, one.right)
        first = texts.CHOOSE if one.outcome == HUMAN else texts.AS_IT_IS
        return {
            "name": f"o-{one.uid}-{one.right}",
            "right": translate(texts.RIGHTS[one.right], context=self.request),
            "options": [
                {"value": "", "title": first, "selected": None, "disabled": None},
                *(self._option(one, outcome, sent) for outcome in _possible(one)),
            ],
        }

    def _option(self, one: Outcome, outcome: str, sent: str) -> Row:
        title, disabled = texts.OUTCOMES[outcome][2], None
        if outcome == REDACTED and not is_reviewed(self.context, one.uid):
            title, disabled = texts.NO_COPY, "disabled"
        selected = "selected" if sent == outcome else None
        return {
            "value": outcome,
            "title": title,
            "selected": selected,
            "disabled": disabled,
        }

    def unseen_open(self) -> int:
        """Return how many records to be judged the decider may not see."""
        return len(list(self._unseen_human()))

    def unseen_reason(self) -> str:
        """Return what was sent as the reason of what the decider may not see."""
        return self._sent("r", UNSEEN)

    def open_count(self) -> int:
        """Return how many records wait for a judgement."""
        rights = self.table.by_record.values()
        return sum(any(o.outcome == HUMAN for o in one.values()) for one in rights)

    def answers(self) -> list[dict[str, str]]:
        """Return what was sent, as the decision takes it."""
        return [one.to_dict() for one in (*self._named(), *self._unseen())]

    def _named(self) -> Iterator[Answer]:
        for uid in self.table.known:
            for right in self.table.by_record.get(uid, ()):
                outcome = self._sent("o", uid, right)
                if outcome:
                    why = (self._sent("r", uid), self._sent("a", uid))
                    yield Answer(uid, right, outcome, *why)

    def _unseen(self) -> Iterator[Answer]:
        """Yield the refusal of what the decider may not see; nobody grants that blindly."""
        if self._sent("o", UNSEEN) != REFUSED:
            return
        for one in self._unseen_human():
            why = (self._sent("r", UNSEEN), one.article)
            yield Answer(one.uid, one.right, REFUSED, *why)

    def _unseen_human(self) -> Iterator[Outcome]:
        for rights in self.table.unseen().values():
            yield from (one for one in rights.values() if one.outcome == HUMAN)

    def _sent(self, *names: str) -> str:
        return str(self.request.form.get("-".join(names)) or "").strip()


def _possible(one: Outcome) -> list[str]:
    """Return what a person may make of an outcome, the most first."""
    if one.outcome == HUMAN:
        return [o for o in reversed(GIVEN) if rank(o) <= rank(one.ceiling)]
    return [o for o in reversed(GIVEN) if rank(o) < rank(one.outcome)]
