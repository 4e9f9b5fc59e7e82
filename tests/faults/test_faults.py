"""threats.md, faults to live through: kill -9, full and failing disks, power cuts.

A quick set runs with every test; `make faults` runs 200 of each. The seed is printed,
and LINGCHUAN_FAULTS_SEED repeats a run.
"""

from pathlib import Path
from tests.faults.flows import FLOWS
from tests.ledger import postgresql
from tests.real_site import copy_site
from tests.workers import made_once

import json
import os
import pytest
import random
import shutil
import subprocess
import sys


ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("disk.c")
FULL = 200


@pytest.fixture(scope="session")
def disk(tmp_path_factory):
    """The library of a disk that fails."""
    if shutil.which("gcc") is None:
        pytest.fail("gcc is absent: apt-get install build-essential")
    library = tmp_path_factory.mktemp("disk") / "disk.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE]
    subprocess.run([*command, "-ldl", "-lpthread"], check=True)
    return library


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The data folder of a site with the demo's users, which nobody changes."""

    def make(folder: Path) -> None:
        code = f"lab.prepare(Path({str(folder / 'var')!r}))"
        code = f"from pathlib import Path; from tests.faults import lab; {code}"
        command = [sys.executable, "-W", "ignore", "-c", code]
        subprocess.run(command, check=True, cwd=ROOT)

    return made_once(tmp_path_factory, "site-for-faults", make) / "var"


@pytest.fixture
def faults(site, tell, tmp_path):
    """Run trials of a kind of fault on a copy of the site; return what was told."""

    def run(
        kind: str,
        flow: str,
        trials: int,
        library: Path | None = None,
        ledger: str | None = None,
    ) -> dict:
        usual = str(random.SystemRandom().getrandbits(32))
        seed = os.environ.get("LINGCHUAN_FAULTS_SEED", usual)
        command = [sys.executable, "-m", "tests.faults", kind, flow]
        if ledger:
            command += ["--ledger", ledger]
        else:
            copy_site(site, tmp_path / "var")
            command += ["--folder", str(tmp_path)]
        more = {"LD_PRELOAD": str(library)} if library else {}
        done = subprocess.run(
            [*command, "--trials", str(trials), "--seed", seed],
            capture_output=True,
            cwd=ROOT,
            env=os.environ | more,
            text=True,
        )
        lines = done.stdout.strip().splitlines()
        tell(lines[-1] if lines else done.stderr[-4000:])
        return json.loads(lines[-1])

    return run


@pytest.mark.parametrize("flow", FLOWS)
def test_killed_at_each_phase_nothing_acknowledged_is_lost_or_unlogged(faults, flow):
    assert faults("kill", flow, 11)["wrong"] == []


def test_killed_with_the_ledger_in_postgresql(faults, postgresql_folder):
    address = postgresql.fresh_database(postgresql_folder, "kills")
    assert faults("kill", "ingest", 11, ledger=address)["wrong"] == []


@pytest.mark.parametrize("flow", FLOWS)
def test_full_or_failing_disk_leaves_no_part_and_reading_goes_on(faults, disk, flow):
    assert faults("disk", flow, 12, disk)["wrong"] == []


def test_what_was_acknowledged_survives_a_power_cut(faults, disk):
    told = faults("power", "ingest", 3, disk)
    assert told["wrong"] == []
    assert told["trials"]["files lost"] == 0


@pytest.mark.faults
@pytest.mark.parametrize("flow", FLOWS)
def test_killed_often(faults, flow):
    assert faults("kill", flow, FULL)["wrong"] == []


@pytest.mark.faults
def test_killed_often_with_the_ledger_in_postgresql(faults, postgresql_folder):
    address = postgresql.fresh_database(postgresql_folder, "many_kills")
    assert faults("kill", "ingest", FULL, ledger=address)["wrong"] == []


@pytest.mark.faults
@pytest.mark.parametrize("flow", FLOWS)
def test_disk_full_or_failing_often(faults, disk, flow):
    assert faults("disk", flow, FULL, disk)["wrong"] == []


@pytest.mark.faults
def test_power_cut_often(faults, disk):
    assert faults("power", "ingest", FULL, disk)["wrong"] == []
