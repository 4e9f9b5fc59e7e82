"""R20-2 over HTTP: a state secret's stub holds its number and days, nothing else."""

from tests.content import marked_files as files
from tests.rest.secret_uploads import CANARY
from tests.rest.secret_uploads import left_anywhere
from tests.rest.secret_uploads import MARK
from tests.rest.secret_uploads import STUB

import pytest


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"recipient": "某人"}, "recipient"),
        ({"signers": [{"name": "某人", "role": "staff"}]}, "signers"),
        ({"file": None}, "file"),
    ],
)
def test_a_stub_takes_no_more_than_a_stub_in_one_call_or_later(
    client, site, add, upload, caplog, values, field
):
    if field == "file":
        values = {"file": upload(CANARY.encode(), f"{CANARY}.txt", "text/plain")}
    made = add("TextRecord", confidentiality=STUB, **values)
    assert made.status_code == 400
    assert [error["field"] for error in made.json()["errors"]] == [field]
    stub = add("TextRecord", user="secrecy_officer", confidentiality=STUB)
    stub = stub if stub.status_code == 201 else add("TextRecord", confidentiality=STUB)
    assert stub.status_code == 201, stub.text
    assert stub.json()["title"] == "国家秘密文件（存根）"
    url = stub.json()["@id"]
    changed = client("secrecy_officer").patch(url, **values)
    assert changed.status_code in (400, 403, 404)
    assert not left_anywhere(site, caplog)


def test_a_record_that_holds_more_is_emptied_before_it_stands_for_a_secret(
    client, add, upload
):
    officer, handler = client("secrecy_officer"), client("handler1")
    plain = upload(b"x", "a.txt", "text/plain")
    url = add("TextRecord", title="图纸", file=plain, recipient="某人").json()["@id"]
    answer = officer.post(f"{url}/@confidentiality", **STUB)
    assert answer.status_code == 409, answer.text
    (finding,) = answer.json()["findings"]
    assert finding["rule"] == "R20-2"
    assert "file, recipient" in finding["message"]
    handler.patch(url, file=None, recipient=None)
    assert officer.post(f"{url}/@confidentiality", **STUB).status_code == 200
    assert officer.get(url).json()["title"] == "国家秘密文件（存根）"


@pytest.mark.parametrize("portal_type", ["HearingRecord", "MediaEvidence"])
def test_a_container_or_a_recording_stands_for_no_secret(client, add, portal_type):
    url = add(portal_type).json()["@id"]
    answer = client("secrecy_officer").post(f"{url}/@confidentiality", **STUB)
    assert answer.status_code == 409
    assert answer.json()["findings"][0]["rule"] == "R20-2"


def test_s09_the_drawings_stay_out_and_a_stub_without_detail_stands_for_them(
    client, site, file_url, add, upload
):
    cover = upload(files.pdf(f"{MARK}\n{CANARY}"), "施工图.pdf", "application/pdf")
    refused = add("TextRecord", title="施工图", file=cover)
    assert refused.status_code == 400
    assert "Art. 20" in refused.json()["errors"][0]["message"]
    stub = add("TextRecord", document_number="晋密附件 2025-7", confidentiality=STUB)
    assert stub.status_code == 201, stub.text
    url = stub.json()["@id"]
    shown = client("secrecy_officer").get(url).json()
    assert (shown["title"], shown["file"]) == ("国家秘密文件（存根）", None)
    decision = client("secrecy_officer").get(f"{url}/@confidentiality").json()
    assert (decision["mark"], decision["custodian"]) == (MARK, "保密员")
    for user in ("section_head1", "archivist1", "supervisor1", "party1", "sysadmin"):
        assert client(user).get(url).status_code == 404
