"""R20-2: of each refused file the confidentiality officer is told by itself."""

from lingchuan.records.content import facts
from lingchuan.records.content.secret_alarms import tell
from lingchuan.records.ledger import api as ledger
from tests.confidentiality.people import acting

import json


def test_each_refusal_within_a_second_is_told_by_itself(integration, monkeypatch):
    seq, moment = ledger.size(), facts.now()
    monkeypatch.setattr(facts, "now", lambda: moment)
    with acting("handler1"):
        tell(integration["portal"]["files"])
        tell(integration["portal"]["files"])
    rows = [row for row in ledger.read(seq, 10) if row["action"] == "alarm"]
    told = {json.loads(row["details"])["fingerprint"] for row in rows}
    assert len(told) == 2
