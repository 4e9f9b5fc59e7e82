"""Art. 15: the cause of an interruption, chosen or written, in the form and after it."""

from lingchuan.records.content import cases
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.actions import changed
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.rules.coverage import cause_fault
from lingchuan.records.core.secret_marks import is_marked
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site import values
from plone import api
from plone.testing.zope import Browser
from tests.permit_files import open_file

import pytest
import transaction


OWN, REASON = "操作人员认为无需拍摄", "现场平静"
CAUSE = "form.widgets.interruptions.AA.widgets.cause"
SAVED = "form.widgets.interruptions.0.widgets.cause"
BOX = "form.widgets.interruptions.AA.widgets.reason"


@pytest.fixture
def file(functional):
    """A permit file of handler1, on a site that is served."""
    made = open_file(functional["portal"])
    transaction.commit()
    return made


@pytest.fixture
def page(functional, file):
    """The form of a new recording, as handler1 without scripts."""
    found = Browser(functional["app"])
    found.handleErrors = False
    found.addHeader("Authorization", f"Basic handler1:{PASSWORD}")
    found.open(f"{file.absolute_url()}/++add++MediaEvidence")
    return found


def fill_in(page: Browser, chosen: str, written: str, reason: str) -> None:
    page.getControl(name="form.widgets.title").value = "录像"
    page.getControl(name=CAUSE).value = [chosen]
    page.getControl(name=f"{CAUSE}.text").value = written
    page.getControl(name=BOX).value = reason
    page.getControl(name="form.buttons.save").click()
    transaction.begin()


@pytest.mark.parametrize(
    ("chosen", "written", "kept"),
    [
        ("BATTERY", "", "BATTERY"),
        ("OTHER_OBJECTIVE", "", "OTHER_OBJECTIVE"),
        ("", OWN, OWN),
        ("", "Low battery", "BATTERY"),
        ("BATTERY", "Low battery", "BATTERY"),
    ],
)
def test_a_cause_is_chosen_or_written(page, file, chosen, written, kept):
    fill_in(page, chosen, written, REASON)
    (clip,) = file.objectValues()
    (row,) = clip.interruptions
    assert (row["cause"], row["reason"]) == (kept, REASON)
    page.open(f"{clip.absolute_url()}/edit")
    text = OWN if kept == OWN else ""
    assert page.getControl(name=f"{SAVED}.text").value == text
    assert page.getControl(name=SAVED).value == ["" if text else kept]


@pytest.mark.parametrize(
    ("chosen", "written", "reason", "said"),
    [
        ("OTHER_OBJECTIVE", "", "", "Interruption 1"),
        ("", OWN, "", "Interruption 1"),
        ("BATTERY", OWN, REASON, "Interruptions"),
    ],
)
def test_what_says_too_little_or_two_things_is_told_and_stays_typed(
    page, file, chosen, written, reason, said
):
    fill_in(page, chosen, written, reason)
    assert not file.objectValues()
    assert said in page.contents
    assert page.getControl(name=SAVED).value == [chosen]
    assert page.getControl(name=f"{SAVED}.text").value == written


@pytest.fixture
def add(integration):
    """Return a maker of recordings with one interruption."""
    file = open_file(integration["portal"])

    def make(imported=False, **row):
        with api.env.adopt_user(username="handler1"):
            values = {"interruptions": [row], "imported": imported}
            return add_record(file, "MediaEvidence", title="录像", **values)

    return make


def test_a_written_cause_is_shown_as_it_is_and_judged_as_no_objective_one(
    add, integration
):
    clip = add(cause=OWN, reason=REASON, starts=facts.now(), ends=facts.now())
    field = values.field_of(clip, "interruptions")
    shown = values.text(clip, integration["request"], field, clip.interruptions)
    assert OWN in shown
    named = add(cause="STORAGE")
    assert values.text(named, None, field, named.interruptions) == "Storage full"
    file = facts.permit_file_of(clip)
    (known,) = cases.case_of(file, [clip]).clips
    assert cause_fault(known.interruptions[0]) == "gap_cause_subjective"


def test_a_written_cause_passes_the_gate_of_secrets(add):
    marked = "机密★20年"
    assert is_marked(marked)
    with pytest.raises(BadInput) as refused:
        add(cause=marked, reason=REASON)
    assert [one.code for one in refused.value.problems] == ["secret_text"]


def test_who_edits_a_recording_confirms_none_of_its_interruptions(add):
    """R15-3: the supervisor or the bureau head does, on the list of what is owed."""
    confirmed = {"cause": "OTHER_OBJECTIVE", "reason": REASON, "confirmed_by": "局长"}
    with pytest.raises(BadInput) as refused:
        add(**confirmed)
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == ("interruptions", "confirmed_elsewhere")


def test_what_was_confirmed_before_is_told_by_who_imports_and_stays(add):
    told = {"cause": "OTHER_OBJECTIVE", "reason": REASON, "confirmed_by": "局长"}
    clip = add(imported=True, **told)
    changed(clip)
    clip.interruptions = [dict(clip.interruptions[0], confirmed_by="股长")]
    with pytest.raises(BadInput):
        changed(clip)


@pytest.mark.parametrize("change", [{"cause": "BATTERY"}, {"reason": "另有原因"}])
def test_what_was_confirmed_gets_no_other_cause_or_story(add, change):
    told = {"cause": "OTHER_OBJECTIVE", "reason": REASON, "confirmed_by": "局长"}
    clip = add(imported=True, **told)
    clip.interruptions = [clip.interruptions[0] | change]
    with pytest.raises(BadInput):
        changed(clip)
