"""Every code that the rules of access give, by what gives it: messages must know each.

Codes of outcomes stand in requests for good: one is never given another meaning.
"""

from typing import Final


# Why somebody has a standing, or what keeps it open.
IS_APPLICANT: Final = "standing_applicant"
IS_AGENT: Final = "standing_agent_of_file"
ASK_AGENT: Final = "standing_agent"
ASK_THIRD_PARTY: Final = "standing_third_party"
ASK_IDENTITY: Final = "standing_identity"
OFFICIAL_LETTER: Final = "official_letter"
STRANGER: Final = "stranger"
STANDING: Final = (
    IS_APPLICANT,
    IS_AGENT,
    ASK_AGENT,
    ASK_THIRD_PARTY,
    ASK_IDENTITY,
    OFFICIAL_LETTER,
    STRANGER,
)

# Why a record is given or not, by the rules.
PUBLIC_DECISION: Final = "public_decision"
OWN_FILE: Final = "own_file"
OWN_SECRET: Final = "own_secret"
OWN_DATA: Final = "own_data"
UNDECIDED: Final = "undecided"
INTERNAL_PAPER: Final = "internal_paper"
WORK_SECRET: Final = "work_secret"
COMMERCIAL_OF_OTHER: Final = "commercial_of_other"
PRIVACY_OF_OTHERS: Final = "privacy_of_others"
INSEPARABLE: Final = "inseparable"
COVERED: Final = "covered"
SCOPE: Final = (
    PUBLIC_DECISION,
    OWN_FILE,
    OWN_SECRET,
    OWN_DATA,
    UNDECIDED,
    INTERNAL_PAPER,
    WORK_SECRET,
    COMMERCIAL_OF_OTHER,
    PRIVACY_OF_OTHERS,
    INSEPARABLE,
    COVERED,
)

# What a person made of it.
ANSWERED: Final = "answered"
LOWERED: Final = "lowered"
VIEWING_ONLY: Final = "viewing_only"
COPYING_ONLY: Final = "copying_only"
ALL_REFUSED: Final = "all_refused"
DECISION: Final = (ANSWERED, LOWERED, VIEWING_ONLY, COPYING_ONLY, ALL_REFUSED)

# What stands in the way of a decision.
MAY_NOT_RAISE: Final = "may_not_raise"
UNDECIDED_GIVEN: Final = "undecided_granted"
REASON_MISSING: Final = "outcome_reason_missing"
ARTICLE_MISSING: Final = "outcome_article_missing"
HUMAN_OPEN: Final = "human_open"
NOTHING_GRANTED: Final = "nothing_granted"
FINDINGS: Final = (
    MAY_NOT_RAISE,
    UNDECIDED_GIVEN,
    REASON_MISSING,
    ARTICLE_MISSING,
    HUMAN_OPEN,
    NOTHING_GRANTED,
)

# Why a person may not decide.
NOT_HEAD: Final = "not_head"
DEPUTY_OUTSIDE: Final = "deputy_outside"
IS_HANDLER: Final = "is_handler"
DECIDERS: Final = (NOT_HEAD, DEPUTY_OUTSIDE, IS_HANDLER)

# What is wrong with what was sent.
NOT_IN_SCOPE: Final = "not_in_scope"
ANSWERED_TWICE: Final = "answered_twice"
OUTCOME_UNKNOWN: Final = "outcome_unknown"
ANSWER_FITS_NOT: Final = "answer_fits_not"
BAD_DAYS: Final = "bad_days"
PROBLEMS: Final = (
    NOT_IN_SCOPE,
    ANSWERED_TWICE,
    OUTCOME_UNKNOWN,
    ANSWER_FITS_NOT,
    BAD_DAYS,
)

# What is told with each refusal, whole or in part (行政许可法 Art. 38, by analogy).
REMEDY_REVIEW: Final = "remedy_review"
REMEDY_SUIT: Final = "remedy_suit"
REMEDIES: Final = (REMEDY_REVIEW, REMEDY_SUIT)
# Where a stranger is sent.
WAY_PUBLIC_INFORMATION: Final = "way_public_information"

CODES: Final = (
    *STANDING,
    *SCOPE,
    *DECISION,
    *FINDINGS,
    *DECIDERS,
    *PROBLEMS,
    *REMEDIES,
    WAY_PUBLIC_INFORMATION,
)
