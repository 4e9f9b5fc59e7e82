"""Files come with their record: other doors for them are shut, or pass the gate."""

from tests.content import marked_files as files
from tests.rest.secret_uploads import fields_of
from tests.rest.secret_uploads import Form
from tests.rest.secret_uploads import MARK

import pytest


@pytest.mark.parametrize("user", ["handler1", "sysadmin", None])
def test_uploads_in_parts_are_not_found(client, site, file_url, user):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "4", "Upload-Offset": "0"}
    headers["Content-Type"] = "application/offset+octet-stream"
    for base in (file_url, site.absolute_url()):
        for method in ("OPTIONS", "POST", "HEAD", "GET", "PATCH", "DELETE"):
            for path in ("@tus-upload", "@tus-upload/zq", "@tus-replace"):
                answer = client(user).session.request(
                    method, f"{base}/{path}", headers=headers, data=b"zqzq", timeout=60
                )
                assert answer.status_code == 404, (method, path, answer.text)


def test_a_portrait_and_a_dropped_file_come_in_no_other_way(client, site, upload):
    handler = client("handler1")
    picture = upload(files.jpeg_exif(MARK), "a.jpg", "image/jpeg")
    answer = handler.patch("@users/handler1", portrait=picture)
    assert fields_of(answer) == ["portrait"]
    plain = upload(files.jpeg_exif("自拍"), "a.jpg", "image/jpeg")
    assert handler.patch("@users/handler1", portrait=plain).status_code == 204
    answer = handler.session.post(
        f"{site.absolute_url()}/@@fileUpload",
        files={"file": ("a.txt", b"x", "text/plain")},
        timeout=60,
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("claimed", ["application/zip; 名=机", "zip", "a/b\r\nX: y"])
def test_a_type_that_no_header_carries_is_bad_input(add, upload, claimed):
    answer = add("TextRecord", title="图纸", file=upload(b"PK", "a.zip", claimed))
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["file"]


def test_a_form_takes_no_type_that_no_header_carries(client, file_url):
    form = Form(f"{file_url}/++add++TextRecord")
    page = form.send(
        b"PK\x03\x04", "a.zip", kind="application/zip; 名=机", title="图纸"
    )
    assert "a file" in page.text
    assert client("handler1").get(file_url).json()["items_total"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"data": "\ud800", "encoding": None},
        {"data": "\ud800"},
        {"data": "!!"},
        {"data": "eA==", "encoding": "zlib"},
        {"data": "eA==", "encoding": None},
        {"data": ["x"]},
        {"data": "eA==", "scale": True},
        {"data": "eA==", "content-type": "image/png; 名=机"},
    ],
)
def test_a_portrait_that_is_no_file_is_bad_input(client, upload, changes):
    portrait = upload(b"x", "a.png", "image/png") | changes
    answer = client("handler1").patch("@users/handler1", portrait=portrait)
    assert answer.status_code == 400, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == ["portrait"]
