"""What officers may say of records, and what comes of it (R21-1, R21-3)."""

from lingchuan.records.access import facts as asked
from lingchuan.records.access import screening
from lingchuan.records.access.decision import reach
from lingchuan.records.access.notice_texts import paragraphs
from lingchuan.records.access.notices import facts_of
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.demo.media import pdf_bytes
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.access.conftest import NUMBER
from tests.access.conftest import paper
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


OFFICER = "secrecy_officer"


def request_of(site, file, user="party1", **values):
    said = {
        "permit_file": IUUID(file),
        "requester_name": "示例经营者",
        "relation": "applicant",
        "rights": ["view", "copy"],
        "purpose": "核对本人材料",
    }
    with acting(user):
        request = add_record(site["requests"], REQUEST, **said | values)
    move(request, "submit", user)
    return request


def outcomes(request):
    return {(o.uid, o.right): (o.outcome, o.code) for o in asked.scope_of(request)}


def both(record, *outcome):
    return {(IUUID(record), right): outcome for right in ("view", "copy")}


def test_scope_is_of_all_that_is_asked_for(site, file, records, private):
    found = outcomes(request_of(site, file))
    assert found == (
        both(records["open"], "granted", "own_file")
        | both(records["work"], "refused", "work_secret")
        | both(records["privacy"], "refused", "privacy_of_others")
        | both(private, "redacted", "privacy_of_others")
    )


def test_parts_and_rights_narrow_the_scope(site, file, records, private):
    found = outcomes(request_of(site, file, parts=["hearing"], rights=["view"]))
    assert found == {(IUUID(private), "view"): ("redacted", "privacy_of_others")}


def test_s08_recipe_is_given_to_the_applicant_whose_secret_it_is(site, file):
    said = {"record_kind": "investigation"}
    recipe = paper(file, "配方", **said)
    move(recipe, "restrict", OFFICER, kinds=["COMMERCIAL"], holder="示例经营者")
    request = request_of(site, file, scope=[IUUID(recipe)])
    assert outcomes(request) == both(recipe, "granted", "own_secret")
    move(request, "accept", "clerk1")
    move(request, "screen", OFFICER)
    move(request, "approve_viewing", "bureau_head", days=5)
    with acting("party1"):
        assert api.user.has_permission("View", obj=recipe)
    with acting("party2"):
        assert not api.user.has_permission("View", obj=recipe)


def test_drafts_and_state_secrets_are_in_no_scope(site, file, records):
    with acting("handler1"):
        draft = add_record(
            file, "TextRecord", title="草稿", record_kind="expert_report"
        )
    stub = paper(file, "存根", "STATE")
    known = {uid for uid, _right in outcomes(request_of(site, file))}
    assert not known & {IUUID(draft), IUUID(stub)}
    for uid in (IUUID(draft), IUUID(stub)):
        with pytest.raises(BadInput):
            request_of(site, file, scope=[uid])


def test_answer_to_a_request_is_in_no_scope_of_another(site, file, records):
    answer = paper(
        file,
        "查阅复制申请答复书",
        document_name="查阅复制申请答复书",
        record_kind="issued_document",
    )
    found = {uid for uid, _right in outcomes(request_of(site, file))}
    assert IUUID(answer) not in found
    with pytest.raises(BadInput):
        request_of(site, file, scope=[IUUID(answer)])


def test_inseparable_refuses_what_would_be_redacted(site, file, private):
    request = request_of(site, file)
    move(request, "accept", "clerk1")
    with acting(OFFICER):
        screening.say(request, IUUID(private), "inseparable", "通篇涉及邻居")
    assert outcomes(request) == both(private, "refused", "inseparable")


def test_officer_may_have_something_covered_in_what_would_be_given_whole(site, file):
    said = {
        "file": NamedBlobFile(pdf_bytes("笔录", ("证人",)), "application/pdf", "a.pdf")
    }
    record = paper(file, "核查笔录", **said)
    request = request_of(site, file, scope=[IUUID(record)])
    assert outcomes(request) == both(record, "granted", "own_file")
    move(request, "accept", "clerk1")
    with acting(OFFICER):
        screening.say(request, IUUID(record), "cover", "含证人姓名")
    assert outcomes(request) == both(record, "redacted", "covered")
    with pytest.raises(TransitionBlocked) as blocked:
        move(request, "screen", OFFICER)
    assert [f.code for f in blocked.value.findings] == ["screen_no_copy"]


@pytest.mark.parametrize(
    "said,reason,field",
    [
        ("inseparable", " ", "reason"),
        ("gone", "理由", "outcomes"),
    ],
)
def test_bad_answer_names_the_field(site, file, private, said, reason, field):
    request = request_of(site, file)
    move(request, "accept", "clerk1")
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        screening.say(request, IUUID(private), said, reason)
    assert field in {one.field for one in caught.value.problems}
    assert request.answers == ()


def test_answer_that_does_not_fit_is_refused(site, file, records):
    request = request_of(site, file)
    move(request, "accept", "clerk1")
    with acting(OFFICER), pytest.raises(BadInput):
        screening.say(request, IUUID(records["open"]), "inseparable", "理由")


