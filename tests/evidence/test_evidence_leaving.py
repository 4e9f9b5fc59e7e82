"""A package leaves: to whom, with what written of it, and never when it is wrong."""

from io import BytesIO
from lingchuan.records.confidentiality.keys import STAFF_KEY
from lingchuan.records.confidentiality.keys import STAFF_READER
from lingchuan.records.confidentiality.roles import READER
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.evidence.roles import ExtractionRoles
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision.alarms import raise_incidents
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import blob_of
from tests.evidence.extracting import change_bytes
from tests.evidence.extracting import CLIP
from tests.evidence.extracting import decide
from tests.evidence.extracting import exports
from tests.evidence.extracting import found
from tests.evidence.extracting import package
from tests.evidence.extracting import rules
from tests.site.reader import Reader
from zipfile import ZipFile

import json
import pytest
import requests
import transaction


# Who gets it, and what is written of it


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("handler1", 200),
        ("archivist1", 200),
        ("supervisor1", 200),
        ("sysadmin", 404),
        ("migrator", 404),
        ("platform", 404),
        ("party1", 404),
        (None, 404),
    ],
)
def test_who_gets_it(client, issued, user, status):
    assert client(user).get(f"{issued}/@package").status_code == status
    page = Reader(user).get(f"{issued}/@@package")
    assert page.status_code == (302 if user is None else status)


def test_none_before_the_issue(client, sheet):
    answer = client("archivist1").get(f"{sheet}/@package")
    assert answer.status_code == 409
    assert answer.json()["findings"][0]["article"] == "办法第二十二条"
    assert exports(sheet) == []


def test_each_download_is_an_event_of_the_extraction_and_each_recording(
    client, issued, clip
):
    package(client, issued)
    package(client, issued, "archivist1")
    rows = exports(issued)
    assert [row["actor"] for row in rows] == ["handler1", "archivist1"]
    assert [row["actor"] for row in exports(clip)] == ["handler1", "archivist1"]


def test_the_chain_of_a_recording_tells_nothing_of_an_extraction_that_is_hidden(
    client, open_file
):
    (first, url), (second, other) = (add_clip(client, open_file) for _n in range(2))
    made = add_sheet(client, [first, second]).json()
    sheet, uid = made["@id"], made["UID"]
    assert client("handler1").do(sheet, "issue").status_code == 200
    package(client, sheet)
    number = client("handler1").get(sheet).json()["number"]
    answer = decide(client, other, "PRIVACY", comment="含个人信息")
    assert answer.status_code == 200, answer.text
    # supervisor1 sees the first recording, neither the second nor the extraction.
    assert client("supervisor1").get(sheet).status_code == 404
    told = client("supervisor1").get(f"{url}/@ledger?action=export")
    text = json.dumps(told.json(), ensure_ascii=False)
    assert len(told.json()["items"]) == 1
    batches = {row["batch"] for row in exports(sheet) + exports(second)}
    hidden = [number, uid, second, sheet.rpartition("/")[2], *batches]
    assert [one for one in hidden if one in text] == []


def test_without_the_ledger_nothing_leaves(client, issued, tmp_path):
    kept = ledger.configure(f"sqlite:///{tmp_path}/none/ledger.sqlite")
    try:
        answer = client("handler1").get(f"{issued}/@package")
    finally:
        ledger.configure(kept)
    assert answer.status_code == 503
    assert answer.json()["type"] == "LedgerUnavailable"


def test_a_recording_restricted_after_the_issue_shuts_it_at_once(client, open_file):
    uid, url = add_clip(client, open_file)
    sheet = add_sheet(client, [uid]).json()["@id"]
    assert client("handler1").do(sheet, "issue").status_code == 200
    package(client, sheet, "supervisor1")
    answer = decide(client, url, "PRIVACY", comment="含个人信息")
    assert answer.status_code == 200, answer.text
    for user in ("supervisor1", "handler1"):
        assert client(user).get(f"{sheet}/@package").status_code == 404
        assert client(user).get(sheet).status_code == 404
    # The archivist is cleared for it, and of its circle.
    package(client, sheet, "archivist1")


def test_the_gate_asks_each_recording_itself(client, open_file, monkeypatch):
    """Were the roles ever wider than the recordings, nothing would be shown."""
    uid, _url = add_clip(client, open_file, open_=False)
    people = {"extractor": "handler1", "second_person": "section_head1"}
    sheet = add_sheet(client, [uid], user="handler1", **people).json()["@id"]
    assert client("section_head1").do(sheet, "issue").status_code == 200

    def all_staff(roles):
        roles._give(STAFF_KEY, STAFF_READER)

    monkeypatch.setattr(ExtractionRoles, "_give_all", all_staff)
    for path in ("", "/@package", "/@history", "/@ledger"):
        assert client("handler2").get(f"{sheet}{path}").status_code == 404, path
    assert Reader("handler2").get(f"{sheet}/@@package").status_code == 404
    assert client("handler1").get(sheet).status_code == 200


# To look is not to copy


