"""Open, handled with a reason, opened again with a reason: nothing else happens."""

from collections.abc import Mapping
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import log
from lingchuan.records.content.keeping import refuse_delete
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import TEXT


def parameters(transition: str) -> Mapping[str, str]:
    """Return {parameter: kind of value} of a transition."""
    return {"comment": TEXT, "reason": REASON}


def before_transition(incident: object, event: object) -> None:
    """Refuse a step without its reason.

    Raises:
        BadInput: the reason is missing.
    """
    if event.transition is None:
        return
    taken = parameters(event.transition.getId())
    found = parameter_problems(taken, event.kwargs or {})
    if found:
        raise BadInput(found)


def after_transition(incident: object, event: object) -> None:
    """Write the event of the step."""
    if event.transition is None:
        return
    log(
        incident,
        event.transition.getId(),
        reason=(event.kwargs or {})["reason"],
        details={"from": event.old_state.getId(), "to": event.new_state.getId()},
    )
    incident.reindexObject()


def will_be_removed(incident: object, event: object) -> None:
    """Refuse every delete, by whatever route it comes (Art. 26)."""
    refuse_delete(incident, "incident_kept")
