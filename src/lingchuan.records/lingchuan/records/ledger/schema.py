"""The ledger's tables: rows are inserted and read, never changed or removed.

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

_REFUSAL = "the ledger is append-only"
_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{name} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION lingchuan_refuse() RETURNS trigger LANGUAGE plpgsql "
    f"AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE OR REPLACE TRIGGER {table}_append_only "
    "BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION lingchuan_refuse()",
)


def create(connection: Connection) -> None:
    """Make the tables that are missing, and seal them against change."""
    metadata.create_all(connection)
    for table in metadata.tables:
        for statement in _seals(connection.dialect.name, table):
            connection.execute(text(statement))


def _seals(dialect: str, table: str) -> list[str]:
    if dialect == "postgresql":
        return [statement.format(table=table) for statement in _POSTGRESQL]
    acts = ("UPDATE", "DELETE")
    return [_SQLITE.format(table=table, name=act.lower(), act=act) for act in acts]


def grant(connection: Connection, role: str) -> None:
    """Let an application role of PostgreSQL insert and read, no more."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in metadata.tables:
        connection.execute(text(f"REVOKE ALL ON {table} FROM {quoted}"))
        connection.execute(text(f"GRANT SELECT, INSERT ON {table} TO {quoted}"))


def is_there(connection: Connection) -> bool:
    """Return whether the tables exist, as for a role that may not make any."""
    names = connection.dialect.get_table_names(connection)
    return set(metadata.tables) <= set(names)
