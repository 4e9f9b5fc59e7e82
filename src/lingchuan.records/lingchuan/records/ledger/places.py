"""Where the ledger lies, its keys, and its checkpoints outside the site.

- LINGCHUAN_LEDGER_URL: the database; without it SQLite beside Data.fs.
- LINGCHUAN_KEYS: the folder of signing key and salt, the owner's alone.
- LINGCHUAN_CHECKPOINTS: the folder to which signed notes are written. It should lie
  where whoever keeps the server cannot change what was written.
"""

from lingchuan.records.ledger.engine import LedgerUnavailable
from lingchuan.records.ledger.engine import translated
from lingchuan.records.ledger.store import LedgerStore
from pathlib import Path
from sqlalchemy.engine import make_url
from zope.component.hooks import getSite

import os
import threading


URL = "LINGCHUAN_LEDGER_URL"
KEYS = "LINGCHUAN_KEYS"
CHECKPOINTS = "LINGCHUAN_CHECKPOINTS"
LEDGER = "ledger"
_NAMES = {KEYS: "keys", CHECKPOINTS: "checkpoints"}

_lock = threading.Lock()
_configured: str | None = None
_stores: dict[str, LedgerStore] = {}


def configure(url: str | None) -> str | None:
    """Set the ledger's URL and return the one before.

    None goes back to the environment or Data.fs.
    """
    global _configured
    before, _configured = _configured, url
    return before


def store() -> LedgerStore:
    """Return the ledger of this site.

    Raises:
        LedgerUnavailable: there is none, or it does not answer.
    """
    url = _url()
    with _lock:
        if url not in _stores:
            try:
                with translated():
                    _stores[url] = LedgerStore(url)
            except OSError as error:
                raise LedgerUnavailable(str(error)) from error
        return _stores[url]


def folder(variable: str) -> Path:
    """Return the folder that KEYS or CHECKPOINTS names, made if it is missing.

    Without the variable it lies beside the ledger's own folder.
    """
    told = os.environ.get(variable)
    path = Path(told) if told else _beside() / _NAMES[variable]
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _url() -> str:
    return _configured or os.environ.get(URL) or _sqlite_beside_data_fs()


def _beside() -> Path:
    url = make_url(_url())
    if url.get_backend_name() != "sqlite":
        return _data_folder()
    parent = Path(url.database or "").parent
    return parent.parent if parent.name == LEDGER else parent


def _data_folder() -> Path:
    """Return the folder that holds the folder of Data.fs."""
    site = getSite()
    connection = getattr(site, "_p_jar", None)
    storage = connection.db().storage if connection is not None else None
    name = getattr(storage, "getName", lambda: "")()
    if not name or not Path(name).is_absolute() or not Path(name).exists():
        raise LedgerUnavailable(f"no ledger: set {URL}, {KEYS} and {CHECKPOINTS}")
    return Path(name).parent.parent


def _sqlite_beside_data_fs() -> str:
    path = _data_folder() / LEDGER
    url = f"sqlite:///{path / 'ledger.sqlite'}"
    if url not in _stores:
        path.mkdir(mode=0o700, exist_ok=True)
    return url
