"""Event lines: written and read, with and without reading their JSON."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.core import event_lines
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.event_lines import LineError
from lingchuan.records.core.event_lines import read_line
from lingchuan.records.core.event_lines import write_hidden_line
from lingchuan.records.core.event_lines import write_line

import json
import pytest


def event(seq, **values):
    """Return a row of the ledger."""
    row = {
        "id": f"e{seq}",
        "at": "2026-03-09T08:00:00.000Z",
        "action": "change",
        "uid": "u",
        "digest": None,
        "reason": "",
    } | values
    return row | {"seq": seq, "leaf_hash": leaf_hash(row)}


def lines(first, count):
    return [write_line(event(seq)) for seq in range(first, first + count)]


# What looks like the mark of a line, inside a value.
TRICKY = ',"leaf_hash":"' + "0" * 64 + '","seq":1}\n'


@settings(deadline=None)
@given(st.text(), st.integers(1, 10**17))
def test_a_line_is_read_as_it_was_written(text, seq):
    row = event(seq, reason=text.encode("utf-8", "replace").decode() + TRICKY)
    line = write_line(row)
    found = read_line(line)
    assert (found.seq, found.leaf_hash.hex()) == (seq, row["leaf_hash"])
    assert found.is_true and not found.is_hidden
    assert found.event() | {"seq": seq, "leaf_hash": row["leaf_hash"]} == row
    assert json.loads(line) == row
    assert event_lines.leaf_hashes([line], seq) == [found.leaf_hash]


def test_a_hidden_line_keeps_its_place_and_tells_a_time():
    row = event(7, reason="nobody may know")
    line = write_hidden_line(row)
    assert set(json.loads(line)) == {"at", "leaf_hash", "seq"}
    found = read_line(line)
    assert found.is_hidden and not found.is_true
    assert found.leaf_hash.hex() == row["leaf_hash"]
    assert event_lines.leaf_hashes([line], 7) is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{}\n",
        write_line(event(7))[:-1],
        write_line(event(7))[1:],
        write_line(event(7)) + b" ",
        write_line(event(7)).replace(b'"seq":7', b'"seq":07'),
        write_line(event(7)).replace(b'"seq":7', b'"seq":-7'),
        write_line(event(7)).replace(b'"seq":7', b'"seq":0'),
        write_line(event(7)).replace(b'"seq":7', b'"seq": 7'),
        write_line(event(7)).replace(b'"seq":7', b'"seq":7' + b"0" * 5000),
        write_line(event(7) | {"leaf_hash": "A" * 64}),
        write_line(event(7) | {"leaf_hash": "a" * 63}),
    ],
)
def test_what_is_no_event_line_is_an_error(line):
    with pytest.raises(LineError):
        read_line(line)
    assert event_lines.leaf_hashes([line], 7) is None


@pytest.mark.parametrize("leaf", [b"{", b'{"a":', b"{" + b'"a":{' * 10_000, b'{"\xff"'])
def test_a_leaf_that_is_no_json_object_is_an_error(leaf):
    line = event_lines.EventLine(1, leaf, bytes(32))
    if leaf != b"{":
        with pytest.raises(LineError):
            line.event()
    assert not line.is_true


@pytest.mark.parametrize("first", [1, 5, 10, 995, 1000, 999_990])
def test_the_quick_way_finds_what_reading_each_line_finds(first):
    many = lines(first, 5)
    hashes = [read_line(line).leaf_hash for line in many]
    assert event_lines.leaf_hashes(many, first) == hashes


def test_the_quick_way_leaves_places_of_different_digits_to_the_other():
    assert event_lines.leaf_hashes(lines(8, 5), 8) is None


@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_no_changed_byte_gets_past_the_quick_way(data):
    many = lines(100, 3)
    row = data.draw(st.integers(0, 2))
    place = data.draw(st.integers(0, len(many[row]) - 1))
    kind = data.draw(st.sampled_from(("change", "drop", "add")))
    changed = bytearray(many[row])
    if kind == "change":
        changed[place] ^= data.draw(st.integers(1, 255))
    elif kind == "drop":
        del changed[place]
    else:
        changed.insert(place, data.draw(st.integers(0, 255)))
    many[row] = bytes(changed)
    assert event_lines.leaf_hashes(many, 100) is None


def test_lines_that_changed_places_do_not_get_past_the_quick_way():
    first, second, third = lines(100, 3)
    assert event_lines.leaf_hashes([first, third, second], 100) is None
    assert event_lines.leaf_hashes([first, second, third], 101) is None
