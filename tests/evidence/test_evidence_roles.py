"""An extraction is no more open than what it was made of: page, search and events."""

from itertools import combinations_with_replacement
from lingchuan.records.confidentiality import register
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.evidence import rules
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import USERS
from tests.confidentiality.people import viewers
from tests.evidence.extracting import CLIP
from tests.permit_files import open_file
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


STAFF = set(USERS) - {"sysadmin", "migrator", "party1", "platform"}
# How a recording came to be shut, or not.
KINDS = {
    "open": (("mark_open", {}),),
    "undecided": (),
    "commercial": (("restrict", {"kinds": ["COMMERCIAL"]}),),
    "private": (("restrict", {"kinds": ["PRIVACY"]}),),
    "named": (
        ("restrict", {"kinds": ["WORK"], "known_to": ["handler2", "archivist1"]}),
    ),
    "proposed": (("restrict", {"kinds": ["WORK"]}), ("propose_release", {})),
}

# A person who is named and one who holds an office are not matched.
ALIKE = [
    pair
    for pair in combinations_with_replacement(KINDS, 2)
    if "named" not in pair or pair == ("named", "named")
]


@pytest.fixture
def portal(integration):
    return integration["portal"]


@pytest.fixture
def clip(portal):
    """Return a maker of a submitted recording in a file of its own."""

    def make(how="open", file=None, **people):
        if file is None:
            file = open_file(portal, **people)
        handler = file.handlers[0]
        upload = NamedBlobFile(CLIP, "video/mp4", "clip.mp4")
        with acting(handler):
            made = add_record(file, "MediaEvidence", medium="video", file=upload)
        move(made, "submit", handler)
        for name, params in KINDS[how]:
            move(made, name, "secrecy_officer", **params)
        return made

    return make


@pytest.fixture
def hall_clip(portal):
    """A recording of the hall, which has no file and no handlers."""
    with acting("archivist1"):
        made = add_record(portal["hall"], "MediaEvidence", medium="surveillance")
    move(made, "submit", "archivist1")
    return made


@pytest.fixture
def extract(portal):
    """Return a maker of an extraction by an officer, who sees all."""

    def make(*items, **values):
        with acting("secrecy_officer"):
            return createContentInContainer(
                portal["extractions"],
                "EvidenceExtraction",
                checkConstraints=False,
                items=[one.UID() for one in items],
                **values,
            )

    return make


def readers(*items):
    return set.intersection(*map(viewers, items))


@pytest.mark.parametrize("how", KINDS)
def test_of_one_recording_it_is_read_by_its_readers(clip, extract, how):
    one = clip(how)
    made = extract(one)
    assert viewers(made) == viewers(one)
    assert finders(made) == viewers(made)


@pytest.mark.parametrize("pair", combinations_with_replacement(KINDS, 2))
@pytest.mark.parametrize("other", ["same people", "another handler and unit"])
def test_of_two_it_is_read_by_nobody_who_may_not_read_both(clip, extract, pair, other):
    one = clip(pair[0])
    people = (
        {"unit": "审批二股", "handlers": ["handler2"]} if other != "same people" else {}
    )
    two = clip(pair[1], **people)
    made = extract(one, two)
    assert viewers(made) <= readers(one, two)
    assert finders(made) <= viewers(made)
    # Officers hold the same office in every circle.
    assert "secrecy_officer" in viewers(made)


@pytest.mark.parametrize("pair", ALIKE)
def test_of_two_of_one_file_it_is_read_by_all_who_may_read_both(clip, extract, pair):
    one = clip(pair[0])
    two = clip(pair[1], file=one.aq_parent)
    made = extract(one, two)
    assert viewers(made) == readers(one, two)
    assert finders(made) == viewers(made)


def test_a_handler_and_an_archivist_have_nothing_in_common(clip, hall_clip, extract):
    made = extract(clip("undecided"), hall_clip)
    assert viewers(made) == {"bureau_head", "secrecy_officer"}


def test_who_could_not_read_it_does_not_make_it(portal, clip, hall_clip):
    named = clip("named")
    with acting("archivist1"), pytest.raises(BadInput) as caught:
        # Named here, by office there: no key says both.
        createContentInContainer(
            portal["extractions"],
            "EvidenceExtraction",
            checkConstraints=False,
            items=[named.UID(), hall_clip.UID()],
        )
    assert [problem.code for problem in caught.value.problems] == ["items_apart"]


def test_the_kinds_of_all_are_needed(clip, extract):
    one, two = clip("commercial"), clip("private")
    made = extract(one, two)
    register.clear("section_head1", ["COMMERCIAL"], by="secrecy_officer")
    assert "section_head1" in viewers(one)
    assert "section_head1" not in viewers(made)
    register.clear("section_head1", ["COMMERCIAL", "PRIVACY"], by="secrecy_officer")
    assert "section_head1" in viewers(made)
    assert "section_head1" in finders(made)


