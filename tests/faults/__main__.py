"""Run faults against a site: python -m tests.faults kill|disk|power FLOW --trials N --seed S.

It prints one line of JSON: the seed, how many trials of each phase, and all that was
wrong. It ends with 1 where something was.
"""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from tests.faults import disk
from tests.faults import kill
from tests.faults.flows import FLOWS
from tests.faults.lab import prepare

import json
import random
import sys
import tempfile


KINDS = {"kill": kill.run, "disk": disk.run, "power": disk.run_power}


def main() -> int:
    """Run the trials."""
    parser = ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("flow", choices=FLOWS)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().getrandbits(32)
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--ledger", help="the address of a ledger, SQLite without it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as temporary:
        var = (options.folder or Path(temporary)) / "var"
        prepare(var, options.ledger)
        chance = random.Random(options.seed)
        counts: Counter = Counter()
        wrong = KINDS[options.kind](var, options.flow, options.trials, chance, counts)
    told = {"kind": options.kind, "flow": options.flow, "seed": options.seed}
    print(
        json.dumps(told | {"trials": dict(counts), "wrong": wrong}, ensure_ascii=False)
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
