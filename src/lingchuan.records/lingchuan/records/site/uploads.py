"""Doors of Plone through which files come beside records: shut, or past the gate.

- Uploads in parts (tus) are bound to nobody and lie on the disk until they expire: shut.
- Dropping files into a folder makes Plone's own content: shut.
- A portrait meets the gate for secrets as every file does.
"""

from io import BytesIO
from lingchuan.records.content.deserialize_files import bytes_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.core.findings import Problem
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.users.update import UsersPatch

import binascii


PORTRAIT = "portrait"


class GatedUsersPatch(UsersPatch):
    """`PATCH @users/<id>`: stock, its portrait past the gate."""

    def reply(self) -> object:
        """Change the user.

        Raises:
            BadInput: the portrait carries a mark, or is no picture.
        """
        sent = json_body(self.request).get(PORTRAIT)
        if isinstance(sent, dict) and not api.user.is_anonymous():
            self._admit(sent)
        return super().reply()

    def _admit(self, sent: dict) -> None:
        name, mime = sent.get("filename") or "", sent.get("content-type") or ""
        try:
            data = bytes_of(sent)
        except (AttributeError, KeyError, TypeError, binascii.Error) as error:
            raise BadInput([Problem(PORTRAIT, "bad_file")]) from error
        admit(PORTRAIT, str(name), str(mime), BytesIO(data), api.portal.get())