def test_a_withdrawn_clearance_shuts_it_at_the_next_request(clip, extract):
    made = extract(clip("commercial"))
    assert "archivist1" in finders(made)
    register.withdraw("archivist1", by="secrecy_officer")
    assert "archivist1" not in viewers(made) | finders(made)


def test_restricting_a_recording_shuts_it_at_once(clip, extract):
    one = clip()
    made = extract(one, clip())
    assert finders(made) == STAFF
    move(one, "restrict", "secrecy_officer", kinds=["PRIVACY"])
    assert viewers(made) == finders(made) == readers(one)


def test_restricting_the_file_around_shuts_it_at_once(clip, extract):
    one = clip()
    made = extract(one)
    move(one.aq_parent, "restrict", "secrecy_officer", kinds=["COMMERCIAL"])
    assert viewers(made) == finders(made) == viewers(one)
    assert "handler2" not in finders(made)


def test_a_release_opens_it(clip, extract):
    one = clip("proposed")
    made = extract(one)
    assert finders(made) != STAFF
    move(one, "release", "secrecy_officer2")
    assert viewers(made) == finders(made) == STAFF


@pytest.mark.parametrize(
    ("field", "value", "gone", "come"),
    [
        ("handlers", ["handler2"], "handler1", "handler2"),
        ("unit", "审批二股", "section_head1", "deputy_head"),
    ],
)
def test_it_follows_the_people_of_the_file(clip, extract, field, value, gone, come):
    one = clip("undecided")
    made = extract(one)
    assert gone in finders(made)
    assert come not in finders(made)
    file = one.aq_parent
    register.appoint("deputy_head", "section_head", "审批二股", by="bureau_head")
    setattr(file, field, value)
    with acting("clerk1"):
        notify(ObjectModifiedEvent(file, Attributes(None, field)))
    assert gone not in viewers(made) | finders(made)
    assert come in viewers(made) & finders(made)


def test_it_follows_the_recordings_that_it_names(clip, extract):
    made = extract(clip())
    assert finders(made) == STAFF
    made.items = [clip("private").UID()]
    with acting("secrecy_officer"):
        notify(ObjectModifiedEvent(made, Attributes(None, "items")))
    assert "handler2" not in viewers(made) | finders(made)


def test_plone_s_own_roles_open_nothing(portal, clip, extract):
    made = extract(clip("private"))
    for role in ("Reader", "Manager", "Confidential Reader", "Second Person"):
        made.manage_setLocalRoles("handler2", [role])
        portal["extractions"].manage_setLocalRoles("clerk1", [role])
        api.user.grant_roles(username="supervisor1", roles=["Reader"])
        made.reindexObjectSecurity()
        assert not {"handler2", "clerk1", "supervisor1"} & (
            viewers(made) | finders(made)
        )


def test_one_who_is_no_longer_staff_reads_no_open_part(clip, extract):
    open_clip = clip("open", unit="审批二股", handlers=["handler2"])
    made = extract(clip("undecided"), open_clip)
    assert "handler1" in viewers(made)
    api.user.revoke_roles(username="handler1", roles=["Case Handler"])
    assert "handler1" not in viewers(made)


def test_a_draft_whose_recordings_are_gone_is_its_creator_s(portal, clip, extract):
    one = clip()
    made = extract(one)
    made.items = ["0" * 32]
    assert viewers(made) == {"secrecy_officer"}


def test_who_issues_is_the_second_person_alone(clip, extract):
    made = extract(clip(), second_person="handler1", extractor="archivist1")

    def issuers():
        found = set()
        for user in USERS:
            with acting(user):
                if "Second Person" in api.user.get_roles(obj=made):
                    found.add(user)
        return found

    assert issuers() == {"handler1"}
    made.extractor = "handler1"
    assert issuers() == set()
    # Nobody of ours extracted it: who wrote the sheet stands for them.
    made.extractor = "公证处王某"
    assert issuers() == {"handler1"}
    made.second_person = "secrecy_officer"
    assert issuers() == set()


def test_who_wrote_the_sheet_never_issues_it(clip, extract):
    # The extractor is another person, so two people are named, and yet one does all.
    made = extract(clip(), extractor="handler1")
    made.second_person = "secrecy_officer"
    with acting("secrecy_officer"):
        assert "Second Person" not in api.user.get_roles(obj=made)
    assert [one.code for one in rules.blind(made)] == ["second_person_writer"]


@pytest.mark.parametrize("which", ["hidden", "unknown"])
def test_a_script_names_no_recording_that_its_user_may_not_see(portal, clip, which):
    uid = clip("private").UID() if which == "hidden" else "0" * 32
    with acting("handler2"), pytest.raises(BadInput) as caught:
        createContentInContainer(
            portal["extractions"],
            "EvidenceExtraction",
            checkConstraints=False,
            items=[uid],
        )
    assert [problem.code for problem in caught.value.problems] == ["item_unknown"]
