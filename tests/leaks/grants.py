"""What citizens asked for: before, during and after a grant (Art. 21).

All of them are parties of one file: the applicant, and agents who know its number. What
one of them was granted, and that it asked at all, is none of the others' business.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from lingchuan.records.access import expiry
from lingchuan.records.access import notices
from lingchuan.records.access import renditions
from lingchuan.records.access import screening
from lingchuan.records.access.opening import record_of
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.interfaces import IJob
from lingchuan.records.ledger import outbox
from pathlib import Path
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from reportlab.pdfgen.canvas import Canvas
from tempfile import TemporaryDirectory
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.leaks import records
from tests.leaks.canaries import Canaries
from tests.leaks.canaries import id_number
from tests.leaks.canaries import photo
from tests.leaks.citizens import ACCOUNTS
from tests.leaks.citizens import BARRED
from tests.leaks.citizens import FORMER_GRANTEE
from tests.leaks.citizens import GRANTEE
from tests.leaks.citizens import name_of
from tests.leaks.citizens import OTHER
from tests.leaks.people import ROLES
from tests.leaks.people import STAFF
from tests.leaks.world import join_secret
from tests.leaks.world import permit_file
from tests.leaks.world import record
from tests.leaks.world import World
from tests.media.canary_files import film
from unittest.mock import patch
from zope.component import getUtility

import transaction


FILE = "asked file"
COPIES = (renditions.KIND, "redaction")
# What was granted whole and not taken back: which record it is, and no more of it.
NAMED = frozenset(("title", "where"))
# What was granted covered, and what they sent themselves, as a UID.
WHERE = frozenset(("where",))
# Who deals with requests, or oversees it; beside them who asked.
DEALING = frozenset(
    (
        "window clerk",
        "creator",
        "officer",
        "officer without clearance",
        "bureau head",
        "deputy head",
        "section head",
        "supervisor",
    )
)


def pdf(said: Canaries) -> NamedBlobFile:
    """Return a paper with a token in its text and one in its properties."""
    stream = BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    canvas.setTitle(said["exif"])
    canvas.drawString(60, 700, f"text {said['bytes']}")
    canvas.save()
    name = f"{said['filename']}.pdf"
    return NamedBlobFile(stream.getvalue(), "application/pdf", name)


def asked_file(world: World) -> None:
    """The file of which they are parties."""
    agents = [
        {
            "name": f"代理{ACCOUNTS[role][1]}",
            "role": "agent",
            "userid": ACCOUNTS[role][0],
            "id_number": id_number(ACCOUNTS[role][1]),
        }
        for role in (OTHER, FORMER_GRANTEE, BARRED)
    ]
    parties = {"applicant_userid": ROLES[GRANTEE], "related_parties": agents}
    world.keep(FILE, permit_file(world, FILE, ["handler1"], **parties))


def part(world: World, name: str, portal_type: str, **values: object) -> object:
    """Return a submitted record of the file."""
    obj = record(world, name, portal_type, where=world.obj(FILE), **values)
    move(obj, "submit", "handler1", comment=world.canaries(name)["comment"])
    return world.keep(name, obj)


def paper(world: World, name: str, **values: object) -> object:
    """Return a submitted paper of the file."""
    kind = {"record_kind": "test_conclusion", "file": pdf(world.canaries(name))}
    return part(world, name, "TextRecord", **kind | values)


def granted(world: World) -> None:
    """The applicant's own commercial secret, which is granted whole."""
    obj = paper(world, "granted")
    own = {"holder": world.obj(FILE).applicant_name}
    records.shut(world, "granted", obj, ["COMMERCIAL"], **own)


def redacted(world: World) -> None:
    """A film in which somebody else is seen."""
    said = world.canaries("redacted")
    with TemporaryDirectory() as folder:
        data = film(Path(folder), seconds=3).read_bytes()
    values = {
        "medium": "video",
        "file": NamedBlobFile(data, "video/mp4", f"{said['filename']}.mp4"),
        "summary": said["summary"],
        "persons": [f"旁人{said['person']}"],
    }
    obj = part(world, "redacted", "MediaEvidence", **values | records.STARTS)
    records.shut(world, "redacted", obj, ["PRIVACY"])


def picture(world: World) -> None:
    """An open photo whose EXIF tells something."""
    said = world.canaries("picture")
    file = NamedBlobFile(photo(said), "image/jpeg", f"{said['filename']}.jpg")
    values = {"medium": "photo", "file": file} | records.STARTS
    records.open_(part(world, "picture", "MediaEvidence", **values))


def withheld(world: World) -> None:
    """A paper of the bureau's own work, which is refused."""
    records.shut(world, "withheld", paper(world, "withheld"), ["WORK"])


def stub(world: World) -> None:
    """The stub of a state secret among what was asked for."""
    obj = paper(world, "stub", file=None)
    state_secret(world, obj, "stub")


def state_secret(world: World, obj: object, name: str) -> None:
    """Make a record the stub of a state secret that nobody is named to."""
    said = world.canaries(name)
    fields = {
        "level": "秘密",
        "mark": "秘密★5年",
        "term": "5年",
        "basis_document": f"晋密〔2025〕{said['basis']}号",
        "determiner": f"某省厅 {said['holder']}",
        "issued_on": "2025-06-01",
    }
    records.shut(world, name, obj, ["STATE"], **fields)


