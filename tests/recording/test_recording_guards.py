"""Art. 20: what a guard tells of a file is what the reader is told on the list of gaps."""

from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.guards import guard
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.recording.owing import clip
from tests.recording.owing import interview
from tests.recording.owing import restrict

import datetime
import pytest


CANARY = "患者发病抢救"
STOP = {
    "starts": datetime.datetime(2026, 3, 20, 14, 20, 5, tzinfo=ZONE),
    "ends": datetime.datetime(2026, 3, 20, 14, 27, 15, tzinfo=ZONE),
    "cause": "OTHER_OBJECTIVE",
    "reason": CANARY,
}


@pytest.fixture
def talk(file):
    """An interview whose recording, with its interruption, is hidden from its handler."""
    made = interview(file)
    film = NamedBlobFile(b"film", "video/mp4", "录像.mp4")
    restrict(clip(made, file=film, interruptions=[STOP]), ["bureau_head"])
    return made


@pytest.mark.parametrize("step", ["seal", "close"])
def test_a_step_tells_nothing_of_a_hidden_recording_but_that_something_is_owed(
    file, talk, step
):
    obj = talk if step == "seal" else file
    with acting("handler1"):
        told = guard.standing(obj, step)
        known = {question_of(one) for one in duties_of(file).judgement.findings}
    assert CANARY not in str(told)
    assert "14:20" not in str(told)
    (counted,) = [one for one in told if question_of(one) not in known]
    assert (counted.code, counted.rule) == ("hidden_duties", "R20-1")
    with acting("bureau_head"):
        assert CANARY in str(guard.standing(obj, step))
