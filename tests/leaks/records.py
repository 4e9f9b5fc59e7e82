"""The secrets of this site: one record for each state, kind, type and circle."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.actions import add_record
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.leaks.canaries import photo
from tests.leaks.canaries import text_file
from tests.leaks.people import CREATOR
from tests.leaks.people import FORMER
from tests.leaks.people import KNOWER
from tests.leaks.people import STAFF
from tests.leaks.world import AROUND
from tests.leaks.world import join_secret
from tests.leaks.world import permit_file
from tests.leaks.world import record
from tests.leaks.world import World

import datetime


OFFICER = "secrecy_officer"
SECOND = "secrecy_officer2"
BUREAU = frozenset(("bureau head", "officer"))
OFFICES = BUREAU | {"section head", "archivist"}
UNCLEARED = "officer without clearance"
UNDECIDED = BUREAU | {"section head", "handler", UNCLEARED}
MOMENT = datetime.datetime(2026, 3, 12, 9, 40, tzinfo=datetime.UTC)
STARTS = {"starts": MOMENT, "ends": MOMENT + datetime.timedelta(minutes=5)}


def shut(world: World, name: str, obj: object, kinds: list[str], **fields) -> None:
    """Restrict a record, with tokens in all that the decision says."""
    said = world.canaries(name)
    told = {"known_to": [], "reason": f"定密理由 {said['reason']}"}
    if "COMMERCIAL" in kinds:
        told |= {"holder": said["holder"], "scope": said["scope"]}
    if "PRIVACY" in kinds:
        told["data_items"] = [said["item"]]
    with acting(OFFICER):
        deciding.restrict(obj, kinds, **told | fields)


def open_(obj: object) -> None:
    """Open a record."""
    with acting(OFFICER):
        deciding.mark_open(obj, "无密")


def paper(world: World, name: str, **values) -> object:
    """Return a paper with a file, submitted with a comment."""
    said = world.canaries(name)
    user = values.get("user", "handler1")
    file = NamedBlobFile(text_file(said), "text/plain", f"{said['filename']}.txt")
    values = {"file": file, "document_number": said["number"]} | values
    obj = record(world, name, "TextRecord", record_kind="internal_approval", **values)
    move(obj, "submit", user, comment=f"提交 {said['comment']}")
    return obj


def undecided(world: World) -> None:
    """A paper that nobody decided on, made by a former handler."""
    world.keep("undecided", paper(world, "undecided", user=FORMER))


def draft(world: World) -> None:
    """A draft of somebody who is no handler."""
    kind = {"record_kind": "internal_approval", "user": CREATOR}
    world.keep("draft", record(world, "draft", "TextRecord", **kind))


def commercial(world: World) -> None:
    """A corrected paper, whose earlier title another token is."""
    said = world.canaries("commercial")
    obj = paper(world, "commercial", user=FORMER, title=f"旧题 {said['old']}")
    move(obj, "seal", "handler1")
    changes = {"title": f"题名 {said['title']}"}
    move(obj, "correct", "handler1", reason=said["reason"], changes=changes)
    shut(world, "commercial", obj, ["COMMERCIAL"])
    world.keep("commercial", obj)


def work(world: World) -> None:
    """A hearing, with a paper inside that nobody decided on."""
    said = world.canaries("work")
    hearing = record(
        world, "work", "HearingRecord", activity_kind="hearing", place=said["summary"]
    )
    inside = paper(world, "inside", where=hearing)
    shut(world, "work", hearing, ["WORK"])
    world.keep("work", hearing)
    world.keep("inside", inside)


def privacy(world: World) -> None:
    """A photo whose EXIF tells something."""
    said = world.canaries("privacy")
    values = {
        "medium": "photo",
        "file": NamedBlobFile(photo(said), "image/jpeg", f"{said['filename']}.jpg"),
        "summary": said["summary"],
        "persons": [said["person"]],
    }
    obj = record(world, "privacy", "MediaEvidence", **values | STARTS)
    move(obj, "submit", "handler1", comment=said["comment"])
    shut(world, "privacy", obj, ["PRIVACY"])
    world.keep("privacy", obj)


def two_kinds(world: World) -> None:
    """Field work of two kinds of secrecy."""
    said = world.canaries("two kinds")
    values = {"activity_kind": "site_check", "place": said["summary"]}
    obj = record(world, "two kinds", "FieldRecord", **values | STARTS)
    shut(world, "two kinds", obj, ["COMMERCIAL", "PRIVACY"])
    world.keep("two kinds", obj)


def state(world: World) -> None:
    """The stub of a state secret; only named persons and officers read it."""
    said = world.canaries("state")
    obj = record(world, "state", "TextRecord", record_kind="internal_approval")
    fields = {
        "level": "秘密",
        "mark": "秘密★5年",
        "term": "5年",
        "basis_document": f"晋密〔2025〕{said['basis']}号",
        "determiner": f"某省厅 {said['holder']}",
        "issued_on": "2025-06-01",
        "custodian": said["person"],
        "place": said["summary"],
        "known_to": [KNOWER],
    }
    shut(world, "state", obj, ["STATE"], **fields)
    world.keep("state", obj)


def circle(world: World) -> None:
    """A paper known to one person alone."""
    obj = paper(world, "circle")
    shut(world, "circle", obj, ["COMMERCIAL"], known_to=[KNOWER])
    world.keep("circle", obj)


def proposed(world: World) -> None:
    """A paper whose release one officer proposed."""
    obj = paper(world, "proposed")
    shut(world, "proposed", obj, ["COMMERCIAL"])
    move(obj, "propose_release", OFFICER, comment=world.canaries("proposed")["comment"])
    world.keep("proposed", obj)


def released(world: World) -> None:
    """A paper that was released."""
    obj = paper(world, "released")
    shut(world, "released", obj, ["COMMERCIAL"])
    move(obj, "propose_release", OFFICER, comment="期满")
    move(obj, "release", SECOND, comment="同意")
    world.keep("released", obj)


def public(world: World) -> None:
    """An open paper, which names a hidden hearing as its activity."""
    obj = paper(world, "open", activity=world.obj("work").UID())
    open_(obj)
    world.keep("open", obj)


def whole_file(world: World) -> None:
    """A whole file that is shut, with a paper in it."""
    file = permit_file(world, "file", ["handler1"])
    obj = paper(world, "part", where=file)
    shut(world, "file", file, ["COMMERCIAL"])
    world.keep("file", file)
    world.keep("part", obj)


def hall(world: World) -> None:
    """A recording of the hall, which has no file and no handler."""
    values = {"medium": "surveillance", "user": "clerk1", "where": world.portal["hall"]}
    values["summary"] = world.canaries("hall")["summary"]
    obj = record(world, "hall", "MediaEvidence", **values | STARTS)
    move(obj, "submit", "clerk1")
    world.keep("hall", obj)


def extraction(world: World) -> None:
    """An extraction of the photo: who may not see that may not know of this."""
    said = world.canaries("extraction")
    values = {
        "title": f"提取 {said['title']}",
        "items": [world.obj("privacy").UID()],
        "case_number": said["number"],
        "proves": said["summary"],
        "made_at": MOMENT,
        "extractor": "archivist1",
        "second_person": "secrecy_officer2",
    }
    with acting("archivist1"):
        obj = add_record(
            api.portal.get()["extractions"], "EvidenceExtraction", **values
        )
    world.keep("extraction", obj)


def around(world: World) -> None:
    """The open file itself: its numbers of persons are masked for everybody."""
    world.keep(AROUND, world.file)


JOINED = (
    (AROUND, STAFF, around),
    ("undecided", UNDECIDED, undecided),
    ("draft", UNDECIDED | {"creator"}, draft),
    ("commercial", OFFICES, commercial),
    ("inside", OFFICES, lambda world: None),
    ("work", OFFICES, work),
    ("privacy", OFFICES, privacy),
    ("two kinds", OFFICES, two_kinds),
    ("state", frozenset(("officer",)), state, {}, ("@confidentiality", "basis")),
    ("circle", frozenset(("officer", "person of the circle")), circle),
    ("proposed", OFFICES, proposed),
    ("released", STAFF, released),
    ("open", STAFF, public),
    ("part", OFFICES, lambda world: None),
    ("file", OFFICES, whole_file),
    ("hall", BUREAU | {"archivist", UNCLEARED}, hall),
    ("extraction", OFFICES, extraction),
)

for name, readers, *rest in JOINED:
    join_secret(name, frozenset(readers), *rest)
