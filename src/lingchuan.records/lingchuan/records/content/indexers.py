"""What the catalog keeps of a record; identity numbers are never among it."""

from Acquisition import aq_base
from collections.abc import Callable
from lingchuan.records.content import facts
from lingchuan.records.content.file_text import texts_of
from lingchuan.records.content.normalise import text_of
from lingchuan.records.core.plain_text import joined
from lingchuan.records.core.plain_text import of_html
from lingchuan.records.core.plain_text import without_masks
from lingchuan.records.core.plain_text import without_numbers
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordItem
from plone.indexer import indexer
from Products.CMFCore.interfaces import IContentish


MATTER_WORDS = ("decision_number", "certificate_name", "certificate_number", "content")
RECORD_WORDS = (
    "title",
    "document_name",
    "document_number",
    "place",
    "summary",
    "trigger_basis",
    "device_id",
)
NAMES = ("persons", "recipient", "witness", "documents_served")
ROWS_OF_NAMES = ("attendees", "signers")


@indexer(IRecordContent)
def confidentiality_state(obj: object) -> str:
    """Return the state of the confidentiality workflow."""
    return facts.confidentiality_state(obj)


@indexer(ILoggedContent)
def no_tags(obj: object) -> tuple[str, ...]:
    """Return no tags: the list of all tags is shown past who may see what (L9)."""
    return ()


@indexer(IPermitFile)
def matter_codes_of_file(obj: object) -> list[str]:
    """Return the codes of the file's matters."""
    return facts.values_of_file(obj)["matter_codes"]


@indexer(IPermitFile)
def matter_names(obj: object) -> list[str]:
    """Return the names of the file's matters."""
    return [row.get("name") or row["code"] for row in obj.matters or ()]


@indexer(IPermitFile)
def file_number(obj: object) -> str:
    """Return the file's number."""
    return aq_base(obj).file_number or ""


@indexer(IPermitFile)
def register_year(obj: object) -> int | None:
    """Return the year of the register the file is in."""
    return facts.values_of_file(obj)["register_year"]


@indexer(IPermitFile)
def applicant_masked(obj: object) -> str:
    """Return the applicant's name as lists show it to who need not know it."""
    return facts.values_of_file(obj)["applicant_masked"]


@indexer(IContentish)
def no_number(obj: object) -> str:
    """Return no number, so that an order by number leaves nothing out."""
    return ""


def of_file(name: str, without: object = None) -> Callable:
    """Return an indexer that gives a record the value of its file, another without one."""

    @indexer(IRecordItem)
    def index(obj: object) -> object:
        file = facts.permit_file_of(obj)
        return without if file is None else facts.values_of_file(file)[name]

    return index


number_of_file = of_file("file_number", "")
unit_of_file = of_file("unit")
handlers_of_file = of_file("handlers")
year_of_file = of_file("register_year")
applicant_of_file = of_file("applicant_masked")


@indexer(IRecordItem)
def matter_codes_of_record(obj: object) -> list[str]:
    """Return the matters that a record is about: its own, else all of its file."""
    own = getattr(aq_base(obj), "matter_codes", None)
    file = facts.permit_file_of(obj)
    if own or file is None:
        return list(own or ())
    return facts.values_of_file(file)["matter_codes"]


@indexer(IPermitFile)
def file_text(obj: object) -> str:
    """Return the words a permit file is found by."""
    parts = [obj.title, obj.file_number, obj.applicant_name, obj.external_id]
    for row in obj.matters or ():
        parts += [row.get(key) for key in ("name", *MATTER_WORDS)]
    parts += [row.get("name") for row in obj.related_parties or ()]
    return _searchable(parts)


@indexer(IRecordItem)
def record_text(obj: object) -> str:
    """Return the words a record is found by: title, numbers, names, texts."""
    base = aq_base(obj)
    file = facts.permit_file_of(obj)
    parts = [getattr(base, key, None) for key in RECORD_WORDS]
    parts.append(file.file_number if file is not None else None)
    for key in NAMES:
        value = getattr(base, key, None)
        names = value if isinstance(value, list) else [value]
        parts += [name for name in names if isinstance(name, str)]
    for key in ROWS_OF_NAMES:
        parts += [row.get("name") for row in getattr(base, key, None) or ()]
    parts += [row.get("label") for row in getattr(base, "markers", None) or ()]
    return _searchable([*parts, *texts_in(obj)])


def texts_in(obj: object) -> list[str]:
    """Return the long texts of a record: its transcript, then those of its files."""
    base = aq_base(obj)
    transcript = of_html(text_of(getattr(base, "transcript", None)))
    return [without_numbers(joined(transcript)), *texts_of(base)]


def words_shown(obj: object) -> list[str]:
    """Return the texts that results may quote of a record: no names of its people."""
    base = aq_base(obj)
    if IPermitFile.providedBy(obj):
        rows = obj.matters or ()
        keys = ("name", *MATTER_WORDS)
        words = [row[key] for row in rows for key in keys if row.get(key)]
        return [without_numbers(word) for word in words]
    parts = [getattr(base, key, None) for key in RECORD_WORDS if key != "title"]
    return [without_numbers(part) for part in parts if part] + texts_in(obj)


def own(name: str) -> Callable:
    """Return an indexer of what an item has itself.

    Without one the catalog looks for each name it has in all that is around the item.
    """

    @indexer(IRecordContent)
    def index(obj: object) -> object:
        return getattr(aq_base(obj), name)

    return index


cmf_uid = own("cmf_uid")
end = own("end")
exclude_from_nav = own("exclude_from_nav")
related = own("getRawRelatedItems")
remote_url = own("getRemoteUrl")
in_reply_to = own("in_reply_to")
location = own("location")
start = own("start")
sync_uid = own("sync_uid")
applicant_name = own("applicant_name")
names_of_matters = own("matter_names")
medium = own("medium")
received_on = own("received_on")
starts = own("starts")
made_on = own("made_on")
record_kind = own("record_kind")
document_number = own("document_number")
stage = own("stage")
device_id = own("device_id")


@indexer(IMediaEvidence)
def media_file_size(obj: object) -> int:
    """Return the size of the original in bytes."""
    return getattr(aq_base(obj), "size", None) or 0


def _searchable(parts: list) -> str:
    """Return texts as the index takes them: no number of a person, masked or not."""
    return without_masks(without_numbers("\n".join(part for part in parts if part)))
