"""Every service that writes, with nothing and with something plausible in its body.

What is asked of an open place about a secret, and of a secret itself; nothing is kept.
"""

from tests.leaks import names
from tests.leaks import sweep
from tests.leaks.calls import Call
from tests.leaks.people import ROLES
from tests.leaks.world import AROUND
from tests.leaks.wsgi import JSON

import pytest


WRITING = ("POST", "PATCH", "DELETE")
ASKING = (
    "anonymous",
    "party",
    "handler",
    "section head",
    "supervisor",
    "site administrator",
    "root manager",
    "officer without clearance",
)
# Whom contract.md names for a clear number, as an event.
UNMASKING = frozenset(("handler", "window clerk", "creator", "section head"))
# Sends mail or a file to another process; its own tests ask it.
UNSAFE = {"@email-send": "sends a mail", "@email-notification": "sends a mail"}


def body(world, secret):
    """Return what any service might take, all of it about a secret."""
    uid = next(one for one in secret.canaries.where if "/" not in one)
    place = f"/{secret.path}"
    return {
        "@type": "TextRecord",
        "title": "题名",
        "source": place,
        "target": place,
        "activity": uid,
        "items": [uid],
        "uids": [uid],
        "uid": uid,
        "UID": uid,
        "path": place,
        "relations": [uid],
        "field": "applicant_phone",
        "userid": "handler1",
        "kinds": ["WORK"],
        "comment": "理由",
        "text": "x",
        "query": [
            {
                "i": "path",
                "o": "plone.app.querystring.operation.string.absolutePath",
                "v": place,
            }
        ],
        "metadata_fields": "_all",
        "datagridfield": [],
        "ordering": {"obj_id": secret.path.rpartition("/")[2], "delta": "top"},
    }


def writing(world, path, sent):
    context = world.portal.unrestrictedTraverse(path) if path else world.portal
    return [
        Call(name, method, JSON, body=sent)
        for method, name in names.services(world.portal, context)
        if method in WRITING and name not in UNSAFE
    ]


@pytest.mark.parametrize("role", ASKING)
def test_no_writing_service_of_an_open_place_tells_of_a_secret(world, browsers, role):
    hidden = world.hidden_from(role)
    found = []
    turn = list(ROLES).index(role)
    for at, path in enumerate(("", "files", world.secrets[AROUND].path)):
        secret = hidden[(turn + at) % len(hidden)]
        for sent in ({}, body(world, secret)):
            for call in writing(world, path, sent):
                answer = call.of(browsers[role], path)
                leaks = world.leaks(role, answer.whole, where=not sent)
                asked = call.name == "@unmask" and role in UNMASKING
                if leaks and not asked:
                    found.append((call.method, path, call.name, answer.status, leaks))
    assert found == []


@pytest.mark.parametrize("role", ASKING)
def test_a_secret_and_nothing_refuse_every_writing_alike(world, browsers, role):
    hidden = world.hidden_from(role)
    turn = list(ROLES).index(role)
    found = []
    for secret in (hidden[turn % len(hidden)], hidden[(turn + 5) % len(hidden)]):
        for sent in ({}, body(world, secret)):
            asked = writing(world, secret.path, sent)
            found += sweep.differences(world, role, browsers[role], secret, asked)
    assert found == []


def test_no_unsafe_service_is_unknown(world):
    known = {name for _method, name in names.services(world.portal, world.portal)}
    known |= {name for _method, name in names.services(world.portal, world.file)}
    assert set(UNSAFE) <= known
