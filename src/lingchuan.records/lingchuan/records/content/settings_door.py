"""Who keeps the settings of the site: the system administrator."""

from lingchuan.records.content.errors import NotAllowed
from plone import api
from typing import Final


MANAGE: Final = "lingchuan.records: Manage Settings"


def may_keep_settings() -> bool:
    """Tell whether the current user keeps the settings."""
    return bool(api.user.has_permission(MANAGE, obj=api.portal.get()))


def refuse_without_settings() -> None:
    """Refuse who does not keep the settings.

    Raises:
        NotAllowed: the user does not.
    """
    if not may_keep_settings():
        raise NotAllowed(MANAGE)
