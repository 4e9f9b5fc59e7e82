"""R21-3: what each record of a file gives to whom, with reason and article."""

from dataclasses import replace
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.core.access import scope as rules
from lingchuan.records.core.access.deciding import decided
from lingchuan.records.core.access.scope import scope
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import GIVEN
from lingchuan.records.core.access.values import Part
from lingchuan.records.core.access.values import RIGHTS
from lingchuan.records.core.secrecy import KINDS

import pytest


NAME = "陵川县甲（山西）醋业有限公司"
OTHER = "陵川县甲（北京）醋业有限公司"
PARTIES = [
    FileParty(NAME, "applicant", userid="party1"),
    FileParty("赵某某", "third_party", userid="party3"),
]
APPLICANT = Asker("applicant", "party1")
THIRD = Asker("third_party", "party3")
AGENT = Asker("agent", "party9", has_proof=True)
LETTER = Asker("other", letter=True)
STRANGER = Asker("other", "party2")
OWN_NAMES = {one.userid: one.name for one in PARTIES}
OPEN = Part("r", "TextRecord", "issued_document", "受理通知书", "sealed", "open",
            has_content=True)  # fmt: skip
DECISION = replace(OPEN, is_granted_decision=True)
INTERNAL = replace(OPEN, record_kind="internal_approval")


def secret(*kinds, **more):
    return replace(OPEN, secrecy_state="restricted", kinds=frozenset(kinds), **more)


def given_to(asker, part, *answers):
    """Return the one outcome, code and article of both rights, None for no outcome."""
    found = scope(asker, PARTIES, [part], answers)
    assert [one.right for one in found] in ([], list(RIGHTS))
    told = {(one.outcome, one.code, one.article) for one in found}
    assert len(told) <= 1
    return told.pop() if told else None


def said(what, reason="同一画面", article="", uid="r"):
    return [Answer(uid, right, what, reason, article) for right in RIGHTS]


@pytest.mark.parametrize(
    ("part", "outcome", "code", "article"),
    [
        (OPEN, "granted", "own_file", "办法第二十一条"),
        (replace(OPEN, secrecy_state="released"), "granted", "own_file",
         "办法第二十一条"),
        (DECISION, "granted", "public_decision", "行政许可法第四十条"),
        (INTERNAL, "human", "internal_paper", "政府信息公开条例第十六条"),
        (replace(OPEN, secrecy_state="undecided"), "human", "undecided",
         "办法第二十条"),
        (secret("WORK"), "refused", "work_secret", "办法第二十条、第二十一条"),
        (secret("PRIVACY"), "redacted", "privacy_of_others",
         "办法第二十一条、行政许可法第五条"),
        (secret("COMMERCIAL", holder=OTHER), "redacted", "commercial_of_other",
         "办法第二十一条、行政许可法第五条"),
        (secret("COMMERCIAL", holder=NAME), "granted", "own_secret",
         "办法第二十一条、行政许可法第五条"),
        (secret("PRIVACY", persons=(NAME, NAME)), "granted", "own_data",
         "个人信息保护法第四十五条"),
    ],
)  # fmt: skip
def test_the_applicant_is_given_a_record_with_its_reason(part, outcome, code, article):
    assert given_to(APPLICANT, part) == (outcome, code, article)


@pytest.mark.parametrize(
    ("part", "outcome", "code"),
    [
        # The strictest kind that is not the asker's own decides.
        (secret("WORK", "COMMERCIAL", holder=NAME), "refused", "work_secret"),
        (secret("COMMERCIAL", "PRIVACY", holder=NAME), "redacted", "privacy_of_others"),
        (secret("COMMERCIAL", "PRIVACY", holder=OTHER, persons=(NAME,)), "redacted",
         "commercial_of_other"),
        (secret("COMMERCIAL", "PRIVACY", holder=NAME, persons=(NAME,)), "granted",
         "own_secret"),
        (secret("PRIVACY", persons=(NAME, "赵某某")), "redacted", "privacy_of_others"),
        (secret("PRIVACY", persons=("",)), "redacted", "privacy_of_others"),
        # Nobody knows whose it is, or there is nothing to make a copy of.
        (secret("COMMERCIAL"), "redacted", "commercial_of_other"),
        (secret("COMMERCIAL", holder=OTHER, has_content=False), "refused",
         "commercial_of_other"),
        (secret("PRIVACY", has_content=False), "refused", "privacy_of_others"),
        # The name is compared as written in whatever width.
        (secret("COMMERCIAL", holder="陵川县甲(山西) 醋业有限公司"), "granted",
         "own_secret"),
        # It lies in something secret, though it is itself open.
        (replace(DECISION, kinds=frozenset(["WORK"])), "refused", "work_secret"),
        (replace(DECISION, kinds=frozenset(["PRIVACY"])), "redacted",
         "privacy_of_others"),
        # What is no state of ours, or no kind, is not given.
        (secret(), "human", "undecided"),
        (secret("MILITARY"), "refused", "work_secret"),
        (secret("PRIVACY", record_kind="internal_approval"), "human",
         "internal_paper"),
        (replace(secret("PRIVACY"), secrecy_state="release_proposed"), "redacted",
         "privacy_of_others"),
    ],
)  # fmt: skip
def test_of_several_reasons_the_strictest_decides(part, outcome, code):
    assert given_to(APPLICANT, part)[:2] == (outcome, code)


