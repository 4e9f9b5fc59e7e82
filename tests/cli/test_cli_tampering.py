"""Every changed byte of a package, and hundreds of tamperings, found; clean ones good.

The seed is printed with a failure and may be given: LINGCHUAN_SEED=…; the number of
rounds too: LINGCHUAN_TAMPERINGS=….
"""

from tests.cli.packing import filled_ledger
from tests.cli.packing import KEY
from tests.cli.packing import originals
from tests.cli.packing import package
from tests.cli.packing import unpacked
from tests.cli.packing import verify
from tests.cli.packing import zipped
from tests.cli.tampering import ExportTampering
from tests.cli.tampering import FILES
from tests.cli.tampering import PackageTampering

import bagit
import os
import pytest
import random


SEED = int(os.environ.get("LINGCHUAN_SEED", random.randrange(10**9)))
ROUNDS = int(os.environ.get("LINGCHUAN_TAMPERINGS", 500))
LARGE = 1_500


def places(data):
    """Return the bytes that are changed: all of a small file, some of a large one."""
    every = range(len(data))
    return (
        every if len(data) <= LARGE else sorted(random.Random(SEED).sample(every, 300))
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_changed_byte_is_refused(name, tmp_path, capsys):
    folder, dice = unpacked(FILES, tmp_path), random.Random(SEED)
    path = folder / name
    for place in places(FILES[name]):
        raw = bytearray(FILES[name])
        raw[place] ^= dice.randrange(1, 256)
        path.write_bytes(raw)
        verdict = verify(folder, capsys)
        assert verdict.code == 1, f"seed {SEED}: byte {place} of {name}"
    path.write_bytes(FILES[name])
    assert verify(folder, capsys).code == 0


@pytest.mark.parametrize(
    "name", sorted(name for name in FILES if not name.startswith("tagmanifest"))
)
def test_a_changed_byte_is_refused_by_the_checker_of_the_library_of_congress(
    name, tmp_path
):
    folder, dice = unpacked(FILES, tmp_path), random.Random(SEED)
    for place in dice.sample(range(len(FILES[name])), min(10, len(FILES[name]))):
        raw = bytearray(FILES[name])
        raw[place] ^= dice.randrange(1, 128)
        (folder / name).write_bytes(raw)
        # ValueError: a name that no system knows, or bytes that are no text.
        with pytest.raises((bagit.BagError, ValueError)):
            bagit.Bag(str(folder)).validate()


WAYS = [
    (kind, name)
    for kind in (PackageTampering, ExportTampering)
    for name in vars(kind)
    if name not in ("__init__", "of_the_package", "write_rows", "originals", "write")
    and not name.startswith("__")
]


def test_hundreds_of_tamperings_are_all_found(tmp_path, capsys, keys, tell):
    dice, tried = random.Random(SEED), {}
    for number in range(ROUNDS):
        kind, way = WAYS[number % len(WAYS)]
        tampering = kind(dice)
        getattr(tampering, way)()
        path = tmp_path / "tampered.zip"
        path.write_bytes(zipped(tampering.files, ""))
        verdict = verify(path, capsys, "--key", keys(KEY))
        assert verdict.code == 1, f"seed {SEED}, round {number}: {way} was not found"
        assert verdict.errors and "stumbled" not in verdict.codes
        tried[way] = tried.get(way, 0) + 1
    tell(f"{ROUNDS} tamperings of {len(WAYS)} kinds found, seed {SEED}")


def test_clean_packages_and_exports_give_no_alarm(tmp_path, capsys, keys):
    dice = random.Random(SEED)
    for number in range(30):
        sizes = dice.sample(range(5_000), dice.randrange(1, 5))
        files, _ledger = package(originals(*sizes), before=dice.randrange(40))
        ledger = filled_ledger(dice.randrange(300), seed=number)
        marks = [dice.randrange(len(ledger.rows) + 1) for _n in range(3)]
        for one in (files, ledger.export(*marks)):
            path = tmp_path / "clean.zip"
            path.write_bytes(zipped(one, dice.choice(("", "top/"))))
            verdict = verify(path, capsys, "--key", keys(KEY))
            assert (verdict.code, verdict.errors) == (0, []), f"seed {SEED}"
