"""R20-2 over HTTP: no marked file comes in, no stub holds more, nothing is left of it."""

from lingchuan.records.content import wiping
from lingchuan.records.ledger import api as ledger
from lingchuan.records.media.workroom import LOCK
from lingchuan.records.supervision.alarms import raise_incidents
from lingchuan.records.supervision.incidents import shelf
from pathlib import Path
from plone.formwidget.namedfile.utils import FILE_UPLOAD_MAP_KEY
from tests.rest.conftest import Client
from tests.rest.secret_uploads import CANARY
from tests.rest.secret_uploads import fields_of
from tests.rest.secret_uploads import Form
from tests.rest.secret_uploads import LARGE
from tests.rest.secret_uploads import left_anywhere
from tests.rest.secret_uploads import MARK
from tests.rest.secret_uploads import STUB
from time import sleep
from zope.annotation.interfaces import IAnnotations

import json
import pytest
import transaction


@pytest.fixture
def marked(upload):
    """A marked paper as JSON carries it."""
    return upload(LARGE, f"{CANARY}.txt", "text/plain")


@pytest.fixture
def wiped(monkeypatch):
    """The sizes of what was overwritten."""
    found, wipe = [], wiping.wipe

    def watch(stream):
        found.append(stream.seek(0, 2))
        wipe(stream)
        assert stream.seek(0, 2) == 0

    monkeypatch.setattr(wiping, "wipe", watch)
    return found


def test_a_marked_file_is_refused_in_a_new_record(
    client, site, file_url, add, marked, wiped, caplog
):
    answer = add("TextRecord", title="图纸", file=marked)
    assert fields_of(answer) == ["file"]
    assert CANARY not in answer.text
    assert max(wiped) > len(LARGE)
    assert client("handler1").get(file_url).json()["items_total"] == 0
    assert not left_anywhere(site, caplog)


@pytest.mark.parametrize(("user", "status"), [("handler2", 403), (None, 404)])
def test_who_may_not_add_is_refused_for_that_and_leaves_nothing(
    add, marked, wiped, user, status
):
    answer = add("TextRecord", user=user, file=marked)
    assert answer.status_code == status
    assert max(wiped) > len(LARGE)


def test_what_is_refused_before_the_gate_leaves_nothing(
    client, site, file_url, add, marked, wiped
):
    handler = client("handler1")
    url = add("TextRecord", title="图纸").json()["@id"]
    assert handler.do(url, "submit").status_code == 200
    handler.do(url, "seal")
    for path, body, status in (
        (url, {"file": marked}, 409),
        (file_url, {"@type": "Nothing", "file": marked}, 400),
        (f"{file_url}/nosuch", {"file": marked}, 404),
        ("@login", {"login": marked, "password": "x"}, 401),
    ):
        wiped.clear()
        ask = handler.patch if path == url else handler.post
        assert ask(path, **body).status_code == status, path
        assert max(wiped, default=0) > len(LARGE), path


def test_a_marked_file_is_refused_in_a_change_and_a_correction(
    client, site, add, marked, upload, caplog
):
    handler = client("handler1")
    plain = upload(b"x", "a.txt", "text/plain")
    url = add("TextRecord", title="图纸", file=plain).json()["@id"]
    assert fields_of(handler.patch(url, file=marked)) == ["file"]
    for step in ("submit", "seal"):
        assert handler.do(url, step).status_code == 200
    done = handler.do(url, "correct", reason="补", changes={"file": marked})
    assert fields_of(done) == ["file"]
    assert handler.get(url).json()["file"]["filename"] == "a.txt"
    assert not left_anywhere(site, caplog)


@pytest.mark.parametrize("field", ["title", "document_number", "recipient"])
def test_a_marked_text_is_refused_and_its_field_named(client, add, field):
    url = add("TextRecord", title="图纸").json()["@id"]
    answer = client("handler1").patch(url, **{field: f"某项目 {MARK}"})
    assert fields_of(answer) == [field]


def test_the_officer_finds_an_incident_that_tells_nothing_of_it(
    client, site, file_url, add, marked
):
    number = client("handler1").get(file_url).json()["file_number"]
    seq = ledger.size()
    add("TextRecord", file=marked)
    transaction.begin()
    before = set(shelf().objectIds())
    raise_incidents(site)
    made = [shelf()[one] for one in set(shelf().objectIds()) - before]
    (incident,) = [one for one in made if number in one.details]
    assert incident.kind == "secret_upload"
    shown = client("secrecy_officer").get(incident.absolute_url())
    assert shown.status_code == 200
    assert "handler1" in shown.text
    assert CANARY not in shown.text
    assert CANARY not in json.dumps(ledger.read(seq, 1000), default=str)
    assert client("handler2").get(incident.absolute_url()).status_code == 404


def kept_uploads(site) -> dict:
    """Return what Plone keeps of the uploads of failed forms."""
    transaction.begin()
    return dict(IAnnotations(site).get(FILE_UPLOAD_MAP_KEY) or {})


