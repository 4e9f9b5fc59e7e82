"""lingchuan-verify on exports of the ledger: good ones, and each way to be wrong."""

from lingchuan.records.cli import line_ranges
from lingchuan.records.core.event_lines import write_hidden_line
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.core.merkle import EMPTY_ROOT
from lingchuan.records.core.notes import Checkpoint
from tests.cli.packing import filled_ledger
from tests.cli.packing import KEY
from tests.cli.packing import Ledger
from tests.cli.packing import NAME
from tests.cli.packing import OTHER_KEY
from tests.cli.packing import unpacked
from tests.cli.packing import verify
from tests.cli.packing import zipped_elsewhere

import gzip
import pytest
import zipfile


COUNT, SIZES = 120, (0, 10, 64, 100)


@pytest.fixture
def ledger():
    """A ledger of 120 events."""
    return filled_ledger(COUNT)


@pytest.fixture
def files(ledger):
    """Its export, with checkpoints of 0, 10, 64, 100 and 120 events."""
    return ledger.export(*SIZES)


def test_a_good_export_is_good_in_every_form(files, ledger, tmp_path, capsys):
    folder = unpacked(files, tmp_path / "export")
    verdict = verify(folder, capsys)
    assert (verdict.code, verdict.errors, verdict.notes) == (0, [], {"compare_key"})
    assert verdict.told["summary"]["events"] == str(COUNT)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path = tmp_path / "export.zip"
        path.write_bytes(zipped_elsewhere(files, "", method))
        assert verify(path, capsys).told["summary"] == verdict.told["summary"]
    packed = tmp_path / "export.jsonl.gz"
    packed.write_bytes(gzip.compress(files["events.jsonl"]))
    options = (
        *("--checkpoint", folder / "checkpoint.txt"),
        *("--key", folder / "key.txt"),
    )
    for path in (packed, folder / "events.jsonl"):
        assert verify(path, capsys, *options).told["summary"] == verdict.told["summary"]
    del files["events.jsonl"]
    files["events.jsonl.gz"] = packed.read_bytes()
    assert verify(unpacked(files, tmp_path / "gz"), capsys).code == 0


def test_an_empty_ledger_is_good(check):
    verdict = check(Ledger().export())
    assert (verdict.code, verdict.told["summary"]["events"]) == (0, "0")
    assert verdict.told["summary"]["root"].replace(" ", "") == EMPTY_ROOT.hex()


@pytest.mark.parametrize("segment", [1, 100, 1_000, 10_000, 10**6])
@pytest.mark.parametrize("packed", [False, True])
def test_where_the_ranges_end_makes_no_difference(
    check, files, monkeypatch, segment, packed
):
    monkeypatch.setattr(line_ranges, "SEGMENT", segment)
    monkeypatch.setattr(line_ranges, "_BATCH", 700)
    monkeypatch.setattr(line_ranges.os, "cpu_count", lambda: 1)
    if packed:
        files["events.jsonl.gz"] = gzip.compress(files.pop("events.jsonl"))
    verdict = check(files)
    assert (verdict.code, verdict.errors) == (0, [])
    assert verdict.told["summary"]["events"] == str(COUNT)


def test_several_processes_find_what_one_finds(check, files, ledger, monkeypatch):
    monkeypatch.setattr(line_ranges, "SEGMENT", 5_000)
    monkeypatch.setattr(line_ranges.os, "cpu_count", lambda: 3)
    assert check(files).code == 0
    lines = files["events.jsonl"].replace(b'"actor":"handler1"', b'"actor":"x"', 70)
    found = check(files | {"events.jsonl": lines})
    assert [code for code, _where in found.errors] == ["event_changed"] * 70


def test_where_no_process_can_be_had_one_is_enough(check, files, monkeypatch):
    def refuse(*_arguments):
        raise OSError("no semaphores here")

    monkeypatch.setattr(line_ranges, "SEGMENT", 5_000)
    monkeypatch.setattr(line_ranges, "ProcessPoolExecutor", refuse)
    assert check(files).code == 0


def changed(ledger, files, *, sign=False):
    """Return the export with the lines of a changed ledger."""
    told = files | {"events.jsonl": ledger.lines()}
    return told | ledger.export(*SIZES) if sign else told


def test_a_changed_row_is_named_by_place_and_id(check, ledger, files):
    ledger.rows[41]["actor"] = "nobody"
    verdict = check(changed(ledger, files))
    assert verdict.errors == [("event_changed", f"#42 {42:032x}")]


def test_a_row_that_was_written_anew_is_bracketed_by_the_checkpoints(
    check, ledger, files
):
    ledger.rows[41]["actor"] = "nobody"
    ledger.rehash()
    verdict = check(changed(ledger, files))
    assert verdict.errors == [("history_changed", "checkpoint.txt #3")]
    assert "#11 to #64" in verdict.text("history_changed")


def test_a_row_that_is_gone_is_named(check, ledger, files):
    del ledger.rows[41]
    verdict = check(changed(ledger, files))
    assert verdict.errors == [("events_missing", f"#{43}")]
    assert "#42 to #42" in verdict.text("events_missing")
    ledger.rehash()
    verdict = check(changed(ledger, files))
    assert verdict.codes == {"history_changed", "truncated"}
    assert "#120 to #120" in verdict.text("truncated")


