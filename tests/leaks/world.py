"""A site with secrets in every state, and what each says; a later feature adds its own.

Whoever may read a secret is told here from contract.md's tables, not asked of the code.
`join_secret` names a further one, with a function that makes it.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from DateTime import DateTime
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.demo.users import FIRST_UNIT
from tests.confidentiality.people import acting
from tests.leaks.canaries import Canaries
from tests.leaks.canaries import id_number
from tests.leaks.people import FORMER
from tests.leaks.people import make_people
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import datetime
import transaction


DAY = datetime.date(2026, 3, 9)
PHONE = "139000{:05d}"
# The open file in which most secrets lie; its own numbers are masked for everybody.
AROUND = "around"


# Role: the tokens, by their place, that it may be told of what it does not read.
Told = Mapping[str, frozenset[str]]
# By its plain page and JSON, a reader finds the title.
PLAIN = ("", "title")


@dataclass(slots=True)
class Secret:
    """One record of the world: its tokens, who may read it, where it lies.

    `mark` is what a reader asks of it, and the token that is found there.
    """

    name: str
    readers: frozenset[str]
    canaries: Canaries
    told: Told = field(default_factory=dict)
    mark: tuple[str, str] = PLAIN
    path: str = ""
    portal_type: str = ""

    def found_in(self, text: str, role: str, *, where: bool = True) -> list[str]:
        """Return which tokens a text holds that a role who is no reader may not know."""
        told = self.told.get(role, frozenset())
        return self.canaries.found_in(
            text, where=where and "where" not in told, but=told
        )


@dataclass(slots=True)
class World:
    """The site and what was made in it; `file` is open and holds most secrets."""

    portal: object
    file: object = None
    secrets: dict[str, Secret] = field(default_factory=dict)

    def keep(self, name: str, obj: object) -> object:
        """Note where a secret lies, and put tokens where any content has words."""
        secret = self.secrets[name]
        obj.setDescription(f"摘要 {secret.canaries['description']}")
        obj.setSubject((secret.canaries["subject"],))
        obj.reindexObject()
        date_apart(obj, 1 + list(self.secrets).index(name))
        path = "/".join(obj.getPhysicalPath()[2:])
        secret.path, secret.portal_type = path, obj.portal_type
        secret.canaries.where |= {obj.UID(), path}
        return obj

    def canaries(self, name: str) -> Canaries:
        """Return the tokens of a secret."""
        return self.secrets[name].canaries

    def obj(self, name: str) -> object:
        """Return the object of a secret as it is now."""
        return self.portal.unrestrictedTraverse(self.secrets[name].path)

    def hidden_from(self, role: str) -> list[Secret]:
        """Return the secrets that a role may not know of."""
        secrets = self.secrets.values()
        return [one for one in secrets if role not in {*one.readers, *one.told}]

    def leaks(self, role: str, text: str, *, where: bool = True) -> list[str]:
        """Return what a text tells a role that the role may not know."""
        found = [
            f"{secret.name}: {one}"
            for secret in self.secrets.values()
            if role not in secret.readers
            for one in secret.found_in(text, role, where=where)
        ]
        numbers = {n for one in self.secrets.values() for n in one.canaries.personal}
        return found + [f"a person: {one}" for one in numbers if one in text]


Maker = Callable[[World], None]
_JOINED: dict[str, tuple[Callable[[], Secret], Maker]] = {}


def join_secret(
    name: str,
    readers: frozenset[str],
    make: Maker,
    told: Told | None = None,
    mark: tuple[str, str] = PLAIN,
) -> None:
    """Let a secret take part; `make(world)` makes it and calls `world.keep`."""
    _JOINED[name] = (
        lambda: Secret(name, readers, Canaries(name), told or {}, mark),
        make,
    )


def joined() -> Mapping[str, tuple[Callable[[], Secret], Maker]]:
    """Return the secrets that take part, in the order in which they are made."""
    return _JOINED


def make_world(portal: object) -> World:
    """Make people and secrets, and commit."""
    make_people(portal)
    world = World(portal)
    for name, (secret, _make) in joined().items():
        world.secrets[name] = secret()
    world.file = permit_file(world, AROUND, ["handler1", FORMER])
    with acting("handler2"):
        other = {"title": "另一案卷", "handlers": ["handler2"]}
        add_permit_file(portal["files"], **_file_values(300) | other)
    for _secret, make in joined().values():
        make(world)
    world.file.handlers = ["handler1"]
    notify(ObjectModifiedEvent(world.file, Attributes(None, "handlers")))
    date_apart(world.file, 0)
    transaction.commit()
    return world


def date_apart(obj: object, hours: int) -> None:
    """Date a change: what changed in one minute has no fixed order in a list."""
    obj.setModificationDate(DateTime("2026/03/10 00:00:00 GMT+8") + hours / 24)
    obj.reindexObject(idxs=["modified", "ModificationDate"])


def permit_file(world: World, name: str, handlers: list[str], **more: object) -> object:
    """Return a permit file with a person's numbers, of handlers, entered by a clerk."""
    number = len(world.portal.portal_catalog.unrestrictedSearchResults()) + 100
    values = _file_values(number) | {"handlers": handlers} | more
    title = world.canaries(name)["title"] if name in world.secrets else "食品经营许可"
    with acting("clerk1"):
        file = add_permit_file(world.portal["files"], **values | {"title": title})
    canaries = world.canaries(name)
    canaries.personal |= {
        values["applicant_id_number"],
        values["applicant_phone"],
        values["applicant_address"],
        *(row["id_number"] for row in values["related_parties"]),
    }
    return file


def _file_values(number: int) -> dict[str, object]:
    return {
        "matters": [{"code": "SPJY"}],
        "unit": FIRST_UNIT,
        "received_on": DAY,
        "applicant_name": f"申请人{number}",
        "applicant_type": "natural",
        "applicant_userid": "party1",
        "applicant_id_number": id_number(number),
        "applicant_phone": PHONE.format(number),
        "applicant_address": f"陵川县崇文镇示例街{number}号院三单元",
        "related_parties": [
            {"name": "李四", "role": "agent", "id_number": id_number(number + 400)}
        ],
    }


def record(world: World, name: str, portal_type: str, **values: object) -> object:
    """Return a new record with a token in its title; `user`, `where` as told."""
    user = values.pop("user", "handler1")
    where = values.pop("where", world.file)
    title = {"title": f"题名 {world.canaries(name)['title']}"}
    with acting(user):
        return add_record(where, portal_type, **title | values)
