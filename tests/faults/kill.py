"""kill -9 at each phase of a flow, and what stands after the restart."""

from collections import Counter
from pathlib import Path
from tests.faults.flows import FLOWS
from tests.faults.kills import ONLY_WITH_FILE
from tests.faults.kills import PHASES
from tests.faults.lab import KILLED
from tests.faults.lab import restart
from tests.faults.lab import trial
from typing import Any

import random


def run(
    var: Path, flow: str, trials: int, chance: random.Random, counts: Counter
) -> list[str]:
    """Kill a flow this often, each phase in turn; return what was wrong."""
    phases = [one for one in PHASES if flow == "ingest" or one not in ONLY_WITH_FILE]
    acknowledged: list[dict[str, Any]] = []
    found: list[str] = []
    for number in range(trials):
        phase = phases[number % len(phases)]
        counts[phase] += 1
        told, status = trial(var, _killed(flow, phase, chance.getrandbits(32)))
        acknowledged += [one for one in told if "uid" in one]
        if status != (0 if phase == "acknowledged" else KILLED):
            found.append(f"{phase}: ended with {status}")
        last = number == trials - 1 or number % 20 == 19
        found += [f"{phase}: {line}" for line in restart(var, acknowledged, last)]
    return found


def _killed(flow: str, phase: str, seed: int):
    def work(site: Any, tell: Any) -> None:
        doing = FLOWS[flow](site, random.Random(seed))
        PHASES[phase]()
        tell(doing.act())

    return work
