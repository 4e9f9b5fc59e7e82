"""Bytes: what is shown inline is harmless by its own bytes, whatever was claimed (L15)."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.core.shown_types import saved_type
from lingchuan.records.core.shown_types import shown_type
from lingchuan.records.core.shown_types import UNKNOWN
from lingchuan.records.demo import media
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site import header_policy
from lingchuan.records.site import inline
from OFS.Image import File
from plone import api
from plone.namedfile.browser import DisplayFile
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from tests.permit_files import open_file

import pytest
import requests
import transaction


JPEG = b"\xff\xd8\xff\xe0" + b"x" * 60 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 60
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"v" * 5_000
SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What is sent by name, claimed type and bytes; how it is shown, None for not at all.
HARMLESS = {
    "a.jpg": ("text/html", JPEG, "image/jpeg"),
    "a.png": ("image/svg+xml", PNG, "image/png"),
    "a.gif": ("image/gif", b"GIF89a" + b"x" * 60, "image/gif"),
    "a.webp": ("image/webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    "a.mp4": ("application/pdf", MP4, "video/mp4"),
    "a.webm": ("video/webm", b"\x1aE\xdf\xa3\x01\x00\x42\x82\x84webm", "video/webm"),
    "a.mp3": ("audio/mpeg", b"ID3\x04" + b"\x00" * 60, "audio/mpeg"),
    "a.wav": ("audio/wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
    "a.txt": ("text/html", "听证笔录：甲方\n".encode(), "text/plain; charset=utf-8"),
    "b.txt": (
        "text/plain",
        "听证笔录：甲方".encode("gb18030"),
        "text/plain; charset=gb18030",
    ),
}
ACTIVE = {
    "a.html": ("image/png", b"<!DOCTYPE html><p>x</p>" + SCRIPT, UNKNOWN),
    "b.html": ("text/plain", b"\xef\xbb\xbf \n<p>x</p>", UNKNOWN),
    "a.svg": ("image/svg+xml", SVG, UNKNOWN),
    "a.xml": ("text/xml", b'<?xml version="1.0"?><a/>', UNKNOWN),
    "a.xhtml": ("application/xhtml+xml", b'<?xml version="1.0"?><html/>', UNKNOWN),
    "a.pdf": ("application/pdf", b"%PDF-1.7\n/JS (app.alert(1))", "application/pdf"),
    "a.swf": ("application/x-shockwave-flash", b"CWS\x0a" + b"\x00" * 40, UNKNOWN),
    "gif-and-script.gif": ("image/gif", b"GIF89a/*" + SCRIPT + b"*/", UNKNOWN),
    "jpg-and-svg.jpg": ("image/jpeg", JPEG + SVG, UNKNOWN),
    "jpg-and-pdf.jpg": ("image/jpeg", JPEG + b"%PDF-1.7", UNKNOWN),
    "text-and-pdf.txt": ("text/plain", b"hello\n%PDF-1.7", UNKNOWN),
    "zip.jpg": ("image/jpeg", b"PK\x03\x04" + b"\x00" * 40, UNKNOWN),
    "a.docx": (OOXML, b"PK\x03\x04" + b"\x00" * 40, OOXML),
    "not.docx": (OOXML, SCRIPT, UNKNOWN),
    "nothing-known.bin": ("video/mp4", b"\x00\x01\x02\x03", UNKNOWN),
    "heic.jpg": ("image/jpeg", b"\x00\x00\x00\x18ftypheic", UNKNOWN),
}


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_harmless_bytes_are_shown_by_the_type_they_have(name):
    claimed, data, kind = HARMLESS[name]
    assert shown_type(data) == kind
    assert saved_type(data, claimed) == kind


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_active_bytes_are_saved_by_a_type_that_does_not_run(name):
    claimed, data, kind = ACTIVE[name]
    assert shown_type(data) is None
    assert saved_type(data, claimed) == kind


@pytest.mark.parametrize(
    ("claimed", "kind"),
    [
        ("application/zip; 名=机", UNKNOWN),
        ("application/zip\r\nX: y", UNKNOWN),
        ("application/zip机", UNKNOWN),
        ("application/zip; a=b", "application/zip"),
    ],
)
def test_a_file_is_saved_by_a_type_that_a_header_carries(claimed, kind):
    assert saved_type(b"PK\x03\x04", claimed) == kind


def test_an_empty_file_is_not_shown():
    assert shown_type(b"") is None


def get(url, user="handler1", **headers):
    auth = (user, PASSWORD) if user != "admin" else ("admin", "secret")
    headers = {"Accept": "*/*"} | headers
    return requests.get(
        url, auth=auth, headers=headers, timeout=60, allow_redirects=False
    )


def holding(data, name, kind):
    return NamedBlobFile(data=data, contentType=kind, filename=name)


@pytest.fixture
def file(portal):
    return open_file(portal)


def put(file, data, name, kind):
    """Return the address of a paper with this file, as the client claims it."""
    with api.env.adopt_user(username="handler1"):
        made = add_record(
            file, "TextRecord", title=name, file=holding(data, name, kind)
        )
    # Not what a check at ingest might have made of it.
    made.file.contentType = kind
    transaction.commit()
    return made.absolute_url()


def safe(answer, kind, shown):
    """Tell what is wrong with the headers of bytes, nothing if all is well."""
    headers = answer.headers
    way = headers["Content-Disposition"].partition(";")[0]
    return {
        name: said
        for name, said, meant in (
            ("status", answer.status_code, 200),
            ("type", headers["Content-Type"], kind),
            ("disposition", way, "inline" if shown else "attachment"),
            ("nosniff", headers["X-Content-Type-Options"], "nosniff"),
            ("policy", headers["Content-Security-Policy"], header_policy.BYTES),
            ("cache", headers["Cache-Control"], header_policy.NO_STORE),
        )
        if said != meant
    }


@pytest.mark.parametrize("door", ["@@display-file", "@@download"])
def test_each_door_sends_what_the_bytes_are(file, door):
    shown_here = door == "@@display-file"
    for name in ("a.jpg", "a.txt", "a.html", "a.svg", "a.pdf", "gif-and-script.gif"):
        claimed, data, kind = (HARMLESS | ACTIVE)[name]
        url = put(file, data, name, claimed)
        answer = get(f"{url}/{door}/file/{name}")
        assert answer.content == data
        assert not safe(answer, kind, shown_here and name in HARMLESS), name


def test_a_policy_of_bytes_allows_nothing_and_is_a_sandbox():
    parts = header_policy.BYTES.split("; ")
    assert {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= set(parts)
    assert "script" not in header_policy.BYTES


def test_a_clip_plays_in_ranges_and_its_page_has_a_player(file):
    clip = media.clip("hearing.mp4")
    with api.env.adopt_user(username="handler1"):
        made = add_record(file, "MediaEvidence", medium="video", file=clip)
    transaction.commit()
    url = f"{made.absolute_url()}/@@display-file/file/x.mp4"
    answer = get(url, Range="bytes=0-99")
    assert (answer.status_code, len(answer.content)) == (206, 100)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Range"].startswith("bytes 0-99/")
    page = get(made.absolute_url(), Accept="text/html").text
    assert "<video" in page and 'type="video/mp4"' in page
    made.file.contentType = "text/html"
    transaction.commit()
    assert "<video" in get(made.absolute_url(), Accept="text/html").text


def test_an_old_version_is_an_attachment_too(file):
    url = put(file, SVG, "a.svg", "image/svg+xml")
    with api.env.adopt_user(username="handler1"):
        made = file[url.rsplit("/", 1)[1]]
        made.versions = [
            {"values": {"file": made.file}, "at": None, "by": "", "reason": ""}
        ]
        transaction.commit()
    answer = get(f"{url}/@@old-version/0.file/a.svg")
    assert not safe(answer, UNKNOWN, False)


def test_records_have_no_scales(file):
    url = put(file, JPEG, "a.jpg", "image/jpeg")
    assert get(f"{url}/@@images/file").status_code == 404
    assert get(f"{url}/@@images/file/thumb").status_code == 404


@pytest.fixture
def others(portal):
    """Plone's own things that hold bytes: {name: address}."""
    with api.env.adopt_roles(["Manager"]):
        doc = holding(SCRIPT, "x.html", "text/html")
        picture = NamedBlobImage(
            data=SVG, contentType="image/svg+xml", filename="x.svg"
        )
        made = api.content.create(portal, "File", "afile", file=doc)
        shown = api.content.create(portal, "Image", "apicture", image=picture)
        portal._setObject("zopes", File("zopes", "", SVG, "image/svg+xml"))
    transaction.commit()
    site, file, image = (one.absolute_url() for one in (portal, made, shown))
    return {
        "download": f"{file}/@@download/file/x.html",
        "display": f"{file}/@@display-file/file/x.html",
        "image": f"{image}/@@display-file/image/x.svg",
        "scale": f"{image}/@@images/image",
        "zope": f"{site}/zopes",
    }


