"""The site with its ledger in PostgreSQL, whose role may only insert and select."""

from base64 import b64decode
from lingchuan.records.core.merkle import verify_consistency
from lingchuan.records.core.merkle import verify_inclusion
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from tests.ledger import postgresql

import itertools
import pytest


_names = itertools.count(1)


@pytest.fixture(autouse=True)
def in_postgresql(site, postgresql_folder, tmp_path, monkeypatch):
    """Let the site use an empty ledger in PostgreSQL."""
    monkeypatch.setenv(places.KEYS, str(tmp_path / "keys"))
    monkeypatch.setenv(places.CHECKPOINTS, str(tmp_path / "checkpoints"))
    name = f"site_{next(_names)}"
    kept = ledger.configure(postgresql.fresh_database(postgresql_folder, name))
    keys.make()
    yield
    ledger.configure(kept)


def test_changes_reads_and_refusals_are_events_and_proven(
    client, file_url, add, upload
):
    photo = upload(b"\xff\xd8\xff\xe0\xff\xd9", "a.jpg", "image/jpeg")
    record = add("MediaEvidence", medium="photo", file=photo).json()
    url = record["@id"]
    assert client("handler1").do(url, "submit").status_code == 200
    officer = client("secrecy_officer")
    said = {"kinds": ["PRIVACY"], "data_items": ["面部"], "comment": "试"}
    shut = officer.post(f"{url}/@confidentiality", **said)
    assert shut.status_code == 200
    assert client("bureau_head").get(url).status_code == 200
    assert client("supervisor1").get(url).status_code == 404
    rows = [row for row in ledger.read(limit=None) if row["uid"] == record["UID"]]
    acts = [row["action"] for row in rows]
    assert acts == ["create", "submit", "restrict", "view", "deny"]
    auditor = client("auditor1")
    note = auditor.post("@ledger-checkpoint").text
    size, root = note.split("\n")[1:3]
    asked = f"@ledger-proof?seq={rows[0]['seq']}&size={size}"
    proof = auditor.get(asked).json()
    leaf, place = bytes.fromhex(proof["leaf_hash"]), rows[0]["seq"] - 1
    path = [bytes.fromhex(one) for one in proof["inclusion"]]
    assert verify_inclusion(leaf, place, int(size), path, b64decode(root))
    more = [bytes.fromhex(one) for one in proof["consistency"]]
    roots = b64decode(root), bytes.fromhex(proof["tree_root"])
    assert verify_consistency(int(size), proof["tree_size"], *roots, more)


def test_numbers_are_unique_and_dense(client, body):
    numbers = [
        client("clerk1").post("files", **body()).json()["file_number"]
        for _n in range(3)
    ]
    assert len(set(numbers)) == 3
    assert [row["seq"] for row in ledger.read(limit=None)] == list(
        range(1, ledger.size() + 1)
    )
