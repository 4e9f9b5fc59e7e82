"""Content classes: the schema, the marker, and whose roles count.

Local roles from above stop at registers, shelves, files and records, so that nobody
opens a record by a role on what holds it; the role provider gives what it needs.
"""

from lingchuan.records import interfaces
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from zope.interface import implementer


@implementer(interfaces.IPermitRegister)
class PermitRegister(Container):
    """许可案卷库: year folders, or the files of one year; children unordered."""

    __ac_local_roles_block__ = True
    _ordering = "unordered"


@implementer(interfaces.IRecordsArea)
class RecordsArea(Container):
    """A shelf for devices or hall recordings."""

    __ac_local_roles_block__ = True
    _ordering = "unordered"


@implementer(interfaces.IPermitFile)
class PermitFile(Container):
    """许可案卷."""

    __ac_local_roles_block__ = True
    _ordering = "unordered"
    file_number = None
    file_sequence = None


@implementer(interfaces.ITextRecord)
class TextRecord(Item):
    """文字记录."""

    __ac_local_roles_block__ = True


@implementer(interfaces.IHearingRecord)
class HearingRecord(Container):
    """听证（约谈、询问）记录."""

    __ac_local_roles_block__ = True
    _ordering = "unordered"


@implementer(interfaces.IFieldRecord)
class FieldRecord(Container):
    """外出活动记录."""

    __ac_local_roles_block__ = True
    _ordering = "unordered"


@implementer(interfaces.IMediaEvidence)
class MediaEvidence(Item):
    """音像证据."""

    __ac_local_roles_block__ = True


@implementer(interfaces.IRecordingDevice)
class RecordingDevice(Item):
    """设备."""
