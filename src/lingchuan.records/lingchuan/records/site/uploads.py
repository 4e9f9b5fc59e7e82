"""Doors of Plone through which files come beside records: shut, or past the gate.

- Uploads in parts (tus) are bound to nobody and lie on the disk until they expire: shut.
- Dropping files into a folder makes Plone's own content: shut.
- A portrait meets the gate for secrets as every file does.
"""

from io import BytesIO
from lingchuan.records.content.deserialize_files import bytes_of
from lingchuan.records.content.deserialize_files import ENCODING as BASE64
from lingchuan.records.content.deserialize_files import is_file
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.core.findings import Problem
from PIL.Image import DecompressionBombError
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.users.update import UsersPatch
from Products.PlonePAS.utils import scale_image


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
        # The stock service decodes by an encoding that is named, null too.
        if not is_file(sent) or sent.get("encoding", BASE64) != BASE64:
            raise BadInput([Problem(PORTRAIT, "bad_file")])
        name, mime = sent.get("filename") or "", sent.get("content-type") or ""
        data = bytes_of(sent)
        admit(PORTRAIT, name, mime, BytesIO(data), api.portal.get())
        if sent.get("scale"):
            _scale(data)


def _scale(data: bytes) -> None:
    """Try what the stock service does with a picture that is to be scaled."""
    try:
        scale_image(BytesIO(data))
    except (OSError, SyntaxError, ValueError, DecompressionBombError) as error:
        raise BadInput([Problem(PORTRAIT, "bad_file")]) from error
