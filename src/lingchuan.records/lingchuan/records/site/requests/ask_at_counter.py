"""The request form of the counter: a clerk asks for who stands there, having seen their papers."""

from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import in_chinese
from lingchuan.records.site.requests import ask_texts as texts
from lingchuan.records.site.requests.ask_form import Form
from lingchuan.records.site.requests.ask_form import LETTER
from lingchuan.records.site.requests.ask_form import NUMBER
from typing import Final


LINES: Final = ("requester_name", "letter_number", "letter_from")


class CounterForm(Form):
    """A clerk asks for who stands at the counter, having seen their papers."""

    groups = (
        (
            "person",
            ("requester_name", NUMBER, texts.IDENTITY, "relation"),
        ),
        ("what", ("permit_file", "rights", "parts")),
        ("why", ("purpose", "delivery", "proof")),
        (LETTER, ("letter_number", "letter_from")),
    )
    required = frozenset(("requester_name", "permit_file", "purpose"))
    titles = texts.OWN | texts.COUNTER
    helps = texts.HELP | texts.COUNTER_HELP
    relations = texts.PERSON
    delivery = "window"

    def values(self) -> dict[str, object]:
        """Return the fields of the request."""
        said = {name: self._sent(name) or None for name in LINES}
        return said | super().values()

    def missing(self) -> list[Problem]:
        """Return that nobody has looked at a paper."""
        is_known = self._sent(texts.IDENTITY) in texts.PAPERS
        return [] if is_known else [Problem(texts.IDENTITY, "required")]

    def comment(self) -> str:
        """Return by which paper the person was recognised; papers speak Chinese."""
        paper = texts.PAPERS.get(self._sent(texts.IDENTITY))
        if paper is None:
            return ""
        return in_chinese(texts.CHECKED, paper=in_chinese(paper))
