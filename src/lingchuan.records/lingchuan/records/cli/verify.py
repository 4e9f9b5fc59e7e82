"""lingchuan-verify: check a package or a ledger export, with no Plone and no network.

usage: lingchuan-verify PACKAGE-OR-EXPORT [--checkpoint FILE] [--key FILE] [--json]

PACKAGE is the zip as the system sent it, or an unpacked folder; EXPORT is a .jsonl or
.jsonl.gz of event lines, or a folder or zip with events.jsonl, checkpoint.txt and key.txt.
Exit 0: good; 1: not good, each line names what; 2: the command cannot be carried out.
"""

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Sequence
from lingchuan.records.cli.checkpoints import Given
from lingchuan.records.cli.export_check import ExportCheck
from lingchuan.records.cli.findings import finding
from lingchuan.records.cli.findings import UsageError
from lingchuan.records.cli.framing import MAGIC
from lingchuan.records.cli.package_check import PackageCheck
from lingchuan.records.cli.report import Report
from lingchuan.records.cli.report import usage_line
from lingchuan.records.cli.sources import BAG_MARKS
from lingchuan.records.cli.sources import EXPORT_MARKS
from lingchuan.records.cli.sources import NoArchiveError
from lingchuan.records.cli.sources import open_source
from lingchuan.records.core.bags import PAYLOAD
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import read_verifiers
from lingchuan.records.core.notes import Verifier
from pathlib import Path
from zipfile import is_zipfile

import io
import os
import sys


GOOD, NOT_GOOD, USAGE = 0, 1, 2
_GZIP = b"\x1f\x8b"
_MOST_TEXT = 64 * 1024 * 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Check what the command line names, print the report, return the exit code."""
    _print_anything()
    options = _options(argv)
    report = Report(sys.stdout, options.json)
    try:
        return _run(options, report)
    except UsageError as error:
        print(usage_line(error.code, error.where), file=sys.stderr)
    except BrokenPipeError:
        # Nobody reads any more; what is still in the buffer must not fail at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_GOOD
    except KeyboardInterrupt:
        print(usage_line("interrupted", str(options.path)), file=sys.stderr)
    except Exception as error:  # noqa: BLE001
        # Whatever comes, the answer is not "good", and no stack trace.
        report.add([finding("stumbled", str(options.path), what=type(error).__name__)])
        report.end("", {})
        return NOT_GOOD
    return USAGE


def _run(options: Namespace, report: Report) -> int:
    given = Given(_checkpoints(options.checkpoint), _keys(options.key))
    path: Path = options.path
    try:
        check = _check_of(path, given)
    except NoArchiveError as error:
        report.add([finding("damaged", path.name), *error.lost])
        report.end("", {})
        return NOT_GOOD
    report.add(check.findings())
    report.end(check.kind, check.summary)
    return NOT_GOOD if report.errors else GOOD


def _check_of(path: Path, given: Given) -> PackageCheck | ExportCheck:
    """Return the check for what lies at the path: a package unless it is an export."""
    if not path.exists():
        raise UsageError("no_such_file", str(path))
    if not path.is_dir() and not path.is_file():
        raise UsageError("unreadable", str(path))
    if path.is_file() and not _is_zip(path):
        return ExportCheck(path, given)
    source = open_source(path)
    bag = any(name in BAG_MARKS or name.startswith(PAYLOAD) for name in source.names)
    if not bag and any(name in EXPORT_MARKS for name in source.names):
        return ExportCheck(source, given)
    return PackageCheck(source, given)


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
        if head == MAGIC or path.suffix.lower() == ".zip":
            return True
        # With other bytes before it, it is a zip all the same.
        return head[:2] != _GZIP and is_zipfile(path)
    except OSError as error:
        raise UsageError("unreadable", str(path)) from error


def _checkpoints(path: Path | None) -> tuple[tuple[str, bytes], ...]:
    return ((str(path), _bytes(path)),) if path else ()


def _keys(path: Path | None) -> tuple[Verifier, ...]:
    if path is None:
        return ()
    try:
        return tuple(read_verifiers(_bytes(path).decode("utf-8")))
    except (UnicodeDecodeError, NoteError) as error:
        raise UsageError("no_key", str(path)) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_TEXT)
    except FileNotFoundError as error:
        raise UsageError("no_such_file", str(path)) from error
    except (OSError, ValueError) as error:
        raise UsageError("unreadable", str(path)) from error


def _options(argv: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(
        prog="lingchuan-verify",
        description="检查证据包或台账导出 | Check a package or an export of the ledger.",
        epilog="0 完好 good · 1 不完好 not good · 2 用法 usage",
    )
    parser.add_argument("path", type=Path, metavar="PACKAGE-OR-EXPORT")
    parser.add_argument("--checkpoint", type=Path, metavar="FILE")
    parser.add_argument("--key", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="JSON")
    return parser.parse_args(argv)


def _print_anything() -> None:
    """Let no console fail on a character that it does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
