"""One function judges a file: its verdicts, what stands in the way, the table of rules."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules import rule as forms
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.core.rules.judging import key_of
from lingchuan.records.core.rules.judging import standing_in_the_way
from lingchuan.records.core.rules.judging import worst
from lingchuan.records.core.rules.table import RULES
from lingchuan.records.core.workdays import Calendar

import pytest


CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 18, 12, tzinfo=CHINA)
AROUND = Circumstances(NOON, Calendar())
SPJY, JZLJ = Matter("SPJY"), Matter("JZLJ")
# The list: what the measures and the law ask for.
IDS = (
    "R03-2 R04-1 R05-1 R07-0 R07-1 R08-1 R09-1 R10-1 R10-2 R10-3 R10-4 R11-1 R11-2"
    " R12-1 R13-1 R14-3 R15-1 R15-2 R15-3 R16-1 R17-1 R18-1 R18-1b R18-2 R18-3 R18-4"
    " L26 L32 L34 L36 L38 L42 L44 L45 L47 L48"
).split()


def finds(*found, id="R00-1", subject=forms.OF_FILE, **changes):
    """Return a rule that finds each (verdict, target) on every subject."""

    @forms.rule(id, "办法第零条", subject, **changes)
    def judge(rule, one, case, around):
        for verdict, target in found:
            yield rule.finding(verdict, "found", target or getattr(one, "uid", "file"))

    return judge


# Both over: what is not is OPEN.
CHECK = Activity("check", "site_check", in_field=True, matters=("SPJY",), ends=NOON)
TALK = Activity("talk", "interview", ends=NOON)
CASE = Case(
    "file",
    matters=(SPJY, JZLJ),
    activities=(CHECK, TALK),
    clips=(
        Clip("clip", activity="check"),
        Clip("other", activity="check", matters=("JZLJ",)),
        Clip("loose"),
    ),
    papers=(Paper("paper", activity="talk"), Paper("letter", matters=("JZLJ",))),
)


def verdicts(*rules, case=CASE):
    """Return the verdicts of the file, of each matter and of each activity."""
    judged = judge(case, AROUND, rules)
    return (
        judged.verdict,
        {one.code: one.verdict for one in judged.matters},
        {one.uid: one.verdict for one in judged.activities},
    )


def test_nothing_found_is_a_pass():
    passes = {"SPJY": PASS, "JZLJ": PASS}, {"check": PASS, "talk": PASS}
    assert verdicts(finds()) == (PASS, *passes)


def test_the_worst_of_what_was_found_counts():
    order = (BLOCK, FAIL, HUMAN, OPEN, WARN)
    for number, verdict in enumerate(order):
        rule = finds(*((other, "file") for other in reversed(order[number:])))
        assert worst(rule(CASE, CASE, AROUND)) == verdict
        assert verdicts(rule)[0] == verdict


@pytest.mark.parametrize(
    ("target", "spjy", "jzlj", "check", "talk"),
    [
        ("file", FAIL, FAIL, PASS, PASS),
        ("check", FAIL, PASS, FAIL, PASS),
        # A recording that names no matter is about those of its activity.
        ("clip", FAIL, PASS, FAIL, PASS),
        ("other", PASS, FAIL, FAIL, PASS),
        ("loose", FAIL, FAIL, PASS, PASS),
        ("talk", FAIL, FAIL, PASS, FAIL),
        ("paper", FAIL, FAIL, PASS, FAIL),
        ("letter", PASS, FAIL, PASS, PASS),
    ],
)
def test_what_was_found_on_a_record_bears_on_its_matters(
    target, spjy, jzlj, check, talk
):
    expected = {"SPJY": spjy, "JZLJ": jzlj}, {"check": check, "talk": talk}
    assert verdicts(finds((FAIL, target))) == (FAIL, *expected)


def test_what_was_found_on_a_matter_bears_on_that_matter_alone():
    @forms.rule("R00-1", "办法第零条", forms.OF_MATTER)
    def judge(rule, matter, case, around):
        if matter.code == "JZLJ":
            yield rule.finding(FAIL, "found", case.uid, part=matter.code)

    assert verdicts(judge)[:2] == (FAIL, {"SPJY": PASS, "JZLJ": FAIL})


@pytest.mark.parametrize(
    ("subject", "targets"),
    [
        (forms.OF_FILE, ["file"]),
        (forms.OF_MATTER, ["file", "file"]),
        (forms.OF_ACTIVITY, ["check", "talk"]),
        (forms.OF_CLIP, ["clip", "loose", "other"]),
        (forms.OF_PAPER, ["letter", "paper"]),
    ],
)
def test_a_rule_is_asked_of_each_of_its_subjects(subject, targets):
    found = judge(CASE, AROUND, [finds((WARN, None), subject=subject)]).findings
    assert [one.target for one in found] == targets


def test_findings_stand_worst_first_then_by_day_rule_target_and_part():
    def finding(verdict, due=None, id="R01-1", target="b", part=""):
        return finds(id=id).finding(verdict, "code", target, due=due, part=part)

    early, late = date(2026, 3, 1), date(2026, 3, 2)
    expected = [
        finding(BLOCK),
        finding(FAIL, early, "R02-1"),
        finding(FAIL, late),
        finding(FAIL),
        finding(FAIL, id="R02-1", target="a"),
        finding(FAIL, id="R02-1"),
        finding(FAIL, id="R02-1", part="x"),
        finding(WARN, early),
    ]

    @forms.rule("R01-1", "办法第零条", forms.OF_FILE)
    def all_of_them(rule, file, case, around):
        yield from expected[::-1]

    assert judge(CASE, AROUND, [all_of_them]).findings == tuple(expected)


@pytest.mark.parametrize(
    ("verdict", "stands"),
    [(BLOCK, 1), (FAIL, 1), (HUMAN, 1), (OPEN, 1), (WARN, 0)],
)
def test_what_bites_stands_in_the_way_there_alone(verdict, stands):
    rules = [finds((verdict, "file"), bites=forms.AT_CLOSING)]
    judged = judge(CASE, AROUND, rules)
    assert len(standing_in_the_way(judged, forms.CLOSE, rules=rules)) == stands
    assert not standing_in_the_way(judged, forms.DECIDE, rules=rules)


def test_an_excuse_takes_a_finding_out_of_the_way_and_leaves_it_standing():
    rules = [finds((FAIL, "check"), (FAIL, "talk"), bites=forms.AT_SEALING)]
    judged = judge(CASE, AROUND, rules)
    excused = {("R00-1", "check", "")}
    (left,) = standing_in_the_way(judged, forms.SEAL, excused, rules)
    assert key_of(left) == ("R00-1", "talk", "")
    assert len(judged.findings) == 2


def test_what_nobody_can_mend_stands_in_no_way():
    spared = finds((FAIL, "file"), bites=forms.AT_CLOSING, spares=frozenset(("found",)))
    judged = judge(CASE, AROUND, [spared])
    assert not standing_in_the_way(judged, forms.CLOSE, rules=[spared])


def test_what_is_missing_stands_in_the_way_though_its_day_be_provisional():
    @forms.rule("R00-1", "办法第零条", forms.OF_FILE, forms.AT_CLOSING)
    def unsure(rule, file, case, around):
        yield rule.finding(OPEN, "found", case.uid, provisional=True)

    judged = judge(CASE, AROUND, [unsure])
    assert judged.verdict == OPEN
    assert standing_in_the_way(judged, forms.CLOSE, rules=[unsure])


def test_an_activity_tells_what_it_asks_for_and_what_is_recorded():
    starts = NOON - timedelta(hours=2)
    talk = Activity("talk", "interview", starts=starts, ends=NOON)
    clip = Clip(
        "clip",
        activity="talk",
        has_file=True,
        starts=starts + timedelta(minutes=4),
        ends=NOON,
    )
    case = Case("file", activities=(talk, CHECK), clips=(clip,))
    talk_judged, check_judged = judge(case, AROUND, []).activities
    assert talk_judged.required == ("text", "av")
    assert talk_judged.covered_s == 116 * 60
    assert [gap.seconds for gap in talk_judged.gaps] == [240]
    assert (check_judged.required, check_judged.covered_s) == (("text",), 0)
    assert not check_judged.gaps


def test_a_matter_tells_its_clocks():
    decided = replace(SPJY, decision="granted", decided_on=date(2026, 3, 17))
    case = replace(
        CASE,
        state="accepted",
        matters=(decided, JZLJ),
        received_on=date(2026, 3, 9),
        accepted_on=date(2026, 3, 16),
    )
    first, second = judge(case, AROUND).matters
    assert [clock.rule for clock in first.clocks] == ["L32", "L42", "L44"]
    assert [clock.rule for clock in second.clocks] == ["L32", "L42"]
    assert (first.clocks[1].verdict, second.clocks[1].verdict) == (PASS, OPEN)


def test_the_table_holds_the_rules_of_the_list_in_its_order():
    ids = list(dict.fromkeys(one.id for one in RULES))
    # R03-1, the kinds of records, is of domain.md and not of the list.
    assert [id for id in ids if id != "R03-1"] == IDS


def test_each_rule_cites_its_article_and_bites_where_a_transition_is():
    for one in RULES:
        law = "行政许可法第" if one.id.startswith("L") else "办法第"
        assert one.article.startswith(law) and one.article.endswith("条")
        assert one.bites <= {forms.SEAL, forms.DECIDE, forms.CLOSE, forms.ARCHIVE}
        assert one.judge.__doc__ or one.id.startswith("R10")


@pytest.mark.parametrize(
    "case",
    [
        Case("file"),
        CASE,
        *(replace(CASE, state=state) for state in ("voided", "withdrawn", "archived")),
    ],
)
def test_no_case_is_too_poor_to_be_judged(case):
    judged = judge(case, AROUND)
    assert judged.verdict == worst(judged.findings)
    keys = [(*key_of(one), one.code) for one in judged.findings]
    assert len(keys) == len(set(keys))


def test_a_quiet_site_check_without_sound_or_picture_misses_none():
    check = Activity(
        "check",
        "site_check",
        in_field=True,
        starts=NOON - timedelta(hours=2),
        ends=NOON - timedelta(hours=1),
    )
    (quiet,) = judge(Case("file", activities=(check,)), AROUND).activities
    assert (quiet.required, quiet.gaps) == (("text",), ())
    incident = replace(check, triggers=("INCIDENT",))
    (owed,) = judge(Case("file", activities=(incident,)), AROUND).activities
    assert "body_camera" in owed.required and len(owed.gaps) == 1


@pytest.mark.parametrize(
    ("ends", "verdict", "gaps"),
    [
        (NOON, PASS, 1),
        (NOON + timedelta(seconds=1), OPEN, 0),
        (None, OPEN, 0),
    ],
)
def test_an_activity_that_is_not_over_is_open_and_misses_nothing(ends, verdict, gaps):
    talk = Activity("talk", "interview", starts=NOON - timedelta(hours=1), ends=ends)
    case = Case("file", activities=(talk,))
    (one,) = judge(case, AROUND, []).activities
    assert (one.verdict, len(one.gaps)) == (verdict, gaps)
    (bad,) = judge(case, AROUND, [finds((FAIL, "talk"))]).activities
    assert bad.verdict == FAIL
    (noted,) = judge(case, AROUND, [finds((WARN, "talk"))]).activities
    assert noted.verdict == WARN
