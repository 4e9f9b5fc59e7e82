"""An older database opens nothing: what it gives less restricted is shut at once."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import shutting
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import today
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.reconciler import reconcile
from plone import api
from tests.real_site import open_site
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import reported
from tests.supervision.findings import undo_last
from tests.supervision.test_supervision_restoring import restore
from zope.annotation.interfaces import IAnnotations

import datetime
import pytest
import shutil
import transaction


OFFICER = "secrecy_officer"
# Of an authorisation that lies ahead.
DAYS = tuple(today() + datetime.timedelta(days=n) for n in (40, 60))


def add_paper(file, title):
    with api.env.adopt_user(username="handler1"):
        values = {"title": title, "record_kind": "internal_approval"}
        return add_record(file, "TextRecord", **values)


def decide(record, kinds_, known_to=()):
    with api.env.adopt_user(username=OFFICER):
        deciding.decide(
            record,
            {
                "kinds": kinds_,
                "known_to": list(known_to),
                "comment": "测试",
                "data_items": ["面部"],
            },
        )


def sees(userid, record) -> bool:
    with api.env.adopt_user(username=userid):
        return bool(api.user.has_permission("View", obj=record))


def prepare(portal) -> list:
    """Return papers that are undecided, and one restricted; give rights."""
    file = add_file(portal)
    papers = [add_paper(file, f"材料{n}") for n in range(3)]
    decide(papers[2], ["WORK"])
    register.clear("handler2", ["WORK", "PRIVACY"], by=OFFICER)
    register.clear("clerk1", ["WORK"], by=OFFICER)
    register.appoint("deputy_head", "archivist", by="bureau_head")
    transaction.commit()
    reconcile(portal)
    return papers


def decide_all(portal, papers) -> list:
    """Shut one, open one, narrow one, take rights; return (path, UID) of the papers."""
    decide(papers[0], ["WORK", "PRIVACY"], ["handler1"])
    decide(papers[1], [])
    decide(papers[2], ["WORK"], ["section_head1"])
    register.clear("handler2", ["WORK"], by=OFFICER)
    register.withdraw("clerk1", by=OFFICER)
    register.dismiss("deputy_head", "archivist", by="bureau_head")
    transaction.commit()
    reconcile(portal)
    return [("/".join(one.getPhysicalPath()), one.UID()) for one in papers]


@pytest.fixture
def restored(functional_session, var, tmp_path):
    """A site in which everything decided last went back, and the three papers."""
    with open_site(var) as site:
        papers = prepare(site.portal)
        keep = tmp_path / "keep"
        shutil.copytree(var / "filestorage", keep)
        places = decide_all(site.portal, papers)
        restore(site, var, keep)
    with open_site(var) as site:
        yield site.portal, [records.record_at(site.portal, *one) for one in places]


def test_an_older_database_shuts_again_what_was_shut(restored):
    portal, (shut, open_, wider) = restored
    assert confidentiality_state(shut) == "undecided"
    assert sees("section_head1", shut)
    assert register.kinds_of("handler2") == {"WORK", "PRIVACY"}
    reconcile(portal)
    assert confidentiality_state(shut) == "restricted"
    assert decision_of(shut)["kinds"] == ["WORK", "PRIVACY"]
    assert decision_of(shut)["known_to"] == ["handler1"]
    assert not sees("section_head1", shut)
    assert confidentiality_state(open_) == "undecided"
    assert decision_of(wider)["known_to"] == ["section_head1"]
    last = ledger.last_change(shut.UID())
    assert (last["action"], last["actor"]) == ("restrict", "system")
    assert shut.ledger_event == last["id"]
    told = {uid for kind, uid in reported(portal) if kind == kinds.SHUT_AGAIN}
    assert told == {shut.UID(), wider.UID()}
    assert register.kinds_of("handler2") == {"WORK"}
    assert register.kinds_of("clerk1") == frozenset()
    assert register.offices_of("deputy_head") == []
    count, size = len(alarms()), ledger.size()
    assert reconcile(portal).found == ()
    assert (len(alarms()), ledger.size()) == (count, size)


def test_a_decision_undone_is_done_again_and_who_cannot_be_shut_is_told(
    looked, monkeypatch
):
    file = add_file(looked.portal)
    first, second = add_paper(file, "材料一"), add_paper(file, "材料二")
    transaction.commit()
    for one in (first, second):
        decide(one, ["WORK"])
        transaction.commit()
        reconcile(looked.portal)
    undo_last(looked, 2)
    real = shutting._hide_title

    def broken(obj):
        if obj.UID() == second.UID():
            raise ValueError("broken")
        real(obj)

    monkeypatch.setattr(shutting, "_hide_title", broken)
    reconcile(looked.portal)
    assert confidentiality_state(first) == "restricted"
    assert confidentiality_state(second) == "undecided"
    assert (kinds.SHUT_AGAIN, first.UID()) in reported(looked.portal)
    assert (kinds.NOT_SHUT, second.UID()) in reported(looked.portal)


@pytest.mark.parametrize("part", [register.CLEARANCES, register.APPOINTMENTS])
def test_what_was_put_into_the_register_past_the_system_opens_nothing(looked, part):
    row = {"userid": "handler2", "basis": "", "until": None, "by": OFFICER}
    row |= {"kinds": ["WORK"]} if part == register.CLEARANCES else {}
    row |= {} if part == register.CLEARANCES else {"office": "archivist", "unit": ""}
    IAnnotations(looked.portal)[register.REGISTER_KEY][part].append(row)
    transaction.commit()
    reconcile(looked.portal)
    assert not register.kinds_of("handler2")
    assert not register.offices_of("handler2")
    assert register.kinds_of(OFFICER)
    assert register.rows(part)[-1]["ended_by"] == register.SYSTEM
    assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, None)]
    assert reconcile(looked.portal).found == ()


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": DAYS[0] - datetime.timedelta(days=1)},
        {"valid_from": None},
        {"until": DAYS[1] + datetime.timedelta(days=1)},
    ],
)
def test_days_of_an_authorisation_that_were_moved_past_the_system_are_set_back(
    looked, change
):
    given = dict(zip(("valid_from", "until"), DAYS, strict=True))
    said = {"basis": "授权", "by": "bureau_head"}
    register.appoint("deputy_head", register.DEPUTY, **said, **given)
    transaction.commit()
    reconcile(looked.portal)
    kept = IAnnotations(looked.portal)[register.REGISTER_KEY][register.APPOINTMENTS]
    kept[-1] = kept[-1] | change
    transaction.commit()
    reconcile(looked.portal)
    _heads, deputies = register.access_deciders(DAYS[0])
    assert deputies[-1] == ("deputy_head", *DAYS)
    assert len([one for one in deputies if one[2] >= DAYS[0]]) == 1
    assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, None)]
    assert reconcile(looked.portal).found == ()
