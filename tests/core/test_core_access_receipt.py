"""Receipt codes: as many bits as they promise, and what a person may type."""

from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.access.receipt import LENGTH
from lingchuan.records.core.access.receipt import new_code
from lingchuan.records.core.access.receipt import normal
from lingchuan.records.core.access.receipt import TOKEN_BYTES

import pytest


CODE = "ABCDEFGHIJ234"
_BITS = 65
tokens = st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES)


@given(tokens)
def test_a_code_is_normal_already(token):
    code = new_code(token)
    assert len(code) == LENGTH
    assert normal(code) == code


@given(tokens, tokens)
def test_codes_are_alike_only_where_65_bits_are(one, other):
    spare = TOKEN_BYTES * 8 - _BITS
    same = int.from_bytes(one) >> spare == int.from_bytes(other) >> spare
    assert (new_code(one) == new_code(other)) is same


@given(st.integers(0, _BITS - 1), tokens)
def test_each_of_65_bits_changes_the_code(bit, token):
    flipped = int.from_bytes(token) ^ (1 << (TOKEN_BYTES * 8 - 1 - bit))
    assert new_code(flipped.to_bytes(TOKEN_BYTES)) != new_code(token)


def test_a_token_with_too_few_bits_is_refused():
    with pytest.raises(ValueError, match="expected 9 bytes"):
        new_code(b"12345678")


@pytest.mark.parametrize(
    "typed",
    [
        "abcdefghij234",
        " ABCD-EFGHI-J234\n",
        "ABCD EFGHI J234",
        "ABCD–EFGHI—J234",
        "ＡＢＣＤ－ＥＦＧＨＩ－Ｊ２３４",
        "ABCD\u3000EFGHI\u3000J234",
    ],
)
def test_case_width_blanks_and_hyphens_are_forgiven(typed):
    assert normal(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", "-", CODE[:-1], CODE + "A", "ABCDEFGHIJ231", "ABCDEFGHIJ23é", CODE + " " * 99],
)
def test_what_can_be_no_code_is_none(typed):
    assert normal(typed) is None


@given(st.text())
def test_no_text_raises(typed):
    code = normal(typed)
    assert code is None or normal(code) == code