@pytest.mark.parametrize(
    "part",
    [
        replace(OPEN, kinds=frozenset(["STATE"])),
        replace(DECISION, kinds=frozenset(["STATE"])),
        secret("STATE", "WORK"),
        replace(DECISION, lifecycle="draft", secrecy_state="undecided"),
        replace(OPEN, lifecycle="voided"),
    ],
)
def test_what_is_in_no_list_is_in_none_for_anybody(part):
    assert not rules.is_listed(part)
    assert not rules.is_public(part)
    for asker in (APPLICANT, THIRD, AGENT, LETTER, STRANGER):
        assert given_to(asker, part, *said("own")) is None


def test_an_open_paper_that_was_not_submitted_is_given_as_any_other():
    draft = replace(OPEN, lifecycle="draft")
    assert given_to(APPLICANT, draft)[:2] == ("granted", "own_file")


def test_a_stranger_is_given_granted_decisions_alone():
    assert given_to(STRANGER, DECISION)[:2] == ("granted", "public_decision")
    for part in (OPEN, INTERNAL, secret("PRIVACY"), secret("WORK"),
                 replace(DECISION, secrecy_state="undecided")):  # fmt: skip
        assert given_to(STRANGER, part) == (
            "refused",
            "stranger",
            "办法第二十一条、政府信息公开条例第三十三条",
        )


@pytest.mark.parametrize(
    ("asker", "code"),
    [
        (THIRD, "standing_third_party"),
        (AGENT, "standing_agent"),
        (LETTER, "official_letter"),
    ],
)
def test_who_is_no_sure_party_is_answered_by_a_person_within_the_law(asker, code):
    for part, most in [
        (OPEN, "granted"),
        (INTERNAL, "granted"),
        (secret("PRIVACY"), "redacted"),
        (secret("COMMERCIAL", holder=NAME), "redacted"),
    ]:
        assert given_to(asker, part)[:2] == ("human", code)
        assert {one.most for one in scope(asker, PARTIES, [part])} == {most}
    assert given_to(asker, secret("WORK"))[:2] == ("refused", "work_secret")
    undecided = replace(OPEN, secrecy_state="undecided")
    assert given_to(asker, undecided)[:2] == ("human", "undecided")
    assert {one.most for one in scope(asker, PARTIES, [undecided])} == {"refused"}


def test_who_has_no_name_in_the_file_owns_nothing_that_names_nobody():
    for part in (secret("COMMERCIAL"), secret("PRIVACY", persons=("",))):
        assert {one.most for one in scope(AGENT, PARTIES, [part])} == {"redacted"}


def test_names_are_the_same_in_whatever_case():
    party = FileParty("Meridian Foods Ltd", "applicant", userid="party1")
    part = secret("COMMERCIAL", holder="MERIDIAN foods ltd")
    assert scope(APPLICANT, [party], [part])[0].outcome == "granted"


def test_a_third_party_of_the_file_keeps_its_own_secret():
    (one, _copy) = scope(THIRD, PARTIES, [secret("COMMERCIAL", holder="赵某某")])
    assert (one.outcome, one.most) == ("human", "granted")


def test_a_typed_name_makes_nobody_elses_secret_ones_own():
    thief = replace(APPLICANT, name=OTHER)
    for part in (
        secret("COMMERCIAL", holder=OTHER),
        secret("PRIVACY", persons=(OTHER,)),
    ):
        assert given_to(thief, part)[0] == "redacted"


