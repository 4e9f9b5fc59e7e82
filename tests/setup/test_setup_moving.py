"""Records leave one site and arrive in an empty one, whole; else nothing does."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import copy
import json
import pytest
import shutil
import subprocess
import sys


# What the new site works out, or gives anew.
NEW = ("event",)
ANEW = ("image_scales",)


def run(*arguments: object) -> subprocess.CompletedProcess:
    """Run a module in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.run(command, capture_output=True, text=True, cwd=root)


def told_of(var: Path) -> dict:
    """Return what a site tells of its records."""
    done = run("tests.setup.moving_site", "tell", var)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def move(way: str, folder: Path, var: Path) -> subprocess.CompletedProcess:
    """Move records out of a site, or into it."""
    return run("lingchuan.records.setup.moving", way, folder, "--var", var)


@pytest.fixture(scope="module")
def make_site(tmp_path_factory) -> Callable[..., Path]:
    """Return a maker of sites, each with a database and a blob store of its own."""

    def make(name: str, *options: str) -> Path:
        var = tmp_path_factory.mktemp(name)
        made = run(
            "lingchuan.records.setup.instance", "--site-only", "--var", var, *options
        )
        assert made.returncode == 0, made.stderr
        return var

    return make


@pytest.fixture(scope="module")
def old(make_site) -> dict:
    """A site with the demo's cases, a restricted record and a corrected one."""
    var = make_site("old", "--demo")
    done = run("tests.setup.moving_site", "prepare", var)
    assert done.returncode == 0, done.stderr
    return {"var": var, "told": told_of(var)}


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
    one = min(shut, key=lambda one: len(one["path"]))
    steps = one["whole"]["history"]["value"]
    history = {name: json.dumps(rows, ensure_ascii=False) for name, rows in steps}
    assert set(history) == {"record_workflow", "confidentiality_workflow"}
    assert "涉及商业秘密" in history["confidentiality_workflow"]
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


def items_of(folder: Path, kind: str = "") -> list[Path]:
    """Return the items of a type, in their order."""
    paths = sorted((folder / "items").iterdir(), key=lambda one: int(one.stem))
    return [one for one in paths if not kind or f'"@type": "{kind}"' in one.read_text()]


def seal(folder: Path) -> None:
    """Write a manifest that agrees with what is there."""
    path = folder / "manifest.json"
    told = json.loads(path.read_text())
    told["items"] = {
        one.name: sha256(one.read_bytes()).hexdigest() for one in items_of(folder)
    }
    told["files"] = sorted(one.name for one in (folder / "files").iterdir())
    path.write_text(json.dumps(told))


def change(path: Path, edit: Callable[[dict], None]) -> None:
    """Change what an item tells, and seal it."""
    told = json.loads(path.read_text())
    edit(told["lingchuan.records"])
    path.write_text(json.dumps(told))
    seal(path.parents[1])


def no_manifest(folder: Path) -> None:
    """Leave the packing unfinished."""
    (folder / "manifest.json").unlink()


def drop_last(folder: Path) -> None:
    """Lose a record that holds nothing."""
    items_of(folder)[-1].unlink()


def one_more(folder: Path) -> None:
    """Put something in that was not packed."""
    (folder / "files" / "0").write_bytes(b"0")


def spoil_item(folder: Path) -> None:
    """Change a record without telling the manifest."""
    path = items_of(folder)[-1]
    path.write_text(path.read_text() + " ")


def spoil_file(folder: Path) -> None:
    """Change one byte of a file; its name in the manifest stays."""
    file = max((folder / "files").iterdir(), key=lambda one: one.stat().st_size)
    file.write_bytes(file.read_bytes()[:-1] + b"\0")


def other_title(folder: Path) -> None:
    """Change the title of a record, and seal it."""
    change(items_of(folder)[-1], lambda told: told["values"].update(title="换过的题名"))


def open_record(folder: Path) -> None:
    """Let the history of the restricted record say that it is open, and seal it."""
    path = items_of(folder, "HearingRecord")[0]

    def edit(told):
        text = json.dumps(told["history"])
        told["history"] = json.loads(text.replace('"restricted"', '"open"'))

    change(path, edit)


def drop_parent(folder: Path) -> None:
    """Lose what holds others, and seal it."""
    items_of(folder, "PermitFile")[0].unlink()
    seal(folder)


def unknown_kind(folder: Path) -> None:
    """Let a value be of a kind that is not known, and seal it."""
    odd = {"~": "pickle", "value": "x"}
    change(items_of(folder)[-1], lambda told: told["values"].update(title=odd))


SPOILT = (
    (no_manifest, "manifest.json"),
    (drop_last, "more or less than packed"),
    (one_more, "more or less than packed"),
    (spoil_item, "another item"),
    (spoil_file, "another file"),
    (other_title, "NotAsItLeft"),
    (open_record, "NotAsItLeft"),
    (drop_parent, "what holds it did not arrive"),
    (unknown_kind, "CannotCarry"),
)


@pytest.fixture(scope="module")
def second(make_site) -> dict:
    """Another empty site."""
    var = make_site("second")
    return {"var": var, "told": told_of(var)}


@pytest.mark.parametrize(("spoil", "said"), SPOILT)
def test_what_is_not_as_it_left_keeps_all_out(second, folder, tmp_path, spoil, said):
    spoilt = tmp_path / "records"
    shutil.copytree(folder, spoilt)
    spoil(spoilt)
    done = move("in", spoilt, second["var"])
    assert done.returncode == 1
    assert "Nothing was moved" in done.stdout
    assert said in done.stdout
    assert "换过的题名" not in done.stdout + done.stderr


def test_after_all_refusals_nothing_is_there(second):
    assert alike(told_of(second["var"])) == alike(second["told"])


def test_what_left_once_is_not_written_over(old, folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = move("out", folder, old["var"])
    assert done.returncode == 1
    assert "is there already" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert not folder.with_name("records.part").exists()
