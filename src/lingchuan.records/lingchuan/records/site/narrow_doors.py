"""What a content rule mails about a record: its address and no word of it.

Whoever gets the mail may not be who may read the record (threats L20).
"""

from lingchuan.records.interfaces import ILoggedContent
from plone.stringinterp.interfaces import IStringInterpolator
from string import Template
from zope.component import adapter
from zope.interface import implementer


class _Address(dict):
    """The address of a record by the names that rules have for it, else nothing."""

    def __init__(self, url: str) -> None:
        super().__init__(absolute_url=url, url=url)

    def __missing__(self, name: str) -> str:
        return ""


@implementer(IStringInterpolator)
@adapter(ILoggedContent)
class AddressOnly:
    """Puts a record's address where a rule's text asks for it, and nothing else."""

    def __init__(self, context: object) -> None:
        self.context = context

    def __call__(self, text: str) -> str:
        """Return the text of a rule with its variables filled in."""
        return Template(text).safe_substitute(_Address(self.context.absolute_url()))
