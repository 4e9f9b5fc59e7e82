"""REST answers in the language that the caller asks for; pages stay the site's.

Staff read Chinese whatever their browser was installed with, but a caller of an
API that sends `Accept-Language: en` wants English messages.
"""

from lingchuan.records.confidentiality.gate import is_rest
from lingchuan.records.interfaces import IRecordsLayer
from plone.app.content.browser.i18n import i18njs
from plone.i18n.utility import LanguageBinding


LANGUAGES = {"en": "en", "zh": "zh-cn"}


class ScriptTexts(i18njs):
    """The texts of Plone's scripts; its own view knows no zh-cn, only zh_CN."""

    def __call__(
        self, domain: str | None = None, language: str | None = None
    ) -> object:
        """Write the catalog of a domain as JSON."""
        language = language or self.request.get("LANGUAGE") or ""
        main, _dash, region = language.partition("-")
        wanted = f"{main}_{region.upper()}" if region else main
        return super().__call__(domain, wanted)


def asked_language(header: str) -> str | None:
    """Return the best of our languages for an Accept-Language header, else None."""
    ranked = []
    for place, part in enumerate(header.split(",")):
        name, _sep, weight = part.partition(";q=")
        try:
            rank = float(weight) if weight else 1.0
        except ValueError:
            continue
        language = LANGUAGES.get(name.strip().lower().split("-")[0])
        if language and rank > 0:
            ranked.append((-rank, place, language))
    return min(ranked)[2] if ranked else None


def bind_language(event: object) -> None:
    """Bind the language that an API request asks for."""
    request = event.request
    if not IRecordsLayer.providedBy(request) or not is_rest(request):
        return
    language = asked_language(request.getHeader("Accept-Language") or "")
    binding = request.get("LANGUAGE_TOOL")
    if language and isinstance(binding, LanguageBinding):
        binding.LANGUAGE = request["LANGUAGE"] = language
