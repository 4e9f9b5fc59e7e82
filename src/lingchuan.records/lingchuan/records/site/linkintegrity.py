"""`GET @linkintegrity`: an unknown or hidden record is not found, not a fault."""

from plone.app.uuid.utils import uuidToObject
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from zExceptions import NotFound


class LinkIntegrity(LinkIntegrityGet):
    """Stock, for records that the user may see."""

    def reply(self) -> list:
        """Return the links that would break."""
        uids = self.request.form.get("uids") or []
        for uid in [uids] if isinstance(uids, str) else uids:
            if uuidToObject(str(uid)) is None:
                raise NotFound(uid)
        return super().reply()
