"""Which records an answer shows the contents of, besides the one it was asked of.

Whoever writes such an answer says so here; confidentiality/reads.py makes events of it.
"""

from zope.globalrequest import getRequest


_KEY = "lingchuan.records.seen"


def note(obj: object) -> None:
    """Say that the answer to this request shows a record."""
    request = getRequest()
    if request is not None:
        request.other.setdefault(_KEY, []).append(obj)


def of(request: object) -> list[object]:
    """Return the records that the answer to a request shows."""
    return list(request.other.get(_KEY, ()))
