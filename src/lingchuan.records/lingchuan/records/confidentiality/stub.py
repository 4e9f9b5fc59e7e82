"""The stub that stands for a state secret: a paper without a file or telling title."""

from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import STATE
from lingchuan.records.interfaces import ITextRecord


STUB_TITLE = "国家秘密文件（存根）"


def is_stub(obj: object) -> bool:
    """Tell whether a record may stand for a state secret: a paper without a file."""
    return ITextRecord.providedBy(obj) and getattr(obj, "file", None) is None


def check_stub(obj: object) -> None:
    """Refuse to let a record stand for a state secret that is more than a stub.

    Raises:
        TransitionBlocked: it carries a file, or is no paper.
    """
    if not is_stub(obj):
        raise refused("state_needs_stub", obj)


def keep_stub(obj: object) -> None:
    """Keep a state secret the stub that it is: no file, no telling title (R20-2).

    Raises:
        TransitionBlocked: it carries a file.
    """
    if STATE not in (decision_of(obj).get("kinds") or ()):
        return
    check_stub(obj)
    if obj.title != STUB_TITLE:
        obj.title = STUB_TITLE
        obj.reindexObject(idxs=["Title", "sortable_title", "SearchableText"])