def test_what_cannot_be_separated_is_refused_with_the_officers_reason():
    part = secret("PRIVACY")
    (one, other) = scope(APPLICANT, PARTIES, [part], said("inseparable")[:1])
    assert (one.outcome, one.code, one.reason) == ("refused", "inseparable", "同一画面")
    assert one.article == "政府信息公开条例第三十七条"
    # View and copy are judged apart.
    assert other.outcome == "redacted"
    cited = said("inseparable", article="办法第二十条")
    assert given_to(APPLICANT, part, *cited)[2] == "办法第二十条"
    assert given_to(THIRD, part, *cited)[:2] == ("refused", "inseparable")
    assert given_to(APPLICANT, OPEN, *cited)[0] == "granted"


@pytest.mark.parametrize(
    ("part", "outcome"),
    [
        (secret("PRIVACY"), "granted"),
        (secret("COMMERCIAL", "PRIVACY", holder=NAME), "granted"),
        (secret("COMMERCIAL", "PRIVACY", holder=OTHER), "redacted"),
        (secret("COMMERCIAL", holder=OTHER), "redacted"),
        (secret("WORK", "PRIVACY"), "refused"),
        # It lifts no refusal.
        (secret("PRIVACY", has_content=False), "refused"),
        (replace(OPEN, secrecy_state="undecided"), "human"),
    ],
)
def test_an_officer_may_say_that_personal_data_are_the_askers_own(part, outcome):
    assert given_to(APPLICANT, part, *said("own"))[0] == outcome


def test_an_answer_without_reason_or_beside_a_stricter_one_opens_nothing():
    part = secret("PRIVACY")
    assert given_to(APPLICANT, part, *said("own", " "))[0] == "redacted"
    assert given_to(APPLICANT, part, *said("own", uid="s"))[0] == "redacted"
    both = [*said("inseparable"), *said("own")]
    assert given_to(APPLICANT, part, *both)[0] == "refused"
    assert given_to(APPLICANT, part, *both[::-1])[0] == "refused"


names = st.sampled_from(["", NAME, OTHER, "赵某某"])
askers = st.sampled_from([APPLICANT, THIRD, AGENT, LETTER, STRANGER])
parts = st.builds(
    Part,
    st.just("r"),
    st.sampled_from(["TextRecord", "MediaEvidence"]),
    st.sampled_from(["issued_document", "internal_approval", ""]),
    st.just(""),
    st.sampled_from(["draft", "submitted", "sealed", "voided"]),
    st.sampled_from(
        ["undecided", "open", "restricted", "release_proposed", "released", ""]
    ),
    st.frozensets(st.sampled_from(KINDS)),
    names,
    st.lists(names, max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
)
answers = st.lists(
    st.builds(
        Answer,
        st.just("r"),
        st.sampled_from(RIGHTS),
        st.sampled_from(["inseparable", "own", *GIVEN, "human"]),
        st.sampled_from(["", "说明"]),
        st.sampled_from(["", "办法第二十一条"]),
    ),
    max_size=6,
)


@settings(max_examples=400)
@given(askers, parts, answers, answers, st.sampled_from([["view"], ["copy"], RIGHTS]))
def test_no_answers_ever_give_what_the_law_keeps_secret(
    asker, part, at_screening, at_decision, rights
):
    judged = scope(asker, PARTIES, [part], at_screening)
    made = decided(judged, at_decision, rights).outcomes
    assert [one.right for one in made] == [one.right for one in judged]
    most = {one.right: one.ceiling for one in judged}
    for one in made:
        assert "STATE" not in part.kinds
        assert part.lifecycle != "voided"
        assert part.lifecycle != "draft" or part.secrecy_state in ("open", "released")
        if one.outcome == "human":
            continue
        assert GIVEN.index(one.outcome) <= GIVEN.index(most[one.right])
        assert one.right in rights or one.outcome == "refused"
        if "WORK" in part.kinds or part.secrecy_state == "undecided":
            assert not one.is_given
        if "COMMERCIAL" in part.kinds and one.outcome == "granted":
            assert part.holder == OWN_NAMES.get(asker.userid)
        if asker is STRANGER and one.is_given:
            assert part.is_granted_decision
            assert not part.kinds


@given(askers, parts, answers)
def test_outcomes_are_stored_and_read_as_they_were(asker, part, at_screening):
    for one in scope(asker, PARTIES, [part], at_screening):
        assert type(one).from_dict(one.to_dict()) == one
        assert one.code
        assert one.article
