"""The desk of access requests: who adds to it, and that nothing else is added."""

from lingchuan.records.access.types import DESK
from typing import Final


ADD_REQUEST: Final = "lingchuan.records: Add Access Request"
ADD_CONTENT: Final = "Add portal content"
ADDERS: Final = ("Party", "Window Clerk")


def install(portal: object) -> None:
    """Set the permissions of the desk; a second time changes nothing."""
    if DESK in portal:
        portal[DESK].manage_permission(ADD_REQUEST, ADDERS, acquire=0)
        portal[DESK].manage_permission(ADD_CONTENT, ADDERS, acquire=0)
