"""Tokens that stand in a record, one for each place in which a word may stand."""

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from io import BytesIO
from PIL import Image
from stdnum.cn import ric


EXIF_DESCRIPTION = 270
PLACES = (
    "title",
    "description",
    "subject",
    "filename",
    "bytes",
    "exif",
    "summary",
    "reason",
    "comment",
    "holder",
    "scope",
    "item",
    "basis",
    "old",
    "number",
    "person",
)


def token(name: str, place: str) -> str:
    """Return a word that stands nowhere else: letters and digits, as one search word."""
    return "zq" + sha256(f"{name}:{place}".encode()).hexdigest()[:12]


@dataclass(slots=True)
class Canaries:
    """The tokens of one record; those of persons are masked for everybody.

    `where` are id, UID and path: they may not be told either, but stand in what
    somebody asks of the record.
    """

    name: str
    where: set[str] = field(default_factory=set)
    personal: set[str] = field(default_factory=set)

    def __getitem__(self, place: str) -> str:
        return token(self.name, place)

    def words(self, but: Collection[str] = ()) -> Iterator[str]:
        """Yield the tokens of what the record says, but for some places."""
        return (token(self.name, place) for place in PLACES if place not in but)

    def found_in(
        self, text: str, *, where: bool = True, but: Collection[str] = ()
    ) -> list[str]:
        """Return which tokens a text holds; `where`: also the record's place."""
        tokens = [*self.words(but), *(self.where if where else ())]
        return [one for one in tokens if one in text]


def text_file(canaries: Canaries) -> bytes:
    """Return a paper's bytes."""
    return f"样本正文 {canaries['bytes']} 完".encode()


def photo(canaries: Canaries) -> bytes:
    """Return a photo whose EXIF carries a token."""
    image, out = Image.new("RGB", (8, 8), "white"), BytesIO()
    exif = Image.Exif()
    exif[EXIF_DESCRIPTION] = canaries["exif"]
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def id_number(number: int) -> str:
    """Return a resident's number of test data, right in its last digit."""
    head = f"99990019900101{number:03d}"
    return head + ric.calc_check_digit(head + "0")
