"""R04-1: a correction makes a version; the original stays whole and can be read."""

from datetime import datetime
from hashlib import sha256
from tests.rest.conftest import TOLD

import pytest


FIRST, SECOND = b"\xff\xd8\xff\xe0first\xff\xd9", b"\xff\xd8\xff\xe0second\xff\xd9"


@pytest.fixture
def sealed(client, add, upload):
    """A sealed photo."""
    photo = upload(FIRST, "一.jpg", "image/jpeg")
    url = add("MediaEvidence", medium="photo", file=photo, **TOLD).json()["@id"]
    for step in ("submit", "seal"):
        assert client("handler1").do(url, step).status_code == 200
    return url


def test_a_new_file_has_its_own_digest_and_the_old_one_is_kept(
    client, site, sealed, upload
):
    handler = client("handler1")
    photo = upload(SECOND, "二.jpg", "image/jpeg")
    done = handler.do(sealed, "correct", reason="拿错", changes={"file": photo})
    assert done.status_code == 200, done.text
    data = handler.get(sealed).json()
    assert data["sha256"] == sha256(SECOND).hexdigest()
    assert data["size"] == len(SECOND)
    site._p_jar.sync()
    media = site.unrestrictedTraverse(sealed.removeprefix(site.absolute_url() + "/"))
    (version,) = media.versions
    assert version["values"]["file"].data == FIRST
    assert version["values"]["sha256"] == sha256(FIRST).hexdigest()


def test_times_of_a_correction_are_zoned(client, sealed):
    handler = client("handler1")
    changes = {"starts": "2026-03-10T08:59:00"}
    assert (
        handler.do(sealed, "correct", reason="补", changes=changes).status_code == 200
    )
    starts = datetime.fromisoformat(handler.get(sealed).json()["starts"])
    assert starts == datetime.fromisoformat("2026-03-10T08:59:00+08:00")


@pytest.mark.parametrize("changes", [{}, None])
def test_a_correction_of_nothing_is_refused(client, sealed, changes):
    answer = client("handler1").do(sealed, "correct", reason="补", changes=changes)
    assert answer.status_code == 400
    assert [e["field"] for e in answer.json()["errors"]] == ["changes"]


def test_all_that_is_wrong_with_a_step_is_said_at_once(client, sealed, file_url):
    answer = client("handler1").do(sealed, "correct")
    fields = {error["field"] for error in answer.json()["errors"]}
    assert fields == {"reason", "changes"}
