"""Random damages of files: all found and named, no false alarm."""

from lingchuan.records.content.actions import add_record
from random import Random
from tests.supervision.checking import paper_file
from tests.supervision.checking import run_damages
from tests.supervision.findings import add_file

import os
import pytest
import transaction


@pytest.mark.parametrize("seed", range(8))
def test_random_damages_are_all_found_and_nothing_else(real, papers, seed):
    run_damages(real, papers, seed, rounds=1, count=12)


@pytest.mark.faults
def test_a_thousand_random_damages_are_all_found_and_nothing_else(real):
    file = add_file(real.portal)
    seed = int(os.environ.get("SEED", "20261"))
    print(f"seed {seed}")
    rng = Random(seed)
    made = []
    for n in range(300):
        data = rng.randbytes(rng.randrange(1, 3000)) + str(n).encode()
        made.append(add_record(file, "TextRecord", title=f"{n}", file=paper_file(data)))
    transaction.commit()
    papers = {one.UID(): real.blob_path(one.file) for one in made}
    total = run_damages(real, papers, seed, rounds=40, count=25)
    print(f"{total} damages, all found, no false alarm")
    assert total == 1000
