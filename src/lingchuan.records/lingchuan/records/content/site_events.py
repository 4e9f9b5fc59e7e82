"""Changes of settings and of users are events of the ledger, by whatever door."""

from lingchuan.records.content import events
from lingchuan.records.content.settings import IRecordsSettings
from lingchuan.records.content.settings import PREFIX
from lingchuan.records.core.digest import state_digest
from plone import api
from zope.component.hooks import getSite


# What the site itself keeps of a user who comes.
SELF_KEPT = frozenset(("login_time", "last_login_time"))


def setting_changed(event: object) -> None:
    """Log a change of one of our settings, with digests of both values."""
    record = event.record
    if record.interfaceName != IRecordsSettings.__identifier__:
        return
    if event.oldValue == event.newValue:
        return
    events.log_site(
        "settings",
        {"fields": [record.fieldName]},
        digest=state_digest(repr(event.newValue)),
        digest_before=state_digest(repr(event.oldValue)),
    )


def user_created(event: object) -> None:
    """Log a new user."""
    _log_user("user_create", event)


def user_deleted(event: object) -> None:
    """Log the end of a user."""
    _log_user("user_delete", event)


def group_joined(event: object) -> None:
    """Log that a user joined a group, whose roles they have from now on."""
    _log_user("group_join", event, group=event.group_id)


def group_left(event: object) -> None:
    """Log that a user left a group."""
    _log_user("group_leave", event, group=event.group_id)


def user_changed(event: object) -> None:
    """Log that what is known of a user changed: which fields, not what they say."""
    known = api.portal.get_tool("portal_memberdata").propertyIds()
    names = set(event.properties or ()) & set(known) - SELF_KEPT
    if names:
        _log_user("user_change", event, fields=sorted(names))


def password_changed(event: object) -> None:
    """Log that a user has another password."""
    _log_user("user_password", event)


def _log_user(action: str, event: object, **details: object) -> None:
    if getSite() is None:
        return
    if api.portal.get_registry_record(f"{PREFIX}.units", default=None) is None:
        return
    who = event.principal
    userid = who if isinstance(who, str) else who.getId()
    events.log_site(action, events.person(userid) | details)
