"""S01–S12 of domain.md with every variant, judged by the rules alone."""

from datetime import date
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.core.rules.judging import standing_in_the_way
from lingchuan.records.core.rules.judging import WORST_FIRST
from lingchuan.records.core.rules.table import RULES
from tests.cases.core_values import circumstances
from tests.cases.core_values import core_case
from tests.cases.loading import variants

import pytest


VARIANTS = list(variants())
IDS = {rule.id for rule in RULES}


@pytest.fixture(params=VARIANTS, ids=lambda variant: variant.id)
def variant(request):
    """Return each variant of each case."""
    return request.param


@pytest.fixture
def judged(variant):
    """Return what the rules say of it."""
    return judge(core_case(variant), circumstances(variant))


def worst_of(findings):
    """Return {rule: its worst finding}; the findings come worst first."""
    found = {}
    for finding in findings:
        found.setdefault(finding.rule, finding)
    return found


def told(finding, names):
    """Return the facts of a finding as the data write them."""
    values = {name: getattr(finding, name) for name in names}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def test_each_rule_finds_what_it_should_and_no_other_finds_anything(variant, judged):
    worst, expected = worst_of(judged.findings), variant.found()
    found = {
        rule: told(one, expected.get(rule, ("verdict",))) for rule, one in worst.items()
    }
    assert found == expected


def test_the_verdict_of_the_file_is_the_worst(variant, judged):
    verdicts = [said["verdict"] for said in variant.found().values()] or ["PASS"]
    assert judged.verdict == variant.expect["verdict"]
    assert variant.expect["verdict"] == min(verdicts, key=WORST_FIRST.index)


def test_the_clocks_of_its_matters_run_to_their_days(variant, judged):
    clocks = {one.code: {c.rule: c for c in one.clocks} for one in judged.matters}
    for code, expected in variant.expect.get("clocks", {}).items():
        found = {rule: told(clocks[code][rule], expected[rule]) for rule in expected}
        assert found == expected


def test_its_activities_tell_what_is_required_and_recorded(variant, judged):
    by_uid = {one.uid: one for one in judged.activities}
    for uid, ways in variant.expect.get("required", {}).items():
        assert list(by_uid[uid].required) == ways
    for uid, expected in variant.expect.get("covered", {}).items():
        one = by_uid[uid]
        assert {"seconds": one.covered_s, "gaps": len(one.gaps)} == expected


def test_what_stands_in_the_way_of_each_step_is_named(variant, judged):
    for transition, expected in variant.expect.get("hinders", {}).items():
        findings = standing_in_the_way(judged, transition)
        assert sorted({one.rule for one in findings}) == sorted(expected)


def test_the_data_name_rules_that_are(variant):
    expect = variant.expect
    passes = set(expect.get("passes", ()))
    assert passes | set(variant.found()) <= IDS
    assert not passes & set(variant.found())


def test_no_variant_has_the_name_of_another():
    names = [one.id for one in VARIANTS]
    assert len(names) == len(set(names))
    assert {name[:3] for name in names} == {f"S{n:02}" for n in range(1, 13)}
