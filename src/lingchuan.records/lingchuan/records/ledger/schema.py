"""The ledger's tables: rows are inserted and read, never changed or removed.

The one beside them, `jobs`, tells of what is to be done: how far a row has come is
changed, what it asks for is not, and none is removed.

- `events`: one row an event; `seq` is dense, so that it is the leaf's place in the tree.
- `numbers`: each number of a series, given once.
- `subtrees`: hashes of each 256 leaves, kept so that a root costs little.
- `checkpoints`: the signed notes; `progress`: how far a job has come.
- `plays`: the byte ranges of a playback, whose one event stands in `events`.
"""

from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import Identity
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import text
from sqlalchemy import UniqueConstraint


Whole = BigInteger().with_variant(Integer, "sqlite")
# Compared byte by byte, as SQLite does: all below a path is one range of the index.
Path = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()
# Of its own, so that what is sealed stays sealed.
outbox = MetaData()

events = Table(
    "events",
    metadata,
    Column("seq", Whole, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("batch", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("on_behalf", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("path", Path, nullable=False, index=True),
    Column("digest_before", Text),
    Column("digest", Text),
    Column("files_before", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("leaf_hash", Text, nullable=False),
    Index("ix_events_uid_seq", "uid", "seq"),
)

numbers = Table(
    "numbers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("full", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("full", name="numbers_full"),
)

subtrees = Table(
    "subtrees",
    metadata,
    Column("number", Whole, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("row", Whole, Identity(), primary_key=True),
    Column("at", Text, nullable=False),
    Column("size", Whole, nullable=False, index=True),
    Column("root", Text, nullable=False),
    Column("note", Text, nullable=False),
)

progress = Table(
    "progress",
    metadata,
    Column("row", Whole, Identity(), primary_key=True),
    Column("job", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False),
)

plays = Table(
    "plays",
    metadata,
    Column("row", Whole, Identity(), primary_key=True),
    Column("event", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("starts", Whole, nullable=False),
    Column("ends", Whole, nullable=False),
    Index("ix_plays_actor_uid", "actor", "uid"),
)

jobs = Table(
    "jobs",
    outbox,
    Column("id", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("percent", Integer, nullable=False),
    Column("not_before", Text, nullable=False),
    Column("lease_until", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("ended_at", Text, nullable=False),
    UniqueConstraint("site", "key", name="jobs_site_key"),
    Index("ix_jobs_state_not_before", "state", "not_before"),
)
# What a job asks for stands; the other columns are its course.
FIXED = ("id", "site", "kind", "key", "payload", "event", "made_at")
COURSE = tuple(name for name in jobs.c.keys() if name not in FIXED)

_REFUSAL = "the ledger is append-only"
_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{name} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION lingchuan_refuse() RETURNS trigger LANGUAGE plpgsql "
    f"AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE OR REPLACE TRIGGER {table}_append_only "
    "BEFORE {update} OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION lingchuan_refuse()",
)


def create(connection: Connection) -> None:
    """Make the tables that are missing, and seal them against change."""
    for tables in (metadata, outbox):
        tables.create_all(connection)
        for table in tables.tables:
            for statement in _seals(connection.dialect.name, table):
                connection.execute(text(statement))


def _seals(dialect: str, table: str) -> list[str]:
    update = f"UPDATE OF {', '.join(FIXED)}" if table in outbox.tables else "UPDATE"
    if dialect == "postgresql":
        return [one.format(table=table, update=update) for one in _POSTGRESQL]
    acts = {"update": update, "delete": "DELETE"}
    return [_SQLITE.format(table=table, name=n, act=act) for n, act in acts.items()]


def grant(connection: Connection, role: str) -> None:
    """Let an application role of PostgreSQL insert and read, and note a job's course."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in (*metadata.tables, *outbox.tables):
        connection.execute(text(f"REVOKE ALL ON {table} FROM {quoted}"))
        connection.execute(text(f"GRANT SELECT, INSERT ON {table} TO {quoted}"))
    course = ", ".join(COURSE)
    connection.execute(text(f"GRANT UPDATE ({course}) ON {jobs.name} TO {quoted}"))


def is_there(connection: Connection) -> bool:
    """Return whether the tables exist, as for a role that may not make any."""
    names = connection.dialect.get_table_names(connection)
    return {*metadata.tables, *outbox.tables} <= set(names)
