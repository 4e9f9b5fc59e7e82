"""`@@key-shots`: answers of notice and key shots, each in its recording, all or nothing."""

from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.ledger import api as ledger
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.permit_files import open_file
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import datetime
import html
import pytest
import re
import transaction


FIELD = re.compile(
    r'<input[^>]*?type="hidden"[^>]*?name="([^"]+-(?:shown|clip))"[^>]*?value="([^"]*)"'
)


def moment(text):
    return datetime.datetime.fromisoformat(f"2026-05-19T{text}+08:00")


def film(activity, title, starts, ends, **values):
    usual = {
        "medium": "video",
        "device_kind": "body_camera",
        "device_id": "LC-07",
        "place": "院门口",
        "persons": ["甲"],
        "staff": ["handler1"],
        "summary": "送达",
    }
    times = {"starts": moment(starts), "ends": moment(ends)}
    file = {"file": NamedBlobFile(title.encode(), filename="x.mp4")}
    return add_record(
        activity, "MediaEvidence", title=title, **usual | times | file | values
    )


@pytest.fixture
def check(portal):
    """Field work that serves papers, with one recording of a body camera."""
    file = open_file(portal)
    with acting("handler1"):
        check = add_record(
            file,
            "FieldRecord",
            title="送达",
            activity_kind="service",
            starts=moment("10:12:30"),
            ends=moment("10:50"),
        )
        film(check, "甲段", "10:12", "10:31")
    transaction.commit()
    return check


@pytest.fixture
def clip(check):
    return check.objectValues()[0]


@pytest.fixture
def second(check):
    """A later recording, that shows the site already."""
    shots = [{"code": "KS1", "answer": "present", "offset_s": 5.5, "reason": None}]
    with acting("handler1"):
        made = film(check, "乙段", "10:31", "10:51", key_shots=shots)
    transaction.commit()
    return made


def page(user, record):
    return Reader(user).get(f"{record.absolute_url()}/@@key-shots")


def sent(user, record, **changes):
    """Send the form as its page has it, with some fields changed."""
    reader, url = Reader(user), f"{record.absolute_url()}/@@key-shots"
    shown = reader.get(url).text
    data = {name: html.unescape(value) for name, value in FIELD.findall(shown)}
    data |= {"_authenticator": TOKEN.search(shown)[1]}
    data |= {name.replace("_", "-"): value for name, value in changes.items()}
    answer = reader.session.post(url, data=data, timeout=60, allow_redirects=False)
    transaction.begin()
    return answer


def rows(clip):
    return [
        (row["code"], row["answer"], row["offset_s"], row["reason"])
        for row in clip.key_shots or ()
    ]


def events():
    return [(row["action"], row["uid"]) for row in ledger.read(0, None)]


def test_a_notice_and_shots_are_kept_in_the_recording_as_one_event(check, clip):
    before = len(events())
    answer = sent(
        "handler1",
        check,
        notice_answer="present",
        notice_mark="00:12",
        notice_more="oral",
        KS1_answer="present",
        KS1_mark="1:03.5",
        KS4_answer="not_applicable",
        KS4_more="现场没有",
    )
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"{check.absolute_url()}/@@key-shots",
    )
    assert (clip.notice_given, clip.notice_offset_s) == (True, 12.0)
    assert clip.notice_method == "oral"
    assert rows(clip) == [
        ("KS1", "present", 63.5, None),
        ("KS4", "not_applicable", None, "现场没有"),
    ]
    assert events()[before:] == [("change", clip.UID())]


def test_what_was_not_touched_is_not_written(check, second):
    before = events()
    assert sent("handler1", check, **as_shown("handler1", check)).status_code == 302
    assert events() == before
    assert rows(second) == [("KS1", "present", 5.5, None)]


def as_shown(user, record):
    """Return what a browser would send of a page that nobody touched."""
    text = page(user, record).text
    found = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = (re.search(f'{key}="([^"]*)"', tag) for key in ("name", "value"))
        is_ours = name and re.match(r"(KS\d|notice)-", name[1])
        if is_ours and ('type="text"' in tag or "checked" in tag):
            found[name[1]] = value[1]
    for name, body in re.findall(
        r'<select[^>]*?name="([^"]*)"[^>]*>(.*?)</select>', text, re.S
    ):
        options = re.findall(r"<option[^>]*>", body)
        chosen = [one for one in options if "selected" in one] or options
        found[name] = re.search('value="([^"]*)"', chosen[0])[1]
    return found


def test_an_answer_moves_to_the_recording_that_is_chosen(check, clip, second):
    answer = sent(
        "handler1",
        check,
        **as_shown("handler1", check) | {"KS1-clip": clip.UID(), "KS1-mark": "03:05"},
    )
    assert answer.status_code == 302
    assert rows(clip) == [("KS1", "present", 185.0, None)]
    assert rows(second) == []


