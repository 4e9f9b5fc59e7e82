"""The content class of extracted evidence, and the words of its choices."""

from lingchuan.records.content.types import Item
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IEvidenceExtraction
from typing import Final
from zope.interface import implementer
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


EXTRACTION: Final = "EvidenceExtraction"
MEDIA: Final = "MediaEvidence"
WORKFLOW: Final = "extraction_workflow"
DRAFT: Final = "draft"
# What holds sound, so that its words are written down (证据规定第十二条).
WITH_SOUND: Final = frozenset(("audio", "video"))
ORIGINALITY: Final = SimpleVocabulary(
    [
        SimpleTerm("original", "original", _("medium_original", default="Original")),
        SimpleTerm("copy", "copy", _("medium_copy", default="Copy")),
    ]
)


@implementer(IEvidenceExtraction)
class EvidenceExtraction(Item):
    """音像证据提取."""

    __ac_local_roles_block__ = True
    number = None
    # The small parts of the package as they were frozen, and their SHA-256.
    frozen = None
    frozen_sha256 = None
