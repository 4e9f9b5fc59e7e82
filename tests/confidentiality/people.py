"""People, their moves and what they see, for the tests of confidentiality."""

from contextlib import contextmanager
from lingchuan.records.confidentiality.gate import forget_roles
from plone import api


USERS = (
    "clerk1",
    "handler1",
    "handler2",
    "section_head1",
    "bureau_head",
    "deputy_head",
    "archivist1",
    "secrecy_officer",
    "supervisor1",
    "auditor1",
    "sysadmin",
    "migrator",
    "party1",
    "platform",
)


@contextmanager
def acting(userid):
    with api.env.adopt_user(username=userid):
        forget_roles()
        yield
    forget_roles()


def move(obj, transition, userid, **params):
    with acting(userid):
        api.portal.get_tool("portal_workflow").doActionFor(obj, transition, **params)


def viewers(obj):
    found = set()
    for userid in USERS:
        with acting(userid):
            if api.user.has_permission("View", obj=obj):
                found.add(userid)
    return found


def finders(obj):
    found = set()
    catalog = api.portal.get_tool("portal_catalog")
    for userid in USERS:
        with acting(userid):
            if catalog(UID=obj.UID()):
                found.add(userid)
    return found
