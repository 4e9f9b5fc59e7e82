"""lingchuan-verify on the ledger's rows of a package: changed, left out, beside, unproven."""

from lingchuan.records.core import packages
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.core.event_lines import write_line
from tests.cli.packing import EXTRACTION
from tests.cli.packing import facts
from tests.cli.packing import originals
from tests.cli.packing import package
from tests.cli.packing import put_ledger
from tests.cli.packing import put_tags
from tests.cli.packing import unpacked
from tests.cli.packing import verify

import json
import pytest


SMALL = package(originals(0, 1, 100))


@pytest.fixture
def files():
    """The files of a small good package, to be changed."""
    return dict(SMALL[0])


def rewrite(files, change):
    """Change the rows of a package's events, and make manifests and proofs fit."""
    lines = files[packages.EVENTS].decode().splitlines(keepends=True)
    files[packages.EVENTS] = "".join(change(lines)).encode()
    put_tags(files)


def test_a_changed_event_is_named(files, check):
    rewrite(files, lambda lines: [lines[0].replace("handler1", "handler2"), *lines[1:]])
    assert check(files).errors == [("event_changed", f"#6 {6:032x}")]


def test_an_event_that_was_left_out_is_named(files, check):
    told = json.loads(files[packages.PROOFS])
    del told["proofs"]["8"]
    files[packages.PROOFS] = canonical_json(told)
    rewrite(files, lambda lines: [lines[0], *lines[2:]])
    assert check(files).errors == [("event_missing", "#8")]


def test_the_event_of_the_issue_binds_metadata_and_description(files, check):
    rewrite(files, lambda lines: lines[:-1])
    names = {where for code, where in check(files).errors if code == "unbound"}
    assert names == {packages.METADATA, packages.DESCRIPTION}


def test_events_that_changed_places_are_named(files, check):
    rewrite(files, lambda lines: [lines[1], lines[0], *lines[2:]])
    assert check(files).codes == {"event_order"}


def test_an_event_that_is_there_twice_is_named(files, check):
    rewrite(files, lambda lines: [lines[0], *lines])
    assert check(files).codes == {"event_order", "event_twice"}


def test_an_event_of_another_record_is_named(files, check):
    put_ledger(files, SMALL[1], {"r0", "r1", "r100", EXTRACTION, "other"})
    put_tags(files)
    assert check(files).codes == {"event_foreign"}


def test_an_event_that_was_written_anew_fails_its_proof(files, check):
    ledger = package(originals(0, 1, 100))[1]
    row = ledger.rows[5]
    row["actor"] = "nobody"
    ledger.rehash()
    rewrite(files, lambda lines: [write_line(row).decode(), *lines[1:]])
    assert check(files).errors == [("proof_wrong", f"#6 {row['id']}")]


def test_a_hidden_event_has_no_place_in_a_package(files, check):
    def hide(lines):
        told = json.loads(lines[0])
        keys = ("at", "leaf_hash", "seq")
        hidden = json.dumps({key: told[key] for key in keys}, separators=(",", ":"))
        return [f"{hidden}\n", *lines[1:]]

    rewrite(files, hide)
    assert check(files).codes >= {"event_hidden"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda told: told | {"size": told["size"] + 1}, "proofs_other_root"),
        (lambda told: told | {"root": "0" * 64}, "proofs_other_root"),
        (lambda told: told | {"root": 1}, "proofs_malformed"),
        (lambda told: told | {"proofs": {}}, "proof_missing"),
        (lambda told: told | {"proofs": told["proofs"] | {"1": []}}, "proof_beside"),
        (lambda told: told | {"proofs": told["proofs"] | {"6": []}}, "proof_wrong"),
    ],
)
def test_changed_proofs_are_found(files, check, change, code):
    files[packages.PROOFS] = canonical_json(change(json.loads(files[packages.PROOFS])))
    put_tags(files)
    assert code in check(files).codes


def test_a_whole_rehash_without_the_key_is_found(files, check):
    ledger = package(originals(0, 1, 100))[1]
    ledger.rows[5]["actor"] = "nobody"
    ledger.rehash()
    note = files[packages.CHECKPOINT]
    put_ledger(files, ledger, {"r0", "r1", "r100", EXTRACTION})
    files[packages.CHECKPOINT] = note
    put_tags(files)
    assert check(files).codes == {"proofs_other_root"}


def test_a_file_that_an_event_names_with_another_sm3_is_not_bound(tmp_path, capsys):
    data = originals(10)
    files, ledger = package(data)
    row = next(row for row in ledger.rows if row["files"] != "[]")
    told = facts("file", data["r10"]) | {"sm3": "0" * 64}
    row["files"] = canonical_json([told]).decode()
    ledger.rehash()
    put_ledger(files, ledger, {"r10", EXTRACTION})
    put_tags(files)
    assert verify(unpacked(files, tmp_path), capsys).codes == {"unbound"}
