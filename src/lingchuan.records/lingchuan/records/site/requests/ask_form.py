"""The fields of the request form: what stands, what was sent, and what is wrong with it.

Two forms: a party's own, in plain words, and the counter's, which a clerk fills in for
who stands there. Values are those of the schema.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from lingchuan.records.access.files import desk
from lingchuan.records.access.files import find_file
from lingchuan.records.access.schema import IAccessRequestSchema
from lingchuan.records.access.schema import LONGEST_PURPOSE
from lingchuan.records.access.types import DELIVERIES
from lingchuan.records.access.types import PARTS
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import keep_reading
from lingchuan.records.core.access.values import RELATIONS
from lingchuan.records.core.access.values import RIGHTS
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.masking import mask_id
from lingchuan.records.site.requests import ask_texts as texts
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Any
from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import FileUpload


Group = tuple[str, tuple[str, ...]]
LETTER: Final = "letter"
NUMBER: Final = "requester_id_number"
RADIO, CHECK, LINE, TEXT, UPLOAD = "radio", "checkbox", "line", "text", "upload"
KINDS: Final = {
    "relation": RADIO,
    "delivery": RADIO,
    texts.IDENTITY: RADIO,
    "rights": CHECK,
    "parts": CHECK,
    "purpose": TEXT,
    "proof": UPLOAD,
}
_NO_FORM: Final = "token"


class Form:
    """What both forms have in common: ready values for the template, values of a POST."""

    groups: tuple[Group, ...] = ()
    required: frozenset[str] = frozenset()
    titles: Mapping[str, object] = texts.OWN
    helps: Mapping[str, object] = texts.HELP
    relations: Mapping[str, object] = texts.SELF
    delivery = "online"

    def __init__(self, request: Any, draft: object = None) -> None:
        self.request, self.draft = request, draft
        self.problems: dict[str, str] = {}

    def is_sent(self) -> bool:
        """Return whether the form was sent, be it with nothing in it."""
        return _NO_FORM in self.request.form

    def fields(self) -> list[dict[str, object]]:
        """Return [{title, fields, folded}]: the form in its groups."""
        return [
            {
                "id": name,
                "title": self._say(texts.GROUPS[name]),
                "fields": [self._field(one) for one in names],
                "folded": name == LETTER,
                "open": "open" if any(map(self._value, names)) else None,
            }
            for name, names in self.groups
        ]

    def title_of(self, name: str) -> str:
        """Return what people call a field."""
        known = self.titles.get(name) or texts.OWN.get(name)
        if known is None and name in IAccessRequestSchema:
            known = IAccessRequestSchema[name].title
        return self._say(known or name)

    def values(self) -> dict[str, object]:
        """Return the fields of the request as they were sent."""
        said: dict[str, object] = {
            "permit_file": self._file_uid(),
            "relation": self._relation(),
            "rights": self._sent_list("rights"),
            "parts": self._sent_list("parts"),
            "purpose": self._sent("purpose"),
            "delivery": self._sent("delivery") or None,
        }
        if self._sent(NUMBER) != self._mask():
            said[NUMBER] = self._sent(NUMBER) or None
        proof = self._proof()
        return said | ({"proof": proof} if proof is not None else {})

    def missing(self) -> list[Problem]:
        """Return what the form asks for that no field of the request holds."""
        return []

    def comment(self) -> str:
        """Return what stands with the step in the ledger."""
        return ""

    def problem_field(self, name: str) -> str:
        """Return the field of this form that shows what is wrong with a value."""
        return name

    def named_file(self) -> str:
        """Return the number or UID by which a file was named, '' for none."""
        return self._sent("permit_file")

    def _file_uid(self) -> str | None:
        named = self.named_file()
        file = find_file(named)
        return IUUID(file) if file is not None else named or None

    def _relation(self) -> str | None:
        return self._sent("relation") or None

    def _mask(self) -> str | None:
        """Return the number of a draft as it is shown; sent back, it is no change."""
        stored = getattr(aq_base(self.draft), NUMBER, None)
        return mask_id(stored) if stored else None

    def _proof(self) -> NamedBlobFile | None:
        """Return the proof that was sent, None for none.

        Raises:
            BadInput: it carries a mark of a state secret; nothing of it is left.
        """
        sent = self.request.form.get("proof")
        if not isinstance(sent, FileUpload) or not sent.filename:
            return None
        name = sent.filename.rsplit("\\", 1)[-1]
        kind = sent.headers.get("Content-Type", "") if sent.headers else ""
        where = self.draft if self.draft is not None else desk()
        # What carries a mark is refused before it is a file of the site.
        reading = admit("proof", name, kind, sent.file, where)
        sent.seek(0)
        file = NamedBlobFile(sent.read(), contentType=kind, filename=name)
        return keep_reading(file, reading)

    def _field(self, name: str) -> dict[str, object]:
        error, help = self.problems.get(name, ""), self._help(name)
        field_id = f"ask-{name}"
        notes = [f"{field_id}-error"] * bool(error) + [f"{field_id}-help"] * bool(help)
        return {
            "name": name,
            "id": field_id,
            "kind": KINDS.get(name, LINE),
            "title": self.title_of(name),
            "help": help,
            "error": error,
            "invalid": "true" if error else None,
            "described": " ".join(notes) or None,
            "required": "required" if name in self.required else None,
            "options": self._options(name),
            "value": self._value(name),
            "longest": LONGEST_PURPOSE if name == "purpose" else 200,
        }

    def _help(self, name: str) -> str:
        told = [self._say(self.helps[name])] if name in self.helps else []
        if name == "proof":
            told += [self._say(one) for one in self._of_proof()]
        return " ".join(told)

    def _of_proof(self) -> Iterator[object]:
        stored = getattr(aq_base(self.draft), "proof", None)
        if stored is not None:
            yield Message(texts.STORED_PROOF, mapping={"name": stored.filename})
        if self.is_sent() and self._was_chosen():
            yield texts.LOST_PROOF

    def _was_chosen(self) -> bool:
        sent = self.request.form.get("proof")
        return isinstance(sent, FileUpload) and bool(sent.filename)

    def _options(self, name: str) -> list[dict[str, object]]:
        chosen = self._value(name)
        picked = chosen if isinstance(chosen, list) else [chosen]
        return [
            {
                "value": value,
                "id": f"ask-{name}-{value or 'none'}",
                "title": self._say(title),
                "checked": "checked" if value in picked else None,
            }
            for value, title in self._choices(name)
        ]

    def _choices(self, name: str) -> list[tuple[str, object]]:
        known: Mapping[str, list[tuple[str, object]]] = {
            "relation": [(one, self.relations[one]) for one in RELATIONS],
            "rights": [(one, texts.RIGHTS[one]) for one in RIGHTS],
            "parts": [(one.value, one.title) for one in PARTS],
            "delivery": [(one.value, one.title) for one in DELIVERIES],
            texts.IDENTITY: list(texts.PAPERS.items()),
        }
        return known.get(name, [])

    def _value(self, name: str) -> object:
        """Return what was sent, where something was, else what stands."""
        is_many = KINDS.get(name) == CHECK
        if self.is_sent():
            return self._sent_list(name) if is_many else self._sent(name)
        return self._standing(name)

    def _standing(self, name: str) -> object:
        stands = getattr(aq_base(self.draft), name, None)
        if name == "permit_file":
            file = find_file(stands)
            return aq_base(file).file_number if file is not None else ""
        if name == NUMBER:
            return self._mask() or ""
        preset = {"rights": [VIEW], "delivery": self.delivery, "parts": []}
        if self.draft is None:
            return preset.get(name, "")
        return list(stands) if isinstance(stands, (list, tuple)) else stands or ""

    def _sent(self, name: str) -> str:
        sent = self.request.form.get(name)
        return sent.strip() if isinstance(sent, str) else ""

    def _sent_list(self, name: str) -> list[str]:
        return as_list(self.request.form.get(name))

    def _say(self, message: object) -> str:
        return translate(message, context=self.request)
