"""Markers that every layer above may rely on."""

from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IRecordsLayer(IDefaultBrowserLayer):
    """Browser layer of the add-on."""


class ILoggedContent(Interface):
    """Content of ours: checked at every door, each change an event."""


class IRecordContent(ILoggedContent):
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


class IRecordingDevice(ILoggedContent):
    """A recording device (Art. 5)."""


class ITexts(Interface):
    """{code: message} of a feature's problems and findings; named by the feature."""


class ITransitionParameters(Interface):
    """What the transitions of one workflow take; named by the workflow."""

    def __call__(transition: str) -> dict[str, str]:
        """Return {parameter: kind of value}, kinds as in core/parameters.py."""
