"""`@ledger-checkpoint` and `@ledger-proof`: who gets them, and that they hold."""

from base64 import b64encode
from lingchuan.records.core.merkle import verify_consistency
from lingchuan.records.core.merkle import verify_inclusion
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import Verifier
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints

import pytest
import requests


@pytest.mark.parametrize(
    ("user", "status"),
    [
        (None, 401),
        ("party1", 403),
        ("sysadmin", 403),
        ("clerk1", 200),
        ("platform", 200),
        ("auditor1", 200),
    ],
)
def test_a_checkpoint_is_for_staff(client, user, status):
    note = checkpoints.make()
    answer = client(user).get("@ledger-checkpoint")
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.text == note


@pytest.mark.parametrize(
    ("user", "status"),
    [
        (None, 401),
        ("party1", 403),
        ("clerk1", 403),
        ("supervisor1", 403),
        ("platform", 403),
        ("auditor1", 200),
    ],
)
def test_only_an_auditor_makes_a_checkpoint(client, file_url, user, status):
    checkpoints.make()
    client("handler1").patch(file_url, physical_location="二号柜")
    size = ledger.size()
    answer = client(user).post("@ledger-checkpoint")
    assert answer.status_code == status
    if status == 200:
        assert opened(answer.text).size == size


def opened(note):
    keys = checkpoints.verifiers().splitlines()
    return open_note(note, [Verifier.from_text(line) for line in keys])


def test_an_older_checkpoint_is_found_by_its_size(client, file_url):
    old = checkpoints.make()
    size = opened(old).size
    client("handler1").patch(file_url, physical_location="三号柜")
    checkpoints.make()
    found = client("clerk1").get(f"@ledger-checkpoint?size={size}")
    assert found.text == old
    assert client("clerk1").get("@ledger-checkpoint?size=9999999").status_code == 404
    assert client("clerk1").get("@ledger-checkpoint?size=x").status_code == 400


def test_a_plain_client_gets_the_checkpoint_too(client):
    note = checkpoints.make()
    url = f"{client(None).base}/@ledger-checkpoint"
    answer = requests.get(url, auth=client("clerk1").session.auth, timeout=60)
    assert answer.text == note
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    answer = requests.get(url, timeout=60, allow_redirects=False)
    assert answer.status_code != 200


def test_a_proof_holds(client, file_url):
    size = opened(checkpoints.make()).size
    client("handler1").patch(file_url, physical_location="四号柜")
    for seq in (1, 2, size):
        found = client("auditor1").get(f"@ledger-proof?seq={seq}&size={size}").json()
        leaf, root = (bytes.fromhex(found[name]) for name in ("leaf_hash", "root"))
        inclusion = [bytes.fromhex(one) for one in found["inclusion"]]
        assert verify_inclusion(leaf, seq - 1, size, inclusion, root)
        steps = [bytes.fromhex(one) for one in found["consistency"]]
        new, new_root = found["tree_size"], bytes.fromhex(found["tree_root"])
        assert new > size
        assert verify_consistency(size, new, root, new_root, steps)
        note = client("auditor1").get("@ledger-checkpoint").text
        assert b64encode(root).decode() in note


def test_a_proof_is_of_the_latest_checkpoint_unless_told(client):
    size = opened(checkpoints.make()).size
    assert client("auditor1").get("@ledger-proof?seq=1").json()["size"] == size


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("seq=0", "seq"),
        ("seq=x", "seq"),
        ("", "seq"),
        ("seq=5&size=3", "seq"),
        ("seq=1&size=x", "size"),
        ("seq=1&size=9999999", "size"),
        ("seq=1&size=0", "seq"),
    ],
)
def test_a_bad_proof_is_named(client, query, name):
    checkpoints.make()
    answer = client("auditor1").get(f"@ledger-proof?{query}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [name]
