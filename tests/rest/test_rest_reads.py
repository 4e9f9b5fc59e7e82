"""Reads that count: each view of what is restricted, each play, download and denial."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.ledger import api as ledger
from tests.rest.conftest import Client

import json
import pytest
import requests


JPEG = b"\xff\xd8\xff\xe0" + b"x" * 60 + b"\xff\xd9"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"v" * 5_000


def mark():
    """Return the number of events now."""
    return ledger.size()


def since(start, *actions):
    """Return the events after a number, of some actions."""
    rows = ledger.read(start, None)
    return [row for row in rows if not actions or row["action"] in actions]


@pytest.fixture
def video(add, upload):
    """The JSON of a video of handler1."""
    file = upload(MP4, "a.mp4", "video/mp4")
    return add("MediaEvidence", medium="video", file=file).json()


@pytest.fixture
def photo(add, upload):
    """The JSON of a photo of handler1."""
    file = upload(JPEG, "a.jpg", "image/jpeg")
    return add("MediaEvidence", medium="photo", file=file).json()


def shut(client, url, kinds=("PRIVACY",), **more):
    said = {"kinds": list(kinds), "comment": "试", "data_items": ["面部"]} | more
    answer = client("secrecy_officer").post(f"{url}/@confidentiality", **said)
    assert answer.status_code == 200, answer.text


def test_view_of_a_restricted_record_is_an_event_with_why(client, photo):
    shut(client, photo["@id"])
    start = mark()
    assert client("bureau_head").get(photo["@id"]).status_code == 200
    (row,) = since(start)
    assert (row["action"], row["actor"], row["uid"]) == (
        "view",
        "bureau_head",
        photo["UID"],
    )
    assert row["role"] == "Bureau Head" and row["digest"] is None
    why = json.loads(row["details"])["why"]
    assert why == ["Confidential Reader", "office:bureau_head:PRIVACY"]


def test_page_of_a_restricted_record_is_an_event_too(client, photo):
    shut(client, photo["@id"])
    start = mark()
    head = client("bureau_head")
    head.session.headers["Accept"] = "text/html"
    assert head.get(f"{photo['@id']}/view").status_code == 200
    (row,) = since(start)
    assert (row["action"], row["uid"], row["channel"]) == ("view", photo["UID"], "ui")


def test_view_of_an_open_record_is_none(client, file_url):
    start = mark()
    assert client("supervisor1").get(file_url).status_code == 200
    assert since(start) == []


def test_restricted_children_that_an_answer_shows_whole_are_events(
    client, file_url, photo, video
):
    shut(client, photo["@id"])
    start = mark()
    answer = client("bureau_head").get(f"{file_url}?include_items=1&fullobjects=1")
    assert len(answer.json()["items"]) == 2
    assert [row["uid"] for row in since(start)] == [photo["UID"]]


def test_hit_of_a_search_with_its_words_is_an_event(client, add, upload):
    paper = add(
        "TextRecord", document_name="受理通知书", document_number="甲乙丙丁戊"
    ).json()
    shut(client, paper["@id"])
    start = mark()
    head = client("bureau_head")
    head.session.headers["Accept"] = "text/html"
    assert "甲乙丙丁戊" in head.get("@@search?SearchableText=甲乙丙丁戊").text
    assert [row["uid"] for row in since(start)] == [paper["UID"]]


def test_download_of_any_file_is_an_event(client, photo):
    start = mark()
    for _twice in range(2):
        answer = client("handler1").get(f"{photo['@id']}/@@download/file/a.jpg")
        assert answer.content == JPEG
    rows = since(start)
    assert [row["action"] for row in rows] == ["download", "download"]
    assert "a.jpg" not in json.dumps(rows)


def ranged(client, url, user, starts, ends):
    session = client(user).session
    answer = session.get(url, headers={"Range": f"bytes={starts}-{ends}"})
    assert answer.status_code == 206, answer.text
    return answer


def test_ranges_of_one_playback_are_one_event_with_coverage(client, video):
    url = f"{video['@id']}/@@display-file/file/a.mp4"
    start = mark()
    for starts, ends in ((0, 999), (1000, 1999), (3000, 3999)):
        body = ranged(client, url, "handler1", starts, ends).content
        assert body == MP4[starts : ends + 1]
    (row,) = since(start)
    assert (row["action"], row["uid"]) == ("play", video["UID"])
    assert ledger.coverage([row["id"]])[row["id"]] == [[0, 2000], [3000, 4000]]


def test_playing_without_ranges_covers_the_whole_file(client, video):
    start = mark()
    client("handler1").get(f"{video['@id']}/@@display-file/file/a.mp4")
    (row,) = since(start)
    assert ledger.coverage([row["id"]])[row["id"]] == [[0, len(MP4)]]


def test_range_after_the_record_was_shut_is_refused_and_told(client, video, file_url):
    shut(client, video["@id"], kinds=[])
    url = f"{video['@id']}/@@display-file/file/a.mp4"
    ranged(client, url, "supervisor1", 0, 999)
    shut(client, video["@id"])
    start = mark()
    session = client("supervisor1").session
    answer = session.get(url, headers={"Range": "bytes=1000-1999"})
    assert answer.status_code == 404
    assert [(row["action"], row["uid"]) for row in since(start)] == [
        ("deny", video["UID"])
    ]


@pytest.mark.parametrize(
    ("user", "actor", "status"),
    [
        ("supervisor1", "supervisor1", 404),
        ("sysadmin", "sysadmin", 404),
        ("party1", "party:", 404),
        (None, "anonymous", 404),
    ],
)
def test_refused_look_at_a_hidden_record_is_an_event(
    client, photo, user, actor, status
):
    start = mark()
    assert client(user).get(photo["@id"]).status_code == status
    (row,) = since(start)
    assert (row["action"], row["uid"]) == ("deny", photo["UID"])
    assert row["actor"].startswith(actor) and "party1" not in row["actor"]


def test_look_at_what_is_missing_is_no_denial(client, file_url):
    start = mark()
    assert client("handler1").get(f"{file_url}/missing").status_code == 404
    assert since(start) == []


def test_refused_transition_and_refused_delete_are_events(client, file_url):
    start = mark()
    assert client("supervisor1").do(file_url, "accept").status_code == 403
    assert client("handler1").call("DELETE", file_url).status_code == 409
    told = [(row["action"], row["actor"]) for row in since(start)]
    # A delete of what must stay is looked into as well (R26-3).
    alarm = ("alarm", "handler1")
    assert told == [("deny", "supervisor1"), alarm, ("deny", "handler1")]


def test_thousand_denials_are_thousand_events(site, photo):
    start = mark()
    base, url = site.absolute_url(), photo["@id"]

    def refused(_number):
        client = Client(base, "supervisor1")
        return [client.get(url).status_code for _again in range(125)]

    with ThreadPoolExecutor(8) as pool:
        answers = [one for many in pool.map(refused, range(8)) for one in many]
    assert answers == [404] * 1_000
    rows = since(start)
    assert len(rows) == 1_000 and {row["action"] for row in rows} == {"deny"}


@pytest.mark.parametrize("user", ["bureau_head", "supervisor1"])
def test_without_a_ledger_nothing_restricted_is_shown(client, photo, tmp_path, user):
    shut(client, photo["@id"])
    kept = ledger.configure(f"sqlite:///{tmp_path}/none/ledger.sqlite")
    try:
        answer = client(user).get(photo["@id"])
    finally:
        ledger.configure(kept)
    assert answer.status_code == 503
    assert answer.json()["type"] == "LedgerUnavailable"
    assert photo["UID"] not in answer.text


def test_event_tells_the_files_before_and_after(client, photo, upload):
    other = upload(JPEG + b"more", "b.jpg", "image/jpeg")
    start = mark()
    assert client("handler1").patch(photo["@id"], file=other).status_code == 204
    (row,) = since(start)
    before, after = (json.loads(row[name]) for name in ("files_before", "files"))
    assert before[0]["sha256"] == photo["sha256"] != after[0]["sha256"]
    assert after[0]["size"] == len(JPEG) + 4


def test_view_by_post_is_an_event_too(client, photo):
    shut(client, photo["@id"])
    start = mark()
    head = client("bureau_head")
    head.session.headers["Accept"] = "text/html"
    assert head.call("POST", f"{photo['@id']}/view").status_code == 200
    assert [row["uid"] for row in since(start, "view")] == [photo["UID"]]


def test_what_a_change_answers_with_beside_its_record_is_viewed(
    client, file_url, photo
):
    shut(client, photo["@id"])
    handler, url = client("section_head1"), f"{file_url}?fullobjects=1"
    handler.session.headers["Prefer"] = "return=representation"
    start = mark()
    answer = handler.patch(url, physical_location="三号柜")
    assert answer.status_code == 200, answer.text
    assert photo["UID"] in answer.text
    told = {(row["action"], row["uid"]) for row in since(start)}
    assert ("view", photo["UID"]) in told
    assert "change" in {action for action, _uid in told}


@pytest.mark.parametrize("path", ["@@images/file", "@@images/file/preview", "@@images"])
def test_files_do_not_leave_as_images(client, video, path):
    assert client("handler1").get(f"{video['@id']}/{path}").status_code == 404


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_password_in_an_address_is_refused(site, password):
    url = f"{site.absolute_url()}/@@today?__ac_name=handler1&__ac_password={password}"
    answer = requests.get(url, headers={"Accept": "text/html"}, timeout=60)
    assert answer.status_code == 400, answer.text[:500]
    assert "经办员一" not in answer.text


@pytest.mark.parametrize(
    "way", ["hall/files", "files/files", "plone/files", "portal_catalog/files"]
)
def test_record_is_not_found_by_acquisition_hidden_or_not(client, site, file_url, way):
    shut(client, file_url)
    place = file_url.partition("/files/")[2]
    for user in ("handler2", "supervisor1", "handler1"):
        found = client(user).get(f"{way}/{place}")
        missing = client(user).get(f"{way}/2026/987654")
        assert found.status_code == missing.status_code == 404
        assert found.json() == missing.json()


def test_stranger_who_is_asked_to_log_in_was_refused(client, photo):
    start = mark()
    page = requests.get(photo["@id"], headers={"Accept": "text/html"}, timeout=60)
    assert "/login" in page.url or "login" in page.text
    assert [row["action"] for row in since(start, "deny")] == ["deny"]
