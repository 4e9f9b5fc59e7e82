"""`@clearances`, `@offices`, `@class-table`: what the confidentiality officers keep."""

from lingchuan.records.confidentiality import appointing
from lingchuan.records.confidentiality import class_rows
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import classes
from lingchuan.records.confidentiality import clearing
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality.sent_rows import body_rows
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zope.interface import alsoProvides


class ClearancesGet(Service):
    """The clearances in force, for confidentiality officers."""

    def reply(self) -> list[dict]:
        """Return the rows."""
        register.refuse_non_officers()
        return register_rows.clearances()


class ClearancesPatch(Service):
    """Clearances given, renewed, withdrawn; errors are RecordErrors'."""

    def reply(self) -> list[dict]:
        """Set the named persons' clearances; return all that are in force."""
        alsoProvides(self.request, IDisableCSRFProtection)
        register.refuse_non_officers()
        clearing.set_clearances(body_rows(self.request.get("BODY"), "clearances"))
        return register_rows.clearances()


class OfficesGet(Service):
    """The offices in force, for who keeps them."""

    def reply(self) -> list[dict]:
        """Return the rows."""
        appointing.refuse_others()
        return register_rows.offices()


class OfficesPatch(Service):
    """Offices given, renewed, withdrawn; errors are RecordErrors'."""

    def reply(self) -> list[dict]:
        """Set the named offices; return all that are in force."""
        alsoProvides(self.request, IDisableCSRFProtection)
        appointing.refuse_others()
        appointing.set_offices(body_rows(self.request.get("BODY"), "offices"))
        return register_rows.offices()


def _table() -> list[dict]:
    return [
        class_rows.as_json(row) | {"matches": classes.count_undecided(row)}
        for row in class_table.rows()
    ]


class ClassTableGet(Service):
    """The classes decided in advance, for confidentiality officers."""

    def reply(self) -> list[dict]:
        """Return every row that ever was, with the undecided records that it names."""
        register.refuse_non_officers()
        return _table()


class ClassTablePatch(Service):
    """Rows added and ended; errors are RecordErrors'."""

    def reply(self) -> list[dict]:
        """Add or end rows; return the whole table."""
        alsoProvides(self.request, IDisableCSRFProtection)
        register.refuse_non_officers()
        class_rows.set_classes(body_rows(self.request.get("BODY"), "rows"))
        return _table()