@pytest.fixture
def shut_clip(client, open_file):
    """A commercial secret, which section head and archivist are cleared for."""
    uid, url = add_clip(client, open_file, open_=False)
    answer = decide(client, url, "COMMERCIAL", comment="含技术参数")
    assert answer.status_code == 200, answer.text
    return uid


@pytest.fixture
def given(monkeypatch):
    """Let the provider give handler2 roles on each record."""

    def give(*names):
        own = RecordRoles._give_all

        def more(roles):
            own(roles)
            for name in names:
                roles._give("handler2", name)

        monkeypatch.setattr(RecordRoles, "_give_all", more)

    return give


def test_who_may_only_look_at_a_recording_does_not_extract_it(client, shut_clip, given):
    given("Granted Viewer")
    people = {"extractor": "handler2", "second_person": "section_head1"}
    sheet = add_sheet(client, [shut_clip], **people).json()["@id"]
    answer = client("section_head1").do(sheet, "issue")
    assert rules(answer) == [("R22-1", "办法第二十二条")]
    given("Granted Copier")
    assert client("section_head1").do(sheet, "issue").status_code == 200


def test_who_may_only_look_at_a_recording_takes_no_package(
    client, shut_clip, given, monkeypatch
):
    sheet = add_sheet(client, [shut_clip], second_person="section_head1").json()["@id"]
    assert client("section_head1").do(sheet, "issue").status_code == 200
    own = ExtractionRoles._give_all

    def wider(roles):
        own(roles)
        roles._give("handler2", READER)

    monkeypatch.setattr(ExtractionRoles, "_give_all", wider)
    given("Granted Viewer")
    assert client("handler2").get(sheet).status_code == 200
    assert client("handler2").get(f"{sheet}/@package").status_code == 403
    assert Reader("handler2").get(f"{sheet}/@@package").status_code == 403
    assert exports(sheet) == []
    given("Granted Copier")
    package(client, sheet, "handler2")


# What was changed behind its back


def take(client, url, user="handler1"):
    """Return the bytes that arrive, however the answer ends, and how many were said."""
    session = client(user).session
    answer = session.get(f"{url}/@package", stream=True, timeout=60)
    said, got = int(answer.headers.get("Content-Length", 0)), b""
    try:
        for chunk in answer.iter_content(1 << 16):
            got += chunk
    except requests.exceptions.ChunkedEncodingError:
        pass
    return answer.status_code, got, said


def alarms(uid):
    rows = ledger.read(limit=None, uid=uid)
    return [row for row in rows if row["action"] == "alarm"]


def incidents(site, uid):
    """Return the kinds of the incidents of a thing, once the ledger was looked at."""
    transaction.begin()
    raise_incidents(site)
    shelf = site["supervision"].objectValues()
    return [one.kind for one in shelf if one.record == uid]


@pytest.fixture
def issued_clip(client, open_file):
    """The addresses of a recording and of an issued extraction of it."""
    uid, url = add_clip(client, open_file, data=CLIP * 200)
    sheet = add_sheet(client, [uid]).json()["@id"]
    assert client("handler1").do(sheet, "issue").status_code == 200
    return url, sheet


@pytest.mark.parametrize("place", [0, None, -1])
def test_wrong_bytes_never_make_a_whole_package(client, site, issued_clip, place):
    url, sheet = issued_clip
    change_bytes(blob_of(site, url), place)
    _status, got, said = take(client, sheet)
    assert len(got) < said
    with pytest.raises(Exception, match="zip"):
        ZipFile(BytesIO(got))
    uid = client("handler1").get(url).json()["UID"]
    (row,) = alarms(uid)
    assert (row["actor"], row["channel"]) == ("handler1", "rest")
    assert incidents(site, uid) == ["file_changed"]


@pytest.mark.parametrize("change", ["truncated", "longer", "missing"])
def test_a_file_of_another_size_is_refused_before_the_first_byte(
    client, site, issued_clip, change
):
    url, sheet = issued_clip
    path = blob_of(site, url)
    if change == "missing":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:-1] if change == "truncated" else data + b"x")
    status, _got, _said = take(client, sheet)
    assert status == 409
    uid = client("handler1").get(url).json()["UID"]
    kind = "file_missing" if change == "missing" else "file_changed"
    assert len(alarms(uid)) == 1
    assert incidents(site, uid) == [kind]
    assert exports(sheet) == []


def test_changed_frozen_parts_are_refused(client, site, issued):
    change_bytes(blob_of(site, issued, "frozen"))
    answer = client("handler1").get(f"{issued}/@package")
    assert answer.status_code == 409
    uid = client("handler1").get(issued).json()["UID"]
    assert json.loads(alarms(uid)[0]["details"])["field"] == "frozen"
    assert incidents(site, uid) == ["file_changed"]


def test_a_manifest_that_is_not_the_issued_one_is_refused(client, site, issued):
    extraction = found(site, issued)
    extraction.manifest_sha256 = "0" * 64
    transaction.commit()
    assert client("handler1").get(f"{issued}/@package").status_code == 409
    uid = client("handler1").get(issued).json()["UID"]
    assert incidents(site, uid) == ["file_changed"]
