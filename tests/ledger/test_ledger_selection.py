"""What is asked for is found, counted and paged by the database."""

from lingchuan.records.ledger import api

import pytest
import transaction


EVENTS = (
    ("create", "u1", "/p/a", "ann"),
    ("create", "u2", "/p/a/b", "ben"),
    ("view", "u1", "/p/a", "ben"),
    ("create", "u3", "/p/a-b", "ann"),
    ("deny", "u4", "/p/A/b", "eve"),
    ("change", "u5", "/p/a/%", "ann"),
)


@pytest.fixture(autouse=True)
def written(ledger):
    for action, uid, path, actor in EVENTS:
        files = [{"field": "file", "sha256": uid * 32, "sm3": "", "size": 1}]
        api.record(action, uid=uid, path=path, actor=actor, files=files)
    transaction.commit()


@pytest.mark.parametrize(
    ("which", "places"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"uid": "u1"}, [1, 3]),
        ({"uids": {"u2", "u3"}}, [2, 4]),
        ({"uids": ()}, []),
        # Neither a name that begins alike nor another case lies in it.
        ({"path_prefix": "/p/a"}, [1, 2, 3, 6]),
        ({"path_prefix": "/p/a", "actor": "ben"}, [2, 3]),
        ({"actions": ["view", "deny"]}, [3, 5]),
        ({"other_actions": ["view", "deny"], "uids": {"u1", "u4"}}, [1]),
        ({"starts": "2000-01-01T00:00:00.000+00:00"}, [1, 2, 3, 4, 5, 6]),
        ({"ends": "2000-01-01T00:00:00.000+00:00"}, []),
        ({"sha256": "u2" * 32}, [2]),
        ({"sha256": "u2" * 32, "uid": "u1"}, []),
    ],
)
def test_only_what_fits_all_conditions_is_read_and_counted(which, places):
    assert [row["seq"] for row in api.read(limit=None, **which)] == places
    assert api.count(**which) == len(places)


def test_a_moment_is_included_on_both_sides():
    at = api.read(limit=1)[0]["at"]
    assert 1 in [row["seq"] for row in api.read(starts=at, ends=at)]


def test_parts_follow_each_other():
    parts = [api.read(limit=2, skip=skip) for skip in (0, 2, 4, 6)]
    places = [[row["seq"] for row in part] for part in parts]
    assert places == [[1, 2], [3, 4], [5, 6], []]


def test_each_value_of_a_column_is_named_once():
    assert api.values("actor", path_prefix="/p/a") == ["ann", "ben"]
    assert api.values("uid", actor="ann") == ["u1", "u3", "u5"]
