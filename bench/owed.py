"""A file of 40 records: what it owes, beside the time stock takes to serialise as many.

Ours has two interviews with two recordings each, and 34 papers; stock's folder has 40
Documents, and is asked for all of them. Both are made by REST at the first question.
"""

from bench import texts
from bench.rows import Client
from bench.rows import Row
from bench.rows import timed
from statistics import median


RECORDS = 40
PAPERS = 34
DAY = "2026-03-20"
INTERVIEW = {
    "@type": "HearingRecord",
    "activity_kind": "interview",
    "starts": f"{DAY}T09:00:00+08:00",
    "ends": f"{DAY}T10:00:00+08:00",
}
CLIP = {
    "@type": "MediaEvidence",
    "medium": "video",
    "device_kind": "fixed_room",
    "starts": f"{DAY}T08:58:00+08:00",
    "ends": f"{DAY}T09:40:00+08:00",
}
FILE = {
    "@type": "PermitFile",
    "title": "四十件记录",
    "matters": [{"code": "SPJY"}],
    "applicant_name": "示例小吃店",
    "applicant_type": "legal",
    "received_on": "2026-03-09",
    "unit": "审批一股",
    "handlers": ["handler1"],
}
# {site's address: address of the file or folder}.
_made: dict[str, str] = {}


def _post(client: Client, where: str, body: dict[str, object]) -> str:
    answer = client.ask("POST", where, body=body)
    answer.raise_for_status()
    return str(answer.json()["@id"])


def _folder(client: Client) -> str:
    folder = _post(client, "files", {"@type": "Folder", "title": "forty"})
    for number in range(RECORDS):
        body = {"@type": "Document", "title": texts.title(number)}
        _post(client, folder, body)
    return folder


def _file(client: Client) -> str:
    file = _post(client, "files", FILE)
    for number in range(PAPERS):
        body = {
            "@type": "TextRecord",
            "title": texts.title(number),
            "document_name": "现场核查笔录",
            "made_on": DAY,
        }
        _post(client, file, body)
    for _number in range(2):
        talk = _post(client, file, INTERVIEW)
        for _clip in range(2):
            _post(client, talk, CLIP)
    return file


def recording(client: Client, times: int = 10) -> float:
    """Ask what a file of 40 records owes; at stock, serialise a folder of 40."""
    make, question = {
        "stock": (_folder, f"?fullobjects=1&b_size={RECORDS}"),
        "ours": (_file, "/@recording"),
    }[client.site.name]
    key = client.site.name
    if key not in _made:
        _made[key] = make(client).split(client.site.path, 1)[1].strip("/")
    path = f"{_made[key]}{question}"
    return median([timed(lambda: client.ask("GET", path)) for _n in range(times)])


ROWS = (
    Row(
        "recording",
        "@recording of 40 records (stock: folder with its objects)",
        recording,
        1.5,
    ),
)
