"""The message factory of all texts for people."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("lingchuan.records")
