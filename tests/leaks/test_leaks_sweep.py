"""L1–L46 at large: every name of every place, asked by every role."""

from lingchuan.records.confidentiality.gate import AUDITED
from lingchuan.records.interfaces import IRecordsLayer
from Products.Five import BrowserView
from tests.leaks import calls
from tests.leaks import names
from tests.leaks import sweep
from tests.leaks.people import ROLES
from tests.leaks.world import AROUND
from tests.leaks.world import PLAIN
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from zope.component import getGlobalSiteManager
from zope.interface import Interface

import pytest


ALL = tuple(ROLES)
# Who reads of a hidden record's rows their place, time and hash (contract.md).
AUDITORS = ("auditor", "supervisor")


@pytest.mark.parametrize("role", ALL)
def test_no_name_of_an_open_place_tells_a_role_what_it_may_not_know(
    world, browsers, asked, role
):
    found = []
    for at, (place, path) in enumerate(sweep.open_places(world).items()):
        part = calls.plain() + sweep.share(role, place, asked[place], at)
        found += sweep.leaks(world, role, browsers[role], path, part)
    assert found == []


@pytest.mark.parametrize("role", ALL)
def test_a_secret_and_nothing_answer_a_role_alike_by_every_name(
    world, browsers, asked, role
):
    found = []
    hidden = world.hidden_from(role)
    for at, secret in enumerate(hidden if sweep.FULL else hidden[len(role) % 3 :: 3]):
        part = sweep.share(role, secret.name, asked[secret.name], at)
        if role in AUDITORS:
            part = [call for call in part if call.name not in AUDITED]
        told = [*part, *calls.plain()[at % 2 :]]
        found += sweep.differences(world, role, browsers[role], secret, told)
    assert found == []


@pytest.mark.parametrize("role", ALL)
def test_the_tokens_are_found_by_who_may_read(world, browsers, role):
    """A harness that could not find them would show nothing."""
    browser = browsers[role]
    for secret in world.secrets.values():
        call, place = secret.mark
        if role in secret.told and place in secret.told[role]:
            continue
        for accept in (JSON, HTML) if secret.mark == PLAIN else (JSON,):
            answer = browser.ask(f"{secret.path}/{call}".rstrip("/"), accept=accept)
            is_found = secret.canaries[place] in answer.whole
            assert is_found == (role in secret.readers), secret.name


# Where tokens stand that no plain page shows, and which.
PLACED = {
    "commercial": "title filename bytes number reason comment holder scope old",
    "privacy": "title filename exif summary person reason comment item",
    "state": "basis holder person summary",
    "work": "title summary reason",
    "undecided": "title filename bytes number comment",
    "extraction": "title number summary",
}


@pytest.mark.parametrize("name", PLACED)
def test_each_token_that_was_placed_is_found_by_a_reader(world, browsers, name):
    secret = world.secrets[name]
    told = "".join(
        browsers["officer"].ask(f"{secret.path}/{call}", accept=accept).whole
        for call in ("", "@confidentiality", "@@historyview", "@@download/file")
        for accept in (HTML, JSON)
    )
    wanted = {secret.canaries[place] for place in PLACED[name].split()}
    assert wanted <= set(secret.canaries.found_in(told, where=False))


def test_a_clear_number_is_told_as_a_leak(world, browsers):
    """To those too who may unmask it: nothing but that shows it."""
    path = world.secrets[AROUND].path
    body = {"field": "applicant_phone"}
    answer = browsers["handler"].ask(
        f"{path}/@unmask", "POST", accept=JSON, json_body=body
    )
    assert answer.status == 200
    assert sweep.told(world, "handler", path, answer)


def test_a_name_that_is_registered_later_joins_by_itself(world):
    manager = getGlobalSiteManager()
    wanted = ((Interface, IRecordsLayer), Interface, "zq-newly")
    assert "@@zq-newly" not in asked_of(world)
    manager.registerAdapter(BrowserView, *wanted)
    try:
        assert "@@zq-newly" in asked_of(world)
    finally:
        manager.unregisterAdapter(BrowserView, *wanted)


def asked_of(world):
    return {call.name for call in calls.reading(world.portal, world.obj("commercial"))}


def test_what_is_never_called_still_exists(world):
    known = set(names.named(world.portal)) | set(names.published(world.portal))
    assert set(calls.UNSAFE) <= known
