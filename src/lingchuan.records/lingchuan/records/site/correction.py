"""The page that corrects a sealed record: all its fields, and why (R04-1)."""

from collections.abc import Mapping
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.forms import RecordEditForm
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from lingchuan.records.site.transitions import perform
from lingchuan.records.site.transitions import refuse
from plone import api
from plone.autoform import directives
from plone.supermodel import model
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import NOT_CHANGED
from zope import schema

import transaction


CORRECT = "correct"


class IReason(model.Schema):
    """What a correction asks for beside the fields."""

    directives.order_before(reason="*")

    reason = schema.Text(
        title=_("param_reason", default="Reason"),
        description=_(
            "help_correction_reason",
            default="Why the record is corrected. The version before is kept as it is. This goes into the ledger: no names or numbers of parties, no secrets.",
        ),
        required=True,
    )


class CorrectionForm(RecordEditForm):
    """The edit form of a sealed record; saving makes a version."""

    label = _("heading_correct", default="Correct the record")

    def update(self) -> None:
        """Show or process the form.

        Raises:
            TransitionBlocked: the record, or its file, cannot be corrected now.
            NotAllowed: not by this user.
        """
        refuse(self.context, CORRECT)
        super().update()

    def updateFields(self) -> None:
        """Put the reason before the fields of the record."""
        super().updateFields()
        self.fields = Fields(IReason, ignoreContext=True) + self.fields

    @button.buttonAndHandler(_("button_correct", default="Correct"), name="save")
    def handle_correct(self, action: object) -> None:
        """Make the version, or say why there is none."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        params = {"reason": data.pop("reason"), "changes": self._changes(data)}
        point = transaction.savepoint()
        try:
            perform(self.context, CORRECT, params)
        except (BadInput, TransitionBlocked) as error:
            point.rollback()
            reasons = reasons_of(error, self.request)
            self.status = "\n".join(reason["text"] for reason in reasons)
            return
        message = _("correction_done", default="Corrected; the version before is kept.")
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.context.absolute_url())

    @button.buttonAndHandler(_("action_cancel", default="Cancel"), name="cancel")
    def handle_cancel(self, action: object) -> None:
        """Leave without a change."""
        self.request.response.redirect(self.context.absolute_url())

    def problems(self, data: dict) -> list[Problem]:
        """Return the record's problems, and that nothing is corrected."""
        changes = self._changes({k: v for k, v in data.items() if k != "reason"})
        found = [] if changes else [Problem("reason", "nothing_corrected")]
        return found + super().problems(data)

    def _changes(self, data: Mapping[str, object]) -> dict[str, object]:
        """Return the values that differ from those of the record."""
        return {
            name: value
            for name, value in data.items()
            if value is not NOT_CHANGED
            and _given(value) != _given(getattr(self.context, name, None))
        }


def _given(value: object) -> object:
    """Return a value as it is compared; a box not ticked and an empty list are none."""
    return None if value is False or value in ("", []) else zoned(value)
