"""What Plone's own templates lack, mended in the finished page.

- Words that no catalog reaches: the button that closes the menu, a column's mark.
- Names for a screen reader: the cells of a grid, the field of an upload.
- A title of the window that says which page it is, not only whose.
- Scripts inside the page: said in attributes, or dropped (inline_scripts.py).
- The toolbar's two buttons are links, so that a keyboard reaches them.
"""

from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site.inline_scripts import take_out
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
# Names of icons that are ids.
RAW_NAMES = "//*[local-name()='svg']/*[local-name()='title'][contains(., '_mtype_')]"
TOOLBAR = (
    "//a[contains(@class, 'toolbar-collapse') or contains(@class, 'toolbar-expand')]"
)
GRIDS = "//table[@data-mode='row']"
CONTROLS = ".//input[not(@type='hidden')] | .//select | .//textarea"
UPLOADS = "//input[@type='file' and @id]"
UPLOAD_TAIL = "-input"


@implementer(ITransform)
@adapter(Interface, IRecordsLayer)
class MarkupMends:
    """Mends a page that carries the theme."""

    order = AFTER_THEME

    def __init__(self, published: object, request: object) -> None:
        self.request = request

    def transformBytes(self, result: object, encoding: str) -> None:
        """Leave what the theme has not seen."""

    def transformUnicode(self, result: object, encoding: str) -> None:
        """Leave what the theme has not seen."""

    def transformIterable(self, result: object, encoding: str) -> object:
        """Return the page, mended."""
        if not isinstance(result, XMLSerializer):
            return None
        tree = result.tree
        take_out(tree)
        for path, attribute, word in WORDS:
            for node in tree.xpath(path):
                node.set(attribute, translate(word, context=self.request))
        for name in tree.xpath(RAW_NAMES):
            name.getparent().remove(name)
        for button in tree.xpath(TOOLBAR):
            button.set("href", "#edit-zone")
            button.set("role", "button")
        for grid in tree.xpath(GRIDS):
            _name_cells(grid)
        _name_window(tree)
        for upload in tree.xpath(UPLOADS):
            _name_upload(tree, upload)
        return result


def _name_window(tree: object) -> None:
    """Begin the title of the window with the heading of the page."""
    titles, heads = tree.xpath("//head/title"), tree.xpath("//main//h1")
    if titles and heads:
        head = " ".join("".join(heads[0].itertext()).split())
        title = titles[0].text or ""
        if head and head not in title:
            titles[0].text = f"{head} — {title}"


def _name_cells(grid: object) -> None:
    """Give each control of a grid the name of its column."""
    heads = [
        "".join(head.itertext()).strip().split("\n")[0]
        for head in grid.xpath("./thead/tr/th")
    ]
    for row in grid.xpath("./tbody/tr"):
        for name, cell in zip(heads, row.xpath("./td"), strict=False):
            for control in cell.xpath(CONTROLS):
                control.set("aria-label", name)


def _name_upload(tree: object, upload: object) -> None:
    """Let the label of a file field name its control, which has an id of its own."""
    own = upload.get("id")
    for label in tree.xpath("//label[@for=$id]", id=own.removesuffix(UPLOAD_TAIL)):
        label.set("for", own)
