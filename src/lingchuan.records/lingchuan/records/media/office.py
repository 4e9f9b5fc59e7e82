"""Text documents printed by LibreOffice, confined, in two steps.

First each becomes an open document, which is freed of all that is not printed (see
odt_cleaning.py); that is printed then. So a change that was struck out, a reader's note
or a file that the document names somewhere is in no copy, whatever its format.
"""

from collections.abc import Sequence
from lingchuan.records.content.apart import program
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import TOO_LARGE
from lingchuan.records.media.foreign import path_of
from lingchuan.records.media.foreign import run_confined
from lingchuan.records.media.launch import Launch
from lingchuan.records.media.working import work
from lingchuan.records.media.workroom import hand_out
from lingchuan.records.media.workroom import workroom
from pathlib import Path
from typing import Final

import shutil


# As LibreOffice calls the formats that it reads.
DOCX: Final = "MS Word 2007 XML"
DOC: Final = "MS Word 97"
RTF: Final = "Rich Text Format"
ODT: Final = "writer8"
MAX_BYTES: Final = 100 << 20
CPU_S, WAIT_S = 120, 180
MEMORY_BYTES: Final = 4 << 30
WRITTEN_BYTES: Final = 1 << 30
CLEANING: Final = program("lingchuan.records.media.odt_cleaning")
_FLAGS: Final = (
    *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault"),
    "--nofirststartwizard",
)
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # Links are never followed.
    ("Writer/Content/Update", "Link", "0"),
)
_OPENED: Final = ("odt", ODT)
_PRINTED: Final = ("pdf", "writer_pdf_Export")
_PROFILE: Final = "profile"


def print_office(source: Path, target: Path, form: str) -> None:
    """Print a text document as a PDF.

    Args:
        form: DOCX, DOC, RTF or ODT.
    Raises:
        DerivativeError: there is no result then.
    """
    if source.stat().st_size > MAX_BYTES:
        raise DerivativeError(TOO_LARGE)
    soffice = path_of("soffice")
    with workroom() as room:
        _write_settings(room)
        # What a document says of its own name is not where the site keeps it.
        paper = room / "paper"
        shutil.copyfile(source, paper)
        if form != ODT:
            paper = _converted(soffice, room, paper, form, _OPENED)
        cleaned = room / "cleaned"
        work((*CLEANING, str(paper), str(cleaned)), room, WAIT_S, _hear_nothing)
        printed = _converted(soffice, room, cleaned, ODT, _PRINTED)
        hand_out(printed, target)


def _hear_nothing(_line: str) -> None:
    """Leave what a program says unheard."""


def _converted(
    soffice: str, room: Path, paper: Path, form: str, wanted: tuple[str, str]
) -> Path:
    """Return a document of the room in another format: (its tail, as soffice calls it)."""
    tail, name = wanted
    command: Sequence[str] = (
        soffice,
        f"-env:UserInstallation=file://{room / _PROFILE}",
        *_FLAGS,
        f"--infilter={form}",
        "--convert-to",
        f"{tail}:{name}",
        "--outdir",
        str(room),
        str(paper),
    )
    launch = Launch(
        list(command),
        str(paper),
        str(room),
        CPU_S,
        MEMORY_BYTES,
        WRITTEN_BYTES,
        local_sockets=True,
    )
    run_confined(launch, WAIT_S, _hear_nothing)
    made = room / f"{paper.name}.{tail}"
    if not made.is_file() or not made.stat().st_size:
        raise DerivativeError(NOT_READABLE, f"soffice: no {tail}")
    return made


def _write_settings(room: Path) -> None:
    """Write the settings of a profile that lives as long as the room."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    folder = room / _PROFILE / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
