"""Texts of all codes of the rules; core/rules has the codes, each once."""

from lingchuan.records.i18n import _
from lingchuan.records.recording import texts_law
from lingchuan.records.recording import texts_papers
from lingchuan.records.recording import texts_recordings
from lingchuan.records.recording import texts_shots


TEXTS = {
    "bad_moment": _(
        "problem_bad_moment",
        default="Is no day or moment, such as 2026-03-18 or 2026-03-18T09:00+08:00.",
    ),
    "hidden_duties": _(
        "finding_hidden_duties",
        default="${count} more things are owed on records that you may not see; ask who may.",
    ),
    "no_such_finding": _(
        "problem_no_such_finding", default="Nothing of the kind was found on this file."
    ),
    **texts_recordings.TEXTS,
    **texts_shots.TEXTS,
    **texts_papers.TEXTS,
    **texts_law.TEXTS,
}
