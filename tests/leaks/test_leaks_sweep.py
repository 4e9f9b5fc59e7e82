"""L1–L46 at large: every name of every place, asked by every role."""

from lingchuan.records.confidentiality.gate import AUDITED
from lingchuan.records.interfaces import IRecordsLayer
from Products.Five import BrowserView
from tests.leaks import calls
from tests.leaks import names
from tests.leaks import sweep
from tests.leaks.people import ROLES
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
    for at, secret in enumerate(hidden if sweep.FULL else hidden[len(role) % 2 :: 2]):
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
        path, word = secret.path, secret.canaries["title"]
        if secret.name == "state":
            path, word = f"{path}/@confidentiality", secret.canaries["basis"]
        for accept in (JSON, HTML) if path == secret.path else (JSON,):
            answer = browser.ask(path, accept=accept)
            assert (word in answer.whole) == (role in secret.readers), secret.name


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
