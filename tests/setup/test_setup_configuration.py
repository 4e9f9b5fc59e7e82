"""The files of an instance, and the tables of names around it."""

from configparser import ConfigParser
from lingchuan.records.setup.configuration import write_configuration
from lingchuan.records.setup.instance import parse_arguments
from lingchuan.records.setup.instance import say_where_checkpoints_lie

import pytest
import stat


def test_configuration_names_data_folder_and_port(tmp_path):
    ini = write_configuration(tmp_path, 8123)
    conf = (tmp_path / "etc" / "zope.conf").read_text(encoding="utf-8")
    assert "port = 8123" in ini.read_text(encoding="utf-8")
    assert "host = 127.0.0.1" in ini.read_text(encoding="utf-8")
    assert f"%define VAR {tmp_path}\n" in conf
    assert "path $VAR/filestorage/Data.fs" in conf
    assert "max-conflict-retries 10" in conf


def test_configuration_is_rewritten_for_another_port(tmp_path):
    write_configuration(tmp_path, 8123)
    ini = write_configuration(tmp_path, 8124)
    assert "port = 8124" in ini.read_text(encoding="utf-8")


def test_keys_and_checkpoints_lie_below_the_data_unless_told(tmp_path, monkeypatch):
    monkeypatch.delenv("LINGCHUAN_KEYS", raising=False)
    monkeypatch.setenv("LINGCHUAN_CHECKPOINTS", "/mnt/elsewhere")
    monkeypatch.setenv("LINGCHUAN_LEDGER_URL", "postgresql+psycopg://app@/ledger")
    write_configuration(tmp_path, 8123)
    conf = (tmp_path / "etc" / "zope.conf").read_text(encoding="utf-8")
    assert f"    LINGCHUAN_KEYS {tmp_path}/keys\n" in conf
    assert "    LINGCHUAN_CHECKPOINTS /mnt/elsewhere\n" in conf
    assert "    LINGCHUAN_LEDGER_URL postgresql+psycopg://app@/ledger\n" in conf


@pytest.mark.parametrize(
    ("told", "warned"),
    [
        (None, True),
        ("VAR/elsewhere", True),
        ("VAR/../var/checkpoints", True),
        ("LINK", True),
        ("VAR-outside", False),
    ],
)
def test_the_start_says_when_checkpoints_lie_beside_the_data(
    tmp_path, monkeypatch, capsys, told, warned
):
    var = tmp_path / "var"
    var.mkdir()
    (tmp_path / "link").symlink_to(var)
    monkeypatch.delenv("LINGCHUAN_CHECKPOINTS", raising=False)
    if told:
        path = told.replace("VAR", str(var)).replace("LINK", str(tmp_path / "link"))
        monkeypatch.setenv("LINGCHUAN_CHECKPOINTS", path)
    say_where_checkpoints_lie(var)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == warned
    assert all("LINGCHUAN_CHECKPOINTS" in line for line in lines)


@pytest.mark.parametrize("name", ["etc", "filestorage", "blobstorage", "log", "tmp"])
def test_data_folders_are_closed_to_others(tmp_path, name):
    write_configuration(tmp_path, 8123)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


def test_site_only_and_start_exclude_each_other(capsys):
    with pytest.raises(SystemExit):
        parse_arguments(["--site-only", "--start"])
    assert "not allowed with" in capsys.readouterr().err


def test_an_answer_that_waits_lies_in_memory_alone(tmp_path):
    ini = ConfigParser(interpolation=None)
    ini.read(write_configuration(tmp_path, 8080), encoding="utf-8")
    server = ini["server:main"]
    waiting = int(server["outbuf_high_watermark"])
    assert waiting <= 16 * 2**20
    # Beyond this waitress would write it to a file.
    assert int(server["outbuf_overflow"]) > waiting
