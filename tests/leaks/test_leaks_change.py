"""L7, L12, L16, L26, L38, L39, L42: what was shut stays shut when things change."""

from Acquisition import aq_base
from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.demo.users import PASSWORD
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.leaks import sweep
from tests.leaks.canaries import token
from tests.leaks.people import ROLES
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


OUTSIDERS = ("handler of another file", "supervisor", "site administrator", "party")
WORD = token("many", "title")
OFFICER = "secrecy_officer"
KNOWER = "person of the circle"
SECOND = "secrecy_officer2"
MARK = {"holder": "示例小作坊", "reason": "企业声明"}


def found(browser, word=WORD):
    """Return how many hits a word has, of @search and of the page."""
    answer = browser.ask("@search", accept=JSON, query=f"SearchableText={word}")
    return answer.json["items_total"] if answer.status == 200 else 0


def marked(obj, kinds=("COMMERCIAL",), **fields):
    with acting(OFFICER):
        deciding.restrict(obj, list(kinds), **MARK | fields)


def filled(world, number):
    """Return the open file with so many open papers of one word, committed."""
    file = world.obj(AROUND)
    values = {"record_kind": "issued_document", "title": f"通知 {WORD}"}
    with acting("handler1"):
        made = [add_record(file, "TextRecord", **values) for _one in range(number)]
    transaction.commit()
    return file, made


def assert_hidden(visit, file, made):
    paths = ["/".join(one.getPhysicalPath()[2:]) for one in (file, made[0], made[-1])]
    for role in OUTSIDERS:
        browser = visit(role)
        assert found(browser) == 0, role
        for path in paths:
            assert browser.ask(path, accept=JSON).status == 404, (role, path)
        for page in ("@@search", "files", "files/2026", "@@today", "@@sitemap"):
            answer = browser.ask(page, accept=HTML, query=f"SearchableText={WORD}")
            assert paths[0] not in answer.text, (role, page)
            assert not [path for path in paths if path in answer.text], (role, page)


def test_a_mark_on_a_file_of_500_records_hides_all_of_it_at_once(changed, visit):
    file, made = filled(changed, 500)
    assert found(visit("supervisor")) == 500
    marked(file)
    transaction.commit()
    assert_hidden(visit, file, made)
    assert found(visit("section head")) == 500


def test_a_file_stays_shut_while_its_release_is_proposed_and_its_own_secrets_after(
    changed, visit
):
    file, made = filled(changed, 6)
    kept = made[0]
    marked(kept)
    marked(file)
    move(file, "propose_release", OFFICER, comment="期满")
    transaction.commit()
    assert_hidden(visit, file, made)
    move(file, "release", SECOND, comment="同意")
    transaction.commit()
    # What was shut with the whole is lifted with it; what was marked itself is not.
    assert found(visit("supervisor")) == 5
    path = "/".join(kept.getPhysicalPath()[2:])
    assert visit("supervisor").ask(path, accept=JSON).status == 404


def test_a_clearance_withdrawn_and_a_circle_changed_act_at_the_next_request(
    changed, visit
):
    file, made = filled(changed, 6)
    marked(file)
    transaction.commit()
    assert found(visit("section head")) == 6
    register.withdraw("section_head1", basis="调离", by=OFFICER)
    transaction.commit()
    assert found(visit("section head")) == 0
    assert found(visit("archivist")) == 6
    with acting(OFFICER):
        deciding.decide(
            file,
            {
                "kinds": ["COMMERCIAL"],
                "known_to": [ROLES[KNOWER]],
                "holder": "示例小作坊",
                "comment": "缩小范围",
            },
        )
    transaction.commit()
    assert found(visit("archivist")) == 0
    assert found(visit(KNOWER)) == 6
    assert_hidden(visit, file, made)


def test_an_office_given_up_acts_at_the_next_request(changed, visit):
    file, _made = filled(changed, 3)
    marked(file)
    transaction.commit()
    assert found(visit("archivist")) == 3
    register.dismiss("archivist1", "archivist", basis="调离", by="bureau_head")
    transaction.commit()
    assert found(visit("archivist")) == 0


@pytest.mark.parametrize("searched", [False, True])
def test_a_savepoint_rolled_back_leaves_no_stale_row(changed, visit, searched):
    """The queue of the catalog does not roll back with the objects."""
    file, made = filled(changed, 4)
    before = transaction.savepoint()
    marked(made[0], ("WORK",))
    if searched:
        changed.portal.portal_catalog(SearchableText=WORD)
    before.rollback()
    marked(file)
    after = transaction.savepoint()
    if searched:
        changed.portal.portal_catalog(SearchableText=WORD)
    made[1].title = f"题名 {WORD}"
    made[1].reindexObject()
    after.rollback()
    transaction.commit()
    assert_hidden(visit, file, made)
    assert found(visit("section head")) == 4


