"""L10: an outsider's pages, counts and statistics, before and after a secret more."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.actions import add_record
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.leaks import sweep
from tests.leaks.canaries import token
from tests.leaks.people import ROLES
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON

import transaction


WORD = token("one more", "title")
OFFICER = "secrecy_officer"
KNOWER = "person of the circle"
ROLES_ASKING = ("handler", "window clerk", "supervisor", "party", KNOWER)
PAGES = (
    ("", HTML),
    ("@@today", HTML),
    ("files", HTML),
    ("files/2026", HTML),
    (AROUND, HTML),
    (AROUND, JSON),
    ("@@search?SearchableText=题名", HTML),
    ("@search?SearchableText=题名", JSON),
    ("@search?metadata_fields=_all&b_size=100", JSON),
    ("files/2026/@@folder_contents", HTML),
    ("@navigation", JSON),
    ("@@sitemap", HTML),
    ("hall", HTML),
    ("extractions", HTML),
    ("supervision", HTML),
)


def looks(world, visit):
    """Return {(role, page, accept): what is seen}."""
    seen = {}
    for role in ROLES_ASKING:
        browser = visit(role)
        for page, accept in PAGES:
            path, _mark, query = page.partition("?")
            path = world.secrets[AROUND].path if path == AROUND else path
            answer = browser.ask(path, accept=accept, query=query)
            seen[role, page, accept] = sweep.plain(answer, "")
    return seen


def one_more(world):
    """Add a secret that one person knows, and commit."""
    with acting("handler1"):
        values = {"title": f"题名 {WORD}", "record_kind": "internal_approval"}
        obj = add_record(world.obj(AROUND), "TextRecord", **values)
    move(obj, "submit", "handler1")
    with acting(OFFICER):
        known = [ROLES[KNOWER]]
        deciding.restrict(obj, ["COMMERCIAL"], known, "理由", holder="示例小作坊")
    transaction.commit()


def test_a_secret_more_changes_no_byte_of_what_an_outsider_sees(changed, visit):
    before = looks(changed, visit)
    one_more(changed)
    after = looks(changed, visit)
    told_apart = {key for key, told in after.items() if told != before[key]}
    assert {key for key in told_apart if key[0] != KNOWER} == set()
    assert {key[0] for key in told_apart} == {KNOWER}
