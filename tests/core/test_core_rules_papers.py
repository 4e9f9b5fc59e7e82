"""R03-1, R11-1, R11-2: what a text record must have in itself."""

from datetime import date
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import Signer
from lingchuan.records.core.rules.papers import R03_1
from lingchuan.records.core.rules.papers import R11_1
from lingchuan.records.core.rules.papers import R11_2
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import found

import pytest


NOW = around("2026-05-20 12:00")
PARTY = Signer("当事人甲", "party", signed=True)
PAPER = Paper(
    "paper", "investigation", made_on=date(2026, 5, 14), signers=(PARTY,), page_count=2
)
REFUSING = Signer("当事人甲", "party", signed=False)
EXPLAINED = changed(REFUSING, refusal_reason="认为笔录有误", witness="村委会乙")


def of(rule, paper, now=NOW, **changes):
    """Return what a rule finds on the only paper of a file."""
    return found(rule, case_of(None, papers=(paper,), **changes), now)


def test_r03_1_warns_of_a_paper_of_no_kind():
    assert of(R03_1, PAPER) == []
    assert of(R03_1, changed(PAPER, kind="")) == [("", "paper_kind_missing", "WARN")]


def test_r11_1_warns_of_each_signature_of_which_nothing_is_known():
    assert of(R11_1, PAPER) == []
    unknown = Signer("经办人", "staff")
    assert of(R11_1, changed(PAPER, signers=(PARTY, unknown))) == [
        ("经办人", "signature_missing", "WARN")
    ]
    assert of(R11_1, changed(PAPER, signers=(EXPLAINED,))) == []


@pytest.mark.parametrize(
    ("state", "count"), [("accepted", 0), ("served", 0), ("closed", 1), ("archived", 1)]
)
def test_r11_1_asks_for_the_page_count_only_once_the_file_is_closed(state, count):
    uncounted = changed(PAPER, page_count=None)
    expected = [("page_count", "page_count_missing", "WARN")] * count
    assert of(R11_1, uncounted, state=state) == expected
    assert of(R11_1, changed(uncounted, is_stub=True), state=state) == []


def test_r11_2_passes_a_refusal_with_its_reason_and_a_witness():
    assert of(R11_2, changed(PAPER, signers=(EXPLAINED,))) == []


def test_r11_2_fails_a_refusal_without_its_reason():
    silent = changed(EXPLAINED, refusal_reason=" ")
    assert of(R11_2, changed(PAPER, signers=(silent,))) == [
        ("当事人甲/reason", "refusal_reason_missing", "FAIL")
    ]


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("investigation", "FAIL"),
        ("service_document", "FAIL"),
        ("hearing_material", "WARN"),
        ("issued_document", "WARN"),
    ],
)
def test_r11_2_asks_for_a_witness_by_the_kind_of_paper(kind, verdict):
    alone = changed(PAPER, kind=kind, signers=(changed(EXPLAINED, witness=""),))
    expected = [("当事人甲/witness", "refusal_unwitnessed", verdict)]
    assert of(R11_2, alone) == expected
    assert of(R11_2, changed(alone, witness="村委会乙")) == []
    beside = Signer("村委会乙", "witness", signed=True)
    assert of(R11_2, changed(alone, signers=(*alone.signers, beside))) == []
    absent = changed(beside, signed=None)
    assert of(R11_2, changed(alone, signers=(*alone.signers, absent))) == expected


def test_papers_in_draft_and_from_before_the_measures_are_not_judged():
    bad = changed(PAPER, kind="", signers=(REFUSING, Signer("乙")))
    draft = changed(bad, state="draft")
    for rule in (R11_1, R11_2):
        assert of(rule, bad) and of(rule, draft) == []
    now = around("2026-05-20 12:00", in_force_since=date(2026, 5, 15))
    for rule in (R03_1, R11_1, R11_2):
        assert of(rule, bad) and of(rule, bad, now) == []
