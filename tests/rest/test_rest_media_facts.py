"""A recording that is posted without times gets them; its facts go with it alone."""

from tests.media.media_files import body_camera
from tests.media.media_files import photo
from tests.media.media_files import SERIAL

import pytest


@pytest.fixture
def film(tmp_path, upload):
    """Three seconds of a body camera as JSON carries them."""
    return upload(body_camera(tmp_path), "执法记录.mov", "video/quicktime")


def test_a_film_without_times_gets_them_and_a_title_with_its_day(add, film):
    answer = add("MediaEvidence", medium="video", file=film)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["starts"] == "2026-05-14T07:02:00+00:00"
    assert told["ends"] == "2026-05-14T07:02:03+00:00"
    assert told["duration_s"] == 3
    assert told["title"].endswith("2026-05-14")


def test_what_was_sent_stays_and_what_the_server_keeps_is_not_taken(add, film):
    sent = {"starts": "2026-05-14T07:00:00+00:00", "title": "留置送达"}
    told = add("MediaEvidence", medium="video", file=film, **sent).json()
    assert (told["starts"], told["title"]) == (sent["starts"], sent["title"])
    assert told["ends"] == "2026-05-14T07:00:03+00:00"
    refused = add("MediaEvidence", medium="video", file=film, duration_s=60)
    assert refused.status_code == 400
    assert [one["field"] for one in refused.json()["errors"]] == ["duration_s"]


@pytest.mark.parametrize("data", [b"\xff\xd8\xff" + b"\0" * 3000, photo()[:200]])
def test_a_broken_file_is_stored_and_told_nothing_of(add, upload, data):
    answer = add("MediaEvidence", file=upload(data, "照片.jpg", "image/jpeg"))
    assert answer.status_code == 201, answer.text
    assert answer.json()["starts"] is None


def test_what_a_film_says_goes_to_nobody_who_may_not_see_it(
    add, client, film, file_url
):
    made = add("MediaEvidence", medium="video", file=film).json()
    for user, status in (("handler1", 200), ("handler2", 404), (None, 404)):
        assert client(user).get(made["@id"]).status_code == status
    for user in ("handler1", "handler2", None):
        for path in (file_url, "@search?fullobjects=1", made["@id"]):
            assert SERIAL not in client(user).get(path).text