def test_what_was_aborted_opens_and_shuts_nothing(changed, visit):
    file, made = filled(changed, 3)
    marked(file)
    transaction.abort()
    assert found(visit("supervisor")) == 3
    marked(file)
    transaction.commit()
    move(file, "propose_release", OFFICER, comment="期满")
    move(file, "release", SECOND, comment="同意")
    transaction.abort()
    assert_hidden(visit, file, made)


def test_a_correction_of_a_secret_tells_nobody_its_new_or_old_words(changed, visit):
    obj, word = changed.obj("commercial"), token("corrected", "title")
    register.clear("handler1", ["COMMERCIAL"], basis="任命", by=OFFICER)
    reason = {"reason": "错字", "changes": {"title": f"题名 {word}"}}
    move(obj, "correct", "handler1", **reason)
    transaction.commit()
    for role in OUTSIDERS:
        assert found(visit(role), word) == 0
        assert found(visit(role), changed.canaries("commercial")["title"]) == 0
    assert found(visit("archivist"), word) == 1


@pytest.mark.parametrize("role", (*OUTSIDERS, "handler", "former handler", "archivist"))
def test_an_old_version_is_its_record_s_readers_alone(world, browsers, role):
    secret = world.secrets["commercial"]
    seen = False
    for name in (
        "@@old-version/0.title",
        "@@old-version/0.file",
        "@history",
        "@history/0",
        "@@history",
        "@@historyview",
        "@@contenthistory",
        "versions_history_form?version_id=0",
        "version-view?version_id=0",
        "@@download-version?version_id=0&field_id=file",
    ):
        path, _mark, query = name.partition("?")
        for accept in (HTML, JSON):
            answer = browsers[role].ask(
                f"{secret.path}/{path}", accept=accept, query=query
            )
            told = secret.canaries.found_in(answer.whole, where=False)
            assert role in secret.readers or not told, name
            seen = seen or bool(told)
    assert seen == (role in secret.readers)


def test_copying_and_moving_a_secret_is_refused_to_scripts_too(changed, visit):
    portal, obj = changed.portal, changed.obj("commercial")
    file = obj.aq_parent
    target = portal["files"]["2026"]
    name = obj.getId()
    # TransitionBlocked says why; Zope may refuse before with a fault of its own.
    with pytest.raises(Exception, match="."):
        target.manage_pasteObjects(file.manage_copyObjects([name]))
    transaction.abort()
    with pytest.raises(Exception, match="."):
        target.manage_pasteObjects(file.manage_cutObjects([name]))
    transaction.abort()
    with pytest.raises(TransitionBlocked):
        clone = aq_base(obj._getCopy(target))
        clone.id = "clone"
        target._setObject("clone", clone)
    transaction.abort()
    assert "clone" not in target
    for role in OUTSIDERS:
        assert found(visit(role), changed.canaries("commercial")["title"]) == 0


def test_a_former_handler_and_a_creator_keep_nothing_by_having_made_it(changed, visit):
    file = changed.obj(AROUND)
    file.handlers = ["handler2"]
    notify(ObjectModifiedEvent(file, Attributes(None, "handlers")))
    transaction.commit()
    for role in ("handler", "former handler", "creator"):
        browser = visit(role)
        assert found(browser, changed.canaries("undecided")["title"]) == 0
        path = changed.secrets["undecided"].path
        assert browser.ask(path, accept=JSON).status == 404


def test_a_range_is_refused_after_the_clearance_is_gone(changed, visit):
    path = f"{changed.secrets['privacy'].path}/@@download/file"
    browser = visit("archivist")
    first = browser.ask(path, headers={"Range": "bytes=0-49"}, keep=True)
    assert (first.status, len(first.body)) == (206, 50)
    register.withdraw("archivist1", basis="调离", by=OFFICER)
    transaction.commit()
    answer = browser.ask(path, headers={"Range": "bytes=50-99"})
    assert answer.status == 404
    assert sweep.told(changed, "archivist", path, answer) == []


def test_tokens_of_an_account_that_is_gone_open_nothing(changed, visit):
    name = {"login": "archivist1", "password": PASSWORD}
    sent = visit("anonymous").ask(
        "@login", "POST", accept=JSON, json_body=name, keep=True
    )
    bearer = {"Authorization": f"Bearer {sent.json['token']}"}
    path = changed.secrets["commercial"].path
    cookie, stranger = visit("archivist"), visit("anonymous")
    assert stranger.ask(path, accept=JSON, headers=bearer).status == 200
    assert cookie.ask(path, accept=JSON).status == 200
    changed.portal.acl_users.userFolderDelUsers(["archivist1"])
    transaction.commit()
    assert stranger.ask(path, accept=JSON, headers=bearer).status in (401, 404)
    assert cookie.ask(path, accept=JSON).status in (401, 404)
