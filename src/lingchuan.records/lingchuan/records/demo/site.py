"""The demo of a site: its users, then its cases."""

from lingchuan.records.demo.cases import create_cases
from lingchuan.records.demo.users import create_users
from lingchuan.records.demo.users import DEMO_USERS


__all__ = ["create_demo", "DEMO_USERS"]


def create_demo(portal: object) -> None:
    """Create users and cases; a second run adds nothing."""
    create_users(portal)
    if not portal["files"].objectIds():
        create_cases(portal)
