"""`@@custody` of what somebody changed who holds the database: shown, and told."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from tests.evidence.chain_pages import page
from tests.evidence.chain_pages import rows
from tests.evidence.chain_pages import tamper
from tests.evidence.chain_pages import words

import pytest
import transaction


def test_a_record_that_differs_from_its_last_event_is_told(client, site, file_url):
    transaction.begin()
    file = site.unrestrictedTraverse(file_url.removeprefix(f"{site.absolute_url()}/"))
    file.physical_location = "改过"
    transaction.commit()
    assert "Differs from the last event" in words(page("clerk1", file_url))


def test_an_event_that_was_changed_is_not_as_signed(client, file_url):
    checkpoints.make()
    uid = client("clerk1").get(file_url).json()["UID"]
    row = ledger.read(uid=uid)[0]
    tamper(row["seq"], reason="改过的理由")
    try:
        tree = page("clerk1", file_url)
        assert f"Not as signed: {row['seq']}" in words(tree)
        assert "Not as signed" in rows(tree)[0][4]
    finally:
        tamper(row["seq"], reason=row["reason"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("details", "{"),
        ("details", '{"a": 1}'),
        ("details", "[]"),
        ("details", '{"view":["a"]}'),
        ("at", "昨天"),
    ],
)
def test_what_nobody_wrote_breaks_no_page(client, file_url, name, value):
    checkpoints.make()
    uid = client("clerk1").get(file_url).json()["UID"]
    row = ledger.read(uid=uid)[0]
    tamper(row["seq"], **{name: value})
    try:
        assert "Not as signed" in rows(page("clerk1", file_url))[0][4]
    finally:
        tamper(row["seq"], **{name: row[name]})


@pytest.mark.parametrize("user", ["clerk1", "auditor1"])
def test_a_hash_that_is_none_breaks_no_page(client, file_url, secret, user):
    checkpoints.make()
    url = file_url if user == "clerk1" else secret
    uid = client("secrecy_officer").get(url).json()["UID"]
    row = ledger.read(uid=uid)[0]
    tamper(row["seq"], leaf_hash="没有")
    try:
        found = rows(page(user, url))
        assert "Not as signed" in found[0][4]
        assert "没有" in found[0][4]
        assert client(user).get("@ledger-proof?seq=1").status_code in (403, 503)
    finally:
        tamper(row["seq"], leaf_hash=row["leaf_hash"])
