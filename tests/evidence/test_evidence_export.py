"""The command of the ledger: export, checkpoint, rotation, tables of PostgreSQL."""

from lingchuan.records.cli import verify
from lingchuan.records.core.event_lines import read_line
from lingchuan.records.core.merkle import root
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import split_notes
from lingchuan.records.core.notes import Verifier
from lingchuan.records.ledger import api
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.ledger.engine import make_engine
from lingchuan.records.setup import ledger as command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.ledger import postgresql

import json
import pytest


@pytest.fixture(autouse=True)
def no_places(monkeypatch):
    """No place is told by the environment; where a command tells one, it is forgotten."""
    for name in (places.URL, places.KEYS, places.CHECKPOINTS):
        # Set first, so that what was there before comes back, be it nothing.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.fixture
def var(tmp_path):
    """A data folder with a ledger of some events."""
    folder = tmp_path / "var"
    (folder / "ledger").mkdir(parents=True)
    before = api.configure(f"sqlite:///{folder}/ledger/ledger.sqlite")
    keys.make()
    for number in range(300):
        api.record_now("create", uid=f"u{number}", path="/p", actor="clerk1")
    checkpoints.make()
    api.record_now(
        "change", uid="u1", path="/p", actor="handler1", reason="补正 “材料”"
    )
    yield folder
    places.store().close()
    api.configure(before)


def run(*arguments):
    return command.main([str(one) for one in arguments])


def keys_of(folder):
    lines = (folder / "key.txt").read_text(encoding="utf-8").splitlines()
    return [Verifier.from_text(line) for line in lines]


def notes_of(folder):
    return split_notes((folder / "checkpoint.txt").read_text(encoding="utf-8"))


def test_an_export_holds_every_event_and_proves_itself(var, tmp_path):
    out = tmp_path / "out"
    assert run("export", out, "--var", var) == 0
    lines = [
        read_line(one)
        for one in (out / "events.jsonl").read_bytes().splitlines(keepends=True)
    ]
    assert [one.seq for one in lines] == list(range(1, 303))
    assert all(one.is_true and not one.is_hidden for one in lines)
    notes = notes_of(out)
    sizes = [open_note(one, keys_of(out)).size for one in notes]
    assert sizes == [300, 302]
    last = open_note(notes[-1], keys_of(out))
    assert last.root == root(one.leaf_hash for one in lines)


def test_an_export_is_an_event_of_its_own(var, tmp_path):
    run("export", tmp_path / "out", "--var", var)
    row = api.read(301, 1)[0]
    assert (row["action"], row["uid"], row["actor"]) == ("export", "site", "system")
    assert json.loads(row["details"])["events"] == 301
    last = (
        (tmp_path / "out" / "events.jsonl").read_bytes().splitlines(keepends=True)[-1]
    )
    assert read_line(last).event()["action"] == "export"


def test_an_export_is_accepted_by_the_verifier(var, tmp_path, capsys):
    run("export", tmp_path / "out", "--var", var)
    assert verify.main([str(tmp_path / "out")]) == 0, capsys.readouterr()
    events = tmp_path / "out" / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"handler1", b"handler2"))
    assert verify.main([str(tmp_path / "out")]) == 1


def test_an_export_is_the_owners_alone(var, tmp_path):
    run("export", tmp_path / "out", "--var", var)
    for path in (tmp_path / "out", *(tmp_path / "out").iterdir()):
        assert path.stat().st_mode & 0o077 == 0


def test_an_export_overwrites_nothing(var, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").touch()
    assert run("export", tmp_path / "out", "--var", var) == 1
    assert "is not empty" in capsys.readouterr().out
    assert api.size() == 301


@pytest.mark.parametrize("arguments", [["export", "out"], ["checkpoint"]])
def test_without_a_ledger_nothing_is_made(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments, "--var", tmp_path / "nowhere") == 1
    assert "ledger.sqlite is not there" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_checkpoint_is_made_on_demand(var, capsys):
    assert run("checkpoint", "--var", var) == 0
    note = capsys.readouterr().out
    keys = [Verifier.from_text(one) for one in checkpoints.verifiers().splitlines()]
    assert open_note(note, keys).size == 301
    assert list((var / "checkpoints").glob("*-301.note"))


def test_a_rotation_takes_a_new_key_that_the_old_one_signs_in(var, tmp_path):
    assert run("rotate-key", "--var", var) == 0
    run("export", tmp_path / "out", "--var", var)
    keys = keys_of(tmp_path / "out")
    assert len(keys) == 2
    first, both, last = notes_of(tmp_path / "out")
    assert open_note(first, keys[:1])
    assert open_note(both, keys[:1]) == open_note(both, keys[1:])
    assert open_note(last, keys[1:])
    assert verify.main([str(tmp_path / "out")]) == 0


def test_the_tables_of_postgresql_take_inserts_alone(postgresql_folder):
    folder = postgresql_folder
    owner = postgresql.url(folder, postgresql.OWNER, "postgres")
    admin = make_engine(owner).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE made_by_command"))
        connection.execute(text("CREATE ROLE ledger_user LOGIN"))
    admin.dispose()
    owner = postgresql.url(folder, postgresql.OWNER, "made_by_command")
    assert run("create", "--url", owner, "--role", "ledger_user") == 0
    assert run("create", "--url", owner, "--role", "ledger_user") == 0
    user = make_engine(postgresql.url(folder, "ledger_user", "made_by_command"))
    row = {"job": "x", "at": "x", "state": "x"}
    insert = text("INSERT INTO progress (job, at, state) VALUES (:job, :at, :state)")
    with user.begin() as connection:
        connection.execute(insert, row)
        found = connection.execute(text("SELECT state FROM progress")).scalar()
    assert found == "x"
    for statement in (
        "UPDATE progress SET state = 'y'",
        "DELETE FROM events",
        "TRUNCATE events",
        "DROP TABLE events",
    ):
        with pytest.raises(DBAPIError), user.begin() as connection:
            connection.execute(text(statement))
    user.dispose()


def test_a_server_that_does_not_answer_is_told(capsys):
    url = "postgresql+psycopg://nobody@/none?host=/nonexistent"
    assert run("create", "--url", url, "--role", "x") == 1
    assert "create failed" in capsys.readouterr().out
