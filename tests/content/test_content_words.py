"""Search in Chinese: what stands in a text is found, however it is asked for."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.content.word_index import WordIndex
from lingchuan.records.core.words import words
from Products.ZCatalog.query import IndexQuery
from types import SimpleNamespace

import pytest


NUMBER = "陵审批许字〔2026〕第015号"
TEXTS = {
    1: f"取水许可听证笔录\n{NUMBER}\n申请人在磨河上游取水，年取水量十二万立方米。",
    2: "陵审批许字〔2026〕第016号\n食品经营许可 受理通知书",
    3: "执法记录仪 LC-07，GB/T 32905 检测报告 A3B 型",
    4: "送 达 回 证\n留置送达，村民见证",
    5: "宝泉水业有限公司 秦学文 高秀兰",
    6: "笔录 听证",
}


def made(texts):
    """Return an index of texts."""
    index = WordIndex("SearchableText")
    for number, text in texts.items():
        index.index_object(number, SimpleNamespace(SearchableText=text))
    return index


@pytest.fixture(scope="module")
def index():
    """The index of the known texts."""
    return made(TEXTS)


def found(index, query):
    """Return the documents that a query finds."""
    asked = IndexQuery({index.id: query}, index.id, index.query_options)
    return set(index.query_index(asked))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # One to six characters.
        ("取", {1}),
        ("量", {1}),
        ("号", {1, 2}),
        ("取水", {1}),
        ("立方米", {1}),
        ("受理通知", {2}),
        ("磨河上游取", {1}),
        ("取水许可听证", {1}),
        # Words typed without blanks, and with them.
        ("取水听证", {1}),
        ("听证 取水", {1}),
        ("食品受理", {2}),
        ("许可 通知书", {2}),
        ("送达 见证", {4}),
        # Phrases, with a blank where the text has none, and the other way round.
        ('"取水许可"', {1}),
        ('"取水 许可"', {1}),
        ('"许可取水"', set()),
        ('"听证笔录"', {1}),
        ('"笔录 听证"', {6}),
        ('"秦学文 高秀兰"', {5}),
        # The blanks of a text are taken out where it is read, not here.
        ('"送达回证"', set()),
        ('"受理通知书" 食品', {2}),
        # Whole numbers, as they are and as people type them.
        (NUMBER, {1}),
        (f'"{NUMBER}"', {1}),
        ("陵审批许字[2026]第015号", {1}),
        ("陵审批许字2026第015号", {1}),
        ("陵审批许字（2026）15号", {1}),
        ("第016号", {2}),
        ("〔2026〕", {1, 2}),
        ("2026 015", {1}),
        # Letters and digits.
        ("LC-07", {3}),
        ("lc07", {3}),
        ("ＬＣ０７", {3}),
        ("LC 7", {3}),
        ("GB/T 32905", {3}),
        ("GB/T32905", {3}),
        ("A3B", {3}),
        ("a3", {3}),
        ("记录仪LC-07", {3}),
        # Alternatives and exclusions.
        ("食品 OR 送达", {2, 4}),
        ("听证 -取水", {6}),
        ("许可 NOT 食品", {1}),
        # Nothing of the kind.
        ("不存在", set()),
        ("水取", set()),
        ("取水许可证书", set()),
        ("第017号", set()),
        ("LC-08", set()),
    ],
)
def test_a_query_finds_what_has_it_and_nothing_else(index, query, expected):
    assert found(index, query) == expected


@pytest.mark.parametrize(
    "query", ["", " ", '"', '""', "and or", "-", "()", "*", "《》"]
)
def test_a_query_without_a_word_finds_nothing(index, query):
    assert found(index, query) == set()


TEXT = "".join(TEXTS[1].split())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TEXT) - 6), st.integers(1, 6))
def test_any_piece_of_chinese_text_is_found(start, length):
    piece = TEXT[start : start + length]
    if any(c.isascii() for c in piece) or not any(c.isalpha() for c in piece):
        return  # Digits are found by their words, not by their middle.
    index = made({1: TEXT})
    assert found(index, piece) == {1}
    if length > 1:
        assert found(index, f'"{piece}"') == {1}


def test_many_documents_of_one_word_are_all_found_and_forgotten():
    index = made({number: "许可" for number in range(1, 41)})
    assert found(index, "许可") == set(range(1, 41))
    for number in range(1, 41):
        index.unindex_object(number)
    assert found(index, "许可") == set()
    assert index.indexSize() == 0


def test_a_changed_text_is_found_by_its_new_words_alone(index):
    index = made({1: "听证笔录"})
    index.index_object(1, SimpleNamespace(SearchableText="询问笔录"))
    assert (found(index, "听证"), found(index, "询问")) == (set(), {1})
    assert index.indexSize() == 1


def test_a_text_that_is_emptied_is_found_no_more():
    index = made({1: "听证笔录"})
    index.index_object(1, SimpleNamespace(SearchableText=""))
    assert found(index, "听证") == set()


@pytest.mark.parametrize("run", ["a", "7", "a7", "a-"])
def test_a_run_without_end_is_gone_through_once(run):
    # What looked at it again from each of its places would not come to an end.
    assert set(words(run * 200_000)) <= {(run * 60)[:60], "a" * 60, "a", "7"}