def test_a_cut_tail_is_named(check, ledger, files):
    del ledger.rows[110:]
    verdict = check(changed(ledger, files))
    assert verdict.errors == [("truncated", "events.jsonl")]
    assert "#111 to #120" in verdict.text("truncated")
    cut = files["events.jsonl"][:-10]
    verdict = check(files | {"events.jsonl": cut})
    assert verdict.codes == {"bad_event_line", "truncated"}
    assert check(files | {"events.jsonl": files["events.jsonl"][:-1]}).code == 1


def test_a_lost_head_is_named(check, ledger, files):
    del ledger.rows[:7]
    verdict = check(changed(ledger, files))
    assert verdict.errors == [("events_missing", "#8")]
    assert "#1 to #7" in verdict.text("events_missing")


def test_rows_that_changed_places_are_named(check, ledger, files):
    ledger.rows[41], ledger.rows[50] = ledger.rows[50], ledger.rows[41]
    verdict = check(changed(ledger, files))
    assert verdict.codes == {"events_missing", "event_order"}
    ledger.rehash()
    assert check(changed(ledger, files)).codes == {"history_changed"}


def test_a_row_that_was_added_is_named(check, ledger, files):
    ledger.rows.insert(41, dict(ledger.rows[41]))
    assert check(changed(ledger, files)).codes == {"event_order"}


def test_a_line_that_is_none_is_named_by_its_byte(check, ledger, files):
    lines = files["events.jsonl"].splitlines(keepends=True)
    place = sum(map(len, lines[:41]))
    lines[41] = b"{}\n"
    verdict = check(files | {"events.jsonl": b"".join(lines)})
    assert verdict.errors == [
        ("bad_event_line", f"@{place}"),
        ("events_missing", "#43"),
    ]


def test_a_ledger_that_was_signed_anew_by_another_key_is_refused(
    check, ledger, files, keys
):
    ledger.rows[41]["actor"] = "nobody"
    ledger.rehash()
    ledger.key = OTHER_KEY
    forged = changed(ledger, files, sign=True)
    assert check(forged).code == 0
    assert check(forged, "--key", keys(KEY)).codes == {
        "key_differs",
        "checkpoint_other_key",
    }


def test_an_older_checkpoint_finds_a_ledger_that_was_signed_anew(
    check, ledger, files, tmp_path
):
    old = tmp_path / "last-week.txt"
    old.write_text(ledger.note(50), encoding="utf-8")
    assert check(files, "--checkpoint", old).code == 0
    ledger.rows[41]["actor"] = "nobody"
    ledger.rehash()
    verdict = check(changed(ledger, files, sign=True), "--checkpoint", old)
    assert verdict.errors == [("history_changed", str(old))]
    assert "#11 to #50" in verdict.text("history_changed")


def test_two_signed_roots_of_one_size_are_a_fork(check, files):
    fork = KEY.sign(Checkpoint(NAME, 64, EMPTY_ROOT).to_body())
    files["checkpoint.txt"] += fork.encode()
    verdict = check(files)
    assert "forked" in verdict.codes


def test_events_after_the_last_checkpoint_are_told_to_be_unproven(check, ledger, files):
    ledger.add("r1")
    verdict = check(changed(ledger, files))
    assert (verdict.code, verdict.notes) == (0, {"compare_key", "unproven_events"})
    assert "#121 to #121" in verdict.text("unproven_events")


def test_hidden_rows_keep_their_place(check, ledger, files):
    lines = [
        (write_hidden_line if row["uid"] == "r1" else write_line)(row)
        for row in ledger.rows
    ]
    verdict = check(files | {"events.jsonl": b"".join(lines)})
    assert (verdict.code, verdict.notes) == (0, {"compare_key", "hidden_events"})
    lines[5] = (
        lines[5].replace(b'"leaf_hash":"', b'"leaf_hash":"0')[:-12] + b'"seq":6}\n'
    )
    assert check(files | {"events.jsonl": b"".join(lines)}).code == 1


def test_a_forged_hash_of_a_hidden_row_changes_the_root(check, ledger, files):
    row = ledger.rows[20] | {"leaf_hash": "0" * 64}
    lines = [write_line(one) for one in ledger.rows]
    lines[20] = write_hidden_line(row)
    verdict = check(files | {"events.jsonl": b"".join(lines)})
    assert verdict.codes == {"history_changed"}


@pytest.mark.parametrize("name", ["checkpoint.txt", "key.txt"])
def test_without_checkpoint_or_key_nothing_is_good(check, files, name):
    del files[name]
    assert ("missing", name) in check(files).errors


def test_other_files_of_the_folder_are_told_not_to_be_checked(check, files):
    verdict = check(files | {"note.txt": b"x", "sub/x": b""})
    assert (verdict.code, verdict.notes) == (0, {"compare_key", "not_checked"})


def test_a_broken_gz_is_named(check, files):
    packed = gzip.compress(files.pop("events.jsonl"))
    for raw in (packed[:-9], packed[:100], packed[:50] + b"x" + packed[51:], b""):
        assert check(files | {"events.jsonl.gz": raw}).code == 1


def test_a_key_of_a_rotation_that_stays_opens_older_checkpoints(check, ledger, files):
    files["key.txt"] += f"{OTHER_KEY.verifier.to_text()}\n".encode()
    notes = [ledger.note(50), OTHER_KEY.sign(ledger.note())]
    ledger.key = OTHER_KEY
    ledger.add("r1")
    notes.append(ledger.note())
    files["checkpoint.txt"] = "".join(notes).encode()
    verdict = check(changed(ledger, files))
    assert (verdict.code, verdict.notes) == (0, {"compare_key"})
