"""The texts of a bag, and what is wrong with one."""

from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core import bags
from lingchuan.records.core import packages
from lingchuan.records.core.bags import BagProblem
from zipfile import ZIP_BZIP2
from zipfile import ZIP_DEFLATED
from zipfile import ZipInfo

import json
import pytest
import stat


A, B = "a" * 64, "b" * 64
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=":\\")
).filter(lambda name: not bags.is_unsafe(name))


@given(st.dictionaries(NAMES, st.sampled_from((A, B))))
def test_a_manifest_is_read_as_it_was_written(digests):
    text = bags.write_manifest(digests)
    assert bags.read_manifest("m", text) == (dict(sorted(digests.items())), [])


def test_a_manifest_encodes_percent_and_line_ends_alone():
    assert bags.encode_path("a%b\r\n 空") == "a%25b%0D%0A 空"
    assert bags.decode_path("a%25b%0D%0A 空") == "a%b\r\n 空"
    assert bags.decode_path("a%20b") is None
    assert bags.decode_path("a%0d") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{A} data/x\n", bags.BAD_LINE),
        (f"{A}\tdata/x\n", bags.BAD_LINE),
        (f"{A} *data/x\n", bags.BAD_LINE),
        (f"{A.upper()}  data/x\n", bags.BAD_LINE),
        (f"{A[1:]}  data/x\n", bags.BAD_LINE),
        (f"{A}  data/x", bags.BAD_LINE),
        (f"{A}  data/x\r\n", bags.BAD_LINE),
        (f"{A}  data/x%\n", bags.BAD_LINE),
        (f"# {A}\n", bags.BAD_LINE),
        ("\n", bags.BAD_LINE),
        (f"{A}  ../x\n", bags.UNSAFE_PATH),
        (f"{A}  data/x%0A\n", bags.UNSAFE_PATH),
        (f"{A}   data/x\n", None),
        (f"{A}  data/x\n{B}  data/x\n", bags.DUPLICATE),
        (f"{A}  data/y\n{B}  data/x\n", bags.UNSORTED),
    ],
)
def test_a_manifest_has_one_form_only(text, code):
    problems = bags.read_manifest("m", text)[1]
    assert [one.code for one in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "..",
        "../x",
        "data/../x",
        "data/./x",
        "data//x",
        "data/",
        "a\\b",
        "C:/x",
        "c:x",
        "data/x:stream",
        "data/x\x00",
        "data/x\n",
        "data/x\u2028",
        "data/x\ud800",
        "data/x.",
        "data/x ",
    ],
)
def test_a_path_that_may_lead_elsewhere_is_unsafe(path):
    assert bags.is_unsafe(path)
    assert bags.path_problems([path])[0] == BagProblem(bags.UNSAFE_PATH, path)


def test_a_usual_path_is_safe():
    assert bags.path_problems(["data/originals/001-现场 照片 (1).jpg", ".x"]) == []


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["a", "a"], bags.DUPLICATE),
        (["a", "A"], bags.SAME_NAME),
        (["caf\u00e9", "cafe\u0301"], bags.SAME_NAME),
        (["straße", "STRASSE"], bags.SAME_NAME),
    ],
)
def test_two_paths_of_one_name_are_found(paths, code):
    assert bags.path_problems(paths) == [BagProblem(code, paths[1])]


def test_what_is_listed_must_be_there_and_the_reverse():
    assert bags.listing_problems("m", ["a", "b"], ["b", "c"]) == [
        BagProblem(bags.MISSING, "a (m)"),
        BagProblem(bags.UNLISTED, "c (m)"),
    ]


def entry(name="x", offset=0, size=10, **values):
    info = ZipInfo(name)
    info.header_offset = offset
    info.file_size = info.compress_size = size
    for key, value in values.items():
        setattr(info, key, value)
    return info


def codes(*entries, size=10_000):
    return [one.code for one in bags.archive_problems(entries, size)]


def test_a_plain_archive_is_no_problem():
    files = entry(), entry("d/", 50, 0), entry("y", 100, 9, create_system=0)
    assert codes(*files, entry("z", 200, compress_type=ZIP_DEFLATED)) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"external_attr": (stat.S_IFLNK | 0o777) << 16, "create_system": 3}, "link"),
        ({"external_attr": stat.S_IFIFO << 16, "create_system": 3}, "link"),
        ({"flag_bits": 1}, "encrypted"),
        ({"compress_type": ZIP_BZIP2}, "method"),
        ({"compress_type": ZIP_DEFLATED, "file_size": 10**11}, "bomb"),
        ({"file_size": 11}, "bomb"),
    ],
)
def test_an_entry_that_is_unfit_is_named(values, code):
    assert codes(entry(**values)) == [code]


