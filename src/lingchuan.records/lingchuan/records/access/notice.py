"""The decision notice as a document: a DOCX from the bureau's template, and its PDF.

- A template is settings of the bureau, not code: it shows values, asks conditions and
  walks over lists; it calls nothing, and reckons nothing that could grow.
- A name that no notice has is refused, not left empty: the paper would lack it.
- Whoever wrote the template leaves no trace in the document.
"""

from collections.abc import Mapping
from datetime import datetime
from datetime import time
from docxtpl import DocxTemplate
from functools import cache
from io import BytesIO
from jinja2 import StrictUndefined
from jinja2 import TemplateError
from jinja2 import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.sandbox import SecurityError
from lingchuan.records.access.notice_texts import template_values
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.template_file import template_problem
from pathlib import Path
from traceback import walk_tb
from typing import Final

import re


DELIVERED: Final = Path(__file__).parent / "templates" / "notice.docx"
BROKEN: Final = "template_broken"
FILTERS: Final = ("default", "first", "join", "last", "length")
# As jinja calls what it was given as text.
_SOURCE: Final = "<template>"
_PARAGRAPH: Final = re.compile(r"<w:p([ >])")
_TAG: Final = re.compile(r"<[^>]+>")
_LONGEST_PLACE: Final = 80
_TEXT_PROPERTIES: Final = ("category", "comments", "content_status", "identifier")
_TEXT_PROPERTIES += ("keywords", "subject", "version")


class NoticeTemplateError(Exception):
    """A template that gives no notice; `place` is the text around the fault."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place


class Sandbox(ImmutableSandboxedEnvironment):
    """What a template may do; see above."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_callable(self, obj: object) -> bool:
        """Return whether a template may call something: never."""
        return False

    def call_binop(
        self, context: object, operator: str, left: object, right: object
    ) -> object:
        """Refuse what makes much of little.

        Raises:
            SecurityError: always.
        """
        raise SecurityError(operator)


class _Template(DocxTemplate):
    """A template that tells where it is broken."""

    def render_xml_part(
        self,
        src_xml: str,
        part: object,
        context: Mapping[str, object],
        jinja_env: Sandbox | None = None,
    ) -> str:
        """Return the XML of a part, with its values put in.

        Raises:
            NoticeTemplateError: it could not be rendered.
        """
        try:
            return super().render_xml_part(src_xml, part, context, jinja_env)
        except Exception as error:
            raise NoticeTemplateError(BROKEN, _place(src_xml, error)) from error


def _place(xml: str, error: Exception) -> str:
    """Return the text of the paragraph where a fault lies, '' where none is known."""
    if isinstance(error, TemplateSyntaxError):
        number = error.lineno
    else:
        frames = walk_tb(error.__traceback__)
        lines = [at for frame, at in frames if frame.f_code.co_filename == _SOURCE]
        number = lines[-1] if lines else 0
    lines = _PARAGRAPH.sub(r"\n<w:p\1", xml).splitlines()
    if not 0 < number <= len(lines):
        return str(error)[:_LONGEST_PLACE]
    return _TAG.sub("", lines[number - 1]).strip()[:_LONGEST_PLACE]


@cache
def delivered() -> bytes:
    """Return the template that comes with the system."""
    return DELIVERED.read_bytes()


def render(facts: NoticeFacts, template: bytes | None = None) -> bytes:
    """Return a notice as DOCX.

    Args:
        template: the bureau's own; None for the delivered one.
    Raises:
        NoticeTemplateError: the template is broken, names what no notice has, or makes
            a document that would fetch or run something.
    """
    values = template_values(facts)
    found = _Template(BytesIO(template if template is not None else delivered()))
    out = BytesIO()
    try:
        found.render(values, Sandbox())
        _sign(found, values, facts)
        found.save(out)
    except NoticeTemplateError:
        raise
    except Exception as error:
        # Any fault of the file; nothing but its bytes and the values is read here.
        raise NoticeTemplateError(BROKEN, str(error)[:_LONGEST_PLACE]) from error
    code = template_problem(out)
    if code:
        raise NoticeTemplateError(code)
    return out.getvalue()


def _sign(
    found: DocxTemplate, values: Mapping[str, object], facts: NoticeFacts
) -> None:
    """Let the document tell of the notice and the bureau alone."""
    properties = found.core_properties
    for name in _TEXT_PROPERTIES:
        setattr(properties, name, "")
    properties.title = f"{values['title']} {values['number']}"
    properties.author = properties.last_modified_by = facts.bureau_name
    properties.created = properties.modified = datetime.combine(
        facts.decided_on, time()
    )


def unknown_names(template: bytes) -> list[str]:
    """Return the names in a template that no notice has, those of no branch left out.

    Raises:
        NoticeTemplateError: it is broken.
    """
    try:
        found = DocxTemplate(BytesIO(template)).get_undeclared_template_variables(
            Sandbox()
        )
    except TemplateError as error:
        raise NoticeTemplateError(BROKEN, str(error)[:_LONGEST_PLACE]) from error
    return sorted(found - NAMES)


NAMES: Final = frozenset(
    "title number requester_name paragraphs bureau_name day decision request_number"
    " received_on rights file_number matters granted redacted refused days last_day"
    " reason article remedies".split()
)
