"""R21-1: who is a party of the file, and who only says so."""

from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.access.standing import standing
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import RELATIONS

import pytest


NUMBER = "999900199001010014"
OTHERS_NUMBER = "11010519491231002X"
CREDIT = "91140524MA0ABCD1XT"
APPLICANT = FileParty("王某某", "applicant", NUMBER, "party1")
AT_THE_COUNTER = replace(APPLICANT, userid="")
AGENT = FileParty("李某某", "agent", OTHERS_NUMBER, "agent1")
NEIGHBOUR = FileParty("赵某某", "third_party", userid="party3")
WITNESS = FileParty("钱某某", "witness", userid="party4")
PARTIES = [APPLICANT, AGENT, NEIGHBOUR, WITNESS]


def found(asker, *parties):
    one = standing(asker, parties or PARTIES)
    return one.verdict, one.code


@pytest.mark.parametrize("relation", RELATIONS)
def test_what_the_file_says_counts_before_what_was_claimed(relation):
    for userid, expected in {
        "party1": ("PASS", "standing_applicant"),
        "agent1": ("PASS", "standing_agent_of_file"),
        "party3": ("HUMAN", "standing_third_party"),
    }.items():
        assert found(Asker(relation, userid)) == expected


@pytest.mark.parametrize(
    "typed", [NUMBER, " 9999 0019 9001 010014 ", "９９９９００１９９００１０１００１４"]
)
def test_at_the_counter_a_number_says_who_it_is(typed):
    asker = Asker("applicant", id_number=typed)
    assert found(asker) == ("PASS", "standing_applicant")


def test_letters_of_a_number_have_no_case():
    party = FileParty("甲公司", "applicant", CREDIT.lower())
    asker = Asker("applicant", id_number=CREDIT)
    assert found(asker, party) == ("PASS", "standing_applicant")


@pytest.mark.parametrize(
    ("asker", "expected"),
    [
        # A name alone is never enough, nor is a word that stands for no number.
        (Asker("applicant", name="王某某"), "FAIL"),
        (Asker("applicant", userid="party2", name="王某某"), "FAIL"),
        (Asker("applicant", id_number=OTHERS_NUMBER, name="王某某"), "FAIL"),
        # A number typed at home proves nothing without a paper.
        (Asker("applicant", userid="party2", id_number=NUMBER), "HUMAN"),
        (Asker("applicant", userid="party2", id_number=NUMBER, has_proof=True), "PASS"),
        (Asker("applicant", userid="party2", has_proof=True), "HUMAN"),
        (Asker("other", userid="party2", id_number=NUMBER), "FAIL"),
        # The number of somebody else of the file.
        (Asker("applicant", userid="party2", id_number=CREDIT), "FAIL"),
        (Asker("other", userid="party2", has_proof=True), "FAIL"),
    ],
)
def test_a_claim_to_be_the_applicant_is_borne_out_by_file_or_paper(asker, expected):
    other = FileParty("甲公司", "third_party", CREDIT)
    verdict, code = found(asker, AT_THE_COUNTER, other)
    assert verdict == expected
    codes = {"FAIL": "stranger", "HUMAN": "standing_identity"}
    assert code == codes.get(verdict, "standing_applicant")


def test_the_account_of_somebody_else_is_never_the_applicant_by_a_number():
    for has_proof in (False, True):
        asker = Asker("applicant", "party2", id_number=NUMBER, has_proof=has_proof)
        assert found(asker) == ("HUMAN", "standing_identity")


@pytest.mark.parametrize("number", ["", "无", "/", "-----", "0" * 18, "00000"])
def test_what_is_no_number_is_nobodys(number):
    party = FileParty("甲公司", "applicant", number)
    asker = Asker("applicant", id_number=number, name="甲公司")
    assert found(asker, party) == ("FAIL", "stranger")


@pytest.mark.parametrize(
    ("asker", "code"),
    [
        (Asker("agent", "party2", has_proof=True), "standing_agent"),
        (Asker("agent", "party2"), "standing_agent"),
        (Asker("third_party", "party2"), "standing_third_party"),
        (Asker("applicant", "party1", letter=True), "official_letter"),
    ],
)
def test_whom_the_file_does_not_know_a_person_looks_at(asker, code):
    assert found(asker) == ("HUMAN", code)


@pytest.mark.parametrize("relation", ["other", "applicant", "", "mayor"])
def test_a_witness_and_a_stranger_are_no_party(relation):
    for userid in ("party4", "party2", ""):
        one = standing(Asker(relation, userid, "钱某某"), PARTIES)
        assert (one.verdict, one.code) == ("FAIL", "stranger")
        assert one.article == "办法第二十一条、政府信息公开条例第三十三条"


def test_a_name_is_the_files_own_and_not_what_was_typed():
    assert standing(Asker("applicant", "party1", "甲公司"), PARTIES).name == "王某某"
    assert standing(Asker("third_party", "party2", "王某某"), PARTIES).name == ""
    assert standing(Asker("third_party", "party3"), PARTIES).name == "赵某某"


def test_a_name_that_two_persons_of_the_file_bear_is_nobodys():
    namesake = FileParty("王 某某", "witness")
    assert standing(Asker("applicant", "party1"), [*PARTIES, namesake]).name == ""
    # The same person in two rows is one person.
    twice = [APPLICANT, replace(APPLICANT, role="agent")]
    assert standing(Asker("applicant", "party1"), twice).name == "王某某"
    # One account of a company and its agent is neither of them.
    named = [APPLICANT, replace(APPLICANT, name="甲公司")]
    assert standing(Asker("applicant", "party1"), named).name == ""


texts = st.sampled_from(["", "party1", "party2", "王某某", NUMBER, OTHERS_NUMBER])


@given(st.builds(Asker, st.sampled_from(RELATIONS), texts, texts, texts,
                 st.booleans(), st.booleans()))  # fmt: skip
def test_nobody_passes_without_account_or_number_of_a_party(asker):
    one = standing(asker, [APPLICANT, AGENT])
    is_known = asker.userid == "party1" or (
        not asker.userid and asker.id_number in (NUMBER, OTHERS_NUMBER)
    )
    assert (one.verdict == "PASS") is (is_known and not asker.letter)
    assert is_known or one.name == ""
