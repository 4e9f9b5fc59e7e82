"""R20-4, S09: what was shut with its whole is lifted with it; all else stays as it is."""

from lingchuan.records.confidentiality.expiry import review_release
from lingchuan.records.confidentiality.indexing import is_publishable
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move


OFFICER = "secrecy_officer"


def in_catalog(obj):
    catalog = api.portal.get_tool("portal_catalog")
    (brain,) = catalog.unrestrictedSearchResults(UID=obj.UID())
    return brain.confidentiality_state


def test_what_was_shut_with_its_whole_is_lifted_with_it_and_nothing_else(file, parts):
    paper, hearing, inner = parts
    move(inner, "mark_open", OFFICER)
    move(hearing, "restrict", OFFICER, kinds=["PRIVACY"], data_items=["电话"])
    move(file, "restrict", OFFICER, kinds=["WORK", "PRIVACY"], data_items=["电话"])
    assert paper.confidentiality["by_whole"] is True
    move(file, "propose_release", OFFICER, kinds=["WORK"])
    move(file, "release", "secrecy_officer2")
    assert paper.confidentiality["kinds"] == ["WORK"]
    assert hearing.confidentiality["kinds"] == ["WORK", "PRIVACY"]
    move(file, "propose_release", OFFICER, kinds=[])
    move(file, "release", "secrecy_officer2")
    assert (paper.confidentiality["kinds"], in_catalog(paper)) == ([], "released")
    assert "supervisor1" in finders(paper)
    # Its own decision shut the hearing, and the hearing its paper.
    for one in (hearing, inner):
        assert confidentiality_state(one) == "restricted"
        assert one.confidentiality["kinds"] == ["WORK", "PRIVACY"]
    history = paper.workflow_history["confidentiality_workflow"]
    assert [step["action"] for step in history][-3:] == [
        "restrict",
        "revise",
        "release",
    ]


def test_a_part_that_somebody_decided_since_waits_for_its_own_release(file, parts):
    paper, *_ = parts
    move(file, "restrict", OFFICER, kinds=["WORK"])
    move(paper, "revise", OFFICER, kinds=["WORK"], comment="单独定密")
    assert "by_whole" not in paper.confidentiality
    move(file, "propose_release", OFFICER, kinds=[])
    move(file, "release", "secrecy_officer2")
    assert confidentiality_state(paper) == "restricted"


def test_a_part_whose_own_release_is_proposed_is_not_lifted_past_it(file, parts):
    paper, *_ = parts
    move(file, "restrict", OFFICER, kinds=["WORK"])
    move(file, "propose_release", OFFICER, kinds=[])
    paper.confidentiality["proposed_by"] = OFFICER
    set_state(paper, "release_proposed", "test")
    move(file, "release", "secrecy_officer2")
    assert confidentiality_state(paper) == "release_proposed"


def test_one_review_of_the_whole_publishes_what_was_released_with_it(file, parts):
    paper, *_ = parts
    move(file, "restrict", OFFICER, kinds=["WORK"])
    move(file, "propose_release", OFFICER, kinds=[])
    move(file, "release", "secrecy_officer2")
    assert not is_publishable(paper)
    with acting(OFFICER):
        review_release(file, "publishable", "公开无碍")
    assert is_publishable(paper)
    with acting(OFFICER):
        review_release(paper, "withheld", "含内部意见")
    assert not is_publishable(paper)
