"""R21-2, R21-3: who decides on a request, and what a decision may make of its scope."""

from datetime import date
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.deciding import decided
from lingchuan.records.core.access.deciding import decider_findings
from lingchuan.records.core.access.deciding import may_decide
from lingchuan.records.core.access.deciding import refused
from lingchuan.records.core.access.screening import screened
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import Outcome

import pytest


DAY = date(2026, 3, 20)
DEPUTIES = [
    ("deputy", date(2026, 3, 16), DAY),
    ("undated", None, date(2026, 12, 31)),
    ("", date(2026, 3, 16), DAY),
]
GRANTED = Outcome("a", "view", "granted", "own_file", "x")
REDACTED = Outcome("a", "copy", "redacted", "privacy_of_others", "x")
SECRET = Outcome("b", "view", "refused", "work_secret", "x")
INTERNAL = Outcome("c", "view", "human", "internal_paper", "x")
UNDECIDED = Outcome("d", "view", "human", "undecided", "x", most="refused")
AGENTS = Outcome("e", "copy", "human", "standing_agent", "x", most="redacted")
BOTH = ("view", "copy")


def answer(one, outcome, reason="不宜提供", article="办法第二十一条"):
    return Answer(one.uid, one.right, outcome, reason, article)


def found(decision):
    return [(one.verdict, one.rule, one.code, one.target) for one in decision.findings]


@pytest.mark.parametrize(
    ("userid", "day", "code"),
    [
        ("head", DAY, ""),
        ("deputy", DAY, ""),
        ("deputy", date(2026, 3, 16), ""),
        ("deputy", date(2026, 3, 15), "deputy_outside"),
        ("deputy", date(2026, 3, 21), "deputy_outside"),
        ("undated", DAY, "deputy_outside"),
        ("section1_head", DAY, "not_head"),
        ("", DAY, "not_head"),
    ],
)
def test_head_and_dated_deputy_decide(userid, day, code):
    assert may_decide(userid, ["head"], DEPUTIES, ["handler1"], day) == code


def test_nobody_decides_on_a_file_of_their_own():
    for userid in ("head", "deputy"):
        assert may_decide(userid, ["head"], DEPUTIES, [userid], DAY) == "is_handler"
    (one,) = decider_findings("is_handler")
    assert (one.verdict, one.rule, one.article) == ("BLOCK", "R21-2", "办法第二十一条")
    assert decider_findings("") == ()


def test_what_nobody_answers_stays_as_the_scope_has_it():
    decision = decided([GRANTED, REDACTED, SECRET], [], BOTH)
    assert decision == ((GRANTED, REDACTED, SECRET), (), ())
    same = [answer(GRANTED, "granted", "", ""), answer(SECRET, "refused", "", "")]
    assert decided([GRANTED, SECRET], same, BOTH) == ((GRANTED, SECRET), (), ())


@pytest.mark.parametrize(
    ("one", "outcome"),
    [(GRANTED, "redacted"), (GRANTED, "refused"), (REDACTED, "refused")],
)
def test_less_is_given_with_reason_and_article(one, outcome):
    rest = Outcome("z", "view", "granted", "own_file", "x")
    decision = decided([one, rest], [answer(one, outcome)], BOTH)
    assert decision.findings == decision.problems == ()
    made = decision.outcomes[0]
    assert (made.outcome, made.code) == (outcome, "lowered")
    assert (made.reason, made.article) == ("不宜提供", "办法第二十一条")
    bare = decided([one, rest], [answer(one, outcome, " ", "")], BOTH)
    assert found(bare) == [
        ("BLOCK", "R21-3", "outcome_reason_missing", "a"),
        ("BLOCK", "R21-3", "outcome_article_missing", "a"),
    ]


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (SECRET, "granted"),
        (SECRET, "redacted"),
        (REDACTED, "granted"),
        (AGENTS, "granted"),
    ],
)
def test_no_reason_raises_what_the_law_refuses(one, outcome):
    decision = decided([one, GRANTED], [answer(one, outcome)], BOTH)
    assert found(decision) == [("BLOCK", "R21-3", "may_not_raise", one.uid)]
    assert dict(decision.findings[0].params)["field"] == "outcomes"
    assert decision.outcomes == (one, GRANTED)


def test_what_nobody_has_decided_upon_is_not_given():
    for outcome in ("granted", "redacted"):
        decision = decided([UNDECIDED, GRANTED], [answer(UNDECIDED, outcome)], BOTH)
        assert found(decision) == [("BLOCK", "R20-1", "undecided_granted", "d")]
    decision = decided([UNDECIDED, GRANTED], [answer(UNDECIDED, "refused")], BOTH)
    assert decision.findings == ()


