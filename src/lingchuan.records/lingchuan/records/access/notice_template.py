"""The bureau's own template of the decision notice: stored on the desk of requests.

- Before it is taken, notices of every kind are made from it: what cannot be printed, or
  lacks what a notice must say, is refused, and the old one stays.
- Each change is an event with its reason and both digests; the last templates are kept.
- The delivered template is never gone: the bureau goes back to it at any time.
"""

from Acquisition import aq_base
from io import BytesIO
from lingchuan.records.access.notice import delivered
from lingchuan.records.access.notice_checks import check_template
from lingchuan.records.access.notice_checks import FIELD
from lingchuan.records.content import facts
from lingchuan.records.content.durable import sync_with_transaction
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import log
from lingchuan.records.content.normalise import keep_digest_beside
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.core.access.template_file import DOCX
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.plain_text import without_numbers
from lingchuan.records.ledger import api as ledger
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone.namedfile.file import NamedBlobFile
from typing import Final

import hashlib


ACTION: Final = "notice_template"
NAME: Final = "notice_template"
FILENAME: Final = "notice.docx"
KEPT: Final = 10


def template_of(desk: object) -> bytes:
    """Return the template from which notices are made now."""
    own = getattr(aq_base(desk), NAME, None)
    return own.data if own is not None else delivered()


def is_own(desk: object) -> bool:
    """Tell whether the bureau has put a template in the place of the delivered one."""
    return getattr(aq_base(desk), NAME, None) is not None


def versions_of(desk: object) -> list[PersistentMapping]:
    """Return the last changes, the newest first: {at, by, reason, sha256, size, file}.

    `file` is None where the bureau went back to the delivered template.
    """
    kept = getattr(aq_base(desk), "notice_templates", None) or ()
    return list(reversed(kept))


def set_template(desk: object, data: bytes | None, reason: str) -> None:
    """Make notices from another template from now on.

    Args:
        data: a DOCX; None goes back to the delivered one.
    Raises:
        NotAllowed: the user does not keep the settings.
        BadInput: the file is no template, or no reason is given; nothing is changed.
    """
    refuse_without_settings()
    reason = without_numbers(reason.strip())
    wrong = parameter_problems({"reason": REASON}, {"reason": reason})
    if wrong:
        raise BadInput(wrong)
    before = hashlib.sha256(template_of(desk)).hexdigest()
    if data is not None:
        # A marked file is refused before anything else is told of it.
        admit(FIELD, FILENAME, DOCX, BytesIO(data), desk)
        check_template(data)
    after = hashlib.sha256(data if data is not None else delivered()).hexdigest()
    if before == after:
        raise BadInput([Problem(FIELD, "template_same")])
    file = None if data is None else NamedBlobFile(data, DOCX, FILENAME)
    _keep(desk, file)
    _remember(desk, file, reason, after)
    log(
        desk,
        ACTION,
        reason=reason,
        details={"sha256": after, "sha256_before": before, "delivered": file is None},
    )


def _keep(desk: object, file: NamedBlobFile | None) -> None:
    desk.notice_template = file
    if file is not None:
        sync_with_transaction(file._blob)
        keep_digest_beside(desk, NAME)
    else:
        desk.file_digests.pop(NAME, None)


def _remember(
    desk: object, file: NamedBlobFile | None, reason: str, sha256: str
) -> None:
    kept = getattr(aq_base(desk), "notice_templates", None)
    if kept is None:
        kept = desk.notice_templates = PersistentList()
    kept.append(
        PersistentMapping(
            at=facts.now(),
            by=ledger.current_actor(),
            reason=reason,
            sha256=sha256,
            file=file,
        )
    )
    del kept[:-KEPT]
