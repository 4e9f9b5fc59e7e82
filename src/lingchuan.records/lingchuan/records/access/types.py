"""The content classes of access requests, and the words of their choices (Art. 21)."""

from lingchuan.records.content.types import Item
from lingchuan.records.content.types import RecordsArea
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IRequestDesk
from typing import Final
from zope.interface import implementer
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


REQUEST: Final = "AccessRequest"
DESK: Final = "requests"
WORKFLOW: Final = "access_request_workflow"
DRAFT: Final = "draft"
SUBMITTED: Final = "submitted"
SCREENING: Final = "screening"
DECIDING: Final = "deciding"
VIEWING: Final = "viewing_approved"
COPYING: Final = "copying_approved"
APPROVED: Final = (VIEWING, COPYING)
# From here on the requester waits for an answer.
WAITING: Final = (SUBMITTED, SCREENING, DECIDING)
ARTICLE_21: Final = "办法第二十一条"


def _closed(*rows: tuple[str, object]) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(code, code, title) for code, title in rows])


RELATIONS: Final = _closed(
    ("applicant", _("relation_applicant", default="I am the applicant")),
    ("agent", _("relation_agent", default="I act for the applicant")),
    ("third_party", _("relation_third_party", default="My own interests are touched")),
    ("other", _("relation_other", default="None of these")),
)
RIGHTS: Final = _closed(
    ("view", _("right_view", default="View")),
    ("copy", _("right_copy", default="Copy")),
)
# What somebody asks for who cannot name the records.
PARTS: Final = _closed(
    ("documents", _("part_documents", default="Documents and decisions")),
    ("hearing", _("part_hearing", default="Hearings, interviews and inquiries")),
    ("field", _("part_field", default="Site checks and service outside the bureau")),
    ("media", _("part_media", default="Photographs, audio and video")),
)
DELIVERIES: Final = _closed(
    ("online", _("delivery_online", default="Online, by my own account")),
    ("window", _("delivery_window", default="At the counter")),
    ("mail", _("delivery_mail", default="By post")),
)


@implementer(IRequestDesk)
class RequestDesk(RecordsArea):
    """查阅复制申请 of the whole bureau; each party sees its own."""

    # The bureau's own template of the decision notice, None for the delivered one.
    notice_template = None


@implementer(IAccessRequest)
class AccessRequest(Item):
    """查阅复制申请."""

    __ac_local_roles_block__ = True
    number = None
    # Of the permit file, when the request was made.
    unit = ""
    receipt_code = None
    # Whether the due day rests on days that no notice covers.
    due_provisional = False
    # {uid: Derivative}: redacted copies; {"uid right": Rendition}: watermarked ones.
    derivatives = None
    renditions = None
    # {"uid right": [moments]}: the uses that were made of a grant.
    uses = None
    # The record that holds the notice.
    notice_uid = None
    # The register of visits at the counter (onsite.py).
    visits = None
    # The records whose grant was taken back, in order.
    taken = ()
    # Answers of screening, as core.access.values.Answer.to_dict has them.
    answers = ()
