"""The history of a record: every step of both workflows, who took it, when and why."""

from Acquisition import aq_base
from lingchuan.records.content.facts import display_name
from lingchuan.records.i18n import _
from lingchuan.records.site import values
from plone import api
from Products.Five import BrowserView
from zope.i18n import translate


class HistoryPage(BrowserView):
    """历史."""

    def steps(self) -> list[dict[str, str]]:
        """Return the steps, newest first: {when, who, act, state, why}."""
        tool = api.portal.get_tool("portal_workflow")
        history = getattr(aq_base(self.context), "workflow_history", None) or {}
        found = [
            (step["time"], self._row(workflow, step))
            for workflow in tool.getWorkflowsFor(self.context)
            for step in history.get(workflow.getId(), ())
        ]
        return [row for _time, row in sorted(found, key=lambda one: one[0])[::-1]]

    def _row(self, workflow: object, step: dict) -> dict[str, str]:
        transition = workflow.transitions.get(step.get("action") or "")
        state = workflow.states.get(step.get(workflow.state_var))
        made = translate(_("act_made", default="Made"), context=self.request)
        return {
            "when": values.moment(step["time"].asdatetime()),
            "who": display_name(step.get("actor") or ""),
            "act": self._title(transition) or made,
            "state": self._title(state),
            "why": step.get("comments") or "",
        }

    def _title(self, thing: object) -> str:
        if thing is None:
            return ""
        title = getattr(thing, "actbox_name", "") or thing.title or thing.getId()
        return translate(title, domain="plone", context=self.request)


class ToRecord(BrowserView):
    """An address of Plone's that has its own page here, or none."""

    def __call__(self) -> str:
        """Redirect to the record, which offers its steps; nothing is changed."""
        self.request.response.redirect(self.context.absolute_url())
        return ""
