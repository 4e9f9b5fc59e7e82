"""The ledger from the command line: ``python -m lingchuan.records.setup.ledger``.

- ``export FOLDER``: every event, every checkpoint and the public keys, for
  lingchuan-verify; what leaves is told by an event that is in the export itself.
- ``checkpoint``: sign the ledger as it is now. ``rotate-key``: take a new key.
- ``make-keys``: make signing key and salt where they are lost.
- ``create``: make the tables in PostgreSQL as their owner, those too that a newer version
  has beside the old; the application may read, insert, and note a job's course, no more.

It touches no record, so all of it works while the site runs. What an export holds is
for whoever keeps the server: it names everything.
"""

from argparse import ArgumentParser
from argparse import Namespace
from lingchuan.records.content.events import SITE
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import places
from lingchuan.records.ledger import schema
from lingchuan.records.ledger.actors import SYSTEM
from lingchuan.records.ledger.engine import make_engine
from lingchuan.records.setup.configuration import ledger_places
from lingchuan.records.setup.instance import say
from pathlib import Path
from sqlalchemy.exc import SQLAlchemyError

import os
import pwd
import sys


EVENTS, CHECKPOINTS, KEY = "events.jsonl", "checkpoint.txt", "key.txt"


class LedgerMissing(Exception):
    """There is no ledger where one was looked for."""


def use_ledger(var: Path) -> None:
    """Point to the ledger of a data folder, and to its keys and checkpoints.

    What the environment names counts, as it does for the site.

    Raises:
        LedgerMissing: there is none.
    """
    if not os.environ.get(places.URL):
        file = var / places.LEDGER / "ledger.sqlite"
        if not file.is_file():
            raise LedgerMissing(f"{file} is not there")
        ledger.configure(f"sqlite:///{file}")
    os.environ.update(ledger_places(var))


def export(folder: Path) -> int:
    """Write the whole ledger into a new folder; return the number of events.

    The checkpoint that covers the export's own event is made and written too.

    Raises:
        FileExistsError: the folder is not empty.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    _note_export()
    checkpoints.make()
    store = places.store()
    kept = store.checkpoints()
    size = kept[-1]["size"]
    with (folder / EVENTS).open("wb") as stream:
        for row in store.rows():
            if row["seq"] > size:
                break
            stream.write(write_line(row))
    notes = "".join(row["note"] for row in kept)
    (folder / CHECKPOINTS).write_text(notes, encoding="utf-8")
    (folder / KEY).write_text(checkpoints.verifiers(), encoding="utf-8")
    return size


def _note_export() -> None:
    account = pwd.getpwuid(os.getuid()).pw_name
    details = {"account": account, "what": "ledger", "events": ledger.size()}
    ledger.record_now("export", uid=SITE, path="", actor=SYSTEM, details=details)


def create(url: str, role: str) -> None:
    """Make the tables as their owner, and let the application's role use them."""
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            schema.create(connection)
            schema.grant(connection, role)
    finally:
        engine.dispose()


def run(options: Namespace) -> str:
    """Do what was asked; return what to say of it."""
    if options.command == "create":
        create(options.url, options.role)
        return f"The tables are there; {options.role} may read and insert."
    use_ledger(options.var.resolve())
    if options.command == "export":
        number = export(options.folder.resolve())
        return f"{number} events: {options.folder}"
    if options.command == "checkpoint":
        return checkpoints.make().rstrip("\n")
    if options.command == "make-keys":
        made = checkpoints.make_keys()
        told = "A new key signs from now on" if made else "The key was there"
        return f"{told}:\n{checkpoints.verifiers().rstrip()}"
    checkpoints.rotate()
    return f"A new key signs from now on:\n{checkpoints.verifiers().rstrip()}"


def parse_arguments(argv: list[str] | None = None) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="lingchuan.records.setup.ledger")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in (
        ("export", "write the whole ledger into a new folder"),
        ("checkpoint", "sign the ledger as it is now"),
        ("rotate-key", "take a new key, signed in by the old one"),
        ("make-keys", "make the key and the salt where they are lost"),
    ):
        command = commands.add_parser(name, help=told)
        if name == "export":
            command.add_argument("folder", type=Path)
        command.add_argument("--var", type=Path, default=Path("var"), help="data")
    command = commands.add_parser("create", help="make the tables in PostgreSQL")
    command.add_argument("--url", required=True, help="SQLAlchemy URL of the owner")
    command.add_argument("--role", required=True, help="role of the application")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Do what was asked, or say why not."""
    options = parse_arguments(argv)
    os.umask(0o077)
    try:
        told = run(options)
    except (LedgerMissing, ledger.LedgerUnavailable, SQLAlchemyError, OSError) as error:
        say(f"{options.command} failed: {error}")
        return 1
    say(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
