"""The few words that stand untranslatable in templates, in the language of the page.

They are the theme's button that closes the menu, and the mark of a grid's column.
"""

from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IRecordsLayer
from plone.transformchain.interfaces import ITransform
from repoze.xmliter.serializer import XMLSerializer
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface


# The theme is put around the page at 8850.
AFTER_THEME = 8900
WORDS = (
    ("//button[@aria-label='Close']", "aria-label", _("action_close", default="Close")),
    ("//span[@title='Required']", "title", _("mark_required", default="Required")),
)


@implementer(ITransform)
@adapter(Interface, IRecordsLayer)
class ThemeTexts:
    """Says these words in the language of the page."""

    order = AFTER_THEME

    def __init__(self, published: object, request: object) -> None:
        self.request = request

    def transformBytes(self, result: object, encoding: str) -> None:
        """Leave what the theme has not seen."""

    def transformUnicode(self, result: object, encoding: str) -> None:
        """Leave what the theme has not seen."""

    def transformIterable(self, result: object, encoding: str) -> object:
        """Translate the labels in a page that carries the theme."""
        if not isinstance(result, XMLSerializer):
            return None
        for path, attribute, word in WORDS:
            for node in result.tree.xpath(path):
                node.set(attribute, translate(word, context=self.request))
        return result
