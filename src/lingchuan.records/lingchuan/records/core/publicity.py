"""No row of publicity tells what a commercial secret of its file covers (R24-2)."""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.text import plain
from typing import Any
from typing import Final

import re


RULE: Final = "R24-2"
ARTICLE: Final = "办法第二十四条"
WHOLE_RECORD: Final = "本记录全部内容"
# What a review says of a record that is secret no more (保守国家秘密法, Art. 35).
PUBLISHABLE: Final = "publishable"
WITHHELD: Final = "withheld"
OUTCOMES: Final = (PUBLISHABLE, WITHHELD)
# One character would be found in nearly every text.
_SHORTEST: Final = 2
_BETWEEN: Final = re.compile(r"[，,、；;。\n]+")


def flagged_terms(decisions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what the commercial secrets of some decisions name as theirs."""
    found: set[str] = set()
    for said in decisions:
        if "COMMERCIAL" not in (said.get("kinds") or ()):
            continue
        named = [*(said.get("data_items") or ()), *_parts(said.get("scope"))]
        found |= {term for name in named if len(term := plain(name)) >= _SHORTEST}
    return tuple(sorted(found - {WHOLE_RECORD}))


def publicity_findings(
    row: Mapping[str, object], decisions: Iterable[Mapping[str, Any]]
) -> tuple[Finding, ...]:
    """Return a blocking finding for each field that tells a flagged term.

    Args:
        row: {field: text} of one row to be published, as XK_NR.
        decisions: the confidentiality decisions of the file and its records.
    Returns:
        Findings that name the field, never the term.
    """
    terms = flagged_terms(decisions)
    return tuple(
        Finding(RULE, ARTICLE, BLOCK, "publicity_secret", (("field", name),))
        for name, text in row.items()
        if any(term in plain(str(text or "")) for term in terms)
    )


def _parts(scope: object) -> list[str]:
    return _BETWEEN.split(str(scope)) if scope else []
