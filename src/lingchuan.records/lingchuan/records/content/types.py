"""Content classes: the schema, the marker, and whose roles count.

Local roles from above stop at registers, shelves, files and records, so that nobody
opens a record by a role on what holds it; the role provider gives what it needs.
"""

from Acquisition import aq_base
from lingchuan.records import interfaces
from OFS.event import ObjectWillBeAddedEvent
from plone.dexterity import content
from plone.dexterity.schema import FTI_CACHE_KEY
from plone.dexterity.schema import lookup_fti
from plone.dexterity.schema import SCHEMA_CACHE
from plone.folder.ordered import CMFOrderedBTreeFolderBase
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.lifecycleevent import ObjectAddedEvent


TYPES = (
    "PermitRegister",
    "RecordsArea",
    "RecordingDevice",
    "Incident",
    "PermitFile",
    "HearingRecord",
    "FieldRecord",
    "TextRecord",
    "MediaEvidence",
    "EvidenceExtraction",
    "RequestDesk",
    "AccessRequest",
)


def _names(portal_type: str) -> frozenset[str]:
    """Return the names that the schema and the behaviors of a type know."""
    fti = lookup_fti(portal_type)
    if fti is None:
        return frozenset()
    version = (fti._p_mtime, fti.behaviors, fti.schema, fti.model_source)
    kept = getattr(aq_base(fti), "_v_lingchuan_names", None)
    if kept is None or kept[0] != version:
        schemas = [SCHEMA_CACHE.get(portal_type)]
        schemas += SCHEMA_CACHE.behavior_schema_interfaces(portal_type)
        found = frozenset(n for one in schemas if one for n in one.names(all=True))
        kept = fti._v_lingchuan_names = (version, found)
    return kept[1]


class _Specification(content.FTIAwareSpecification):
    """What an object provides, as Dexterity says, asked of it once a request.

    It is asked some five hundred times for each record that is made. Dexterity drops
    its types of the request when one of them changes, and so is this dropped.
    """

    def __get__(self, inst: object, cls: type | None = None) -> object:
        """Return the specification."""
        types = getattr(getRequest(), FTI_CACHE_KEY, None)
        # While Dexterity asks itself, its answer is a part only, and not to be kept.
        asking = getattr(content._recursion_detection, "blocked", False)
        if inst is None or types is None or asking:
            return super().__get__(inst, cls)
        known = inst.__dict__
        kept = known.get("_v_lingchuan_provided")
        direct = known.get("__provides__")
        if kept is not None and kept[0] is types and kept[1] is direct:
            return kept[2]
        found = super().__get__(inst, cls)
        inst._v_lingchuan_provided = (types, direct, found)
        return found


class Item(content.Item):
    """An item; what no schema knows is not looked for in every schema."""

    __providedBy__ = _Specification()

    def __getattr__(self, name: str) -> object:
        """Return a field's default (the catalog asks for many names that are none)."""
        if name.startswith("_") or name not in _names(self.portal_type):
            raise AttributeError(name)
        return super().__getattr__(name)


class Container(content.Container):
    """A container; what no schema knows is looked for among its children alone."""

    __providedBy__ = _Specification()

    def __getattr__(self, name: str) -> object:
        """Return a field's default, or a child."""
        if name.startswith("_") or name in _names(self.portal_type):
            return super().__getattr__(name)
        if self._tree is None:
            raise AttributeError(name)
        return CMFOrderedBTreeFolderBase.__getattr__(self, name)

    def _setObject(self, id, object, *args, suppress_events=False, **kwargs) -> str:
        """Take a child; that changes nothing here, so adders never meet on this."""
        if not suppress_events:
            notify(ObjectWillBeAddedEvent(object, self, id))
        super()._setObject(id, object, *args, suppress_events=True, **kwargs)
        if not suppress_events:
            notify(ObjectAddedEvent(self._getOb(id), self, id))
        return id


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
