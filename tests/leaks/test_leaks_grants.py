"""L17, L18, L20, L21, L24, L33, L42, L43, L45: what a grant opens, to whom and how long."""

from io import BytesIO
from lingchuan.records.access import renditions
from lingchuan.records.access.derivatives import copies_of
from lingchuan.records.confidentiality.keys import GRANT
from lingchuan.records.demo.users import USERS
from lingchuan.records.interfaces import IRequestDesk
from lingchuan.records.ledger import outbox
from pypdf import PdfReader
from tests.leaks import calls
from tests.leaks import citizens
from tests.leaks import grants
from tests.leaks import sweep
from tests.leaks.asking import of_record
from tests.leaks.asking import of_requests
from tests.leaks.asking import own_pages
from tests.leaks.asking import PARTIES
from tests.leaks.asking import uid
from tests.leaks.calls import Call
from tests.leaks.citizens import BARRED
from tests.leaks.citizens import FORMER_GRANTEE
from tests.leaks.citizens import GRANTEE
from tests.leaks.citizens import OTHER
from tests.leaks.grants import REQUESTS
from tests.leaks.people import MANAGER
from tests.leaks.people import ROLES
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from tests.media.canary_files import CANARY

import json
import pytest
import tempfile
import transaction


STRANGERS = ("anonymous", "party", OTHER, FORMER_GRANTEE, BARRED)
# Who works here, by account and by name; 局长 is an office in notices too.
STAFF = {
    name
    for user in USERS
    if user.unit
    for name in (user.userid, user.fullname)
    if name != "局长"
}


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_requests_tell_a_role_what_it_may_know_alone(world, browsers, role):
    browser, found = browsers[role], []
    for name in {"request", REQUESTS.get(role, "barred")}:
        path = world.secrets[name].path
        found += sweep.leaks(world, role, browser, path, of_requests(world))
    asked = calls.plain() + calls.made_for(world.portal, IRequestDesk)
    found += sweep.leaks(world, role, browser, "requests", asked)
    asked = own_pages()
    found += sweep.leaks(world, role, browser, "", asked)
    assert found == []


@pytest.mark.parametrize("role", STRANGERS)
def test_what_is_granted_to_another_and_nothing_answer_alike(world, browsers, role):
    """A forwarded link opens nothing, and tells nothing (L43)."""
    asked = of_requests(world)
    for name in ("granted", "redacted", "stub"):
        asked += of_record(uid(world, name))
    secret = world.secrets["request"]
    assert list(sweep.differences(world, role, browsers[role], secret, asked)) == []


@pytest.mark.parametrize("role", PARTIES)
def test_records_that_one_was_not_granted_and_nothing_answer_alike(
    world, browsers, role
):
    path, browser = world.secrets[REQUESTS[role]].path, browsers[role]
    nothing = "0123456789abcdef" * 2
    given = {n for n, s in world.secrets.items() if role in s.told}
    for name in {"granted", "redacted", "picture", "withheld", "stub"} - given:
        known = uid(world, name)
        for hidden, missing in zip(of_record(known), of_record(nothing), strict=True):
            told = sweep.plain(hidden.of(browser, path), f"{path}/{known}")
            none = sweep.plain(missing.of(browser, path), f"{path}/{nothing}")
            assert told == none, (name, hidden)


@pytest.mark.parametrize("role", PARTIES)
def test_nobody_who_works_here_is_named_to_a_party(world, browsers, role):
    path, found = world.secrets[REQUESTS[role]].path, []
    asked = [(path, call) for call in of_requests(world)]
    asked += [(path, Call(name, accept=JSON)) for name in ("@history", "@workflow")]
    asked += [("", call) for call in own_pages()]
    names = [n for n, s in world.secrets.items() if role in s.told]
    for name in names:
        asked += [(world.secrets[name].path, call) for call in calls.plain()]
        asked += [(path, call) for call in of_record(uid(world, name))]
    for where, call in asked:
        text = call.of(browsers[role], where).whole
        found += [(where, call.name, name) for name in STAFF if name in text]
    assert found == []


def test_a_record_whose_mark_has_risen_and_nothing_answer_its_grantee_alike(
    world, browsers, asked
):
    secret, browser = world.secrets["risen"], browsers[BARRED]
    part = [*calls.plain(), *sweep.share(BARRED, "risen", asked["risen"], 0)]
    assert list(sweep.differences(world, BARRED, browser, secret, part)) == []


def test_keys_of_grants_stand_in_no_catalog_and_no_list_of_people(world, browsers):
    catalog = world.portal.portal_catalog
    keys = catalog.uniqueValuesFor("allowedRolesAndUsers")
    accounts = {userid for userid, _number in citizens.ACCOUNTS.values()}
    found = [key for key in keys if GRANT in key]
    assert found == []
    for brain in catalog.unrestrictedSearchResults():
        if brain.portal_type != "AccessRequest":
            seen = set(
                catalog.getIndexDataForRID(brain.getRID())["allowedRolesAndUsers"]
            )
            assert not {f"user:{one}" for one in accounts} & seen, brain.getPath()
    lists = ("@groups", "@users", "@principals?search=grant")
    for role in (*PARTIES, "site administrator", MANAGER, "officer", "handler"):
        for name in (*lists, f"@users/{ROLES[role]}", f"@users/{ROLES[GRANTEE]}"):
            path, _mark, query = name.partition("?")
            text = browsers[role].ask(path, accept=JSON, query=query).whole
            assert GRANT not in text.replace("grant:error", ""), (role, name)


