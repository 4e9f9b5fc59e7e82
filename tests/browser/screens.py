"""The screens that people meet, by the user who meets them; {…} is a demo record."""

from lingchuan.records.demo.users import PASSWORD

import requests


SCREENS: dict[str | None, tuple[str, ...]] = {
    None: ("/", "/login", "/@@login-help", "/nosuch", "/@@search?SearchableText=x"),
    "clerk1": (
        "/@@today",
        "/files",
        "/files/2026",
        "/files/2026?state=registered&unit=审批一股",
        "/files/++add++PermitFile",
        "{stub}",
        "{stub}/edit",
        "{stub}/++add++TextRecord",
        "{stub}/@@transition?workflow_action=accept",
        "/hall",
        "/hall/++add++MediaEvidence",
        "/@@search?SearchableText=许可",
        "/@@search?SearchableText=许可&type=TextRecord&sort=number",
        "/@@search?SearchableText=没有这样的词",
        "/@@personal-information",
        "/@@personal-preferences",
        "/@@change-password",
        "/files/nosuch",
        "/sitemap",
    ),
    "handler1": (
        "/@@today",
        "{water}",
        "{water}/edit",
        "{water}/++add++FieldRecord",
        "{water}/++add++HearingRecord",
        "{water}/++add++MediaEvidence",
        "{water}/@@register-stub",
        "{water}/@@transition?workflow_action=decide",
        "{water}/@@transition?workflow_action=serve",
        "{hearing}",
        "{hearing}/edit",
        "{hearing}/@@key-shots",
        "{video}",
        "{video}/edit",
        "{video}/delete_confirmation",
        "{video}/@@transition?workflow_action=submit",
        "{note}",
        "{note}/@@correct",
        "{water}/@@gaps",
        "{water}/@@historyview",
        "/files/folder_contents",
    ),
    "section_head1": (
        "/@@today",
        "{water}/@@gaps",
        "/devices",
        "/devices/++add++RecordingDevice",
        "{stub}/@@transition?workflow_action=void",
        "{hearing}/@@transition?workflow_action=return",
    ),
    "bureau_head": ("/@@today", "{water}", "{hearing}"),
    "archivist1": (
        "/@@today",
        "{noodles}",
        "{noodles}/edit",
        "/devices",
        "/extractions",
        "/extractions/++add++EvidenceExtraction",
        "{sheet}",
        "{sheet}/edit",
        "{evidence}",
        "{evidence}/@@transition?workflow_action=return",
    ),
    "secrecy_officer": (
        "/@@today",
        "/@@confidentiality-desk",
        "/@@confidentiality-desk?as=PRIVACY&review=COMMERCIAL",
        "/@@what-can-see?userid=handler1",
        "{hearing}/@@who-can-see",
        "{hearing}/@@who-can-see?kinds=PRIVACY&known_to=handler1",
        "{hearing}",
        "{hearing}/@@transition?workflow_action=mark_open",
        "{hearing}/@@transition?workflow_action=restrict",
        "{hearing}/@@historyview",
    ),
    "supervisor1": ("/@@today", "{noodles}", "/supervision", "/@@ledger-week"),
    "auditor1": (
        "/@@today",
        "/supervision",
        "/@@ledger-week",
        "{noodles}/@@custody",
        "{noodles}/@@custody?contained=1",
        "{evidence}/@@custody",
        "{hearing}/@@custody",
    ),
    "party1": ("/", "/files", "/@@personal-information", "/@@change-password"),
    # Plone's own control panels are no one's daily screens.
    "sysadmin": (
        "/@@records-settings",
        "/@@working-days?year=2027",
        "/@@records-jobs",
        "/files/folder_contents",
        "/files/2026/folder_contents",
        "/hall/folder_contents",
    ),
}
PAIRS = [(user, path) for user, paths in SCREENS.items() for path in paths]
# Seen in another place: which words of title and state name which demo record.
NAMED = {
    "noodles": ("PermitFile", "示例面馆"),
    "water": ("PermitFile", "泉源水业"),
    "stub": ("PermitFile", "演示厂房"),
    "hearing": ("HearingRecord", "听证"),
    "video": ("MediaEvidence", "录像"),
    "note": ("TextRecord", "现场核查笔录"),
    "sheet": ("EvidenceExtraction", "12号 draft"),
    "evidence": ("EvidenceExtraction", "12号 handed_over"),
}


def addresses(site: str) -> dict[str, str]:
    """Return the address of each demo record that the screens name."""
    answer = requests.get(
        f"{site}/@search?b_size=500&sort_on=created",
        auth=("handler1", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    items = answer.json()["items"]
    return {
        name: next(
            item["@id"]
            for item in items
            if item["@type"] == kind
            and words in f"{item['title']} {item['review_state']}"
        )
        for name, (kind, words) in NAMED.items()
    }