def test_what_another_recording_shows_is_not_denied(check, clip, second):
    sent("handler1", clip, KS1_answer="present", KS1_mark="00:09")
    answer = sent("handler1", check, KS1_answer="not_applicable", KS1_more="无")
    assert answer.status_code == 400
    assert "Another mark says that it is shown" in beside(answer, "KS1-answer")
    assert rows(clip) and rows(second)


def beside(answer, field):
    return answer.text.split(f'id="{field}-error"')[1].partition("</p>")[0]


@pytest.mark.parametrize(
    ("field", "mark", "text"),
    [
        ("KS2", "3:75", "Is no time mark"),
        ("KS2", "185", "Is no time mark"),
        ("KS2", "25:00", "lies after the end of the recording (19:00)"),
        ("notice", "0:0:75", "Is no time mark"),
        ("notice", "1:00:00", "lies after the end of the recording (19:00)"),
    ],
)
def test_a_bad_mark_is_named_kept_in_the_form_and_nothing_is_stored(
    check, clip, field, mark, text
):
    before = events()
    answer = sent(
        "handler1",
        check,
        **{
            "KS1-answer": "present",
            "KS1-mark": "00:30",
            f"{field}-answer": "present",
            f"{field}-mark": mark,
        },
    )
    assert answer.status_code == 400
    assert text in beside(answer, f"{field}-mark")
    assert re.search(rf'name="{field}-mark"[^>]*value="{mark}"', answer.text)
    assert re.search(r'name="KS1-mark"[^>]*value="00:30"', answer.text)
    assert (clip.key_shots, clip.notice_given, events()) == (None, None, before)


@pytest.mark.parametrize(
    ("field", "value"),
    [("KS1-answer", "perhaps"), ("KS1-clip", "0" * 32), ("notice-more", "by hand")],
)
def test_a_value_that_no_form_offers_is_refused(check, clip, field, value):
    usual = {"KS1-answer": "present", "notice-answer": "present"}
    answer = sent("handler1", check, **usual | {field: value})
    assert answer.status_code == 400
    assert "The value is unknown" in beside(answer, field)
    assert (clip.key_shots, clip.notice_given) == (None, None)


def test_what_somebody_else_answered_meanwhile_is_not_overwritten(check, clip):
    sent("handler1", check, KS2_answer="present", KS2_mark="00:40")
    answer = sent("handler1", check, KS2_shown="", KS2_answer="not_applicable")
    assert answer.status_code == 400
    assert "Somebody has answered this" in beside(answer, "KS2-answer")
    assert rows(clip) == [("KS2", "present", 40.0, None)]


def test_a_sealed_recording_refuses_with_its_reason(check, clip):
    for record in (check, clip):
        move(record, "submit", "handler1")
        move(record, "mark_open", "secrecy_officer")
    transaction.commit()
    data = {"KS1_answer": "present", "KS1_mark": "00:30"}
    form = page("handler1", clip).text
    move(clip, "seal", "section_head1")
    transaction.commit()
    answer = late("handler1", clip, form, **data)
    assert answer.status_code == 409
    assert "The record is sealed" in answer.text
    assert clip.key_shots is None
    shown = page("handler1", clip).text
    assert "The record is sealed" in shown and 'type="radio"' not in shown


def late(user, record, form, **changes):
    """Send a form that was opened earlier."""
    data = {name: html.unescape(value) for name, value in FIELD.findall(form)}
    data |= {"_authenticator": TOKEN.search(form)[1]}
    data |= {name.replace("_", "-"): value for name, value in changes.items()}
    url = f"{record.absolute_url()}/@@key-shots"
    answer = Reader(user).session.post(url, data=data, timeout=60)
    transaction.begin()
    return answer


def test_only_who_may_change_gets_a_form_and_strangers_none(check, clip):
    move(check, "mark_open", "secrecy_officer")
    move(clip, "mark_open", "secrecy_officer")
    transaction.commit()
    for record in (check, clip):
        assert 'type="radio"' in page("handler1", record).text
        shown = page("supervisor1", record)
        assert shown.status_code == 200 and 'type="radio"' not in shown.text
        assert page("party2", record).status_code == 404
        assert "require_login" in page(None, record).headers["Location"]
    form = page("handler1", check).text
    assert late("supervisor1", check, form, KS1_answer="present").status_code == 403
    url = f"{check.absolute_url()}/@@key-shots"
    forged = Reader("handler1").session.post(url, data={"KS1-answer": "present"})
    transaction.begin()
    assert forged.status_code == 403
    assert clip.key_shots is None


def test_what_the_activity_asks_for_is_marked_before_there_is_a_recording(portal):
    file = open_file(portal)
    with acting("handler1"):
        plan = add_record(
            file,
            "FieldRecord",
            title="送达",
            activity_kind="service",
            starts=facts.now() + datetime.timedelta(days=2),
        )
    transaction.commit()
    text = page("handler1", plan).text
    needed = re.findall(r'id="(notice|KS\d)"(?:(?!<section).)*?required', text, re.S)
    assert needed == ["notice", "KS1", "KS2", "KS3"]
    assert "++add++MediaEvidence" in text and 'type="radio"' not in text
