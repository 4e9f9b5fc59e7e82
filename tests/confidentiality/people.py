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
DECISIONS = ("mark_open", "restrict", "revise", "propose_release", "release", "reject")
# What an officer says with a decision, as each kind needs it.
SAID = {
    "COMMERCIAL": {"holder": "示例小吃店"},
    "PRIVACY": {"data_items": ["身份证号"]},
    "STATE": {
        "level": "秘密",
        "mark": "秘密★10年",
        "basis_document": "晋密〔2025〕3号",
        "determiner": "某省某厅",
        "issued_on": "2025-06-20",
    },
}


def said(*kinds, **more):
    """Return the fields of a decision that restricts to these kinds."""
    fields = {"kinds": list(kinds), "comment": "经审核"}
    for kind in kinds:
        fields |= SAID.get(kind, {})
    return fields | more


@contextmanager
def acting(userid):
    with api.env.adopt_user(username=userid):
        forget_roles()
        yield
    forget_roles()


def move(obj, transition, userid, **params):
    """Make a transition; a decision says what a real officer would say."""
    if transition in DECISIONS:
        kinds = params.get("kinds", ()) if transition == "restrict" else ()
        params = said(*kinds) | params
        if not params["kinds"] and transition != "propose_release":
            del params["kinds"]
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
