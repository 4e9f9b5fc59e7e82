"""Stock services with wrong input: a 400 that names the parameter, or not found."""

from lingchuan.records.site.search_services import COMPLETE
from lingchuan.records.site.search_services import PARTIAL

import pytest


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("b_start=-5", "b_start"),
        ("b_start=abc", "b_start"),
        ("b_size=-1", "b_size"),
        ("b_size=abc", "b_size"),
        ("b_size=1.5", "b_size"),
        ("sort_on=handlers", "sort_on"),
        ("sort_on=start", "sort_on"),
        ("sort_on=nonsense", "sort_on"),
        ("sort_on=created&sort_on=Subject", "sort_on"),
        ("sort_on=created&sort_order=sideways", "sort_order"),
    ],
)
@pytest.mark.parametrize("user", ["handler1", "party2", None])
def test_a_wrong_page_or_order_is_named(client, user, query, field):
    answer = client(user).get(f"@search?{query}")
    # Anonymous may not search at all.
    assert answer.status_code in ((400,) if user else (400, 401))
    if answer.status_code == 400:
        assert [one["field"] for one in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("text", ["", "*", "()", "( * )"])
def test_a_search_for_nothing_has_the_form_of_every_search(client, file_url, text):
    found = client("handler1").get(f"@search?SearchableText={text}").json()
    assert (found["items"], found["items_total"]) == ([], 0)


INDEXES = sorted(COMPLETE | PARTIAL)


@pytest.fixture
def mixed(client, add):
    """A file with a record, a device, a recording of the hall, beside the shelves."""
    assert add("TextRecord", document_name="现场核查笔录").status_code == 201
    device = {
        "@type": "RecordingDevice",
        "title": "执法记录仪",
        "device_id": "LC-01",
        "device_kind": "body_camera",
    }
    assert client("section_head1").post("devices", **device).status_code == 201
    clip = {"@type": "MediaEvidence", "title": "大厅录像", "medium": "surveillance"}
    assert client("clerk1").post("hall", **clip).status_code == 201


@pytest.mark.parametrize("index", INDEXES)
@pytest.mark.parametrize("kind", ["", "PermitFile", "TextRecord", "RecordingDevice"])
def test_an_order_leaves_nothing_out_or_is_refused(client, mixed, index, kind):
    query = f"portal_type={kind}&" if kind else ""
    whole = client("clerk1").get(f"@search?{query}b_size=200").json()
    answer = client("clerk1").get(f"@search?{query}b_size=200&sort_on={index}")
    if answer.status_code == 400 and index in PARTIAL:
        assert answer.json()["errors"][0]["field"] == "sort_on"
        return
    found = answer.json()
    assert found["items_total"] == whole["items_total"]
    assert {one["@id"] for one in found["items"]} == {
        one["@id"] for one in whole["items"]
    }


@pytest.mark.parametrize(
    ("index", "kind"),
    [("received_on", "PermitFile"), ("unit", "PermitFile"), ("stage", "TextRecord")],
)
def test_one_type_is_put_in_order_by_what_all_of_it_has(client, mixed, index, kind):
    answer = client("clerk1").get(f"@search?portal_type={kind}&sort_on={index}")
    assert answer.status_code == 200


@pytest.mark.parametrize("order", ["ascending", "descending"])
@pytest.mark.parametrize("index", ["created", "sortable_title", "file_number", "path"])
def test_each_order_gives_every_item_once(client, body, index, order):
    made = [client("clerk1").post("files", **body()).json()["@id"] for _n in range(4)]
    query = f"portal_type=PermitFile&sort_on={index}&sort_order={order}"
    pages = [
        client("handler1").get(f"@search?{query}&b_size=2&b_start={start}").json()
        for start in (0, 2)
    ]
    found = [item["@id"] for page in pages for item in page["items"]]
    assert sorted(found) == sorted(made)


@pytest.mark.parametrize("user", ["handler1", "supervisor1", "party2", None])
@pytest.mark.parametrize("path", ["@comments", "@comments/1"])
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_records_have_no_comments(client, file_url, user, path, method):
    answer = client(user).call(method, f"{file_url}/{path}", text="x")
    assert answer.status_code in (401, 404)


@pytest.mark.parametrize(
    "path", ["@users/clerk1", "@users/clerk1/x/y", "@users/clerk1/reset-password"]
)
@pytest.mark.parametrize("user", ["clerk1", "party2", None])
def test_nothing_is_posted_to_a_user(client, user, path):
    answer = client(user).post(path, a=1)
    assert 400 <= answer.status_code < 500


def test_a_vocabulary_that_cannot_be_searched_is_no_fault(client, site):
    query = "name=plone.app.vocabularies.Catalog&query={broken"
    for user in ("clerk1", "party2", None):
        answer = client(user).get(f"{site.absolute_url()}/@@getVocabulary?{query}")
        assert answer.status_code < 500


@pytest.mark.parametrize("title", ["电话13900001111", "霜降 999900 19900101 0014"])
def test_a_number_of_a_person_is_no_part_of_a_title(client, body, title):
    answer = client("clerk1").post("files", **body(title=title))
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "title"


def test_the_ends_of_a_masked_number_find_nothing(client, add):
    html = "<p>申请人 999900199001010014，电话 13900001111。</p>"
    add("HearingRecord", title="听证", transcript={"data": html})
    for text in ("0014", "1111", "999900", "139"):
        found = client("handler1").get(f"@search?SearchableText={text}").json()
        assert found["items_total"] == 0, text


@pytest.mark.parametrize("path", ["@types/Nope", "@vocabularies/nope"])
def test_what_is_no_type_or_vocabulary_is_answered_as_all_that_is_missing(client, path):
    clerk = client("clerk1")
    answer, missing = clerk.get(path), clerk.get("nothing-here")
    assert answer.status_code == missing.status_code == 404
    assert answer.json() == missing.json()
