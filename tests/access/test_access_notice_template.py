"""The bureau's own template: who changes it, what is refused, how it comes back."""

from lingchuan.records.access import notice_template
from lingchuan.records.access.notice import DELIVERED
from lingchuan.records.access.notice import delivered
from lingchuan.records.access.notice import NAMES
from lingchuan.records.access.notice_samples import samples
from lingchuan.records.access.notice_template import set_template
from lingchuan.records.access.notice_template import template_of
from lingchuan.records.access.notice_template import versions_of
from lingchuan.records.access.notice_texts import template_values
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.core.access.notice import NoticeFacts
from pathlib import Path
from tests.access.templates import template
from tests.access.templates import WHOLE
from tests.confidentiality.people import acting

import hashlib
import pytest
import subprocess
import sys


ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(site):
    return site["requests"]


def changed(desk, data, reason="局徽换新", user="sysadmin"):
    with acting(user):
        set_template(desk, data, reason)


def problem(desk, data, reason="局徽换新"):
    """Return the problem for which a template is refused."""
    before = template_of(desk)
    with pytest.raises(BadInput) as caught:
        changed(desk, data, reason)
    assert template_of(desk) == before
    (found,) = caught.value.problems
    return found


def test_the_delivered_template_is_what_its_script_makes(tmp_path):
    made = tmp_path / "notice.docx"
    command = [sys.executable, str(ROOT / "tools/notice_template.py"), str(made)]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_bytes() == DELIVERED.read_bytes()


def test_the_manual_tells_of_every_name(site):
    manual = (ROOT / "docs/notice-template.md").read_text(encoding="utf-8")
    assert set(template_values(next(samples()))) == NAMES
    assert [name for name in NAMES if f"`{name}`" not in manual] == []


def test_own_template_is_used_kept_and_given_back(desk):
    assert template_of(desk) == delivered() and not notice_template.is_own(desk)
    first, second = template(*WHOLE), template(*WHOLE, "附注")
    changed(desk, first)
    changed(desk, second, "加附注")
    assert template_of(desk) == second
    changed(desk, None, "恢复")
    assert template_of(desk) == delivered() and not notice_template.is_own(desk)
    kept = [(row["reason"], row["by"], row["file"]) for row in versions_of(desk)]
    assert kept[0] == ("恢复", "sysadmin", None)
    assert [row[2].data for row in kept[1:]] == [second, first]


def test_only_the_last_templates_are_kept(desk, monkeypatch):
    monkeypatch.setattr(notice_template, "KEPT", 2)
    for number in range(3):
        changed(desk, template(*WHOLE, str(number)), f"第{number}次")
    assert [row["reason"] for row in versions_of(desk)] == ["第2次", "第1次"]


def test_a_change_is_an_event_with_both_digests(desk, monkeypatch):
    told = []
    monkeypatch.setattr(notice_template, "log", lambda *a, **k: told.append((a, k)))
    data = template(*WHOLE)
    changed(desk, data)
    ((obj, action), said) = told[0]
    assert (obj, action, said["reason"]) == (desk, "notice_template", "局徽换新")
    assert said["details"] == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "sha256_before": hashlib.sha256(delivered()).hexdigest(),
        "delivered": False,
    }


@pytest.mark.parametrize("user", ["bureau_head", "secrecy_officer", "clerk1", "party1"])
def test_nobody_but_who_keeps_the_settings_changes_it(desk, user):
    with pytest.raises(NotAllowed):
        changed(desk, template(*WHOLE), user=user)


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ((*WHOLE, "{{ applicant }}"), "template_unknown", "applicant"),
        (
            (*WHOLE, "{% if days == 0 %}{{ witness }}{% endif %}"),
            "template_unknown",
            "witness",
        ),
        ((*WHOLE, "坏处 {% endif %}"), "template_broken", "坏处 {% endif %}"),
        (("{{ number }}", "{{ day }}"), "template_lacks", "requester_name"),
        ((WHOLE[1], WHOLE[2], *WHOLE[-2:]), "template_lacks", "remedies"),
        ((*WHOLE[:1], *WHOLE[2:]), "template_lacks", "number"),
    ],
)
def test_what_makes_no_good_notice_is_refused_with_the_place(desk, lines, code, told):
    found = problem(desk, template(*lines))
    assert (found.field, found.code) == ("template", code)
    assert told in dict(found.params).popitem()[1]


@pytest.mark.parametrize(
    ("data", "reason", "code"),
    [
        (b"%PDF-1.7", "换新", "template_no_docx"),
        (b"PK" + b"\0" * (1 << 20), "换新", "template_large"),
        (template(*WHOLE), "  ", "reason_required"),
        (None, "换新", "template_same"),
    ],
)
def test_what_is_no_change_is_refused(desk, data, reason, code):
    assert problem(desk, data, reason).code == code


def test_a_marked_template_is_refused_like_any_file(desk):
    assert problem(desk, template(*WHOLE, "机密★20年")).code == "secret_file"


def test_facts_of_a_notice_hold_no_name_of_what_is_refused():
    named = {"requester_name", "bureau_name"}
    assert {name for name in NoticeFacts.__slots__ if "name" in name} == named
