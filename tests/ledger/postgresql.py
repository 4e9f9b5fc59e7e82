"""A PostgreSQL of Debian's for the tests: its own cluster, on a private socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.ledger import schema
from lingchuan.records.ledger.engine import make_engine
from pathlib import Path
from sqlalchemy import text

import os
import pwd
import shutil
import subprocess
import tempfile


PROGRAMS = "/usr/lib/postgresql/*/bin/postgres"
OWNER, APPLICATION = "ledger_owner", "ledger_app"


def programs() -> Path | None:
    """Return the folder of the newest server, None where there is none."""
    found = sorted(Path("/").glob(PROGRAMS.lstrip("/")))
    return found[-1].parent if found else None


def _account() -> dict[str, object]:
    """Return who runs the server, which refuses to run as root."""
    if os.getuid():
        return {}
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def cluster() -> Iterator[Path]:
    """Run a server; give the folder of its socket."""
    # A socket's path is short, and the folder is the server's own.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    who = _account()
    if who:
        os.chown(folder, who["user"], who["group"])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, **who}
    run = {"check": True, "cwd": folder, **quiet}
    data = folder / "data"
    command = [programs() / "initdb", "-D", data, "-A", "trust", "-U", OWNER]
    subprocess.run([*command, "-E", "UTF8", "--no-sync"], **run)
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    control = [programs() / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", settings, "start"], **run)
    try:
        yield folder
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


def url(folder: Path, user: str, name: str) -> str:
    """Return the address of a database."""
    return f"postgresql+psycopg://{user}@/{name}?host={folder}"


def fresh_database(folder: Path, name: str) -> str:
    """Make a database with the ledger's tables; return the application's address."""
    admin = make_engine(url(folder, OWNER, "postgres"))
    plain = admin.execution_options(isolation_level="AUTOCOMMIT")
    with plain.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        known = "SELECT 1 FROM pg_roles WHERE rolname = :role"
        if not connection.execute(text(known), {"role": APPLICATION}).scalar():
            connection.execute(text(f"CREATE ROLE {APPLICATION} LOGIN"))
    admin.dispose()
    owner = make_engine(url(folder, OWNER, name))
    with owner.begin() as connection:
        schema.create(connection)
        schema.grant(connection, APPLICATION)
    owner.dispose()
    return url(folder, APPLICATION, name)
