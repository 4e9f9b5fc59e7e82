"""A case is entered from outside, as the people of the bureau do it, and asked about.

- The clerk registers the file, its handler adds the papers and activities and walks it
  through its steps, and who imports adds the recordings, which say when they were saved.
- It stops at the first thing that the site does not take.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from tests.cases.loading import FILE
from tests.cases.loading import records
from tests.cases.loading import Variant
from tests.cases.rest_values import file_body
from tests.cases.rest_values import IMPORTER
from tests.cases.rest_values import record_body
from tests.cases.rest_values import steps
from typing import Any
from urllib.parse import quote


CLERK, HANDLER, ARCHIVIST = "clerk1", "handler1", "archivist1"
# The states of a file at whose end a draft is told of.
AT_THE_END = ("served", "closed")

Client = Callable[[str], Any]


@dataclass(slots=True)
class Entered:
    """What a site took of a variant.

    Args:
        client: makes the client of a user.
        urls, uids: {id in the case: address, UID on the site}.
        stopped: {`record` or `step`: what was not taken}.
        answer: what the site said to it.
    """

    variant: Variant
    client: Client
    urls: dict[str, str] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    answer: Any = None

    @property
    def file(self) -> Any:
        """Return the file as its handler reads it."""
        return self.client(HANDLER).get(self.urls[FILE]).json()

    def beside(self, id: str) -> tuple[int, int]:
        """Return how many lie where a record was to lie, and how many were put there."""
        found = list(records(self.variant.file))
        place = next(holder["id"] for one, holder in found if one["id"] == id)
        put = [one["id"] for one, holder in found if holder["id"] == place]
        reader = self.client(self.variant.asked_by)
        held = reader.get(self.urls[place]).json()["items_total"]
        return held, len([one for one in put if one in self.urls])

    def recording(self) -> dict[str, Any]:
        """Return how the file stood at the moment of the case."""
        moment = quote(self.variant.asked_at.isoformat())
        url = f"{self.urls[FILE]}/@recording?as_of={moment}"
        answer = self.client(self.variant.asked_by).get(url)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def did(self, id: str, transition: str, **said: Any) -> Any:
        """Take a step as who may; return the answer."""
        user = ARCHIVIST if transition == "archive" else HANDLER
        return self.client(user).do(self.urls[id], transition, **said)


def enter(variant: Variant, client: Client) -> Entered:
    """Enter a variant, as far as the site takes it."""
    entered = Entered(variant, client)
    answer = client(CLERK).post("files", **file_body(variant))
    if _kept(entered, FILE, answer) and _add_records(entered):
        _walk(entered)
    return entered


def _kept(entered: Entered, id: str, answer: Any) -> bool:
    if answer.status_code != 201:
        entered.stopped, entered.answer = {"record": id}, answer
        return False
    said = answer.json()
    entered.urls[id], entered.uids[id] = said["@id"], said["UID"]
    return True


def _add_records(entered: Entered) -> bool:
    for record, holder in records(entered.variant.file):
        user = IMPORTER if record.get("saved_at") else HANDLER
        body = record_body(record, entered.uids)
        answer = entered.client(user).post(entered.urls[holder["id"]], **body)
        if not _kept(entered, record["id"], answer):
            return False
    return True


def _walk(entered: Entered) -> None:
    is_at_the_end = entered.variant.file["review_state"] in AT_THE_END
    for record, _in in records(entered.variant.file) if is_at_the_end else ():
        answer = entered.did(record["id"], "submit")
        assert answer.status_code == 200, answer.text
    for transition, said in steps(entered.variant):
        answer = entered.did(FILE, transition, **said)
        if answer.status_code != 200:
            entered.stopped, entered.answer = {"step": transition}, answer
            return
