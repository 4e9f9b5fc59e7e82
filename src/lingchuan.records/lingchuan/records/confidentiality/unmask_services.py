"""`@unmask`: one masked value, clear."""

from lingchuan.records.confidentiality.unmasking import FIELD
from lingchuan.records.confidentiality.unmasking import name_asked
from lingchuan.records.confidentiality.unmasking import unmask
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service


class UnmaskPost(Service):
    """One masked value, for those whom the contract names; nothing is changed."""

    def reply(self) -> dict[str, str | None]:
        """Return {field, value}; errors are RecordErrors'."""
        sent = json_body(self.request)
        if not isinstance(sent, dict):
            raise BadInput([Problem(FIELD, "required")])
        name = name_asked(sent)
        return {FIELD: name, "value": unmask(self.context, name)}
