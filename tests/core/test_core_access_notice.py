"""What a decision notice says: points, counts of what is refused, remedies."""

from datetime import date
from lingchuan.records.core.access.notice import clauses
from lingchuan.records.core.access.notice import COPYING
from lingchuan.records.core.access.notice import Given
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.notice import ordinal
from lingchuan.records.core.access.notice import REFUSAL
from lingchuan.records.core.access.notice import Refused
from lingchuan.records.core.access.notice import sort_out
from lingchuan.records.core.access.notice import VIEWING
from lingchuan.records.core.access.values import Outcome

import pytest


BOTH = ("view", "copy")


def notice(kind, **more):
    """Return the notice of a decision on one file."""
    values = {
        "requester_name": "示例理发店经营者",
        "request_number": "陵审批查申字〔2026〕第003号",
        "received_on": date(2026, 3, 3),
        "rights": BOTH,
        "file_number": "陵审批许字〔2026〕第009号",
        "matters": ("公共场所卫生许可",),
        "bureau_name": "陵川县行政审批局",
        "authority": "陵川县人民政府",
        "court": "有管辖权的人民法院",
        "decided_on": date(2026, 3, 18),
    }
    return NoticeFacts(kind=kind, **values | more)


def said(facts):
    """Return the codes of a notice's paragraphs, points with a number sign."""
    return [f"{'#' if one.is_numbered else ''}{one.code}" for one in clauses(facts)]


def outcome(uid, right, what, reason="", article="办法第二十条"):
    return Outcome(uid, right, what, "", article, reason=reason)


WHOLE = {"granted": (Given("现场核查笔录", BOTH),), "last_day": date(2026, 4, 17)}


def test_a_notice_that_gives_all_says_no_remedies():
    assert said(notice(COPYING, **WHOLE)) == ["opening", "#granted", "term_with_copies"]


@pytest.mark.parametrize(
    "less",
    [
        {"redacted": (Given("听证笔录", BOTH),)},
        {"refused": (Refused(1, BOTH, "依法应当保密", "办法第二十条"),)},
        {"left_open": 1},
    ],
)
def test_a_notice_that_holds_anything_back_says_the_remedies(less):
    facts = notice(COPYING, **WHOLE, **less)
    assert said(facts)[-1] == "remedies"
    values = dict(clauses(facts)[-1].values)
    assert values == {"authority": "陵川县人民政府", "court": "有管辖权的人民法院"}


def test_a_refusal_says_reason_article_and_remedies_and_no_term():
    facts = notice(REFUSAL, reason="申请人不是本案当事人", article="办法第二十一条")
    assert said(facts) == ["opening", "#refusal", "#refusal_reason", "remedies"]
    why = {"reason": "申请人不是本案当事人", "article": "办法第二十一条"}
    assert dict(clauses(facts)[2].values) == why


def test_viewing_where_copying_was_asked_for_is_a_point_of_its_own():
    given = {"granted": (Given("听证录像", ("view",)),), "last_day": date(2026, 4, 17)}
    facts = notice(VIEWING, **given)
    assert said(facts) == ["opening", "#granted", "#only_viewing", "term", "remedies"]
    because = notice(VIEWING, **given, reason="一人一份", article="办法第二十一条")
    assert "#only_viewing_because" in said(because)
    told = (Refused(1, ("copy",), "一人一份", "办法第二十一条"),)
    assert "#only_viewing" not in said(notice(VIEWING, **given, refused=told))
    asked = notice(VIEWING, **given, rights=("view",))
    assert said(asked) == ["opening", "#granted", "term"]


def test_what_a_head_remarks_on_an_approval_is_no_part_of_the_notice():
    remarked = notice(COPYING, **WHOLE, reason="专家意见不予提供")
    assert remarked.because == ("", "")
    viewing = notice(VIEWING, reason="专家意见不予提供")
    assert viewing.because == ("", "")


def test_records_of_other_rights_are_points_of_their_own_the_larger_first():
    given = (Given("甲", ("view",)), Given("乙", BOTH), Given("丙", ("view",)))
    points = [one for one in clauses(notice(COPYING, granted=given))[1:] if one.values]
    found = [(one.rights, dict(one.values)["names"]) for one in points]
    assert found[:2] == [(BOTH, ("乙",)), (("view",), ("甲", "丙"))]


def test_refused_records_are_counted_by_right_reason_and_article_and_never_named():
    outcomes = [
        *(outcome("a", right, "granted") for right in BOTH),
        *(outcome("b", right, "refused", "依法应当保密") for right in BOTH),
        *(outcome("c", right, "refused", "依法应当保密") for right in BOTH),
        outcome("d", "copy", "refused", "依法应当保密"),
        outcome("d", "view", "redacted"),
        outcome("e", "view", "refused", "依法应当保密", "行政许可法第五条"),
        outcome("f", "view", "human"),
        outcome("f", "copy", "human"),
    ]
    names = {"a": "现场核查笔录", "b": "机密配方", "d": "听证笔录"}
    granted, redacted, refused, left_open = sort_out(outcomes, names)
    assert granted == (Given("现场核查笔录", BOTH),)
    assert redacted == (Given("听证笔录", ("view",)),)
    assert set(refused) == {
        Refused(2, BOTH, "依法应当保密", "办法第二十条"),
        Refused(1, ("copy",), "依法应当保密", "办法第二十条"),
        Refused(1, ("view",), "依法应当保密", "行政许可法第五条"),
    }
    assert left_open == 1
    facts = notice(COPYING, granted=granted, redacted=redacted, refused=refused)
    assert "机密配方" not in repr(facts)


def test_reasons_of_rules_are_said_in_the_words_of_the_feature():
    found = sort_out([outcome("a", "view", "refused")], {}, lambda one: one.article)
    assert found[2] == (Refused(1, ("view",), "办法第二十条", "办法第二十条"),)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_points_are_counted_as_chinese_papers_do(number, text):
    assert ordinal(number) == text


def test_a_preview_in_which_nothing_is_given_yet_names_no_term():
    facts = notice(VIEWING, left_open=2, days=30, last_day=date(2026, 4, 17))
    assert not [code for code in said(facts) if code.startswith("term")]
