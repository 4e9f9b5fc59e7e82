"""A record's values leave as JSON and come back as they were; the unknown is an error."""

from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.content.carrying import CannotCarry
from lingchuan.records.content.carrying import Coming
from lingchuan.records.content.carrying import Leaving
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile

import json
import pytest


zones = st.sampled_from([None, UTC, timezone(timedelta(hours=8))])
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=zones),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.lists(inner).map(PersistentList),
        st.dictionaries(st.text() | st.integers(), inner),
        st.dictionaries(st.text(), inner).map(PersistentMapping),
        st.frozensets(st.text()),
        st.sets(st.integers()),
    ),
    max_leaves=12,
)


def carried(value):
    """Return a value after its way through JSON."""
    return Coming(None).value(json.loads(json.dumps(Leaving(None).plain(value))))


def same(one, other):
    """Return whether two values are equal and of the same kinds throughout."""
    if type(one) is not type(other) or one != other:
        return False
    if hasattr(one, "items"):
        return all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple, PersistentList)):
        return all(map(same, one, other))
    return True


@given(values)
def test_a_value_comes_back_as_it_was(value):
    assert same(carried(value), value)


def test_moments_of_zope_and_rich_text_come_back():
    moment = DateTime("2026-03-18 09:30:05.25 GMT+8")
    assert carried(moment) == moment
    assert carried(moment).timezone() == moment.timezone()
    text = RichTextValue("<p>陈述</p>", "text/html", "text/x-html-safe", "utf-8")
    back = carried(text)
    assert (back.raw, back.mimeType, back.outputMimeType) == (
        text.raw,
        text.mimeType,
        text.outputMimeType,
    )


class Day(date):
    """A day of a kind that is not known."""


@pytest.mark.parametrize(
    "value",
    [object(), b"bytes", {"a": [object()]}, 1j, [PersistentMapping], Day(2026, 1, 1)],
)
def test_what_is_not_known_is_an_error(value):
    with pytest.raises(CannotCarry):
        Leaving(None).plain(value)


@pytest.mark.parametrize("value", [{}, {"a": 1}, [1], {"~": "pickle", "value": "x"}])
def test_what_is_not_of_ours_does_not_come_back(value):
    with pytest.raises(CannotCarry):
        Coming(None).value(value)


def test_days_and_times_stay_what_they_are():
    for value in (date(2024, 2, 29), datetime(2026, 1, 1), time(23, 59, 59)):
        assert same(carried(value), value)


def test_a_file_in_two_places_is_one_file_again():
    file = NamedBlobFile(b"x", filename="一.pdf")
    sent = Leaving(lambda one: "sha").plain({"now": file, "before": [file]})
    back = Coming(lambda sha256: NamedBlobFile(b"x")).value(sent)
    assert back["now"] is back["before"][0]
    assert back["now"].filename == "一.pdf"


def test_an_error_tells_no_value():
    with pytest.raises(CannotCarry) as told:
        Coming(None).value({"秘密": "内容"})
    assert "秘密" not in str(told.value)
