"""L13, L16, L19, L25, L27, L28, L32, L35–L38, L40: the doors of Zope and Plone."""

from tests.leaks import sweep
from tests.leaks.people import MANAGER
from tests.leaks.people import ROLES
from tests.leaks.sweep import told
from tests.leaks.world import AROUND
from tests.leaks.wsgi import HTML
from tests.leaks.wsgi import JSON
from tests.leaks.wsgi import PROGRAM

import pytest


OUTSIDERS = (
    "anonymous",
    "party",
    "handler of another file",
    "former handler",
    "site administrator",
    MANAGER,
)
SOURCE = (
    "manage_FTPget",
    "manage_DAVget",
    "manage_FTPlist",
    "manage_FTPstat",
    "DELETE",
    "PROPFIND",
    "listDAVObjects",
    "document_src",
    "manage_exportObject?download:int=1",
    "manage_exportObject?id=files&download:int=1",
)


@pytest.mark.parametrize("call", SOURCE)
def test_no_source_and_no_export_of_content(world, browsers, call):
    name, _mark, query = call.partition("?")
    for role in ROLES:
        for where in ("", "files", "files/2026", world.secrets[AROUND].path):
            path = f"{where}/{name}".lstrip("/")
            answer = browsers[role].ask(path, query=query)
            assert told(world, role, where, answer) == [], (role, path)
            assert answer.status >= 400, (role, path)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("PROPFIND", {"Depth": "1"}),
        ("GET", {"Translate": "f"}),
        ("PROPFIND", {"Depth": "infinity"}),
        ("LOCK", {}),
        ("SEARCH", {}),
        ("REPORT", {}),
        ("TRACE", {}),
    ],
)
def test_webdav_tells_nothing(world, browsers, method, headers):
    for role in ROLES:
        for where in ("", "files", world.secrets[AROUND].path):
            answer = browsers[role].ask(where, method, headers=headers)
            assert told(world, role, where, answer) == [], (role, where)
            assert method == "GET" or answer.status >= 400


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_way_round_leads_to_a_secret(world, browsers, role):
    """By acquisition, namespaces, virtual hosts and doubled names."""
    portal = world.portal.getId()
    for secret in some(world, role):
        around, _slash, name = secret.path.rpartition("/")
        ways = (
            f"files/{name}",
            f"{world.secrets['open'].path}/{name}",
            f"{around}/x/../{name}",
            f"++api++/{secret.path}",
            f"{around}/++api++/{name}",
            f"{secret.path}/++view++view",
            f"{secret.path}/++api++",
            f"{around}/@@view/{name}",
            f"{around}/@@edit/../{name}",
            f"{secret.path}/index_html",
            f"portal_catalog/{secret.path}",
            f"portal_url/{secret.path}",
            f"acl_users/{secret.path}",
            f"/{portal}/{portal}/{secret.path}",
            f"/VirtualHostBase/http/x.org:80/{portal}/VirtualHostRoot/{secret.path}",
            f"/VirtualHostBase/http/x.org:80/{portal}/{around}/VirtualHostRoot/{name}",
            f"//{portal}//{secret.path}",
        )
        for at, way in enumerate(ways):
            for accept in (PROGRAM, JSON, HTML)[: 2 + at % 2]:
                answer = browsers[role].ask(way, accept=accept)
                found = world.leaks(role, answer.whole, where=False)
                assert found == [], (way, accept)
                assert answer.status in (301, 302, 401, 404), (way, accept)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_scales_and_files_of_a_secret_are_nothing(world, browsers, role):
    photo = world.obj("privacy")
    for name in (
        "@@images/file",
        "@@images/file/preview",
        f"@@images/{photo.UID()}.jpeg",
        "@@download/file",
        "@@display-file/file",
        "@@old-version/0.file",
        "file",
        "image_preview",
        "@@images/image/mini",
    ):
        for accept in (PROGRAM, HTML):
            path = f"{photo_path(world)}/{name}"
            answer = browsers[role].ask(path, accept=accept)
            assert answer.status in (302, 401, 404), name
            assert told(world, role, path, answer) == []


def some(world, role):
    """Return three of the secrets of a role, others than the next role's."""
    hidden = world.hidden_from(role)
    return [hidden[(OUTSIDERS.index(role) + 5 * n) % len(hidden)] for n in range(3)]


def photo_path(world):
    return world.secrets["privacy"].path


def test_the_file_s_bytes_are_found_by_its_reader(world, browsers):
    answer = browsers["archivist"].ask(f"{photo_path(world)}/@@download/file")
    assert world.canaries("privacy")["exif"] in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_link_by_uid_tells_hidden_and_missing_apart_to_nobody(world, browsers, role):
    for secret in some(world, role):
        uid = next(one for one in secret.canaries.where if "/" not in one)
        nothing = uid[:-4] + "zzzz"
        for path in ("resolveuid/UID", "@@redirect-to-uuid/UID", "resolveUid/UID"):
            for accept in (HTML, JSON):
                hidden, missing = (
                    sweep.plain(browsers[role].ask(one, accept=accept), one)
                    for one in (path.replace("UID", uid), path.replace("UID", nothing))
                )
                assert hidden == missing, (secret.name, path, accept)


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ["@copy", "@move", "@linkintegrity", "@relations"])
def test_a_service_that_takes_a_place_tells_nothing_of_it(world, browsers, role, name):
    for secret in some(world, role):
        uid = next(one for one in secret.canaries.where if "/" not in one)
        hidden, nothing = secret.path, sweep.missing(secret)
        sources = ((f"/{hidden}", uid), (f"/{nothing}", uid[:-4] + "zzzz"))
        for where in ("", "files", world.secrets[AROUND].path):
            answers = set()
            for path, one in sources:
                body, query = {"source": path}, f"uids={one}&source={one}&target={one}"
                call = {"json_body": body} if name in ("@copy", "@move") else {}
                answer = browsers[role].ask(
                    f"{where}/{name}".lstrip("/"),
                    "POST" if call else "GET",
                    accept=JSON,
                    query="" if call else query,
                    **call,
                )
                plain = answer.text.replace(one, "").replace(path, "")
                answers.add((answer.status, plain))
            assert len(answers) == 1, (secret.name, where, answers)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_confirmation_of_deleting_names_no_hidden_source(world, browsers, role):
    for where in ("files", world.secrets[AROUND].path, world.secrets["open"].path):
        for name in ("delete_confirmation", "delete_confirmation_info", "fc-delete"):
            answer = browsers[role].ask(f"{where}/@@{name}", accept=HTML)
            assert told(world, role, where, answer) == []


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize(
    "name",
    ["@comments", "@aliases", "@lock", "@tus-upload", "@tus-upload/0", "@workingcopy"],
)
def test_stock_services_of_records_answer_as_for_nothing(world, browsers, role, name):
    for method in ("GET", "POST", "PATCH", "HEAD", "DELETE", "OPTIONS"):
        for secret in world.hidden_from(role)[:3]:
            hidden, nothing = (
                browsers[role].ask(f"{path}/{name}", method, accept=JSON, json_body={})
                for path in (secret.path, sweep.missing(secret))
            )
            assert (hidden.status, hidden.body) == (nothing.status, nothing.body)
            assert hidden.status >= 400
