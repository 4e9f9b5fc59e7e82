"""What changes, and may be deleted, as a draft alone (办法 Art. 26, item 3)."""

from lingchuan.records.content import facts
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import wrong_state
from lingchuan.records.content.keeping import ARTICLE_26
from lingchuan.records.core.findings import Finding
from typing import Final


DRAFT: Final = "draft"


class DraftRules:
    """The half of a type's own rules (`IOwnRules`) that tells what of it stays."""

    def fixed(self, obj: object) -> list[Finding]:
        """Return why it may not change: it left the hands of its maker."""
        state = facts.lifecycle_state(obj)
        return [] if state in ("", DRAFT) else [wrong_state(obj, state)]

    def kept(self, obj: object) -> list[Finding]:
        """Return why it may not be deleted: it left the hands of its maker."""
        if facts.lifecycle_state(obj) == DRAFT:
            return []
        return [blocked("R26-3", ARTICLE_26, "delete_refused", obj)]
