"""What a browser plays of a recording by itself."""

from lingchuan.records.site.inline import shown_of
from lingchuan.records.site.time_links import at_moment
from urllib.parse import quote


PLAYERS = ("video", "audio", "image")


def player_of(record: object, asked: object = "") -> dict[str, str]:
    """Return {kind, url, mime} of a recording's file; '' for a kind that is not played.

    Args:
        asked: seconds from which it plays, as an address says them.
    """
    mime = shown_of(record.file) or ""
    kind = mime.partition("/")[0]
    name = quote(record.file.filename or "file")
    url = f"{record.absolute_url()}/@@display-file/file/{name}"
    return {
        "kind": kind if kind in PLAYERS else "",
        "url": at_moment(url, asked),
        "mime": mime,
    }