@pytest.mark.parametrize("user", ["clerk1", "bureau_head", "handler1", "sysadmin"])
def test_only_officers_screen(site, file, private, user):
    request = request_of(site, file)
    move(request, "accept", "clerk1")
    with acting(user), pytest.raises(NotAllowed):
        screening.say(request, IUUID(private), "inseparable", "理由")


def test_nothing_is_screened_before_the_request_is_accepted(site, file, private):
    request = request_of(site, file)
    with acting(OFFICER), pytest.raises(TransitionBlocked):
        screening.say(request, IUUID(private), "inseparable", "理由")


def test_undecided_record_keeps_a_request_from_the_head(site, file):
    with acting("handler1"):
        record = add_record(
            file, "TextRecord", title="意见", record_kind="expert_report"
        )
    move(record, "submit", "handler1")
    request = request_of(site, file)
    move(request, "accept", "clerk1")
    with pytest.raises(TransitionBlocked) as blocked:
        move(request, "screen", OFFICER)
    assert [f.code for f in blocked.value.findings] == ["screen_undecided"]


def test_head_decides_on_no_file_of_their_own(site, file, records):
    request = request_of(site, file, scope=[IUUID(records["open"])])
    move(request, "accept", "clerk1")
    move(request, "screen", OFFICER)
    file.handlers = file.former_handlers = ["bureau_head"]
    with pytest.raises(BarredBy) as barred:
        move(request, "approve_viewing", "bureau_head", days=5)
    assert [f.code for f in barred.value.findings] == ["is_handler"]
    file.handlers = ["handler1"]
    notify(ObjectModifiedEvent(file, Attributes(None, "handlers")))
    with pytest.raises(BarredBy):
        move(request, "approve_viewing", "bureau_head", days=5)


def test_head_grants_no_work_secret(site, file, records):
    request = request_of(site, file, scope=[IUUID(records["work"])])
    move(request, "accept", "clerk1")
    move(request, "screen", OFFICER)
    given = {"uid": IUUID(records["work"]), "right": "view", "outcome": "granted"}
    sent = [given | {"reason": "同意", "article": "第二十一条"}]
    with pytest.raises(TransitionBlocked) as blocked:
        move(request, "approve_viewing", "bureau_head", days=5, outcomes=sent)
    assert "may_not_raise" in {f.code for f in blocked.value.findings}


def test_third_party_waits_for_the_heads_judgement(site, file, records):
    uid = IUUID(records["open"])
    with acting("clerk1"):
        request = request_of(
            site,
            file,
            "clerk1",
            relation="third_party",
            requester_name="示例邻居",
            scope=[uid],
        )
    move(request, "accept", "clerk1")
    move(request, "screen", OFFICER)
    with pytest.raises(TransitionBlocked) as blocked:
        move(request, "approve_viewing", "bureau_head", days=5)
    assert {f.code for f in blocked.value.findings} == {"human_open"}
    sent = [
        {
            "uid": uid,
            "right": "view",
            "outcome": "granted",
            "reason": "相邻经营者，与本事项有利害关系",
            "article": "办法第二十一条",
        }
    ]
    move(request, "approve_viewing", "bureau_head", days=5, outcomes=sent)
    assert api.content.get_state(request) == "viewing_approved"


def test_person_at_the_counter_is_known_by_the_number(site, file, records):
    values = {"requester_id_number": NUMBER, "scope": [IUUID(records["open"])]}
    request = request_of(site, file, "clerk1", **values)
    assert set(outcomes(request).values()) == {("granted", "own_file")}


def test_official_letter_is_decided_record_by_record(site, file, records):
    letter = {"letter_number": "（2026）晋0524函1号", "letter_from": "示例法院"}
    request = request_of(site, file, "clerk1", relation="other", **letter)
    move(request, "accept", "clerk1")
    found = outcomes(request)
    assert found[IUUID(records["open"]), "view"] == ("human", "official_letter")
    assert found[IUUID(records["work"]), "view"] == ("refused", "work_secret")


def test_answer_to_a_letter_cites_it_and_no_remedies(site, file, records):
    letter = {"letter_number": "（2026）晋0524函1号", "letter_from": "示例法院"}
    request = request_of(site, file, "clerk1", relation="other", **letter)
    decision, _problems, _findings = reach(request, "refuse", {})
    said = "".join(paragraphs(facts_of(request, decision, facts.today())))
    assert "（2026）晋0524函1号" in said
    assert "不属于" in said
    assert "复议" not in said


def test_granted_decision_is_given_to_a_stranger_and_nothing_else(site, file, records):
    decision = paper(
        file,
        "准予行政许可决定书",
        document_name="准予行政许可决定书",
        record_kind="issued_document",
    )
    stranger = {"relation": "other", "requester_name": "示例旁人"}
    request = request_of(site, file, "party2", scope=[IUUID(decision)], **stranger)
    move(request, "accept", "clerk1")
    assert outcomes(request) == both(decision, "granted", "public_decision")
    whole = request_of(site, file, "party2", **stranger)
    with pytest.raises(TransitionBlocked) as blocked:
        move(whole, "accept", "clerk1")
    assert [f.code for f in blocked.value.findings] == ["redirect_stranger"]
