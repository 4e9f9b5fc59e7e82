"""A fresh ledger for each test, on SQLite and on PostgreSQL."""

from lingchuan.records.ledger import api
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from tests.ledger import postgresql

import itertools
import pytest
import transaction


_names = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request, tmp_path):
    """The address of an empty ledger."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger/ledger.sqlite"
    folder = request.getfixturevalue("postgresql_folder")
    return postgresql.fresh_database(folder, f"ledger_{next(_names)}")


@pytest.fixture
def ledger(ledger_url, tmp_path, monkeypatch):
    """An empty ledger that `api` uses, with folders of its own."""
    monkeypatch.setenv(places.KEYS, str(tmp_path / "keys"))
    monkeypatch.setenv(places.CHECKPOINTS, str(tmp_path / "checkpoints"))
    (tmp_path / "ledger").mkdir()
    before = api.configure(ledger_url)
    keys.make()
    transaction.begin()
    yield api
    transaction.abort()
    places.store().close()
    api.configure(before)