def test_entries_that_lie_over_each_other_are_found():
    assert codes(entry("a", 0, 100), entry("b", 60, 100)) == [bags.OVERLAP]
    assert codes(entry("a"), entry("b")) == [bags.OVERLAP]


def test_the_bags_information_is_lines_of_one_value():
    text = packages.bag_info("2026-001", "2026-03-09T08:00:00Z", [3, 4])
    assert text == (
        "Bagging-Date: 2026-03-09\nExternal-Identifier: 2026-001\nPayload-Oxum: 7.2\n"
    )
    for label, value in (("a:b", "c"), ("A", ""), ("A", "b\nC: d"), ("A", "b\x00")):
        with pytest.raises(ValueError):
            bags.write_info([(label, value)])


ITEM = {
    "uid": "u1",
    "path": "data/originals/001-a",
    "sha256": A,
    "sm3": B,
    "size": 3,
    "block_size": 4194304,
    "blocks": [A],
}
METADATA = {
    "format": packages.FORMAT,
    "number": "2026-001",
    "issued_at": "2026-03-09T08:00:00Z",
    "uid": "x1",
    "items": [ITEM],
    "events": [3, 7],
}


def test_metadata_are_read():
    found = packages.read_metadata(json.dumps(METADATA).encode())
    (item,) = found.items
    assert (found.number, found.uid, found.events) == ("2026-001", "x1", (3, 7))
    assert item.facts == packages.FileFacts(A, B, 3)
    assert (item.uid, item.blocks) == ("u1", (A,))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"format": "lingchuan-package/2"}, "format"),
        ({"number": ""}, "number"),
        ({"uid": None}, "uid"),
        ({"items": {}}, "items"),
        ({"items": [1]}, "items[0]"),
        ({"items": [ITEM | {"size": -1}]}, "items[0].size"),
        ({"items": [ITEM | {"size": True}]}, "items[0].size"),
        ({"items": [ITEM | {"sha256": A.upper()}]}, "items[0].sha256"),
        ({"items": [ITEM | {"sm3": B[1:]}]}, "items[0].sm3"),
        ({"items": [ITEM | {"sm3": "x" * 64}]}, "items[0].sm3"),
        ({"items": [ITEM | {"blocks": ["x"]}]}, "items[0].blocks"),
        ({"items": [ITEM | {"block_size": 1}]}, "items[0].block_size"),
        ({"events": ["3"]}, "events"),
    ],
)
def test_metadata_of_another_form_are_refused_with_the_place(changes, place):
    with pytest.raises(packages.PackageError) as caught:
        packages.read_metadata(json.dumps(METADATA | changes).encode())
    assert caught.value.place == place


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"a":1,"a":1}', b"1" * 9_999]
)
def test_what_is_no_object_is_refused(raw):
    for read in (packages.read_metadata, packages.read_proofs):
        with pytest.raises(packages.PackageError):
            read(raw)


def test_proofs_are_read():
    raw = json.dumps({"size": 9, "root": A, "proofs": {"3": [A, B], "7": []}})
    found = packages.read_proofs(raw.encode())
    assert (found.size, found.root.hex()) == (9, A)
    assert found.paths == {3: (bytes.fromhex(A), bytes.fromhex(B)), 7: ()}


@pytest.mark.parametrize(
    "proofs",
    [{"x": []}, {"01": []}, {"-1": []}, {"1": ["x"]}, {"1": {}}, [], {"²": []}],
)
def test_proofs_of_another_form_are_refused(proofs):
    raw = json.dumps({"size": 9, "root": A, "proofs": proofs})
    with pytest.raises(packages.PackageError):
        packages.read_proofs(raw.encode())


def test_files_of_an_event_are_read_and_anything_else_is_none():
    files = [{"field": "file", "sha256": A, "sm3": B, "size": 3}, {"field": "x"}, 1]
    read = packages.read_files
    assert list(read({"files": json.dumps(files)})) == [packages.FileFacts(A, B, 3)]
    for event in ({}, {"files": None}, {"files": "{"}, {"files": '{"a":1}'}):
        assert list(read(event)) == []
