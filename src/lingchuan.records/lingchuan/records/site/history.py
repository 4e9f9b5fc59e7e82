"""The history of a record: every step of both workflows, who took it, when and why."""

from Acquisition import aq_base
from lingchuan.records.content.facts import display_name
from lingchuan.records.i18n import _
from lingchuan.records.site import values
from lingchuan.records.site.badges import state_title
from lingchuan.records.site.transitions import title_of
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
        act = title_of(self.context, step.get("action") or "")
        made = _("act_made", default="Made")
        state = step.get(workflow.state_var) or ""
        return {
            "when": values.moment(step["time"].asdatetime()),
            "who": display_name(step.get("actor") or ""),
            "act": translate(act or made, domain="plone", context=self.request),
            "state": state_title(state, self.context.portal_type, self.request),
            "why": step.get("comments") or "",
        }
