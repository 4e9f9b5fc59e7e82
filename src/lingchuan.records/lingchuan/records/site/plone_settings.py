"""Settings of Plone itself that the site needs otherwise than delivered."""

from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import json


LANGUAGES = ("zh-cn", "en")
AVAILABLE = "plone.available_languages"
SYNDICATION = "plone.base.interfaces.syndication.ISiteSyndicationSettings"
SETTINGS = {
    # Whoever wants English chooses it; a foreign browser changes nothing.
    "plone.use_cookie_negotiation": True,
    # What a transcript is written with; nothing that loads from elsewhere.
    "plone.valid_tags": (
        "a b blockquote br caption div em h2 h3 h4 hr i li ol p s span strong sub sup"
        " table tbody td th thead tr u ul"
    ).split(),
    "plone.plugins": ["lists", "table", "searchreplace"],
    "plone.menubar": "",
    "plone.toolbar": "undo redo | bold underline | bullist numlist | table",
    "plone.other_settings": json.dumps({"branding": False, "elementpath": False}),
    # No feeds: what is new in the records is nobody's news (threats L22).
    f"{SYNDICATION}.allowed": False,
}


def install() -> None:
    """Set what the site needs; safe to repeat."""
    registry = getUtility(IRegistry)
    for name, value in SETTINGS.items():
        registry[name] = value
    known = registry[AVAILABLE]
    registry[AVAILABLE] = list(dict.fromkeys([*known, *LANGUAGES]))


def uninstall() -> None:
    """Give each setting the value that it is delivered with; languages stay."""
    registry = getUtility(IRegistry)
    for name in SETTINGS:
        registry[name] = registry.records[name].field.default
