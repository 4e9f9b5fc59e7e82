"""Ways round the tables: roles given by hand, moved trees, written properties."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD

import pytest
import transaction


LOCAL_ROLES = [
    "File Handler",
    "Confidential Reader",
    "Granted Viewer",
    "Unit Head",
    "Record Creator",
    "Staff Reader",
]


@pytest.fixture
def file_url(client, body):
    """A permit file of handler1."""
    return client("clerk1").post("files", **body()).json()["@id"]


@pytest.fixture
def undecided(client, file_url):
    """A submitted record that nobody has decided on."""
    url = (
        client("handler1")
        .post(
            file_url,
            **{
                "@type": "TextRecord",
                "title": "核查笔录",
                "record_kind": "investigation",
            },
        )
        .json()["@id"]
    )
    client("handler1").do(url, "submit")
    return url


@pytest.mark.parametrize("role", LOCAL_ROLES)
@pytest.mark.parametrize("user", ["sysadmin", "party2"])
def test_a_computed_role_assigned_in_users_opens_nothing(
    client, file_url, undecided, user, role
):
    answer = client("sysadmin").patch(f"@users/{user}", roles={role: True})
    assert answer.status_code < 500
    assert client(user).get(undecided).status_code == 404
    assert client(user).get(file_url).status_code == 404


def test_a_role_taken_back_leaves_nothing_behind(client, file_url):
    admin = client("sysadmin")
    admin.patch("@users/party2", roles={"Bureau Head": True})
    assert client("party2").get(file_url).status_code == 200
    admin.patch("@users/party2", roles={"Bureau Head": False})
    assert client("party2").get(file_url).status_code == 404


@pytest.mark.parametrize("where", ["", "files", "files/2026", "file", "record"])
def test_a_local_role_written_by_hand_opens_nothing(
    site, client, file_url, undecided, where
):
    transaction.begin()
    known = {"file": file_url, "record": undecided}
    path = known.get(where, f"{site.absolute_url()}/{where}")
    path = path.removeprefix(site.absolute_url()).strip("/")
    item = site.unrestrictedTraverse(path) if path else site
    item.manage_setLocalRoles("sysadmin", LOCAL_ROLES)
    item.reindexObjectSecurity()
    transaction.commit()
    assert client("sysadmin").get(undecided).status_code == 404
    found = client("sysadmin").get("@search?portal_type=TextRecord").json()
    assert found["items_total"] == 0


@pytest.mark.parametrize("name", ["party1", "AuthenticatedUsers", "nobody"])
def test_an_external_system_is_no_name_that_somebody_typed(client, file_url, name):
    client("clerk1").patch(file_url, external_system=name)
    assert client("party1").get(file_url).status_code == 404


def test_the_external_system_sees_its_own_file_alone(client, body):
    own = client("clerk1").post("files", **body(external_system="platform"))
    other = client("clerk1").post("files", **body())
    platform = client("platform")
    assert platform.get(own.json()["@id"]).status_code == 200
    assert platform.get(other.json()["@id"]).status_code == 404


@pytest.mark.parametrize("path", ["files", "files/2026", "hall", "devices"])
@pytest.mark.parametrize(
    ("user", "status"),
    [("party1", 404), (None, 404), ("clerk1", 200), ("supervisor1", 200)],
)
def test_containers_are_for_staff(client, file_url, path, user, status):
    assert client(user).get(path).status_code == status


@pytest.mark.parametrize("user", ["handler1", "section_head1", "clerk1"])
@pytest.mark.parametrize(
    "call",
    [
        "manage_changeProperties?title=x",
        "manage_addProperty?id=confidentiality&value=x&type=string",
        "manage_delProperties?ids=title",
        "manage_setLocalRoles?userid=party1&roles=File+Handler",
        "manage_permission?permission_to_manage=View&roles=Anonymous",
        "manage_changeOwnershipType",
        "setLayout?layout=x",
    ],
)
def test_a_record_is_not_changed_through_zope_methods(client, undecided, user, call):
    before = client("handler1").get(undecided).json()
    answer = client(user).post(f"{undecided}/{call}")
    assert answer.status_code in (401, 403, 404), answer.text
    assert client("handler1").get(undecided).json() == before


@pytest.mark.parametrize("user", ["clerk1", "section_head1", "archivist1", "sysadmin"])
@pytest.mark.parametrize("path", ["files", "files/2026"])
def test_a_register_is_not_renamed(site, client, file_url, user, path):
    parent, _slash, name = path.rpartition("/")
    base = f"{parent}/" if parent else ""
    call = f"{base}manage_renameObject?id={name}&new_id=elsewhere"
    answer = client(user).post(call)
    assert answer.status_code in (401, 403, 404, 409), answer.text
    assert client("clerk1").get(file_url).status_code == 200


@pytest.mark.parametrize("verb", ["@copy", "@move"])
@pytest.mark.parametrize("user", ["clerk1", "section_head1", "archivist1", "sysadmin"])
def test_a_year_is_not_copied_or_moved(site, client, file_url, user, verb):
    answer = client(user).post(verb, source=f"{site.absolute_url()}/files/2026")
    assert 400 <= answer.status_code < 500, answer.text
    answer = client(user).post(f"files/{verb}", source=file_url)
    # Who may not see the file is told nothing at all.
    assert answer.json() == [] or 400 <= answer.status_code < 500, answer.text
    transaction.begin()
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="PermitFile"
    )
    assert [brain.getURL() for brain in found] == [file_url]


@pytest.mark.parametrize("user", ["clerk1", "sysadmin", SITE_OWNER_NAME, None])
def test_the_list_of_transactions_is_closed(client, user):
    asked = client(user)
    if user == SITE_OWNER_NAME:
        asked.session.auth = (user, SITE_OWNER_PASSWORD)
    assert asked.get("@transactions").status_code == 404
    answer = asked.patch("@transactions", transaction_ids=["x"])
    assert answer.status_code == 404


@pytest.mark.parametrize("user", ["clerk1", "party1"])
def test_broken_links_of_a_hidden_record_are_not_found(client, user, undecided):
    uid = client("handler1").get(undecided).json()["UID"]
    for asked in (uid, "nosuch"):
        answer = client(user).get(f"@linkintegrity?uids={asked}")
        assert answer.status_code in (401, 403, 404)


@pytest.mark.parametrize("user", ["clerk1", "handler1", "supervisor1"])
def test_zope_management_pages_are_closed(client, file_url, user):
    assert client(user).get(f"{file_url}/manage_main").status_code in (401, 403, 404)