def risen(world: World) -> None:
    """A paper that is open, until it was granted."""
    records.open_(paper(world, "risen"))


def asked(world: World, name: str, role: str, *wanted: str, **more: object) -> object:
    """Return a request that was accepted."""
    said, userid = world.canaries(name), ROLES[role]
    number = id_number(ACCOUNTS[role][1])
    said.personal.add(number)
    values = {
        "permit_file": IUUID(world.obj(FILE)),
        "requester_name": name_of(role),
        "requester_id_number": number,
        "relation": "applicant" if role == GRANTEE else "agent",
        "rights": ["view", "copy"],
        "purpose": f"核对 {said['reason']}",
        "proof": pdf(said),
        "scope": [IUUID(world.obj(one)) for one in wanted],
    }
    with acting(userid):
        request = add_record(world.portal["requests"], REQUEST, **values | more)
    move(request, "submit", userid, comment=f"递交 {said['comment']}")
    move(request, "accept", "clerk1")
    return world.keep(name, request)


def during(world: World) -> None:
    """A request for the whole file: granted, covered, refused, and one not there."""
    request = asked(world, "request", GRANTEE)
    with acting(records.OFFICER):
        screening.order_cut(request, IUUID(world.obj("redacted")), "00:01-00:02")
    make_copies(world)
    with acting(records.SECOND):
        screening.review(request, IUUID(world.obj("redacted")), 1, True, "")
    move(request, "screen", records.OFFICER)
    move(request, "approve_copying", "bureau_head", days=5, comment="同意")
    make_copies(world)
    answer = record_of(request.notice_uid)
    answer.title = f"答复书 {world.canaries('notice')['title']}"
    world.keep("notice", answer)


def before(world: World) -> None:
    """A request for the whole file that waits to be screened."""
    asked(world, "waiting", OTHER)


def after(world: World) -> None:
    """A request whose last day is over."""
    with clock(timedelta(days=-20)):
        request = viewed(world, "expired", FORMER_GRANTEE, "picture")
    expiry.expire(world.portal, "/".join(request.getPhysicalPath()), facts.today())


def barred(world: World) -> None:
    """A request whose record was marked since."""
    viewed(world, "barred", BARRED, "risen")
    records.shut(world, "risen", world.obj("risen"), ["WORK"])


def viewed(world: World, name: str, role: str, wanted: str) -> object:
    """Return a request by which one record may be viewed."""
    request = asked(world, name, role, wanted)
    move(request, "screen", records.OFFICER)
    with patch.object(notices, "printed", lambda *_: (b"PK", pdf(Canaries("")).data)):
        move(request, "approve_viewing", "bureau_head", days=3)
    make_copies(world)
    return request


@contextmanager
def clock(apart: timedelta) -> Iterator[None]:
    """Let the site's clock be wrong for a while."""
    moment = facts.now() + apart
    with (
        patch.object(facts, "now", lambda: moment),
        patch.object(facts, "today", lambda: moment.astimezone(facts.ZONE).date()),
    ):
        yield


def make_copies(world: World) -> None:
    """Make the copies that were ordered, as the runner of jobs does."""
    transaction.commit()
    for job in outbox.rows([outbox.WAITING]):
        if job.kind in COPIES:
            make_copy(world, job)


def make_copy(world: World, job: outbox.Job) -> None:
    """Make one copy; what is there, or not wanted any more, is passed by."""
    try:
        doer = getUtility(IJob, name=job.kind)
        doer.run(world.portal, job.payload, lambda _percent: None)
    except outbox.JobVoid:
        transaction.abort()
    else:
        transaction.commit()


PURPOSE = ("", "reason")
OFFICES = records.OFFICES
BUREAU_OPEN = (FILE, STAFF, asked_file, dict.fromkeys(ACCOUNTS, WHERE))
JOINED = (
    BUREAU_OPEN,
    ("granted", OFFICES, granted, {GRANTEE: NAMED}),
    ("redacted", OFFICES, redacted, {GRANTEE: WHERE}),
    ("picture", STAFF, picture, {GRANTEE: NAMED, FORMER_GRANTEE: NAMED}),
    ("withheld", OFFICES, withheld, {}),
    ("stub", {"officer"}, stub, {}, ("@confidentiality", "basis")),
    ("request", DEALING | {GRANTEE}, during, {}, PURPOSE),
    ("notice", STAFF, lambda world: None),
    ("risen", OFFICES, risen, {BARRED: WHERE}),
    ("waiting", DEALING | {OTHER}, before, {}, PURPOSE),
    ("expired", DEALING | {FORMER_GRANTEE}, after, {}, PURPOSE),
    ("barred", DEALING | {BARRED}, barred, {}, PURPOSE),
)
# Role: its own request.
REQUESTS = {
    GRANTEE: "request",
    OTHER: "waiting",
    FORMER_GRANTEE: "expired",
    BARRED: "barred",
}

for name, readers, *rest in JOINED:
    join_secret(name, frozenset(readers), *rest)
