"""Make and start an instance: ``python -m lingchuan.records.setup.instance``.

- It makes the site if it is absent, then serves it (``--start``, the default) or
  stops (``--site-only``).
- An existing site is left alone, demo cases included.
- Site and demo cases are one transaction: all of it is there, or nothing. What proves
  them follows in a second one.
"""

from AccessControl.security import newInteraction
from AccessControl.SecurityManagement import newSecurityManager
from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.core.digest import has_sm3
from lingchuan.records.ledger.keys import signing_key
from lingchuan.records.ledger.places import CHECKPOINTS
from lingchuan.records.setup.configuration import checkpoints_within
from lingchuan.records.setup.configuration import TEMPORARY
from lingchuan.records.setup.configuration import TIMEZONE
from lingchuan.records.setup.configuration import TZ
from lingchuan.records.setup.configuration import write_configuration
from OFS.Application import Application
from pathlib import Path
from secrets import token_urlsafe
from shutil import rmtree
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from zope.component.hooks import setSite

import logging
import os
import sys
import tempfile
import time
import transaction
import warnings


SITE_ID = "lingchuan"
SITE_TITLE = "行政许可全过程记录"
ADMIN = "admin"
PROFILE = "profile-lingchuan.records:default"
# What collective.exportimport says of setuptools at each move.
NOISE = "pkg_resources is deprecated"
# Parts of Plone that warn about a new site being new.
CHATTY = ("GenericSetup.componentregistry", "Products.MimetypesRegistry")


@contextmanager
def zope_application(
    var: Path, configuration: Path | None = None
) -> Iterator[Application]:
    """Start Zope from <var>/etc/zope.conf, or another; give its root, with a request."""
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    configure_wsgi(str(configuration or var / "etc" / "zope.conf"))
    newInteraction()
    app = makerequest(Zope2.app())
    try:
        yield app
    finally:
        setSite(None)
        transaction.abort()
        app._p_jar.close()
        app._p_jar.db().close()


def ensure_admin(app: Application, var: Path) -> None:
    """Create the Zope administrator with a random password, once, and log in."""
    users = app.acl_users
    if users.getUserById(ADMIN) is None:
        password = token_urlsafe(18)
        path = var / "etc" / "admin-password"
        path.touch(mode=0o600)
        path.write_text(f"{password}\n", encoding="utf-8")
        users._doAddUser(ADMIN, password, ["Manager"], [])
    newSecurityManager(None, users.getUserById(ADMIN).__of__(users))


def create_site(app: Application, demo: bool) -> None:
    """Create the site with the add-on and, if asked, the demo cases."""
    from Products.CMFPlone.factory import addPloneSite

    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)
    site = addPloneSite(
        app,
        SITE_ID,
        title=SITE_TITLE,
        distribution_name="classic",
        default_language="zh-cn",
        portal_timezone=TIMEZONE,
        setup_content=False,
    )
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile(PROFILE)
    fingerprint = signing_key().verifier.fingerprint
    say(f"The key that signs the ledger's checkpoints: {fingerprint}")
    if demo:
        from lingchuan.records.demo.site import create_demo

        create_demo(site)


def ensure_site(var: Path, demo: bool) -> bool:
    """Create the site unless it exists; tell whether it was created."""
    with zope_application(var) as app:
        if SITE_ID in app.objectIds():
            return False
        say(f"Creating the site {SITE_ID} in {var} ...")
        ensure_admin(app, var)
        create_site(app, demo)
        transaction.get().note(f"Create the site {SITE_ID}")
        transaction.commit()
        if demo:
            finish_demo_of(app)
            transaction.commit()
    return True


def finish_demo_of(app: Application) -> None:
    """Do what the demo needs its committed cases for."""
    from lingchuan.records.demo.site import finish_demo

    finish_demo(app[SITE_ID])


def serve(ini: Path) -> None:
    """Become the WSGI server; never return."""
    os.execv(sys.executable, [sys.executable, "-m", "Zope2.Startup.serve", str(ini)])


def parse_arguments(argv: list[str] | None = None) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="lingchuan.records.setup.instance")
    parser.add_argument("--var", type=Path, default=Path("var"), help="data folder")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--demo", action="store_true", help="demo users and cases")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--site-only", action="store_true", help="do not serve")
    only.add_argument("--start", action="store_true", help="serve too (default)")
    return parser.parse_args(argv)


def prepare_process(var: Path) -> None:
    """Let what this process writes be the owner's alone, and its time be China's.

    Files on their way into the site lie beside it: on the same disk, and in no folder
    that others read.
    """
    warnings.filterwarnings("ignore", NOISE)
    os.umask(0o077)
    temporary = var / TEMPORARY
    temporary.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    os.environ["TZ"] = TZ
    time.tzset()


def say(text: str) -> None:
    """Print a line for the person at the terminal, at once."""
    print(text, flush=True)


def say_where_checkpoints_lie(var: Path) -> None:
    """Warn when whoever keeps the data can also change the checkpoints."""
    if path := checkpoints_within(var):
        say(
            f"Signed checkpoints lie in {path}, beside the data: they prove nothing "
            f"against who keeps this server. Let {CHECKPOINTS} name a folder elsewhere."
        )


def main(argv: list[str] | None = None) -> int:
    """Make the site, serve it, or both."""
    options = parse_arguments(argv)
    var = options.var.resolve()
    if not has_sm3():
        say("This Python's OpenSSL has no SM3 (GB/T 32905), which every file needs.")
        return 1
    prepare_process(var)
    ini = write_configuration(var, options.port)
    try:
        created = ensure_site(var, options.demo)
    except LockError:
        say(f"{var} is in use by a running instance: stop it first.")
        return 1
    # Nobody else has the site open: what a killed process left here goes.
    for left in (var / TEMPORARY).iterdir():
        rmtree(left) if left.is_dir() else left.unlink()
    state = "created" if created else "exists already, left as it is"
    say(f"Site {SITE_ID} in {var}: {state}.")
    say_where_checkpoints_lie(var)
    if options.site_only:
        return 0
    if options.demo:
        from lingchuan.records.demo.__main__ import main as print_users

        print_users()
    say(f"Zope administrator: {ADMIN}, password in {var}/etc/admin-password")
    say(f"Serving http://localhost:{options.port}/{SITE_ID} (stop with Ctrl-C)")
    serve(ini)
    return 0


if __name__ == "__main__":
    sys.exit(main())
