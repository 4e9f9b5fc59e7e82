"""Records leave one site and arrive in an empty one, whole; else nothing does."""

from collections.abc import Callable
from pathlib import Path
from tests.real_site import copy_site
from tests.setup.spoiling import other_title
from tests.setup.spoiling import SPOILT
from typing import Any

import copy
import json
import pytest
import shutil
import subprocess
import sys


# What the new site works out, or gives anew.
NEW = ("event",)
ANEW = ("image_scales",)
DEPUTY = "user:deputy_head"


def run(*arguments: object) -> subprocess.CompletedProcess:
    """Run a module in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.run(command, capture_output=True, text=True, cwd=root)


def told_of(var: Path, act: str = "tell", *folders: Path) -> Any:
    """Return what a site tells of its records, or what else is asked of it."""
    done = run("tests.setup.moving_site", act, var, *folders)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def move(way: str, folder: Path, var: Path) -> subprocess.CompletedProcess:
    """Move records out of a site, or into it."""
    return run("lingchuan.records.setup.moving", way, folder, "--var", var)


@pytest.fixture(scope="module")
def make_site(tmp_path_factory) -> Callable[[str], Path]:
    """Return a maker of sites, each with a database and a blob store of its own."""

    def make(name: str) -> Path:
        var = tmp_path_factory.mktemp(name)
        made = run("lingchuan.records.setup.instance", "--site-only", "--var", var)
        assert made.returncode == 0, made.stderr
        return var

    return make


@pytest.fixture(scope="module")
def old(made_site, tmp_path_factory) -> dict:
    """A site with the demo's cases, a restricted record and a corrected one."""
    var = copy_site(made_site, tmp_path_factory.mktemp("old") / "var")
    return {"var": var, "told": told_of(var, "prepare")}


@pytest.fixture(scope="module")
def folder(old, tmp_path_factory) -> Path:
    """What left the old site."""
    found = tmp_path_factory.mktemp("moved") / "records"
    done = move("out", found, old["var"])
    assert done.returncode == 0, done.stdout + done.stderr
    return found


@pytest.fixture(scope="module")
def empty(make_site) -> Path:
    """An empty site."""
    return make_site("new")


@pytest.fixture(scope="module")
def arrived(empty, folder) -> dict:
    """The new site after the arrival."""
    done = move("in", folder, empty)
    assert done.returncode == 0, done.stdout + done.stderr
    return {"var": empty, "told": told_of(empty)}


def alike(told: dict) -> dict:
    """Return what must be the same in both sites."""
    kept = copy.deepcopy(told)
    for one in kept.values():
        one.pop("events")
        for name in NEW:
            one["whole"].pop(name)
        for name in ANEW:
            one["columns"].pop(name)
        # Offices do not move; the old site's deputy reads requests by one.
        one["readers"] = [name for name in one["readers"] if name != DEPUTY]
    return kept


def test_every_record_is_what_it_was(old, arrived):
    before, after = alike(old["told"]), alike(arrived["told"])
    assert set(before) == set(after)
    for uid in before:
        assert after[uid] == before[uid], before[uid]["path"]


def test_a_restricted_record_is_shut_as_before(old, arrived):
    shut = [
        one
        for uid, one in arrived["told"].items()
        if old["told"][uid]["indexes"]["confidentiality_state"] == "restricted"
    ]
    assert shut
    for one in shut:
        seen = {*one["permissions"]["_View_Permission"], *one["readers"]}
        assert "Confidential Reader" in one["permissions"]["_View_Permission"]
        assert not {"Anonymous", "Authenticated", "Manager", "Staff Reader"} & seen
    histories = [
        {
            name: json.dumps(rows, ensure_ascii=False)
            for name, rows in one["whole"]["history"]["value"]
        }
        for one in shut
    ]
    # The hearing that was restricted last, and what it holds.
    found = [one for one in histories if "只限二人" in one["confidentiality_workflow"]]
    assert found
    for history in found:
        assert set(history) == {"record_workflow", "confidentiality_workflow"}
        assert "secrecy_officer" in history["confidentiality_workflow"]


def test_each_arrival_is_one_event(arrived):
    for one in arrived["told"].values():
        # A shelf of the new site was there before, under another identity.
        assert one["events"] == {"arrive": 1}, one["path"]


def test_records_that_are_there_already_do_not_arrive_again(arrived, folder):
    done = move("in", folder, arrived["var"])
    assert done.returncode == 1
    assert "has records of its own" in done.stdout
    after = told_of(arrived["var"])
    assert alike(after) == alike(arrived["told"])
    for uid, one in after.items():
        assert one["events"] == arrived["told"][uid]["events"]


def test_a_number_that_came_along_is_not_given_again(arrived):
    code = (
        "from tests.setup.moving_site import *;"
        "from lingchuan.records.content.actions import add_permit_file;"
        "from lingchuan.records.demo.users import create_users;"
        "from plone import api; import datetime\n"
        f"with zope_application(Path({str(arrived['var'])!r})) as app:\n"
        "    setRequest(app.REQUEST); setSite(app['lingchuan'])\n"
        "    admin = app.acl_users.getUserById('admin').__of__(app.acl_users)\n"
        "    with api.env.adopt_user(user=admin): create_users(app['lingchuan'])\n"
        "    with acting('clerk1'):\n"
        "        made = add_permit_file(app['lingchuan']['files'], title='新',"
        " matters=[{'code': 'SPJY'}], applicant_name='示例', applicant_type='other',"
        " unit='审批一股', handlers=['handler1'],"
        " received_on=datetime.date(2026, 3, 9))\n"
        "        print(made.file_number)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    taken = {one["indexes"]["file_number"] for one in arrived["told"].values()}
    assert done.stdout.strip().startswith("陵审批许字〔2026〕"), done.stderr
    assert done.stdout.strip() not in taken


@pytest.fixture(scope="module")
def second(make_site) -> dict:
    """Another empty site."""
    var = make_site("second")
    return {"var": var, "told": told_of(var)}


@pytest.fixture(scope="module")
def refused(second, folder, tmp_path_factory) -> dict:
    """Status and words of the attempt to move each spoilt folder in, one by one."""
    folders = {}
    for spoil, _said in SPOILT:
        folders[spoil] = tmp_path_factory.mktemp("spoilt") / "records"
        shutil.copytree(folder, folders[spoil])
        spoil(folders[spoil])
    done = told_of(second["var"], "arrive", *folders.values())
    return dict(zip(folders, done, strict=True))


@pytest.mark.parametrize(("spoil", "said"), SPOILT)
def test_what_is_not_as_it_left_keeps_all_out(refused, spoil, said):
    status, words = refused[spoil]
    assert status == 1
    assert "Nothing was moved" in words
    assert said in words
    assert "换过的题名" not in words


def test_the_command_ends_with_what_it_refuses(second, folder, tmp_path):
    spoilt = tmp_path / "records"
    shutil.copytree(folder, spoilt)
    other_title(spoilt)
    done = move("in", spoilt, second["var"])
    assert done.returncode == 1
    assert "Nothing was moved" in done.stdout
    assert "换过的题名" not in done.stdout + done.stderr


def test_after_all_refusals_nothing_is_there(second, refused):
    assert alike(told_of(second["var"])) == alike(second["told"])


def test_what_left_once_is_not_written_over(old, folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = move("out", folder, old["var"])
    assert done.returncode == 1
    assert "is there already" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert not folder.with_name("records.part").exists()
