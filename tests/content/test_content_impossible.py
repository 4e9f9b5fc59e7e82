"""Art. 12, 15, 18: what cannot have been is named in the form too, and nothing is stored."""

from lingchuan.records.demo.users import PASSWORD
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.testing.zope import Browser
from tests.permit_files import open_file

import pytest
import transaction


GRID = "interruptions.AA.widgets."
CLIP = {"starts": "2026-03-10 09:00", "ends": "2026-03-10 10:00"}


@pytest.mark.parametrize(
    ("portal_type", "typed", "said"),
    [
        (
            "FieldRecord",
            {"ends": "2026-03-10 10:00", "returned_on": "2026-03-09"},
            "Returned on：The return must not be before the end",
        ),
        (
            "MediaEvidence",
            CLIP | {"ends": "2026-03-10 09:00"},
            "Ends：The end must be after the start",
        ),
        (
            "MediaEvidence",
            CLIP | {f"{GRID}starts": "2026-03-10 10:05"},
            "Interruptions：The interruption lies outside",
        ),
        ("MediaEvidence", CLIP | {"device_id": "LC-91"}, "Device：The device LC-91"),
    ],
)
def test_what_cannot_have_been_is_named_and_stays_typed(
    functional, portal_type, typed, said
):
    portal = functional["portal"]
    file = open_file(portal)
    device = {"device_id": "LC-91", "device_kind": "phone", "status": "retired"}
    with api.env.adopt_roles(["Manager"]):
        createContentInContainer(portal["devices"], "RecordingDevice", **device)
    transaction.commit()
    page = Browser(functional["app"])
    page.handleErrors = False
    page.addHeader("Authorization", f"Basic handler1:{PASSWORD}")
    page.open(f"{file.absolute_url()}/++add++{portal_type}")
    typed = {"title": "记录"} | typed
    for name, value in typed.items():
        page.getControl(name=f"form.widgets.{name}").value = value
    page.getControl(name="form.buttons.save").click()
    assert said in page.contents
    transaction.begin()
    assert not file.objectValues()
    for name, value in typed.items():
        shown = f"form.widgets.{name}".replace("AA", "0")
        assert page.getControl(name=shown).value == value
