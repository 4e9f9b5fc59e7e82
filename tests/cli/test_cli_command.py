"""The command itself: its exit codes, its languages, and that nothing makes it stumble."""

from lingchuan.records.cli import verify as command
from lingchuan.records.cli.findings import NOTES
from lingchuan.records.cli.texts import TEXTS
from lingchuan.records.cli.verify import main
from pathlib import Path
from tests.cli.packing import filled_ledger
from tests.cli.packing import originals
from tests.cli.packing import package
from tests.cli.packing import unpacked
from tests.cli.packing import zipped
from tests.cli.packing import zipped_elsewhere

import json
import os
import pytest
import random
import re
import subprocess
import sys
import zipfile


FILES, LEDGER = package(originals(0, 100))
ZIP = zipped(FILES)
CLI = Path(command.__file__).parent


def run(*arguments, **environment):
    """Run the command as a process; return it."""
    module = [sys.executable, "-m", "lingchuan.records.cli.verify"]
    env = os.environ | environment
    return subprocess.run(
        [*module, *map(str, arguments)], capture_output=True, check=False, env=env
    )


@pytest.fixture
def good(tmp_path):
    """A good package as a zip."""
    path = tmp_path / "good.zip"
    path.write_bytes(ZIP)
    return path


def test_a_good_package_exits_with_0_and_says_so_in_both_languages(good):
    done = run(good)
    assert (done.returncode, done.stderr) == (0, b"")
    *notes, last = done.stdout.decode("utf-8").splitlines()
    assert last.startswith("结果 RESULT 完好") and "| good: package 2026-001" in last
    assert len(notes) == 1 and "指纹" in notes[0] and "fingerprint" in notes[0]


def test_a_bad_package_exits_with_1_and_names_the_file(good, tmp_path):
    files = dict(FILES)
    files["data/metadata.json"] += b" "
    good.write_bytes(zipped(files))
    done = run(good)
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode("utf-8").splitlines()
    assert any("错误 ERROR data/metadata.json: " in line for line in lines)
    assert re.fullmatch(
        "结果 RESULT 不完好：[0-9]+ 处问题 \\| not good: [0-9]+ problems", lines[-1]
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-16"])
def test_a_console_of_another_encoding_is_no_hindrance(good, encoding):
    done = run(good, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "完好" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nowhere.zip",),
        ("a", "b"),
        ("--unknown",),
        ("GOOD", "--key"),
        ("GOOD", "--key", "nowhere"),
        ("GOOD", "--key", "GOOD"),
        ("GOOD", "--checkpoint", "nowhere"),
        ("GOOD", "--checkpoint", "FOLDER"),
        ("/dev/null",),
        ("/dev/zero",),
        ("LINES",),
        ("LINES", "--checkpoint", "NOTE"),
        ("a\x00b",),
    ],
)
def test_what_cannot_be_carried_out_exits_with_2(good, tmp_path, capsys, arguments):
    (tmp_path / "lines.jsonl").write_bytes(LEDGER.lines())
    (tmp_path / "note.txt").write_text(LEDGER.note(), encoding="utf-8")
    places = {
        "GOOD": good,
        "FOLDER": tmp_path,
        "LINES": tmp_path / "lines.jsonl",
        "NOTE": tmp_path / "note.txt",
    }
    told = [str(places.get(one, one)) for one in arguments]
    try:
        code = main(told)
    except SystemExit as left:
        code = left.code
    assert code == 2
    out, err = capsys.readouterr()
    assert err and "Traceback" not in err


