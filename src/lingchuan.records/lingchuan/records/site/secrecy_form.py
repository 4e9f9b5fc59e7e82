"""What the form of a secrecy decision asks for, and what was sent (Art. 20)."""

from collections.abc import Mapping
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import DATES
from lingchuan.records.confidentiality.workflow import AUTHORITY
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.date_widgets import day_input
from lingchuan.records.core.dates import as_day
from lingchuan.records.core.marks import LEVELS
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.i18n import _
from zope.i18n import translate


PROPOSE = "propose_release"
WITH_FACTS = ("restrict", "revise")
LISTS = ("data_items",)
TITLES = {
    "kinds": _("param_kinds", default="Kinds of secrecy"),
    "remaining": _("param_remaining", default="Kinds that remain (none: release)"),
    "known_to": _("param_known_to", default="Known to (user ids, one a line)"),
    "level": _("param_level", default="Level"),
    "mark": _("param_mark", default="Mark"),
    "basis_document": _("param_basis_document", default="Document it rests on"),
    "determiner": _("param_determiner", default="Determined by"),
    "authorisation": _("param_authorisation", default="Authorisation number"),
    "otherwise_provided_basis": _(
        "param_otherwise_provided_basis", default="Basis of a longer term"
    ),
    "issued_on": _("param_issued_on", default="Determined on"),
    "term": _("param_term", default="Term"),
    "protected_until": _("param_protected_until", default="Protected through"),
    "released_on": _("param_released_on", default="Released on"),
    "holder": _("param_holder", default="Holder of the right"),
    "scope": _("param_scope", default="What the secret covers"),
    "data_items": _("param_data_items", default="Data concerned"),
    "custodian": _("param_custodian", default="Custodian"),
    "place": _("param_place", default="Place of custody"),
    "review_due": _("param_review_due", default="To be reviewed by"),
    # Why somebody decides; it may not be left out.
    "comment": _("param_reason", default="Reason"),
}
HELP = {
    "mark": _(
        "help_param_mark",
        default="As on the paper, 秘密★10年; the star is for state secrets alone.",
    ),
    "basis_document": _(
        "help_param_basis_document",
        default="Number of the document that decided it, or that it derives from.",
    ),
    "authorisation": _(
        "help_param_authorisation",
        default="Where this bureau itself determined a state secret.",
    ),
    "term": _("help_param_term", default="As 10年, a day, or a condition."),
    "review_due": _("help_param_review_due", default="Left empty: in one year."),
    "holder": _("help_param_holder", default="Whose commercial secret it is."),
    "scope": _(
        "help_param_scope",
        default="For a commercial secret: which contents; left empty, the whole record.",
    ),
    "data_items": _(
        "help_param_data_items",
        default="For privacy: ID number, phone, health, and so on; separate by commas.",
    ),
}
GROUPS = (
    (
        _("group_basis", default="Basis and term"),
        (
            "level",
            "mark",
            "basis_document",
            "determiner",
            "authorisation",
            "otherwise_provided_basis",
            "issued_on",
            "term",
        ),
    ),
    (
        _("group_concerned", default="Whose, and what"),
        ("holder", "scope", "data_items"),
    ),
    (
        _("group_custody", default="Custody and review"),
        ("custodian", "place", "review_due"),
    ),
)

AUTHORITY_GROUP = (
    _(
        "group_authority",
        default="Before its day only the body that determined the state secret lifts it",
    ),
    AUTHORITY,
)


def required_title(title: str, request: object) -> str:
    """Return the title of a field that may not be left empty."""
    message = _(
        "label_required", default="${title} (required)", mapping={"title": title}
    )
    return translate(message, context=request)


class SecrecyForm:
    """The part of a transition's form that decides on secrecy."""

    def __init__(self, context: object, request: object, transition: str) -> None:
        self.request = request
        self.transition = transition
        self.decision = getattr(context, "confidentiality", None) or {}

    def _say(self, message: object) -> str:
        return translate(message, context=self.request) if message else ""

    def title_of(self, name: str) -> str:
        """Return the title of a field."""
        return self._say(TITLES[name])

    def params(self) -> dict[str, object]:
        """Return the parameters sent; an emptied field is sent as empty."""
        form = self.request.form
        if self.transition not in (*WITH_FACTS, PROPOSE):
            return {}
        params: dict[str, object] = {"kinds": as_list(form.get("kinds"))}
        if self.transition in WITH_FACTS:
            params["known_to"] = as_list(str(form.get("known_to") or ""))
        for _title, names in self._groups():
            params |= {name: self._sent(form, name) for name in names}
        return params

    def _groups(self) -> tuple:
        """Return (title, names) of the facts that the transition asks for."""
        if self.transition in WITH_FACTS:
            return GROUPS
        lifts = self.transition == PROPOSE and STATE in self.decision.get("kinds", ())
        return (AUTHORITY_GROUP,) if lifts else ()

    def _sent(self, form: Mapping[str, object], name: str) -> object:
        text = str(form.get(name) or "").strip()
        if name in DATES:
            return as_day(text)
        return as_list(text) if name in LISTS else text

    def kinds_title(self) -> str:
        """Return what the boxes of the kinds stand for."""
        name = "remaining" if self.transition == PROPOSE else "kinds"
        return self._say(TITLES[name])

    def kinds(self) -> list[dict[str, object]]:
        """Return the kinds of secrecy to choose from, where the transition asks.

        A proposal of release ticks those that remain; all others are dropped.
        """
        if self.transition not in (*WITH_FACTS, PROPOSE):
            return []
        carried = list(self.decision.get("kinds") or ())
        usual = carried if self.transition in WITH_FACTS else ()
        chosen = as_list(self.request.form.get("kinds") or usual)
        return [
            {
                "value": term.value,
                "title": self._say(term.title),
                "checked": "checked" if term.value in chosen else None,
            }
            for term in SECRECY_KINDS
            if self.transition in WITH_FACTS or term.value in carried
        ]

    def names_persons(self) -> bool:
        """Return whether the transition says who may know."""
        return self.transition in WITH_FACTS

    def known_to(self) -> str:
        """Return the persons of the circle, one a line."""
        sent = self.request.form.get("known_to")
        return str(sent) if sent else "\n".join(self.decision.get("known_to") or ())

    def groups(self) -> list[dict[str, object]]:
        """Return {title, fields} of the decision's facts, where the transition asks."""
        return [
            {"title": self._say(title), "fields": [self._field(name) for name in names]}
            for title, names in self._groups()
        ]

    def _new(self) -> tuple[str, ...]:
        """Return what is said anew: a lifting document, the next review."""
        return ("basis_document",) if self.transition == PROPOSE else ("review_due",)

    def _field(self, name: str) -> dict[str, object]:
        stored = None if name in self._new() else self.decision.get(name)
        value = self.request.form.get(name, stored) or ""
        text = value if isinstance(value, str) else "，".join(value)
        help = self._say(HELP.get(name))
        return {
            "name": name,
            "id": f"p-{name}",
            "title": self.title_of(name),
            "help": help,
            "described": f"p-{name}-help" if help else None,
            "error": "",
            "invalid": None,
            "required": None,
            "day": day_input(name, f"p-{name}", text, self.request)
            if name in DATES
            else None,
            "options": [""] + list(LEVELS) if name == "level" else [],
            "value": text,
        }