def test_what_plone_holds_beside_records_is_shown_no_more_than_they(others):
    for name, url in others.items():
        answer = get(url, "admin")
        assert answer.status_code == 200, name
        assert answer.content in (SCRIPT, SVG), name
        way = answer.headers["Content-Disposition"].partition(";")[0]
        assert way == "attachment", name
        assert answer.headers["Content-Security-Policy"] == header_policy.BYTES, name


def test_a_switch_that_reverses_the_list_is_ignored_and_said(caplog, monkeypatch):
    for kind in inline.SWITCHED:
        monkeypatch.setattr(kind, "use_denylist", True)
    said = inline.ignore_switches({"NAMEDFILE_USE_DENYLIST": "1"})
    assert said == ["NAMEDFILE_USE_DENYLIST"]
    assert "NAMEDFILE_USE_DENYLIST is ignored" in caplog.text
    assert not any(kind.use_denylist for kind in inline.SWITCHED)
    caplog.clear()
    assert inline.ignore_switches({}) == [] and not caplog.text


def test_the_doors_of_records_never_ask_the_switch(file, monkeypatch):
    monkeypatch.setattr(DisplayFile, "use_denylist", True)
    url = put(file, b"%PDF-1.7\n", "a.pdf", "application/pdf")
    answer = get(f"{url}/@@display-file/file/a.pdf")
    assert not safe(answer, "application/pdf", False)
