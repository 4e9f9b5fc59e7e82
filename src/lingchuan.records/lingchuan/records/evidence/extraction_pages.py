"""Pages of extracted evidence: one extraction, and the shelf of all."""

from Acquisition import aq_base
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content import seen
from lingchuan.records.content.messages import finding_text
from lingchuan.records.content.steps import step_links
from lingchuan.records.core.findings import Finding
from lingchuan.records.evidence import rules
from lingchuan.records.evidence import warnings
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.schema import FACTS
from lingchuan.records.evidence.schema import IEvidenceExtractionSchema
from lingchuan.records.evidence.schema import IHandoverRow
from lingchuan.records.evidence.schema import ISSUED
from lingchuan.records.evidence.schema import LONG
from lingchuan.records.evidence.types import DRAFT
from lingchuan.records.evidence.types import EXTRACTION
from lingchuan.records.evidence.types import ORIGINALITY
from lingchuan.records.evidence.types import WORKFLOW
from plone import api
from Products.Five import BrowserView
from typing import Final
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.schema import getFieldsInOrder


PEOPLE: Final = frozenset(
    ("maker", "extractor", "second_person", "issued_by", "handed_by", "returned_to")
)


def shown(value: object, name: str, request: object) -> str:
    """Return a value as people read it."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        text = value.astimezone(facts.ZONE).strftime("%Y-%m-%d %H:%M:%S")
        return text.removesuffix(":00")
    if isinstance(value, date):
        return value.isoformat()
    if name in PEOPLE:
        return facts.display_name(str(value))
    if name == "original_or_copy":
        return translate(ORIGINALITY.getTerm(value).title, context=request)
    return str(value)


class ExtractionPage(BrowserView):
    """音像证据提取."""

    def __call__(self) -> str:
        """Show the page; who reads it has seen what it tells of its recordings."""
        for one in self.recordings():
            seen.note(one)
        return self.index()

    def recordings(self) -> list[object]:
        """Return the recordings; who sees the extraction sees them all."""
        return items_of(self.context)

    def icon(self, name: str) -> str:
        """Return an inline icon."""
        resolver = getMultiAdapter((self.context, self.request), name="iconresolver")
        return resolver.tag(name, tag_class="plone-icon", tag_alt="")

    def state(self) -> str:
        """Return the title of its state."""
        tool = api.portal.get_tool("portal_workflow")
        state = facts.lifecycle_state(self.context)
        title = tool.getTitleForStateOnType(state, EXTRACTION) or state
        return translate(title, domain="plone", context=self.request)

    def is_draft(self) -> bool:
        """Return whether it is not issued yet."""
        return facts.lifecycle_state(self.context) == DRAFT

    def edit_url(self) -> str:
        """Return the address of the form, '' where it may not be changed."""
        if not api.user.has_permission("Modify portal content", obj=self.context):
            return ""
        return f"{self.context.absolute_url()}/edit"

    def package_url(self) -> str:
        """Return the address of the package, '' before the issue."""
        return "" if self.is_draft() else f"{self.context.absolute_url()}/@@package"

    def moves(self) -> list[dict[str, str]]:
        """Return links to the pages of the steps that the reader may take."""
        return step_links(self.context, WORKFLOW, self.request)

    def missing(self) -> list[dict[str, str]]:
        """Return what is missing before it can be issued: {text, article, url}."""
        if not self.is_draft():
            return []
        found = [*rules.gaps(self.context), *self._barred()]
        edit = self.edit_url()
        return [
            {
                "text": finding_text(finding, self.request),
                "article": finding.article,
                "url": edit and f"{edit}#formfield-form-widgets-{field}",
            }
            for field, finding in found
        ]

    def _barred(self) -> Iterator[tuple[str, Finding]]:
        for finding in rules.barred(self.context):
            yield "extractor", finding
        for finding in rules.blind(self.context):
            yield "second_person", finding

    def warned(self) -> list[dict[str, str]]:
        """Return the warnings: {text, article}."""
        rows = getattr(aq_base(self.context), "warnings", None) or ()
        found = [warnings.finding(row) for row in rows]
        return [
            {"text": finding_text(one, self.request), "article": one.article}
            for one in found
        ]

    def items(self) -> list[dict[str, str]]:
        """Return a row for each recording: {url, title, number, time, sha256}."""
        return [self._item(one) for one in self.recordings()]

    def _item(self, one: object) -> dict[str, str]:
        file, base = facts.permit_file_of(one), aq_base(one)
        return {
            "url": one.absolute_url(),
            "title": base.title or one.getId(),
            "number": (file.file_number or "") if file is not None else "",
            "time": shown(base.starts, "starts", self.request),
            "sha256": base.sha256 or "",
        }

    def facts(self) -> list[dict[str, str]]:
        """Return the facts that have a value."""
        return self._facts(FACTS)

    def issue(self) -> list[dict[str, str]]:
        """Return what the issue set."""
        return self._facts(ISSUED)

    def texts(self) -> list[dict[str, str]]:
        """Return the long texts that are there."""
        return self._facts(LONG)

    def _facts(self, names: tuple[str, ...]) -> list[dict[str, str]]:
        rows = [
            {
                "id": f"h-{name}",
                "title": translate(
                    IEvidenceExtractionSchema[name].title, context=self.request
                ),
                "value": shown(
                    getattr(aq_base(self.context), name, None), name, self.request
                ),
            }
            for name in names
        ]
        return [row for row in rows if row["value"]]

    def tables(self) -> list[dict[str, object]]:
        """Return the hand-overs as a table: {id, title, heads, rows}."""
        rows = getattr(aq_base(self.context), "handovers", None) or ()
        if not rows:
            return []
        fields = getFieldsInOrder(IHandoverRow)
        heads = [
            translate(field.title, context=self.request) for _name, field in fields
        ]
        title = IEvidenceExtractionSchema["handovers"].title
        return [
            {
                "id": "h-handovers",
                "title": translate(title, context=self.request),
                "heads": heads,
                "rows": [self._cells(row, fields, heads) for row in rows],
            }
        ]

    def _cells(self, row: dict, fields: list, heads: list[str]) -> list[dict[str, str]]:
        return [
            {"label": head, "value": shown(row.get(name), name, self.request)}
            for (name, _field), head in zip(fields, heads, strict=True)
        ]


class ExtractionsPage(BrowserView):
    """The shelf: the extractions that the reader may see, the newest first."""

    def add_url(self) -> str:
        """Return the address of the add form, '' for who may not add."""
        types = [fti.getId() for fti in self.context.allowedContentTypes()]
        if EXTRACTION not in types:
            return ""
        return f"{self.context.absolute_url()}/++add++{EXTRACTION}"

    def rows(self) -> list[dict[str, str]]:
        """Return {url, number, title, state, made, maker} of each."""
        tool = api.portal.get_tool("portal_workflow")
        brains = api.portal.get_tool("portal_catalog")(
            path="/".join(self.context.getPhysicalPath()),
            portal_type=EXTRACTION,
            sort_on="created",
            sort_order="reverse",
        )
        return [self._row(brain, tool) for brain in brains]

    def _row(self, brain: object, tool: object) -> dict[str, str]:
        state = tool.getTitleForStateOnType(brain.review_state, EXTRACTION)
        return {
            "url": brain.getURL(),
            "number": brain.document_number or "",
            "title": brain.Title or brain.getId,
            "state": translate(state, domain="plone", context=self.request),
            "made": shown(brain.created.asdatetime(), "created", self.request)[:10],
            "maker": facts.display_name(brain.Creator),
        }
