"""L1–L5, L41: what a record's JSON and page tell of other records and of persons."""

from tests.leaks.people import STAFF
from tests.leaks.sweep import told
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON

import pytest


NEIGHBOURS = ("parent", "previous_item", "next_item", "lock", "working_copy")


@pytest.mark.parametrize("role", ["handler", "supervisor", "creator", "archivist"])
@pytest.mark.parametrize("accept", [JSON, HTML])
def test_a_record_names_no_activity_that_its_reader_may_not_see(
    world, browsers, role, accept
):
    open_, hidden = world.secrets["open"], world.secrets["work"]
    answer = browsers[role].ask(open_.path, accept=accept)
    assert answer.status == 200
    assert (world.obj("work").UID() in answer.text) <= (role in hidden.readers)
    assert told(world, role, open_.path, answer) == []


def test_who_may_not_see_an_activity_does_not_unset_it(world, browsers):
    """GET, edit, PATCH works, though the client never saw the value."""
    path = world.secrets["draft"].path
    draft = world.obj("draft")
    draft.activity = world.obj("work").UID()
    import transaction

    transaction.commit()
    try:
        got = browsers["creator"].ask(path, accept=JSON).json
        assert got["activity"] is None
        body = {"title": got["title"] + "。", "activity": got["activity"]}
        answer = browsers["creator"].ask(
            path, "PATCH", accept=JSON, json_body=body, keep=True
        )
        assert answer.status == 204, answer.text
        world.portal._p_jar.sync()
        assert world.obj("draft").activity == world.obj("work").UID()
    finally:
        world.obj("draft").activity = None
        transaction.commit()


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_record_s_json_names_no_neighbour_and_nobody_at_work(world, browsers, role):
    for name in (AROUND, "open", "released"):
        shown = browsers[role].ask(world.secrets[name].path, accept=JSON).json
        assert not set(NEIGHBOURS) & set(shown)


@pytest.mark.parametrize("role", ["party", "handler", "supervisor", "archivist"])
def test_breadcrumbs_and_navigation_name_what_one_may_see(world, browsers, role):
    for secret in world.secrets.values():
        for name in ("@breadcrumbs", "@navigation", "@contextnavigation", "@actions"):
            path = f"{secret.path}/{name}"
            answer = browsers[role].ask(path, accept=JSON)
            assert told(world, role, secret.path, answer) == [], path


def test_masked_numbers_stay_masked_a_hundred_times_over(world, browsers):
    """A cache of what one may read must not serve the next (plone.restapi #1916)."""
    path = world.secrets[AROUND].path
    numbers = world.canaries(AROUND).personal
    for _turn in range(100):
        for role in ("root manager", "anonymous", "handler", "officer"):
            answer = browsers[role].ask(path, accept=JSON)
            assert not [number for number in numbers if number in answer.text]
            assert (answer.status == 200) == (role in STAFF)


@pytest.mark.parametrize("role", ["handler", "window clerk", "officer", "supervisor"])
def test_numbers_of_persons_are_clear_on_no_page(world, browsers, role):
    path = world.secrets[AROUND].path
    for name in ("", "edit", "@@historyview", "@@custody"):
        for accept in (HTML, JSON):
            answer = browsers[role].ask(f"{path}/{name}", accept=accept)
            assert told(world, role, path, answer) == [], name
