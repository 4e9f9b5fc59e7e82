"""Addresses: no ID or phone number stands in one.

Servers, proxies and browsers keep addresses, and send them on to others; nothing here
is found by such a number anyway (threats L30).
"""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import holds_number
from urllib.parse import parse_qsl


def refuse_numbers(portal: object, event: object) -> None:
    """Refuse a query that holds a number of a person.

    Raises:
        BadInput: it names each parameter, never the number.
    """
    query = event.request.get("QUERY_STRING") or ""
    sent = parse_qsl(query, keep_blank_values=True, errors="replace")
    found = {name for name, value in sent if holds_number(f"{name}={value}")}
    if found:
        # The page that says so must not repeat it.
        event.request.environ["QUERY_STRING"] = ""
        for sent_on in (event.request.form, event.request.other):
            for name in found:
                sent_on.pop(name.partition(":")[0], None)
        raise BadInput([Problem(name, "number_in_address") for name in sorted(found)])
