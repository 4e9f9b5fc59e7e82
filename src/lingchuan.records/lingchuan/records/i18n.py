"""The message factory of all texts for people, and the language of papers."""

from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.i18nmessageid import MessageFactory


# Of papers, whoever prints them: they are documents of the bureau.
LANGUAGE: Final = "zh_CN"
_ = MessageFactory("lingchuan.records")


def in_chinese(message: str, **values: object) -> str:
    """Return a message as a paper says it, with its values put in."""
    said = Message(message, mapping=values) if values else message
    return translate(said, target_language=LANGUAGE)
