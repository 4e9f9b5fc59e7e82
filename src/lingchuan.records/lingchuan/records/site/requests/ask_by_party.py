"""The request form of a party: it asks for itself, in plain words, of its own files."""

from Acquisition import aq_base
from functools import cached_property
from lingchuan.records.access.facts import parties_of
from lingchuan.records.access.files import known_file
from lingchuan.records.access.files import own_files
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import OTHER
from lingchuan.records.core.access.values import RELATIONS
from lingchuan.records.site.requests import ask_texts as texts
from lingchuan.records.site.requests.ask_form import Form
from lingchuan.records.site.requests.ask_form import NUMBER
from lingchuan.records.site.requests.ask_form import RADIO


class PartyForm(Form):
    """A party asks for itself; its own files are offered."""

    groups = (
        ("what", ("permit_file", texts.FILE_NUMBER, "rights", "parts")),
        ("who", ("relation", NUMBER, "proof")),
        ("why", ("purpose", "delivery")),
    )
    required = frozenset(("purpose",))

    def named_file(self) -> str:
        """Return the number that was typed, else the file that was chosen."""
        return self._sent(texts.FILE_NUMBER) or self._sent("permit_file")

    def problem_field(self, name: str) -> str:
        """Show what is wrong with a typed number where it was typed."""
        typed = name == "permit_file" and self._sent(texts.FILE_NUMBER)
        return texts.FILE_NUMBER if typed or self._has_none(name) else name

    def _has_none(self, name: str) -> bool:
        return name == "permit_file" and not self.own

    @cached_property
    def own(self) -> list[object]:
        """The party's own files."""
        return own_files(facts.current_user() or "")

    def values(self) -> dict[str, object]:
        """Return the fields of the request; the name is that of the account."""
        userid = facts.current_user() or ""
        return super().values() | {"requester_name": facts.display_name(userid)}

    def _relation(self) -> str | None:
        """Return what was said, else what the file says of the account."""
        file = known_file(self.named_file())
        if file is None:
            # It is the file that is wrong then, and nothing else.
            return self._sent("relation") or OTHER
        return self._sent("relation") or relation_in(file)

    def _field(self, name: str) -> dict[str, object]:
        field = super()._field(name)
        if name == "permit_file":
            return field | {"kind": RADIO if self.own else ""}
        return field

    def _choices(self, name: str) -> list[tuple[str, object]]:
        if name == "permit_file":
            return [(aq_base(one).file_number, _named(one)) for one in self.own]
        found = super()._choices(name)
        if name == "relation" and self.own:
            return [("", texts.BY_FILE), *found]
        return found

    def _standing(self, name: str) -> object:
        found = super()._standing(name)
        asked = str(self.request.form.get("file") or "")
        numbers = [aq_base(one).file_number for one in self.own]
        if name == "permit_file" and self.draft is None:
            return asked if asked in numbers else (numbers or [""])[0]
        if name == texts.FILE_NUMBER:
            stands = super()._standing("permit_file")
            return "" if stands in numbers else stands
        return found


def relation_in(file: object) -> str | None:
    """Return what the current user's account is in a file, None for nothing there."""
    userid = facts.current_user()
    roles = (one.role for one in parties_of(file) if one.userid == userid)
    return next((role for role in roles if role in RELATIONS), None)


def _named(file: object) -> str:
    base = aq_base(file)
    matters = "、".join(row.get("name") or row["code"] for row in base.matters or ())
    return f"{base.file_number}　{matters}"
