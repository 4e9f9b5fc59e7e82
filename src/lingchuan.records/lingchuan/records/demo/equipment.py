"""The devices that the demo's recordings were made with, their clocks checked (Art. 5)."""

from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import moment
from lingchuan.records.demo.users import ARCHIVIST
from lingchuan.records.demo.users import SECOND


CHECKED = ("2026-03-02", "2026-04-20", "2026-05-18", "2026-06-02")
DEVICES = (
    ("LC-07", "body_camera", "演示0007"),
    ("LC-03", "camera", "演示0003"),
    ("LC-R1", "fixed_room", "演示0101"),
    ("LC-A2", "recorder", "演示0202"),
)


def register_devices(portal: object) -> None:
    """Enter the devices, each in service, its clock right at every check."""
    checks = [{"at": moment(day, "08:30"), "offset_s": 0.0} for day in CHECKED]
    for number, kind, serial in DEVICES:
        add(
            ARCHIVIST,
            portal["devices"],
            "RecordingDevice",
            title=f"{number}（演示）",
            device_id=number,
            device_kind=kind,
            serial=serial,
            custodian=SECOND,
            status="in_service",
            status_since=moment("2026-01-05", "09:00"),
            clock_checks=checks,
        )