def test_lists_and_searches_show_a_granted_record_to_nobody_by_the_grant(
    world, browsers
):
    for name in ("granted", "redacted", "picture"):
        word = world.canaries(name)["title"]
        for path in ("@search", "@@search", "@@updated_search", "@@getVocabulary"):
            query = f"SearchableText={word}&name=plone.app.vocabularies.Catalog"
            answer = browsers[GRANTEE].ask(
                path, accept=JSON if path == "@search" else HTML, query=query
            )
            text = answer.whole.replace(word, "", answer.whole.count(f"Text={word}"))
            assert uid(world, name) not in text
            assert world.secrets[name].path not in text


def test_a_grantee_reaches_of_a_record_its_title_and_the_request_s_page(
    world, browsers, asked
):
    path, browser = world.secrets["granted"].path, browsers[GRANTEE]
    told = browser.ask(path, accept=JSON).json
    assert set(told) == {"@id", "@type", "UID", "title", "opens_at"}
    assert browser.ask(path, accept=HTML).headers["location"] == told["opens_at"]
    own = {"", "view", "@@view"}
    part = asked["granted"][:: 1 if sweep.FULL else 8]
    for call in part:
        # What a namespace leads to is the record itself.
        if call.name not in own and not call.name.startswith("++"):
            assert call.of(browser, path).status in (403, 404, 405), call.name
    assert not list(sweep.leaks(world, GRANTEE, browser, path, part))


def test_copies_carry_no_word_of_the_originals(world, browsers):
    request = world.obj("request")
    made = [*renditions.renditions_of(request).values(), *copies_of(request).values()]
    assert {one.mime for one in made} == {"application/pdf", "image/jpeg", "video/mp4"}
    tokens = [w.encode() for s in world.secrets.values() for w in s.canaries.words()]
    for one in made:
        data = one.file.data
        assert not [word for word in (*tokens, CANARY.encode()) if word in data]
        if one.mime == "application/pdf":
            reader = PdfReader(one.file.open())
            assert "".join(page.extract_text() for page in reader.pages) == ""
            assert not reader.metadata or set(reader.metadata) <= {"/Producer"}
    # What the grantee gets is one of these, and no byte of another.
    path = world.secrets["request"].path
    for name in ("granted", "picture", "redacted"):
        known = uid(world, name)
        answer = browsers[GRANTEE].ask(f"{path}/@@copy-file/{known}")
        copy = renditions.rendition(request, known, "copy")
        assert (answer.status, answer.body) == (200, copy.file.data)
        headers = str(answer.headers).encode()
        assert not [word for word in tokens if word in headers]


def test_jobs_and_mails_hold_a_number_and_a_link_alone(world):
    words = {word for s in world.secrets.values() for word in s.canaries.words()}
    words |= {
        name for role in PARTIES for name in (ROLES[role], citizens.name_of(role))
    }
    words |= {n for s in world.secrets.values() for n in s.canaries.personal} | STAFF
    jobs = outbox.rows()
    assert {job.kind for job in jobs} >= {"mail", *grants.COPIES}
    for job in jobs:
        text = json.dumps(job.payload, ensure_ascii=False) + job.key + job.error
        assert not [word for word in words if word in text], job.key
        if job.kind == "mail":
            assert set(job.payload) == {"to", "template", "number", "path"}


def test_the_notice_names_what_is_open_to_all_staff_alone(world, browsers):
    path = world.secrets["request"].path
    answer = browsers[GRANTEE].ask(f"{path}/@@answer")
    assert answer.status == 200
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(answer.body)).pages
    )
    assert world.obj("request").notice_number in "".join(text.split())
    # Titles of what was open then are named, of all others what kind they are.
    for name in ("granted", "redacted", "withheld", "stub"):
        assert not world.canaries(name).found_in(text), name
    assert not [word for word in world.canaries("request").personal if word in text]


def test_making_copies_leaves_nothing_on_the_disk(changed, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request = changed.obj("request")
    renditions.drop(request)
    transaction.commit()
    for job in outbox.rows([outbox.WAITING]):
        if job.kind == renditions.KIND:
            grants.make_copy(changed, job)
    assert len(renditions.renditions_of(request)) == 6
    # Beside the locks there are the stored files of the test's own database.
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in left if not name.endswith(".blob")} <= {".lock", ".layout"}
    assert not list(tmp_path.glob("*rooms*/room-*"))


def test_what_is_made_for_requests_is_asked(world):
    asked = {call.name for call in of_requests(world)}
    assert {"@@open", "@@receipt", "@@answer", "@scope", "@@view-file"} <= asked
