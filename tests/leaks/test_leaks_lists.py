"""L9, L24, L25: lists of words, of sources and of people."""

from tests.leaks.names import named
from tests.leaks.people import MANAGER
from tests.leaks.people import ROLES
from tests.leaks.sweep import told
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from zope.component import getUtilitiesFor
from zope.schema.interfaces import IVocabularyFactory

import pytest


# Who is neither of the staff nor administers users: names of people are none of theirs.
STRANGERS = ("anonymous", "party")
ASKING = (
    *STRANGERS,
    "platform",
    "handler of another file",
    "former handler",
    "site administrator",
)


def vocabularies(world):
    """Return the names of all vocabularies; those of later features join."""
    return sorted(
        name for name, _factory in getUtilitiesFor(IVocabularyFactory, world.portal)
    )


@pytest.mark.parametrize("role", ["party", "handler", "site administrator", MANAGER])
def test_no_vocabulary_lists_a_word_of_a_secret(world, browsers, role):
    found = []
    for name in vocabularies(world):
        for where in ("", world.secrets[AROUND].path):
            path = f"{where}/@vocabularies/{name}".lstrip("/")
            for query in ("b_size=500", "title=zq&b_size=500"):
                answer = browsers[role].ask(path, accept=JSON, query=query)
                found += [(path, leak) for leak in told(world, role, where, answer)]
        for query in (f"name={name}", f"name={name}&query=zq"):
            answer = browsers[role].ask("@@getVocabulary", accept=JSON, query=query)
            found += [(name, leak) for leak in told(world, role, "", answer)]
    assert found == []


@pytest.mark.parametrize("role", ASKING)
@pytest.mark.parametrize("service", ["@querysources", "@sources"])
def test_no_source_of_a_field_lists_a_secret(world, browsers, role, service):
    fields = ("activity", "items", "handlers", "subjects", "relatedItems", "staff")
    for where in (world.secrets["open"].path, "extractions", ""):
        for field in fields:
            path = f"{where}/{service}/{field}".lstrip("/")
            answer = browsers[role].ask(path, accept=JSON, query="query=zq")
            assert told(world, role, where, answer) == [], path


@pytest.mark.parametrize(
    "path",
    [
        "@users",
        "@users?query=handler",
        "@users/handler1",
        "@principals?search=handler",
        "@groups",
        "@portrait/handler1",
        "@userschema",
        "@vocabularies/plone.app.vocabularies.Users",
        "@vocabularies/plone.app.vocabularies.Principals",
        "@vocabularies/lingchuan.records.handlers",
        "@vocabularies/lingchuan.records.staff",
        "@@getVocabulary?name=plone.app.vocabularies.Users&query=handler",
        "author/handler1",
        "@@author/handler1",
        "@@member-search",
        "@@pas_search/searchUsers",
        "@@user-information?userid=handler1",
        "portal_memberdata/portraits/handler1",
        "portal_membership/getMemberInfo?memberId=handler1",
        "portal_membership/searchForMembers?name=handler",
        "acl_users/source_users/getUserIds",
        "acl_users/searchUsers?login=handler",
        "Members/handler1",
        "@sharing",
        "@@sharing?form.button.search=1&search_term=handler",
    ],
)
def test_who_works_here_is_told_to_no_stranger(world, browsers, path):
    where, _mark, query = path.partition("?")
    for role in STRANGERS:
        for accept in (HTML, JSON):
            answer = browsers[role].ask(where, accept=accept, query=query)
            body = answer.whole.replace(where, "").replace(query, "")
            assert "经办员一" not in body
            assert "handler1@example.com" not in body
            assert "handler1" in path or "handler1" not in body


def test_a_person_who_is_not_there_and_one_who_is_are_alike_to_strangers(
    world, browsers
):
    for role in STRANGERS:
        for path in ("@users/WHO", "@portrait/WHO", "author/WHO", "@@author/WHO"):
            for accept in (HTML, JSON):
                told_ = [
                    browsers[role].ask(path.replace("WHO", who), accept=accept)
                    for who in ("handler1", "handler0")
                ]
                plain = {
                    (a.status, a.text.replace("handler1", "").replace("handler0", ""))
                    for a in told_
                }
                assert len(plain) == 1, (role, path, accept)


def test_no_place_has_a_sharing_tab(world, browsers):
    for role in ROLES:
        for name in (AROUND, "open"):
            for call in ("@sharing", "@@sharing", "@@updateSharingInfo"):
                answer = browsers[role].ask(f"{world.secrets[name].path}/{call}")
                assert answer.status in (401, 403, 404), (role, name, call)


def test_views_of_people_are_still_registered(world):
    assert {"author", "member-search", "user-information"} <= named(world.portal)