def test_a_form_refuses_a_marked_file_and_keeps_nothing(
    client, site, file_url, wiped, caplog
):
    form = Form(f"{file_url}/++add++TextRecord")
    page = form.send(LARGE, f"{CANARY}.txt", title="图纸")
    assert "state secret" in page.text
    assert CANARY not in page.text
    # The part of the form, and the body that it came in.
    assert sum(size >= len(LARGE) for size in wiped) >= 2
    assert client("handler1").get(file_url).json()["items_total"] == 0
    assert not kept_uploads(site)
    assert not left_anywhere(site, caplog)
    assert form.send(b"x", "a.txt", title="图纸").url.startswith(file_url)
    assert client("handler1").get(file_url).json()["items_total"] == 1


@pytest.mark.parametrize(
    ("part", "button"),
    [("form.widgets.nosuch", "save"), ("form.widgets.file", "cancel")],
)
def test_what_no_field_of_a_form_reads_is_overwritten(file_url, wiped, part, button):
    form = Form(f"{file_url}/++add++TextRecord")
    assert form.send(LARGE, "a.txt", part, button, title="图纸").status_code == 200
    assert sum(size >= len(LARGE) for size in wiped) >= 2


def test_a_file_that_came_in_is_not_overwritten_where_it_came_from(
    client, file_url, wiped
):
    data = LARGE.replace(MARK.encode(), b"")
    made = Form(f"{file_url}/++add++TextRecord").send(data, "a.txt", title="图纸")
    assert made.status_code == 200
    assert wiped == []
    items = client("handler1").get(file_url).json()["items"]
    kept = client("handler1").get(f"{items[0]['@id']}/@@download/file")
    assert kept.content == data


def test_a_form_that_is_sent_to_a_stranger_s_place_leaves_nothing(file_url, wiped):
    form = Form(f"{file_url}/++add++TextRecord")
    form.session.auth = None
    form.send(LARGE, "a.txt", title="图纸")
    assert sum(size >= len(LARGE) for size in wiped) >= 2


def test_a_form_that_fails_keeps_no_upload_at_all(client, site, file_url):
    form = Form(f"{file_url}/++add++TextRecord")
    page = form.send(CANARY.encode(), f"{CANARY}.txt", title="<b>图纸</b>")
    assert "HTML" in page.text
    assert CANARY not in page.text
    assert not kept_uploads(site)
    assert client("handler1").get(file_url).json()["items_total"] == 0


def test_an_edit_form_keeps_the_stored_file_when_a_marked_one_is_refused(
    client, add, upload
):
    plain = upload(b"x", "a.txt", "text/plain")
    url = add("TextRecord", title="图纸", file=plain).json()["@id"]
    form = Form(f"{url}/edit")
    page = form.send(LARGE, f"{CANARY}.txt", title="图纸", **{"file.action": "replace"})
    assert "a.txt" in page.text
    assert CANARY not in page.text
    assert client("handler1").get(url).json()["file"]["filename"] == "a.txt"


def files_that_hold(folder: Path, text: str) -> list[Path]:
    """Return the files of a folder that hold a text."""
    found = (one for one in folder.rglob("*") if one.is_file())
    return [one for one in found if text.encode() in one.read_bytes()]


def empties(folder: Path) -> bool:
    """Tell whether no file stays in a folder; the site's jobs use it for moments."""
    for _attempt in range(60):
        left = [path for path in folder.rglob("*") if path.is_file()]
        if not [path for path in left if path.name != LOCK]:
            return True
        sleep(0.5)
    return False


def test_nothing_of_it_is_left_on_the_disk(demo_url, demo_folder, body, marked, upload):
    clerk, handler = Client(demo_url, "clerk1"), Client(demo_url, "handler1")
    where = clerk.post("files", **body()).json()["@id"]
    form = Form(f"{where}/++add++TextRecord")
    stub = upload(LARGE.replace(MARK.encode(), b""), f"{CANARY}.txt", "text/plain")
    for answer in (
        handler.post(where, **{"@type": "TextRecord", "file": marked}),
        handler.post(
            where, **{"@type": "TextRecord", "file": stub, "confidentiality": STUB}
        ),
        handler.post(
            where, **{"@type": "MediaEvidence", "summary": f"{MARK} {CANARY}"}
        ),
    ):
        assert answer.status_code == 400, answer.text
    assert "★" in form.send(LARGE, f"{CANARY}.txt", title="图纸").text
    assert handler.get(where).json()["items_total"] == 0
    assert files_that_hold(demo_folder, CANARY) == []
    assert empties(demo_folder / "var" / "tmp")
    # Were it kept, it would be found.
    kept = upload(f"{CANARY}-plain".encode(), "a.txt", "text/plain")
    made = handler.post(where, **{"@type": "TextRecord", "file": kept})
    assert made.status_code == 201
    assert files_that_hold(demo_folder, f"{CANARY}-plain")
