"""Texts of what is wrong with the notice or its template."""

from lingchuan.records.i18n import _
from typing import Final


TEXTS: Final = {
    "template_large": _(
        "problem_template_large",
        default="The file is too large for a template: 1 MB at most, pictures included.",
    ),
    "template_no_docx": _(
        "problem_template_no_docx",
        default="This is no Word document (DOCX), or it is damaged or locked by a password.",
    ),
    "template_active": _(
        "problem_template_active",
        default="A template holds text and pictures alone: no macros, no embedded files or objects, no printer settings. Save it as a plain DOCX.",
    ),
    "template_linked": _(
        "problem_template_linked",
        default="A template may fetch nothing from elsewhere: no linked pictures or files, no fields that read them, no document template attached to it. Put in what is linked.",
    ),
    "template_broken": _(
        "problem_template_broken",
        default="The template cannot be filled in. Look here: ${place}",
    ),
    "template_unknown": _(
        "problem_template_unknown",
        default="The template asks for what no notice has: ${names}. The manual lists all names.",
    ),
    "template_lacks": _(
        "problem_template_lacks",
        default="With this template a notice would not say: ${names}. The law asks for it; put the names in, or the text as a whole by the name “paragraphs”.",
    ),
    "template_same": _(
        "problem_template_same", default="This is the template in use already."
    ),
    "template_missing": _("problem_template_missing", default="Choose a file."),
    "notice_not_printed": _(
        "finding_notice_not_printed",
        default="The decision notice could not be printed, so nothing is decided. Try again; if it stays so, tell the system administrator: the program that prints documents does not work.",
    ),
}
