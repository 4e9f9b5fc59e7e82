"""What the tests of the gate for secrets share: files, forms, and where to look."""

from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.ledger import api as ledger

import json
import re
import requests
import transaction


CANARY = "zqcanary5b1d"
MARK = "机密★20年"
# Large enough for files of the temporary folder.
LARGE = (f"会议纪要 {MARK}\n" + f"{CANARY} " * 60_000).encode()
STUB = {
    "kinds": ["STATE"],
    "mark": MARK,
    "basis_document": "晋密〔2025〕3号",
    "determiner": "某省某厅",
    "issued_on": "2025-06-20",
    "custodian": "保密员",
    "place": "保密柜",
    "known_to": ["bureau_head"],
    "comment": "派生定密",
}


def fields_of(answer) -> list[str]:
    """Return the fields that bad input names."""
    assert answer.status_code == 400, answer.text
    assert "★" in answer.json()["message"]
    return [error["field"] for error in answer.json()["errors"]]


def left_anywhere(site, caplog) -> bool:
    """Return whether database, blobs, ledger or log hold the canary."""
    transaction.begin()
    rows = json.dumps(ledger.read(0, None), default=str, ensure_ascii=False)
    catalog = site.portal_catalog
    found = catalog.unrestrictedSearchResults(SearchableText=CANARY)
    errors = str(site.error_log.getLogEntries())
    return CANARY in rows + caplog.text + errors or bool(found)


class Form:
    """A page's form, sent as a browser sends it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.auth = ("handler1", PASSWORD)
        page = self.session.get(url, timeout=60).text
        self.token = re.search(r'name="_authenticator"[^>]* value="(\w+)"', page)[1]

    def send(
        self,
        data: bytes,
        name: str,
        part: str = "form.widgets.file",
        button: str = "save",
        kind: str = "text/plain",
        **fields: str,
    ) -> requests.Response:
        """Send a file and fields."""
        sent = {f"form.widgets.{key}": value for key, value in fields.items()}
        sent |= {"_authenticator": self.token, f"form.buttons.{button}": "1"}
        return self.session.post(
            self.url,
            data=sent,
            files={part: (name, data, kind)},
            timeout=60,
        )
