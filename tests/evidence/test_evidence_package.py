"""The package: whole, exactly of its recordings, true to the bit, and never sent wrong."""

from io import BytesIO
from lingchuan.records.cli.verify import main as verify
from lingchuan.records.ledger import api as ledger
from pypdf import PdfReader
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import change_bytes
from tests.evidence.extracting import CLIP
from tests.evidence.extracting import contents
from tests.evidence.extracting import package
from tests.evidence.extracting import SHEET
from tests.evidence.extracting import SMALL
from tests.site.reader import Reader
from zipfile import ZIP_STORED
from zipfile import ZipFile

import bagit
import hashlib
import json
import pytest
import shutil


@pytest.fixture
def files(client, issued):
    """The files of an issued package."""
    return contents(package(client, issued))


@pytest.fixture
def folder(client, issued, tmp_path):
    """An issued package, unpacked."""
    with ZipFile(BytesIO(package(client, issued).content)) as archive:
        archive.extractall(tmp_path)
    (top,) = tmp_path.iterdir()
    return top


# What it is


def test_it_is_complete_and_holds_nothing_else(files):
    assert sorted(files) == sorted((*SMALL, "data/originals/001-video.mp4"))
    assert files["data/originals/001-video.mp4"] == CLIP


def test_the_answer_says_what_it_is(client, issued):
    answer = package(client, issued)
    assert answer.headers["Content-Type"] == "application/zip"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert answer.headers["Accept-Ranges"] == "none"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert "package-20" in disposition
    assert "no-store" in answer.headers["Cache-Control"]
    entries = ZipFile(BytesIO(answer.content)).infolist()
    assert {entry.compress_type for entry in entries} == {ZIP_STORED}
    # No data descriptor: readers that do not seek can take it too.
    assert {entry.flag_bits for entry in entries} == {0}


def test_it_is_the_same_each_time_and_on_the_page_too(client, issued):
    first = package(client, issued).content
    assert package(client, issued, "archivist1").content == first
    assert Reader("handler1").get(f"{issued}/@@package").content == first


