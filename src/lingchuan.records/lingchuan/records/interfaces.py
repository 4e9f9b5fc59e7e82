"""Markers that every layer above may rely on."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IRecordsLayer(IDefaultBrowserLayer):
    """Browser layer of the add-on."""


class ILoggedContent(Interface):
    """Content of ours: checked at every door, each change an event."""


class IGuardedContent(ILoggedContent):
    """Content that does not exist for those who may not view it."""


class IRecordContent(IGuardedContent):
    """A permit file or one of its records: under secrecy and ledger."""


class IPermitFile(IRecordContent):
    """许可案卷: all records of one application."""


class IRecordItem(IRecordContent):
    """One record inside a permit file."""


class ITextRecord(IRecordItem):
    """文字记录 (Art. 3)."""


class IHearingRecord(IRecordItem):
    """听证（约谈、询问）记录 (Art. 9)."""


class IFieldRecord(IRecordItem):
    """外出活动记录 (Art. 10)."""


class IMediaEvidence(IRecordItem):
    """音像证据 (Art. 12)."""


class IRecordsArea(ILoggedContent):
    """A shelf of the site: devices or hall recordings."""


class IPermitRegister(ILoggedContent):
    """The register of permit files, or one year of it."""


class IExtractionsShelf(IRecordsArea):
    """Marks the shelf of extracted evidence (Art. 22)."""


class IRecordingDevice(ILoggedContent):
    """A recording device (Art. 5)."""


class ISupervisionShelf(IRecordsArea):
    """The shelf of the supervision: suspected problems lie there."""


class IIncident(ILoggedContent):
    """疑似问题: what a check or a person found, open or handled."""


class IAuditView(Interface):
    """Reads the ledger of a record for auditors too who may not see the record."""


class IEvidenceExtraction(IGuardedContent):
    """音像证据提取 (Art. 22)."""


class IRequestDesk(IRecordsArea):
    """The desk where access requests lie (Art. 21)."""


class IAccessRequest(IGuardedContent):
    """查阅复制申请 (Art. 21)."""


class IStandsOn(Interface):
    """The records that a thing is made from: an adapter that yields them."""


class IActLogged(IObjectEvent):
    """An act that the ledger was told of: `action`, and `details` of the event."""


class IOwnRules(Interface):
    """What a type of a higher layer checks for itself; named by the type."""

    def problems(get: object, context: object) -> list:
        """Return what is wrong with the values; `get` returns one by its name."""

    def complete(obj: object) -> None:
        """Fill in what the server knows."""

    def fixed(obj: object) -> list:
        """Return the findings that forbid any change."""

    def kept(obj: object) -> list:
        """Return the findings that forbid a delete."""


class IDuties(Interface):
    """What a permit file owes; the feature that knows the rules answers."""

    def standing(obj: object, transition: str) -> list:
        """Return the findings that stand in the way of a step of a file or record."""


class ITexts(Interface):
    """{code: message} of a feature's problems and findings; named by the feature."""


class IIncidentKinds(Interface):
    """{kind: (title, what happened)} of a feature's incidents; named by the feature."""


class IGrants(Interface):
    """What approved requests open to a person; the feature that knows them answers."""

    def keys_of(userid: str, portal: object) -> tuple:
        """Return the keys that a person holds now by grants."""

    def roles_on(record: object, principal: str) -> tuple:
        """Return the roles that a key gives on a record now."""

    def page_of(record: object, userid: str) -> str:
        """Return the address at which a person opens a record that was granted."""


class IForGranted(Interface):
    """A view or service of a record that a person may call who holds a grant alone."""


class IAlarms(Interface):
    """Tells of what must not be: an event at once, and an incident after it."""

    def tell(
        kind: str, uid: str, path: str, details: dict[str, object], **who: str
    ) -> None:
        """Write the alarm of a record; it stays when the transaction is given up.

        It asks no database: it may be called when request and site are gone.

        Args:
            kind: one that an IIncidentKinds names.
            details: codes and plain values.
            who: actor, role and channel, where they are not the current user's.
        Raises:
            LedgerUnavailable: it could not be written.
        """


class ISecretLimits(Interface):
    """What the secrecy of a record forbids it to carry; named by the feature."""

    def takes_no_file(context: object) -> bool:
        """Return whether a record, one that is being made too, takes no file."""

    def problems(get: object, context: object) -> list:
        """Return the values that it may not carry; `get` returns one by its name."""


class IMediaFilling(Interface):
    """Reads what a new recording says of itself, and fills in what nobody wrote."""

    def fill_in(record: object, file: object) -> None:
        """Keep the facts of a file that was just stored on its record.

        It never raises for what a file holds.
        """


class ITransitionParameters(Interface):
    """What the transitions of one workflow take; named by the workflow."""

    def __call__(transition: str) -> dict[str, str]:
        """Return {parameter: kind of value}, kinds as in core/parameters.py."""


class IJob(Interface):
    """Does the jobs of one kind of the outbox; named by the kind.

    What it does must come to the same if it is done again.
    """

    title = Attribute("What people call jobs of this kind.")

    def run(portal: object, payload: dict, tell: object) -> None:
        """Do one job, in a transaction of its own that the caller commits.

        Args:
            payload: what was put, and the job's `key`.
            tell: takes the percent that is done, now and then, in the thread of `run`; a
                job that does not call it for ten minutes is given to another worker.
        Raises:
            JobVoid: there is nothing to do any more (ledger/outbox.py).
            JobMissing: what it needs is not there, perhaps not yet.
            JobDoubtful: it may have been done, and must not be done twice.
            JobError, or any other: it is tried again later.
        """


class IOnceJob(IJob):
    """A job that must not be done twice, as a mail.

    It changes nothing in the database: its transaction is given up, and it is no other's
    when its worker ends amid it.
    """


class IMailTexts(Interface):
    """{code: (subject, text)} of a feature's mails; named by the feature.

    Texts may name ${system}, ${number} and ${link}; there is nothing else to name.
    """


class IAddressee(Interface):
    """Whom a mail about a thing goes to: an adapter of the thing."""

    def address() -> str:
        """Return the mail address, '' without one."""