@pytest.mark.parametrize("outcome", ["granted", "redacted", "refused"])
def test_what_is_left_to_a_person_is_answered_with_reason(outcome):
    scope = [GRANTED, INTERNAL]
    for asked in (scope, [INTERNAL]):
        open_ = decided(asked, [], BOTH)
        assert found(open_) == [("BLOCK", "R21-3", "human_open", "c")]
    decision = decided(scope, [answer(INTERNAL, outcome)], BOTH)
    assert decision.findings == ()
    made = decision.outcomes[1]
    assert (made.outcome, made.code, made.reason) == (outcome, "answered", "不宜提供")
    bare = decided(scope, [answer(INTERNAL, outcome, "")], BOTH)
    assert [one.code for one in bare.findings] == ["outcome_reason_missing"]


def test_approving_to_view_refuses_all_copies_and_asks_for_no_reason():
    sent = [answer(REDACTED, "refused", "", "")]
    decision = decided([GRANTED, REDACTED, AGENTS], sent, ["view"])
    assert decision.findings == ()
    assert [(one.outcome, one.code) for one in decision.outcomes] == [
        ("granted", "own_file"),
        ("refused", "viewing_only"),
        ("refused", "viewing_only"),
    ]
    other = decided([GRANTED, REDACTED], [], ["copy"])
    assert [one.code for one in other.outcomes] == ["copying_only", "privacy_of_others"]
    # What the law refuses keeps its own reason.
    assert decided([SECRET, REDACTED], [], ["copy"]).outcomes[0] == SECRET


@pytest.mark.parametrize(
    ("scope", "sent", "rights"),
    [
        ([SECRET], [], BOTH),
        ([], [], BOTH),
        ([REDACTED, SECRET], [], ["view"]),
        ([GRANTED], [answer(GRANTED, "refused")], BOTH),
        ([INTERNAL], [answer(INTERNAL, "refused")], BOTH),
    ],
)
def test_an_approval_that_gives_nothing_is_none(scope, sent, rights):
    decision = decided(scope, sent, rights)
    assert found(decision) == [("BLOCK", "R21-3", "nothing_granted", None)]


def test_what_is_hidden_is_as_what_is_not_there():
    sent = [Answer("secret", "view", "refused"), Answer("nowhere", "view", "refused"),
            Answer("a", "burn", "refused")]  # fmt: skip
    problems = decided([GRANTED], sent, BOTH).problems
    assert {(one.field, one.code) for one in problems} == {("outcomes", "not_in_scope")}
    assert len(problems) == 3


def test_two_answers_to_one_question_are_none():
    sent = [answer(GRANTED, "refused"), answer(GRANTED, "granted")]
    (problem,) = decided([GRANTED], sent, BOTH).problems
    assert (problem.code, problem.params) == (
        "answered_twice",
        (("uid", "a"), ("right", "view")),
    )


@pytest.mark.parametrize("outcome", ["human", "", "own", "GRANTED"])
def test_an_answer_is_one_of_three(outcome):
    decision = decided([GRANTED], [answer(GRANTED, outcome)], BOTH)
    assert [one.code for one in decision.problems] == ["outcome_unknown"]
    assert decision.outcomes == (GRANTED,)


@pytest.mark.parametrize("rights", [(), ("view", "burn")])
def test_only_rights_are_approved(rights):
    with pytest.raises(ValueError, match="expected some of"):
        decided([GRANTED], [], rights)


def test_all_is_refused_for_a_reason_and_an_article():
    outcomes, problems, findings = refused([GRANTED, SECRET, INTERNAL], "已移送", "x")
    assert [(one.outcome, one.code, one.reason) for one in outcomes] == [
        ("refused", "all_refused", "已移送"),
        ("refused", "work_secret", ""),
        ("refused", "all_refused", "已移送"),
    ]
    assert problems == findings == ()
    assert found(refused([GRANTED], "", " ")) == [
        ("BLOCK", "R21-3", "outcome_reason_missing", None),
        ("BLOCK", "R21-3", "outcome_article_missing", None),
    ]


def test_an_officer_says_only_what_fits_and_why():
    trade = Outcome("t", "view", "redacted", "commercial_of_other", "x")
    scope = [GRANTED, REDACTED, SECRET, trade, AGENTS]
    good = [
        answer(REDACTED, "own"),
        answer(trade, "inseparable"),
        answer(AGENTS, "own"),
    ]
    assert screened(scope, good) == ((), ())
    unfit = [
        answer(GRANTED, "inseparable"),
        answer(SECRET, "own"),
        answer(trade, "own"),
    ]
    problems, findings = screened(scope, unfit)
    assert [one.code for one in problems] == ["answer_fits_not"] * 3
    assert findings == ()
    wrong = [Answer("nowhere", "view", "own", "r", "x"), answer(GRANTED, "refused", "")]
    problems, findings = screened(scope, wrong)
    assert [one.code for one in problems] == ["not_in_scope", "outcome_unknown"]
    assert [one.code for one in findings] == ["outcome_reason_missing"]


def test_each_code_is_one():
    assert len(set(codes.CODES)) == len(codes.CODES)
    said = {value for name, value in vars(codes).items() if isinstance(value, str)
            and name.isupper()}  # fmt: skip
    assert said == set(codes.CODES)
