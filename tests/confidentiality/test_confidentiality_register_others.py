"""What Plone's own users, groups, roles and owners do not open (三员分立)."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from plone import api
from tests.confidentiality.people import acting
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


WHO = "handler2"
OFFICER = "secrecy_officer"


@pytest.fixture
def shut(record):
    """A work secret of a file of handler1, whom nobody has cleared."""
    with acting(OFFICER):
        deciding.restrict(record, ["WORK"], reason="内部事项")
    return record


def opens(record, userid=WHO) -> bool:
    """Tell whether a person sees or finds a record."""
    catalog = api.portal.get_tool("portal_catalog")
    with acting(userid):
        seen = bool(api.user.has_permission("View", obj=record))
        inside = bool(
            api.user.has_permission("Access contents information", obj=record)
        )
        found = bool(catalog(UID=record.UID()))
    assert seen == inside == found
    return seen


def roles(*names):
    return lambda record: api.user.grant_roles(username=WHO, roles=list(names))


def own(record) -> None:
    user = api.portal.get().acl_users.getUserById(WHO)
    record.changeOwnership(user)
    record.manage_setLocalRoles(WHO, ["Owner"])
    record.reindexObjectSecurity()


def local(record) -> None:
    given = ["Confidential Reader", "File Handler", "Reader", "Manager"]
    for obj in (record, record.aq_parent, api.portal.get()["files"]):
        obj.manage_setLocalRoles(WHO, given)
    api.portal.get()["files"].reindexObjectSecurity()


def join(record) -> None:
    named = ["Manager", "Confidentiality Officer", "Confidential Reader"]
    api.group.create(groupname="keepers", roles=named)
    api.group.add_user(groupname="keepers", username=WHO)
    record.manage_setLocalRoles("keepers", ["Confidential Reader"])
    record.reindexObjectSecurity()


def nest(record) -> None:
    groups = api.portal.get_tool("acl_users").source_groups
    for name in ("outer", "inner"):
        groups.addGroup(name)
    groups.addPrincipalToGroup("inner", "outer")
    groups.addPrincipalToGroup(WHO, "inner")
    api.group.grant_roles(groupname="outer", roles=["Confidential Reader", "Manager"])
    record.manage_setLocalRoles("outer", ["Confidential Reader"])
    record.reindexObjectSecurity()


def clear_group(record) -> None:
    api.group.create(groupname="cleared")
    api.group.add_user(groupname="cleared", username=WHO)
    register.clear("cleared", ["WORK"], by=OFFICER)
    register.appoint("cleared", "archivist", by="bureau_head")


def clear_alone(record) -> None:
    register.clear(WHO, ["WORK"], by=OFFICER)


MEANS = {
    "Manager": roles("Manager"),
    "Site Administrator": roles("Site Administrator"),
    "every staff role": roles("Bureau Head", "Archivist", "Confidentiality Officer"),
    "computed roles": roles("Confidential Reader", "File Handler", "Granted Viewer"),
    "owner": own,
    "local roles": local,
    "group": join,
    "group in a group": nest,
    "group with a clearance": clear_group,
    "clearance outside of the circle": clear_alone,
}


@pytest.mark.parametrize("name", sorted(MEANS))
def test_nothing_but_key_and_circle_opens_a_restricted_record(shut, name):
    MEANS[name](shut)
    assert not opens(shut)


def test_key_and_circle_together_open_it(shut):
    register.clear(WHO, ["WORK"], by=OFFICER)
    register.appoint(WHO, "archivist", by="bureau_head")
    assert opens(shut)


@pytest.mark.parametrize("role", sorted(register.SEPARATED))
def test_who_comes_to_run_or_audit_the_system_is_shut_out(shut, role):
    register.clear(WHO, ["WORK"], by=OFFICER)
    register.appoint(WHO, "archivist", by="bureau_head")
    api.user.grant_roles(username=WHO, roles=[role])
    assert not opens(shut)


def test_administrator_of_zope_is_no_reader(shut):
    root = api.portal.get().aq_parent.acl_users.getUserById("admin")
    with api.env.adopt_user(user=root.__of__(api.portal.get().aq_parent.acl_users)):
        assert not api.user.has_permission("View", obj=shut)
        assert not register.is_officer()


def test_former_handler_and_maker_of_the_record_is_shut_out(file, shut):
    register.clear("handler1", ["WORK"], by=OFFICER)
    register.clear(WHO, ["WORK"], by=OFFICER)
    assert opens(shut, "handler1")
    assert not opens(shut)
    file.handlers = [WHO]
    notify(ObjectModifiedEvent(file))
    assert not opens(shut, "handler1")
    assert opens(shut)
