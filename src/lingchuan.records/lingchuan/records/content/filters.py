"""The filters of a list, as its page shows them."""

from collections.abc import Mapping
from zope.i18n import translate


def select(
    name: str, title: object, options: Mapping[str, str], chosen: str, request: object
) -> dict[str, object]:
    """Return a choice for a form: {name, title, options}, the chosen one marked.

    Args:
        options: {value: text}.
    """
    return {
        "name": name,
        "title": translate(title, context=request),
        "options": [
            {
                "value": value,
                "text": text,
                "selected": "selected" if value == chosen else None,
            }
            for value, text in options.items()
        ],
    }
