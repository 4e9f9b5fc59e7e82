"""The demo of a site: its users, then its cases."""

from lingchuan.records.demo.access import access_requests
from lingchuan.records.demo.access import bath_case
from lingchuan.records.demo.battery import battery_case
from lingchuan.records.demo.cases import create_cases
from lingchuan.records.demo.court import court_case
from lingchuan.records.demo.court import issue
from lingchuan.records.demo.equipment import register_devices
from lingchuan.records.demo.users import create_users
from lingchuan.records.demo.users import DEMO_USERS


__all__ = ["create_demo", "DEMO_USERS", "finish_demo"]


def create_demo(portal: object) -> None:
    """Create users and cases; a second run adds nothing."""
    create_users(portal)
    if not portal["files"].objectIds():
        register_devices(portal)
        create_cases(portal)
        court_case(portal)
        battery_case(portal["files"])
        bath_case(portal["files"])


def finish_demo(portal: object) -> None:
    """Do what needs the cases committed: a package proves what the ledger holds."""
    issue(portal)
    access_requests(portal)
