"""The files a Zope instance starts from, written into <var>/etc.

They are written anew at each start, so that another port or a moved folder
counts at once; the data beside them are never touched.
"""

from lingchuan.records.ledger.places import CHECKPOINTS
from lingchuan.records.ledger.places import KEYS
from lingchuan.records.ledger.places import URL
from pathlib import Path
from string import Template

import os


TEMPORARY = "tmp"
TIMEZONE = "Asia/Shanghai"
# The same time by another name: Zope's DateTime takes Shanghai's "CST" for Chicago's.
TZ = "Etc/GMT-8"

ZOPE_CONF = Template(
    """\
%define VAR $var
%import lingchuan.records.setup
instancehome $$VAR
debug-mode off
security-policy-implementation C
verbose-security off
default-zpublisher-encoding utf-8
max-conflict-retries 10
<environment>
    TZ $timezone
    TMPDIR $var/tmp
    zope_i18n_compile_mo_files true
$ledger
</environment>
<zodb_db main>
    cache-size 30000
    <recordblobstorage>
        blob-dir $$VAR/blobstorage
        <filestorage>
            path $$VAR/filestorage/Data.fs
        </filestorage>
    </recordblobstorage>
    mount-point /
</zodb_db>
"""
)

ZOPE_INI = Template(
    """\
[app:zope]
use = egg:Zope#main
zope_conf = %(here)s/zope.conf

[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = $port
threads = 6
max_request_body_size = 10737418240
# What waits to be sent lies in memory, few of it, never in a file of its own.
outbuf_high_watermark = 4194304
outbuf_overflow = 33554432
ident = none

[pipeline:main]
pipeline =
    gateway
    egg:Zope#httpexceptions
    zope

[filter:gateway]
use = egg:lingchuan.records#gateway

[loggers]
keys = root

[handlers]
keys = console, file

[formatters]
keys = generic

[logger_root]
level = INFO
handlers = console, file

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = WARNING
formatter = generic

[handler_file]
class = FileHandler
args = (r'$var/log/event.log', 'a')
level = INFO
formatter = generic

[formatter_generic]
format = %(asctime)s %(levelname)s [%(name)s:%(lineno)s] %(message)s
"""
)

SITE_ZCML = """\
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:five="http://namespaces.zope.org/five"
    xmlns:meta="http://namespaces.zope.org/meta"
    xmlns:zcml="http://namespaces.zope.org/zcml"
    >

  <include package="Products.Five" />
  <meta:redefinePermission
      from="zope2.Public"
      to="zope.Public"
      />

  <!-- Only a move needs it (setup/moving.py); a server starts sooner without its pages. -->
  <exclude
      package="collective.exportimport"
      file="configure.zcml"
      zcml:condition="installed collective.exportimport"
      />

  <!-- Products.CMFPlone includes every add-on that names plone as its target. -->
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />

  <securityPolicy component="AccessControl.security.SecurityPolicy" />

</configure>
"""


def ledger_places(var: Path) -> dict[str, str]:
    """Return where the ledger, its keys and its checkpoints lie, as variables.

    Those of the environment count; without them all is below `var`.
    """
    usual = {KEYS: f"{var}/keys", CHECKPOINTS: f"{var}/checkpoints"}
    if URL in os.environ:
        usual[URL] = ""
    return {name: os.environ.get(name, value) for name, value in usual.items()}


def checkpoints_within(var: Path) -> Path | None:
    """Return the folder of the checkpoints if it lies below the data, else None.

    There, whoever can change the data can change what was signed about them too.
    """
    path = Path(ledger_places(var)[CHECKPOINTS]).resolve()
    return path if path.is_relative_to(var.resolve()) else None


def write_configuration(var: Path, port: int) -> Path:
    """Write zope.conf, zope.ini and site.zcml; return the path of zope.ini.

    Args:
        var: absolute data folder; made with its parts when absent.
        port: TCP port on 127.0.0.1.
    """
    for name in ("etc", "filestorage", "blobstorage", "log", TEMPORARY):
        (var / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    values = {"var": str(var), "port": str(port), "timezone": TZ}
    values["ledger"] = "\n".join(f"    {k} {v}" for k, v in ledger_places(var).items())
    etc = var / "etc"
    (etc / "zope.conf").write_text(ZOPE_CONF.substitute(values), encoding="utf-8")
    (etc / "site.zcml").write_text(SITE_ZCML, encoding="utf-8")
    ini = etc / "zope.ini"
    ini.write_text(ZOPE_INI.substitute(values), encoding="utf-8")
    return ini


def write_read_only(var: Path) -> Path:
    """Write zope-read-only.conf beside zope.conf, which must be there; return its path.

    A storage so opened takes no lock, so it may be opened beside a site that is served.
    """
    etc = var / "etc"
    text = (etc / "zope.conf").read_text(encoding="utf-8")
    opened, read_only = "<filestorage>\n", "<filestorage>\n            read-only true\n"
    path = etc / "zope-read-only.conf"
    path.write_text(text.replace(opened, read_only), encoding="utf-8")
    return path
