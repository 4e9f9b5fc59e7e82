"""The bureau's settings and clearances for one case, given back after it."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from plone import api
from tests.cases.loading import Variant
from typing import Any

import transaction


OFFICER, KEEPER = "secrecy_officer", "sysadmin"
SOURCE = "演示通知〔2026〕1号"
PREFIX = "lingchuan.records"

Client = Callable[[str], Any]
Rows = list[dict[str, Any]]


@contextmanager
def set_for(variant: Variant, client: Client) -> Iterator[None]:
    """Have the bureau set what a variant asks for; undo it at the end."""
    transaction.begin()
    said = variant.settings
    hour = int(said.get("save_until", "24:00").partition(":")[0])
    terms = set(said.get("without_term", ()))
    before = {
        "recording_terms": _changed("recording_terms", save_until_hour=hour),
        "matters": _changed("matters", terms, retention_class=None),
    }
    _days(client, said.get("working_days", {}), SOURCE)
    _clear(client, variant.cleared)
    yield
    _clear(client, dict.fromkeys(variant.cleared, []))
    _days(client, dict.fromkeys(said.get("working_days", {})), SOURCE)
    for name, rows in before.items():
        _write(name, rows)


def _changed(name: str, codes: set[str] | None = None, **values: Any) -> Rows:
    """Change the rows of a list, or those of some codes; return what stood there."""
    before = [dict(row) for row in api.portal.get_registry_record(f"{PREFIX}.{name}")]
    after = [
        row | values if codes is None or row["code"] in codes else row for row in before
    ]
    _write(name, after)
    return before


def _write(name: str, rows: Rows) -> None:
    # Requests have written since; what they wrote is seen from here on.
    transaction.begin()
    key = f"{PREFIX}.{name}"
    if rows != [dict(row) for row in api.portal.get_registry_record(key)]:
        api.portal.set_registry_record(key, rows)
        transaction.commit()


def _days(client: Client, days: dict[str, bool | None], source: str) -> None:
    rows = [
        {"date": day, "working": flag, "source": source} for day, flag in days.items()
    ]
    if rows:
        answer = client(KEEPER).patch("@working-days", overrides=rows)
        assert answer.status_code == 200, answer.text


def _clear(client: Client, cleared: dict[str, list[str]]) -> None:
    for userid, kinds in cleared.items():
        row = {"userid": userid, "kinds": kinds, "basis": SOURCE}
        answer = client(OFFICER).patch("@clearances", items=[row])
        assert answer.status_code == 200, answer.text
