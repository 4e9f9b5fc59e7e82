"""The text of uploaded papers, kept beside the file for the search."""

from lingchuan.records.content.file_reading import Reading
from lingchuan.records.core.plain_text import joined
from lingchuan.records.core.plain_text import without_numbers
from persistent import Persistent
from persistent.mapping import PersistentMapping


class FileText(Persistent):
    """One text, apart from its record: a page that shows the record does not load it."""

    def __init__(self, text: str) -> None:
        self.text = text


def keep_text(record: object, name: str, reading: Reading) -> None:
    """Keep the text of a file that just came in; what has none leaves none."""
    texts = getattr(record, "file_texts", None)
    if texts is None:
        texts = record.file_texts = PersistentMapping()
    text = without_numbers(joined(reading.text))
    if text:
        texts[name] = FileText(text)
    else:
        texts.pop(name, None)


def texts_of(record: object) -> list[str]:
    """Return the texts of a record's files."""
    texts = getattr(record, "file_texts", None) or {}
    return [kept.text for kept in texts.values()]
