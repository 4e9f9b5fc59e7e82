"""The table of all rules, in the order of the measures and then of the permit law.

Each id, its article and where it bites stand with its function; what is required before an
activity is proposed by rules.ways. Source: domain.md sections 1 and 2.1.
"""

from lingchuan.records.core.rules import activities
from lingchuan.records.core.rules import clips
from lingchuan.records.core.rules import completeness
from lingchuan.records.core.rules import coverage
from lingchuan.records.core.rules import disposal
from lingchuan.records.core.rules import filing
from lingchuan.records.core.rules import hearings
from lingchuan.records.core.rules import key_shots
from lingchuan.records.core.rules import papers
from lingchuan.records.core.rules import permit_law
from lingchuan.records.core.rules import saving
from lingchuan.records.core.rules.rule import Rule
from typing import Final


_OF_THE_MEASURES: Final = (
    papers.R03_1,
    filing.R03_2,
    filing.R04_1,
    clips.R05_1,
    activities.R07_0,
    completeness.R07_1,
    completeness.R07_1_MATTER,
    completeness.R08_1,
    completeness.R08_1_MATTER,
    activities.R09_1,
    activities.R10_1,
    activities.R10_1_PAPER,
    activities.R10_2,
    activities.R10_3,
    activities.R10_4,
    papers.R11_1,
    papers.R11_2,
    clips.R12_1,
    clips.R13_1,
    coverage.R14_3,
    coverage.R15_1,
    coverage.R15_2,
    coverage.R15_3,
    key_shots.R16_1,
    filing.R17_1,
    saving.R18_1,
    saving.R18_1B,
    saving.R18_2,
    disposal.R18_3,
    disposal.R18_4,
)
_OF_THE_LAW: Final = (
    permit_law.L26,
    permit_law.L32,
    permit_law.L34,
    permit_law.L36,
    permit_law.L38,
    permit_law.L42,
    permit_law.L44,
    permit_law.L45,
    hearings.L47,
    hearings.L48,
)

RULES: Final[tuple[Rule, ...]] = (*_OF_THE_MEASURES, *_OF_THE_LAW)
