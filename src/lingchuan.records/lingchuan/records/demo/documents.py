"""Papers and matters that the demo's cases have in common."""

from lingchuan.records.content.settings import settings
from lingchuan.records.demo.acting import add
from lingchuan.records.demo.acting import day
from lingchuan.records.demo.acting import move
from lingchuan.records.demo.media import paper


ISSUED = "issued_document"


def matter(code: str, **decision: object) -> dict:
    """Return a row for a matter of the catalogue."""
    row = next(row for row in settings().matters if row["code"] == code)
    keys = ("code", "name", "kind", "limit_workdays")
    return {key: row[key] for key in keys} | {"decision": None} | decision


def add_paper(
    userid: str, container: object, kind: str, name: str, made: str, **more: object
) -> object:
    """Add a text record with a one-page PDF and submit it."""
    stage = more.pop("stage", None)
    if kind == ISSUED:
        more.setdefault("issued_on", day(made))
    record = add(
        userid,
        container,
        "TextRecord",
        record_kind=kind,
        document_name=name,
        made_on=day(made),
        page_count=1,
        file=paper(name, f"日期：{made}", "案件：演示案卷"),
        **({"stage": stage} if stage else {}),
        **more,
    )
    move(userid, record, "submit")
    return record
