"""Asking a place everything, and what the answers told that they may not.

Asking each name of each place as each role takes an hour, so a run takes a share: the
roles in `THOROUGH` ask every name of the places named there; beside that each role
asks each place one name in so many, another one from role to role and from place to
place. `make leaks` asks all of all.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from tests.leaks import calls
from tests.leaks.calls import Call
from tests.leaks.people import ANONYMOUS
from tests.leaks.people import ROLES
from tests.leaks.world import AROUND
from tests.leaks.world import Secret
from tests.leaks.world import World
from tests.leaks.wsgi import Answer
from tests.leaks.wsgi import Browser

import os
import re


FULL = bool(os.environ.get("LEAKS_FULL"))
SITE = "the site"
# A citizen's request that was granted, and who made it.
REQUEST = "request"
THOROUGH = {
    ANONYMOUS: (SITE,),
    "handler of another file": (SITE, AROUND),
    "grantee": (REQUEST,),
}
ONE_IN = 40
SHELVES = ("files", "hall", "devices", "extractions", "supervision", "requests")
SHOWN = (AROUND, "open", "released", REQUEST)
# Tokens against forged forms are new in each answer.
_MOVING = re.compile(r"\b[0-9a-f]{40}\b")


def open_places(world: World) -> dict[str, str]:
    """Return {name: path} of the site, its shelves, a year, an open file, papers."""
    places = {SITE: "", "a year": "files/2026"}
    places |= {name: name for name in SHELVES}
    return places | {n: world.secrets[n].path for n in SHOWN}


def questions(world: World, path: str) -> list[Call]:
    """Return everything that is asked of a place."""
    context = world.portal.unrestrictedTraverse(path) if path else world.portal
    return calls.reading(world.portal, context)


def share(role: str, place: str, asked: list[Call], turn: int) -> list[Call]:
    """Return the part of the questions that a role puts to a place in one run."""
    if FULL or place in THOROUGH.get(role, ()):
        return asked
    turn += list(ROLES).index(role)
    return [call for at, call in enumerate(asked) if (at + turn) % ONE_IN == 0]


def told(world: World, role: str, path: str, answer: Answer) -> list[str]:
    """Return what an answer tells a role that it may not know, but for its address."""
    return [
        leak
        for leak in world.leaks(role, answer.whole)
        if leak.partition(": ")[2] not in (path or "-")
    ]


def leaks(
    world: World, role: str, browser: Browser, path: str, asked: Iterable[Call]
) -> Iterator[str]:
    """Yield each question whose answer tells a role what it may not know."""
    for call in asked:
        answer = call.of(browser, path)
        found = told(world, role, path, answer)
        if found:
            yield f"{call.method} {path}/{call.name}: {answer.status} {found[:5]}"


def missing(secret: Secret) -> str:
    """Return the path of nothing, beside a secret."""
    parent, _slash, name = secret.path.rpartition("/")
    return f"{parent}/{name[:-3]}zzz"


def differences(
    world: World, role: str, browser: Browser, secret: Secret, asked: Iterable[Call]
) -> Iterator[str]:
    """Yield each question that tells of a secret, or more than is told of nothing."""
    for call in asked:
        answer = call.of(browser, secret.path)
        hidden = plain(answer, secret.path)
        nothing = plain(call.of(browser, missing(secret)), missing(secret))
        address = f"{secret.path}/{call.name}?{call.query}"
        if hidden != nothing or told(world, role, address, answer):
            yield f"{call.method} {secret.path}/{call.name}: {hidden} {nothing}"


def plain(answer: Answer, path: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and text of an answer, less what was asked and by when."""
    headers = {n: _less(v, path) for n, v in answer.headers.items()}
    for moving in ("content-length", "date"):
        headers.pop(moving, None)
    return answer.status, headers, _MOVING.sub("", _less(answer.text, path))


def _less(text: str, path: str) -> str:
    """Return a text without a path, and without its last name where it has one."""
    name = path.rpartition("/")[2]
    text = text.replace(path, "*") if path else text
    return text.replace(name, "*") if len(name) > len("001") else text
