"""L6, L8, L22, L23, L34: no search tells of a secret, by hits, counts, order or words."""

from tests.leaks.people import ROLES
from tests.leaks.sweep import told
from tests.leaks.world import AROUND
from tests.leaks.world import PLAIN
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from urllib.parse import quote
from urllib.parse import urlencode

import json
import pytest


OUTSIDERS = ("party", "handler of another file", "former handler")
RULERS = ("site administrator",)
NOTHING = "zqnothing00000"
# Indexes by which somebody could ask for one record, and what to ask.
ASKED = {
    "SearchableText": "title",
    "Title": "title",
    "Description": "description",
    "Subject": "subject",
    "sortable_title": "title",
    "document_number": "number",
}


def _alike(browser, path, **options):
    """Return the answers to a token and to nothing, each less what was asked."""

    def answer(word):
        asked = {name: value.replace("WORD", word) for name, value in options.items()}
        found = browser.ask(path.replace("WORD", word), accept=JSON, **asked)
        return found.status, found.text.replace(word, "*")

    return answer


@pytest.mark.parametrize("role", ROLES)
def test_a_word_of_a_secret_is_found_by_its_readers_alone(world, browsers, role):
    for secret in world.secrets.values():
        if secret.mark != PLAIN:
            continue
        word = secret.canaries["title"]
        answer = browsers[role].ask(
            "@search", accept=JSON, query=f"SearchableText={word}"
        )
        if role in secret.readers:
            assert [item["@id"] for item in answer.json["items"]], secret.name
        elif answer.status == 200:
            assert answer.json["items_total"] == 0, secret.name
            assert answer.json["items"] == [], secret.name
        else:
            assert (role, answer.status) == ("anonymous", 401)


@pytest.mark.parametrize("role", (*OUTSIDERS, *RULERS))
@pytest.mark.parametrize("index", ASKED)
def test_no_index_answers_a_token_otherwise_than_nothing(world, browsers, role, index):
    for secret in world.hidden_from(role):
        answer = _alike(browsers[role], "@search", query=f"{index}=WORD")
        assert answer(secret.canaries[ASKED[index]]) == answer(NOTHING), secret.name


@pytest.mark.parametrize("role", (*OUTSIDERS, *RULERS))
def test_words_inside_a_secret_s_file_are_no_oracle(world, browsers, role):
    for secret in world.hidden_from(role):
        for place in ("bytes", "summary", "filename", "person", "old", "exif"):
            for text in ("WORD", '"样本正文 WORD"'):
                answer = _alike(
                    browsers[role], "@search", query=f"SearchableText={quote(text)}"
                )
                told_, none = answer(secret.canaries[place]), answer(NOTHING)
                assert told_ == none, (secret.name, place, text)


@pytest.mark.parametrize("role", (*OUTSIDERS, *RULERS))
@pytest.mark.parametrize("index", ["UID", "id", "getId", "path"])
def test_a_known_place_finds_nothing(world, browsers, role, index):
    for secret in world.hidden_from(role):
        path = "/".join(("", world.portal.getId(), secret.path))
        uid = next(one for one in secret.canaries.where if "/" not in one)
        value = {"UID": uid, "path": path}.get(index, secret.path.rpartition("/")[2])
        answer = browsers[role].ask("@search", accept=JSON, query=f"{index}={value}")
        if answer.status == 200:
            assert answer.json["items_total"] == 0, (secret.name, answer.text)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "query", ["metadata_fields=_all&b_size=200", "fullobjects=1&b_size=200"]
)
def test_all_columns_of_all_hits_hold_no_secret(world, browsers, role, query):
    answer = browsers[role].ask("@search", accept=JSON, query=query)
    assert told(world, role, "", answer) == []
    if role == "officer":
        assert world.canaries("commercial")["title"] in answer.whole


def _criteria(**values):
    return [
        {"i": index, "o": "plone.app.querystring.operation.string.is", "v": value}
        for index, value in values.items()
    ]


@pytest.mark.parametrize("role", (*OUTSIDERS, *RULERS))
def test_a_query_of_a_collection_finds_no_secret(world, browsers, role):
    contains = "plone.app.querystring.operation.string.contains"
    for secret in world.hidden_from(role):
        word = secret.canaries["title"]
        body = {
            "query": [{"i": "SearchableText", "o": contains, "v": word}],
            "metadata_fields": "_all",
        }
        for path in ("@querystring-search", "files/@querystring-search"):
            answer = browsers[role].ask(path, "POST", accept=JSON, json_body=body)
            found = answer.json if answer.status == 200 else {"items_total": 0}
            assert found["items_total"] == 0, (secret.name, path)
            assert told(world, role, path, answer) in ([], [f"{secret.name}: {word}"])


PAGES = (
    "@@search?SearchableText=WORD",
    "@@ajax-search?SearchableText=WORD",
    "@@search_rss?SearchableText=WORD",
    "@@updated_search?SearchableText=WORD",
    "@@querybuildernumberofresults?query=WORD",
    "@@recently_modified",
    "@@full_review_list",
    "@@sitemap",
    "sitemap.xml.gz",
    "RSS",
    "@@rss.xml",
    "@@atom.xml",
    "@@itunes.xml",
    "@@newsml.xml",
    "files/@@atom.xml",
    "files/RSS",
)


@pytest.mark.parametrize("role", ["anonymous", "handler", "site administrator"])
@pytest.mark.parametrize("page", PAGES)
def test_lists_feeds_and_maps_tell_no_secret(world, browsers, role, page):
    path, _mark, query = page.partition("?")
    if not query:
        answer = browsers[role].ask(path, accept=HTML)
        assert told(world, role, path, answer) == []
        return
    for secret in world.hidden_from(role)[:2]:
        word = secret.canaries["title"]
        asked = query.replace("WORD", word)
        answer = browsers[role].ask(path, accept=HTML, query=asked)
        allowed = ([], [f"{secret.name}: {word}"])
        assert told(world, role, path, answer) in allowed


@pytest.mark.parametrize("role", (*OUTSIDERS, *RULERS, "handler"))
@pytest.mark.parametrize("where", ["", "files", "files/2026", AROUND])
def test_the_script_s_list_of_contents_gives_no_secret(world, browsers, role, where):
    where = world.secrets[where].path if where == AROUND else where
    columns = ["UID", "Title", "Description", "Subject", "path", "getURL", "Creator"]
    sent = {
        "name": "plone.app.vocabularies.Catalog",
        "query": json.dumps({"criteria": [], "sort_on": "modified"}),
        "attributes": json.dumps([*columns, "SearchableText", "confidentiality"]),
        "batch": json.dumps({"page": 1, "size": 100}),
    }
    path = f"{where}/@@getVocabulary".lstrip("/")
    answer = browsers[role].ask(path, accept=JSON, query=urlencode(sent))
    assert told(world, role, where, answer) == []