def test_a_range_is_answered_with_the_whole(client, issued):
    whole = package(client, issued).content
    session = client("handler1").session
    answer = session.get(f"{issued}/@package", headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (200, whole)


def test_bagit_accepts_it(folder):
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.info["External-Identifier"].startswith("陵审批音证字")
    assert bag.version == "1.0"


def test_our_verifier_accepts_it_folder_and_zip(folder, client, issued, capsys):
    assert verify([str(folder)]) == 0, capsys.readouterr().out
    path = folder.parent / "whole.zip"
    path.write_bytes(package(client, issued).content)
    assert verify([str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", [*SMALL, "data/originals/001-video.mp4"])
def test_each_changed_byte_is_refused(folder, name, capsys):
    change_bytes(folder / name)
    assert verify([str(folder)]) == 1, capsys.readouterr().out


def test_a_changed_byte_around_its_files_is_refused(client, issued, tmp_path, capsys):
    whole, path = package(client, issued).content, tmp_path / "package.zip"
    end = whole.index(b"PK\x01\x02")
    for place in (0, 10, 14, *range(end, len(whole), 25), len(whole) - 1):
        raw = bytearray(whole)
        raw[place] ^= 1
        path.write_bytes(raw)
        assert verify([str(path)]) == 1
        assert f"{place}–{place}" in capsys.readouterr().out
    for raw in (b"x" + whole, whole + b"x"):
        path.write_bytes(raw)
        assert verify([str(path)]) == 1


def test_metadata_changed_with_its_manifests_is_refused(folder, capsys):
    path = folder / "data/metadata.json"
    path.write_bytes(path.read_bytes().replace(b"handler1", b"handler9"))
    for algorithm in ("sha256", "sm3"):
        for listed, name in (
            ("data/metadata.json", f"manifest-{algorithm}.txt"),
            (f"manifest-{algorithm}.txt", f"tagmanifest-{algorithm}.txt"),
        ):
            digest = hashlib.new(algorithm, (folder / listed).read_bytes()).hexdigest()
            lines = (folder / name).read_text().splitlines()
            new = [f"{digest}  {listed}" if li.endswith(listed) else li for li in lines]
            (folder / name).write_text("".join(f"{line}\n" for line in new))
    assert verify([str(folder)]) == 1
    assert "data/metadata.json" in capsys.readouterr().out


@pytest.mark.parametrize("name", [*SMALL, "data/originals/001-video.mp4"])
def test_each_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    assert verify([str(folder)]) == 1


def test_another_package_s_ledger_part_is_refused(folder, client, clip):
    other = add_sheet(client, [clip]).json()["@id"]
    assert client("handler1").do(other, "issue").status_code == 200
    parts = contents(package(client, other))
    shutil.rmtree(folder / "data/ledger")
    (folder / "data/ledger").mkdir()
    for name in SMALL:
        if name.startswith("data/ledger/"):
            (folder / name).write_bytes(parts[name])
    assert verify([str(folder)]) == 1


# What it tells


def test_metadata_tell_the_sheet_and_the_recording(files, clip):
    told = json.loads(files["data/metadata.json"])
    extraction = told["extraction"]
    for name, value in SHEET.items():
        assert extraction[name] == value
    (item,) = told["items"]
    assert item["uid"] == clip
    assert item["sha256"] == hashlib.sha256(CLIP).hexdigest()
    assert item["size"] == len(CLIP)
    assert item["original_name"] == "王某某核查现场.mp4"
    assert item["blocks"] == [item["sha256"]]


def test_the_paper_tells_all_that_article_22_asks_for(files):
    paper = PdfReader(BytesIO(files["data/description.pdf"]))
    text = "".join("".join(page.extract_text() for page in paper.pages).split())
    number = json.loads(files["data/metadata.json"])["number"]
    words = [SHEET[name] for name in SHEET if name not in ("maker", "extractor")]
    said = [word for word in words if "handler1" not in word and "T" not in word]
    for word in (*said, number, "音像证据提取说明", "经办员一", "档案员一"):
        if word == "copy":
            word = "复制件"
        assert "".join(word.split()) in text, word
    for word in ("2026-03-1209:40:00", "2026-06-1010:00:00"):
        assert word in text
    assert hashlib.sha256(CLIP).hexdigest() in text
    for line in ("制作人：____", "提取人：____", "复核人：____"):
        assert line in text
    assert f"第{len(paper.pages)}页共{len(paper.pages)}页" in text


def test_events_are_those_of_its_records_alone(client, open_file):
    uid, _url = add_clip(client, open_file)
    beside, _url = add_clip(client, open_file, data=CLIP + b"x")
    url = add_sheet(client, [uid]).json()["@id"]
    assert client("handler1").do(url, "issue").status_code == 200
    files = contents(package(client, url))
    own = client("handler1").get(url).json()["UID"]
    lines = files["data/ledger/events.jsonl"].decode().splitlines()
    events = [json.loads(line) for line in lines]
    assert {event["uid"] for event in events} == {uid, own}
    assert [event["seq"] for event in events] == sorted(e["seq"] for e in events)
    assert [event["action"] for event in events][-1] == "freeze"
    logged = [row["seq"] for row in ledger.read(limit=None, uids=[uid, own])]
    last = events[-1]["seq"]
    assert [e["seq"] for e in events] == [seq for seq in logged if seq <= last]
    whole = b"".join(files.values())
    assert beside.encode() not in whole


def test_no_name_of_the_file_or_its_parties_is_in_it(client, open_file, body):
    handler = client("handler1")
    uid, _url = add_clip(client, open_file)
    file = handler.get(open_file).json()
    url = add_sheet(client, [uid]).json()["@id"]
    handler.do(url, "issue")
    files = contents(package(client, url))
    parts = [data for name, data in files.items() if not name.endswith(".pdf")]
    paper = PdfReader(BytesIO(files["data/description.pdf"]))
    parts.append("".join(p.extract_text() for p in paper.pages).encode())
    whole = b"".join(parts)
    for canary in (file["applicant_name"], file["title"], file["file_number"]):
        assert canary.encode() not in whole
    names = [name for name in files]
    assert all("王某某" not in name for name in names)
    told = files["data/metadata.json"]
    assert whole.count("王某某".encode()) == told.count("王某某".encode()) == 1


def test_several_recordings_are_numbered_in_the_order_of_the_sheet(client, open_file):
    first, _url = add_clip(client, open_file, data=CLIP + b"1")
    second, _url = add_clip(client, open_file, data=CLIP + b"2", medium="photo")
    url = add_sheet(client, [second, first, second]).json()["@id"]
    assert client("handler1").get(url).json()["items"] == [second, first]
    client("handler1").do(url, "issue")
    files = contents(package(client, url))
    assert files["data/originals/001-photo.mp4"] == CLIP + b"2"
    assert files["data/originals/002-video.mp4"] == CLIP + b"1"
