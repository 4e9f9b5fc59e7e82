"""Key and salt are made with the site and by command, and never else."""

from lingchuan.records.ledger import api
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.setup import handlers
from lingchuan.records.setup import ledger as command

import pytest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with an empty ledger and no keys."""
    for name in (places.URL, places.KEYS, places.CHECKPOINTS):
        # Set first, so that what the command sets goes with the test.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / "ledger").mkdir()
    before = api.configure(f"sqlite:///{tmp_path}/ledger/ledger.sqlite")
    yield tmp_path
    places.store().close()
    api.configure(before)


def write() -> None:
    api.record_now("create", uid="u", path="/p", actor="clerk1")


def test_the_keys_of_a_new_ledger_are_made_with_the_site(folder):
    handlers._make_keys()
    first = keys.signing_key()
    assert keys.salt()
    handlers._make_keys()
    assert keys.signing_key() == first


def test_an_old_ledger_gets_no_key_by_an_installation(folder):
    write()
    handlers._make_keys()
    with pytest.raises(api.LedgerUnavailable, match="make-keys"):
        checkpoints.make()


def test_the_command_makes_what_is_missing_and_leaves_what_is_there(folder, capsys):
    write()
    assert command.main(["checkpoint", "--var", str(folder)]) == 1
    assert "make-keys" in capsys.readouterr().out
    assert command.main(["make-keys", "--var", str(folder)]) == 0
    assert checkpoints.verifiers() in capsys.readouterr().out
    first, salt = keys.signing_key(), keys.salt()
    assert command.main(["make-keys", "--var", str(folder)]) == 0
    assert (keys.signing_key(), keys.salt()) == (first, salt)
    assert command.main(["checkpoint", "--var", str(folder)]) == 0
    assert [row["action"] for row in api.read()] == ["create", "rotate_key"]
