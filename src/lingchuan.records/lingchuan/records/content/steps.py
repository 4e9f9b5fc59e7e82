"""The steps of a thing's life that its reader may take, as links to their pages."""

from lingchuan.records.content import facts
from plone import api
from zope.i18n import translate


def step_links(obj: object, workflow_id: str, request: object) -> list[dict[str, str]]:
    """Return {id, url, title} of the steps of a workflow that are open to the reader."""
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById(workflow_id)
    state, url = facts.lifecycle_state(obj), obj.absolute_url()
    return [
        {
            "id": name,
            "url": f"{url}/@@transition?workflow_action={name}",
            "title": translate(
                workflow.transitions[name].actbox_name, domain="plone", context=request
            ),
        }
        for name in workflow.states[state].transitions
        if workflow.isActionSupported(obj, name)
    ]
