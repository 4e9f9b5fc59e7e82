"""Run the Robot scenarios in a browser against a real server with the demo."""

from collections.abc import Iterator
from importlib import resources
from lingchuan.records.demo.media import pdf_bytes
from pathlib import Path
from tests.server import late_demo_site

import os
import pytest
import shutil
import subprocess
import sys


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Needs a site whose clock can be put forward.
BY_CLOCK = "s10_access.robot"
SUITES = sorted({path.name for path in HERE.glob("*.robot")} - {BY_CLOCK})
MAX_PICTURE_BYTES = 200_000

pytestmark = [
    pytest.mark.robot,
    pytest.mark.skipif(
        not os.environ.get("CI")
        and not (shutil.which("chromium") and shutil.which("chromedriver")),
        reason="chromium and chromedriver are absent",
    ),
]


@pytest.fixture(scope="module")
def upload_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the files that the scenarios upload."""
    folder = tmp_path_factory.mktemp("robot-files")
    (folder / "note.pdf").write_bytes(pdf_bytes("现场核查笔录", ("2026-03-18",)))
    video = resources.files("lingchuan.records.demo") / "data" / "hearing.mp4"
    (folder / "hearing.mp4").write_bytes(video.read_bytes())
    return folder


@pytest.fixture
def picture_folder(tmp_path: Path) -> Iterator[Path]:
    """Take pictures aside; with LINGCHUAN_DOCS_SCREENSHOTS=1 keep them in docs."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    yield folder
    if os.environ.get("LINGCHUAN_DOCS_SCREENSHOTS") == "1":
        target = ROOT / "docs" / "screenshots"
        target.mkdir(parents=True, exist_ok=True)
        for picture in folder.glob("*.png"):
            if picture.stat().st_size < MAX_PICTURE_BYTES:
                shutil.copy(picture, target / picture.name)


@pytest.mark.parametrize("suite", SUITES)
def test_robot_scenario_passes(
    suite: str, demo_url: str, upload_folder: Path, picture_folder: Path, tmp_path: Path
) -> None:
    """Fail with Robot's own words."""
    play(suite, tmp_path, PLONE_URL=demo_url, FILES=upload_folder, SHOTS=picture_folder)


def test_robot_scenario_passes_and_ends_with_its_days(
    picture_folder: Path, tmp_path: Path
) -> None:
    """The same on a site of its own, whose clock is put forward."""
    clock = tmp_path / "clock"
    clock.write_text("0")
    with late_demo_site(tmp_path, clock) as url:
        play(BY_CLOCK, tmp_path, PLONE_URL=url, CLOCK=clock, SHOTS=picture_folder)


def play(suite: str, tmp_path: Path, **given: object) -> None:
    """Run a suite with its variables."""
    variables = given | {
        "PROFILE": str(tmp_path / "profile"),
        "CHROMIUM": shutil.which("chromium"),
        "CHROMEDRIVER": shutil.which("chromedriver"),
    }
    command = [sys.executable, "-m", "robot", "--outputdir", str(tmp_path / "robot")]
    command += ["--consolecolors", "off", "--exitonfailure"]
    for name, value in variables.items():
        command += ["--variable", f"{name}:{value}"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "LANGUAGE": "zh_CN"}
    result = subprocess.run(
        [*command, str(HERE / suite)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=600,
    )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