def test_a_file_that_may_not_be_read_exits_with_2(good, capsys, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert main([str(good)]) == 2


def test_a_reader_that_goes_away_is_no_stack_trace(good):
    module = [sys.executable, "-m", "lingchuan.records.cli.verify", str(good)]
    process = subprocess.Popen(module, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 1)


def test_an_interruption_is_no_stack_trace(good, capsys, monkeypatch):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_run", interrupt)
    assert main([str(good)]) == 2
    assert "interrupted" in capsys.readouterr().err


def test_whatever_else_happens_the_answer_is_not_good(good, capsys, monkeypatch):
    def fail(*_arguments):
        raise MemoryError

    monkeypatch.setattr(command, "_check_of", fail)
    assert main([str(good)]) == 1
    assert "MemoryError" in capsys.readouterr().out


def test_control_characters_of_names_do_not_reach_the_terminal(good, capsys):
    files = FILES | {"data/\x1b[2J\u202e.txt": b""}
    good.write_bytes(zipped_elsewhere(files))
    assert main([str(good)]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out and "\\u001b" in out


def test_a_flood_of_problems_is_cut(good, capsys):
    files = FILES | {f"data/x{number}": b"" for number in range(1_500)}
    good.write_bytes(zipped(files))
    assert main([str(good)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1_001


def test_every_code_has_both_texts_with_the_same_values():
    text = "".join(path.read_text(encoding="utf-8") for path in CLI.glob("*.py"))
    used = set(
        re.findall(r'(?:finding|UsageError|usage_line)\(\s*"([a-z0-9_]+)"', text)
    )
    assert used and used | NOTES <= set(TEXTS)
    for zh, en in TEXTS.values():
        names = re.findall("{[a-z]+}", zh)
        assert sorted(names) == sorted(re.findall("{[a-z]+}", en))
        assert re.search("[\u4e00-\u9fff]|--", zh) and en.isprintable()


def verdict_of(path, capsys):
    code = main([str(path), "--json"])
    out, err = capsys.readouterr()
    told = json.loads(out) if out else {"findings": []}
    codes = {one["code"] for one in told["findings"]}
    assert "stumbled" not in codes, told
    assert code in (0, 1, 2) and "Traceback" not in err
    return code, codes


def test_no_damage_to_a_zip_makes_it_stumble(tmp_path, capsys):
    dice, path = random.Random(4), tmp_path / "p.zip"
    for _n in range(300):
        raw = bytearray(ZIP)
        for _m in range(dice.choice((1, 1, 5, 50))):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        if dice.random() < 0.3:
            del raw[dice.randrange(len(raw)) :]
        path.write_bytes(raw)
        code, _codes = verdict_of(path, capsys)
        assert code == (raw != ZIP)


def test_no_damage_to_the_directory_of_a_zip_makes_it_stumble(tmp_path, capsys):
    dice, path = random.Random(5), tmp_path / "p.zip"
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        whole = zipped_elsewhere(FILES, method=method)
        start = whole.index(b"PK\x01\x02")
        for _n in range(300):
            raw = bytearray(whole)
            raw[dice.randrange(start, len(raw))] ^= 1 << dice.randrange(8)
            path.write_bytes(raw)
            verdict_of(path, capsys)


def test_no_content_of_a_file_makes_it_stumble(tmp_path, capsys):
    dice = random.Random(6)
    junk = (
        b"",
        b"\x00" * 50,
        b"\xff" * 50,
        b"[" * 50_000,
        b"{}",
        b"null",
        b'{"a":1e999}',
    )
    for name in FILES:
        for number, raw in enumerate((*junk, dice.randbytes(500))):
            folder = unpacked(FILES | {name: raw}, tmp_path / str(number))
            code, _codes = verdict_of(folder, capsys)
            assert code == (raw != FILES[name])


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.zip", "x"])
def test_no_junk_makes_it_stumble(tmp_path, capsys, name):
    dice, path = random.Random(7), tmp_path / name
    note, key = tmp_path / "note", tmp_path / "key"
    ledger = filled_ledger(5)
    note.write_text(ledger.note(), encoding="utf-8")
    key.write_text(ledger.key.verifier.to_text(), encoding="utf-8")
    heads = (b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\n", b'{"a":"', b"\x00")
    for _n in range(200):
        path.write_bytes(dice.choice(heads) + dice.randbytes(dice.randrange(2_000)))
        options = ["--checkpoint", str(note), "--key", str(key), "--json"]
        assert main([str(path), *options]) == 1
        out, err = capsys.readouterr()
        assert '"stumbled"' not in out and not err


def test_links_and_deep_folders_are_no_danger(tmp_path, capsys):
    folder = unpacked(FILES, tmp_path / "p")
    (folder / "data" / "link").symlink_to("/etc/passwd")
    (folder / "data" / "loop").symlink_to(folder)
    os.mkfifo(folder / "data" / "pipe")
    code, codes = verdict_of(folder, capsys)
    assert (code, codes - {"compare_key"}) == (1, {"link"})


def test_an_entry_that_has_another_name_where_it_lies_is_damaged(tmp_path, capsys):
    path = tmp_path / "p.zip"
    path.write_bytes(ZIP.replace(b"description.pdf", b"desc_iption.pdf", 1))
    code, codes = verdict_of(path, capsys)
    assert code == 1 and "damaged" in codes


def test_a_bomb_is_refused_unread(tmp_path, capsys):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/bagit.txt", bytes(10_000_000))
        archive.getinfo("p/bagit.txt").file_size = 10**12
    code, codes = verdict_of(path, capsys)
    assert code == 1 and "bomb" in codes
