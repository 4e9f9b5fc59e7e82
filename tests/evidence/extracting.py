"""A recording that may be extracted, and the sheet of S11, for whoever needs them."""

from base64 import b64encode
from io import BytesIO
from lingchuan.records.ledger import api as ledger
from pathlib import Path
from zipfile import ZipFile

import json
import transaction


CLIP = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41" + bytes(range(256)) * 64
# The maker, the extractor and the second person of S11; times in China.
SHEET = {
    "case_number": "（2026）晋0524行初12号",
    "maker": "handler1",
    "made_at": "2026-03-12T09:40:00+08:00",
    "extractor": "archivist1",
    "extracted_at": "2026-06-10T10:00:00+08:00",
    "method": "执法记录仪录制，逐字节复制到光盘",
    "second_person": "handler1",
    "proves": "核查时现场未设安全通道",
    "description": "画面显示核查现场，00:12 出现被遮挡的通道。",
    "transcript": "00:00 现在开始核查。",
    "medium_kind": "DVD",
    "medium_serial": "LC-DVD-0007",
    "original_or_copy": "copy",
}

# What must be there before it is issued.
NEEDED = (
    "maker",
    "extractor",
    "extracted_at",
    "method",
    "made_at",
    "proves",
    "description",
    "medium_kind",
    "medium_serial",
    "original_or_copy",
    "transcript",
)

# What lies in a package beside the originals.
SMALL = (
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "manifest-sm3.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sm3.txt",
    "data/metadata.json",
    "data/description.pdf",
    "data/ledger/events.jsonl",
    "data/ledger/proofs.json",
    "data/ledger/checkpoint.txt",
    "data/ledger/key.txt",
)


def add_clip(client, file_url, user="handler1", submit=True, open_=True, **changes):
    """Return the UID and address of a recording in a file."""
    data = changes.pop("data", CLIP)
    values = {
        "@type": "MediaEvidence",
        "medium": "video",
        "starts": "2026-03-12T09:40:00+08:00",
        "ends": "2026-03-12T09:55:00+08:00",
        "operator": "handler1",
        "file": {
            "data": b64encode(data).decode(),
            "encoding": "base64",
            "filename": "王某某核查现场.mp4",
            "content-type": "video/mp4",
        },
    } | changes
    made = client(user).post(file_url, **values)
    assert made.status_code == 201, made.text
    url = made.json()["@id"]
    if submit:
        assert client(user).do(url, "submit").status_code == 200
    if open_:
        answer = decide(client, url)
        assert answer.status_code == 200, answer.text
    return made.json()["UID"], url


def decide(client, url, *kinds, comment="经审核"):
    """Return the answer to an officer's decision; without kinds it opens."""
    said = {"kinds": list(kinds), "holder": "示例小吃店", "data_items": ["面部"]}
    said["comment"] = comment
    return client("secrecy_officer").post(f"{url}/@confidentiality", **said)


def add_sheet(client, items, user="archivist1", **changes):
    """Return the answer to an extraction that is posted."""
    values = {"@type": "EvidenceExtraction", "items": list(items)} | SHEET | changes
    sent = {name: value for name, value in values.items() if value is not None}
    return client(user).post("extractions", **sent)


def found(site, url):
    """Return the object at an address, as it is now."""
    transaction.begin()
    return site.unrestrictedTraverse(url.partition("/plone/")[2])


def blob_of(site, url, field="file"):
    """Return the path of a file on the disk, made writable."""
    path = Path(getattr(found(site, url), field)._blob.committed())
    path.chmod(0o600)
    return path


def change_bytes(path, place=None):
    """Change one bit of a file, in its middle unless told otherwise."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if place is None else place] ^= 1
    path.write_bytes(data)


def fields(answer):
    assert answer.status_code == 400, answer.text
    return [error["field"] for error in answer.json()["errors"]]


def rules(answer):
    assert answer.status_code == 409, answer.text
    return [(f["rule"], f["article"]) for f in answer.json()["findings"]]


def details(url, action):
    uid = url.rpartition("/")[2]
    rows = ledger.read(limit=None)
    found = [r for r in rows if r["action"] == action and r["path"].endswith(uid)]
    return [json.loads(row["details"]) for row in found]


def package(client, url, user="handler1"):
    answer = client(user).get(f"{url}/@package")
    assert answer.status_code == 200, answer.text
    return answer


def contents(answer):
    """Return {path below the top folder: bytes}."""
    archive = ZipFile(BytesIO(answer.content))
    assert archive.testzip() is None
    names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert len(tops) == 1
    return {name.partition("/")[2]: archive.read(name) for name in names}


def exports(url_or_uid):
    rows = ledger.read(limit=None)
    name = url_or_uid.rpartition("/")[2]
    return [
        row
        for row in rows
        if row["action"] == "export"
        and (row["uid"] == name or row["path"].endswith(name))
    ]
