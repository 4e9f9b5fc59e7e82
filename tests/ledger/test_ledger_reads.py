"""design.md section 3: what is read is an event at once, a playback is one."""

from lingchuan.records.ledger import api
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("ledger")


PLAYER = {"uid": "u", "path": "/p", "actor": "a", "details": {"size": 100}}


def play(starts, ends, file="file", **changes):
    event = api.event_of("play", **(PLAYER | changes))
    api.play(event, file, starts, ends)


def test_ranges_of_one_playback_are_one_event_with_its_coverage():
    for starts, ends in ((0, 10), (10, 30), (50, 60), (5, 20)):
        play(starts, ends)
    rows = api.read()
    assert [row["action"] for row in rows] == ["play"]
    assert api.coverage([rows[0]["id"]]) == {rows[0]["id"]: [[0, 30], [50, 60]]}


@pytest.mark.parametrize("changes", [{"actor": "b"}, {"uid": "v"}])
def test_another_person_or_record_is_another_playback(changes):
    play(0, 10)
    play(10, 20, **changes)
    assert len(api.read()) == 2


def test_another_file_of_the_record_is_another_playback():
    play(0, 10)
    play(10, 20, file="transcript_file")
    assert len(api.read()) == 2


def test_playback_that_goes_on_after_a_long_rest_is_another(monkeypatch):
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T01:00:00.000+00:00")
    play(0, 10)
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T01:29:59.000+00:00")
    play(10, 20)
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T02:00:00.000+00:00")
    play(20, 30)
    assert len(api.read()) == 2


def test_read_is_committed_at_once_and_stays_when_the_transaction_is_given_up():
    api.record("change", uid="u", path="/p", actor="a")
    api.record_now("deny", uid="u", path="/p", actor="a")
    transaction.abort()
    assert [row["action"] for row in api.read()] == ["deny"]


def test_read_within_a_transaction_that_holds_the_lock_is_refused_not_waited_for():
    api.allocate_number("s", 2026, "{year}-{seq}", "u")
    with pytest.raises(api.LedgerUnavailable):
        api.record_now("view", uid="u", path="/p", actor="a")


def test_last_change_is_no_read():
    api.record("change", uid="u0", path="/p", actor="a", digest="d")
    transaction.commit()
    api.record_now("view", uid="u0", path="/p", actor="a")
    assert api.last_change("u0")["action"] == "change"
    assert api.last_event("u0")["action"] == "view"


def test_progress_of_a_job_is_what_it_noted_last():
    assert api.progress("fixity") is None
    api.set_progress("fixity", "1")
    api.set_progress("fixity", "2")
    api.set_progress("other", "3")
    assert api.progress("fixity") == "2"


def test_parties_digest_is_salted_and_lasts(tmp_path, monkeypatch):
    first = api.pseudonym("party1")
    assert first == api.pseudonym("party1") != api.pseudonym("party2")
    assert "party1" not in first and first.startswith("party:")
    monkeypatch.setenv(places.KEYS, str(tmp_path / "elsewhere"))
    keys.make()
    assert api.pseudonym("party1") != first
