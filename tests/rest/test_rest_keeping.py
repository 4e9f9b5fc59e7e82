"""R26-3: a trial to delete or change what must stay is refused and looked into."""

from lingchuan.records.supervision.alarms import raise_incidents
from lingchuan.records.supervision.incidents import shelf

import pytest
import transaction


@pytest.fixture
def incidents(client, site):
    """Return the kinds of what handler1 tried on a record, as the supervisor reads."""

    def told(url: str) -> list[str]:
        transaction.begin()
        raise_incidents(site)
        uid = client("handler1").get(url).json()["UID"]
        reader = client("supervisor1")
        found = [
            reader.get(one.absolute_url()).json()
            for one in shelf().objectValues()
            if one.record == uid
        ]
        assert all(one["details"]["person"] == "handler1" for one in found)
        return [one["kind"] for one in found]

    return told


@pytest.fixture
def paper(client, add):
    """A submitted paper of the file."""
    url = add("TextRecord", title="笔录").json()["@id"]
    assert client("handler1").do(url, "submit").status_code == 200
    return url


def test_a_trial_to_delete_what_was_submitted_is_one_incident_a_day(
    client, paper, incidents
):
    for _trial in range(2):
        answer = client("handler1").call("DELETE", paper)
        assert answer.status_code == 409
        assert answer.json()["findings"][0]["target"]["@id"] == paper
    assert incidents(paper) == ["delete_tried"]


def test_a_trial_to_delete_a_file_is_an_incident(client, file_url, incidents):
    assert client("handler1").call("DELETE", file_url).status_code == 409
    assert incidents(file_url) == ["delete_tried"]


def test_a_trial_to_change_what_is_sealed_is_an_incident(client, paper, incidents):
    handler = client("handler1")
    assert handler.do(paper, "seal").status_code == 200
    assert handler.patch(paper, title="改").status_code == 409
    assert incidents(paper) == ["change_tried"]


def test_a_trial_to_replace_an_original_is_an_incident(client, add, upload, incidents):
    handler = client("handler1")
    values = {
        "medium": "photo",
        "file": upload(b"\xff\xd8\xff\xe0\xff\xd9", "a.jpg", "image/jpeg"),
    }
    clip = add("MediaEvidence", **values).json()["@id"]
    handler.do(clip, "submit")
    other = upload(b"\xff\xd8\xff\xe0x", "b.jpg", "image/jpeg")
    assert handler.patch(clip, file=other).status_code == 409
    assert incidents(clip) == ["change_tried"]


def test_a_draft_that_goes_and_a_change_that_may_be_are_no_incident(
    client, add, paper, incidents
):
    handler, draft = client("handler1"), add("TextRecord", title="笔录").json()["@id"]
    assert handler.patch(paper, page_count=2).status_code == 204
    assert incidents(paper) == []
    assert handler.patch(draft, title="草稿").status_code == 204
    assert incidents(draft) == []
    assert handler.call("DELETE", draft).status_code == 204


@pytest.mark.parametrize(("user", "status"), [("party2", 404), ("section_head1", 409)])
def test_only_who_sees_the_record_is_told_of_it(client, paper, user, status):
    assert client(user).call("DELETE", paper).status_code == status


def test_a_trial_without_the_right_is_an_incident_by_whatever_door(
    client, paper, incidents
):
    handler = client("handler1")
    assert handler.do(paper, "seal").status_code == 200
    answer = handler.session.post(f"{paper}/edit", data={"x": "1"}, timeout=60)
    assert answer.status_code == 403
    assert incidents(paper) == ["change_tried"]
    gone = handler.session.post(f"{paper}/delete_confirmation", data={}, timeout=60)
    assert gone.status_code == 403
    assert sorted(incidents(paper)) == ["change_tried", "delete_tried"]


def test_a_look_at_the_form_and_a_change_of_nothing_accuse_nobody(
    client, paper, incidents
):
    handler = client("handler1")
    assert handler.do(paper, "seal").status_code == 200
    assert handler.session.get(f"{paper}/edit", timeout=60).status_code == 403
    assert handler.patch(paper).status_code == 409
    assert incidents(paper) == []


def test_a_delete_that_is_no_rest_request_is_an_incident_as_well(
    client, paper, incidents
):
    handler = client("handler1")
    assert handler.do(paper, "seal").status_code == 200
    plain = {"Accept": "*/*"}
    answer = handler.session.delete(paper, headers=plain, timeout=60)
    assert answer.status_code == 403
    assert incidents(paper) == ["delete_tried"]
