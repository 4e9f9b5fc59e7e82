"""A chain comes in parts: page, paper and `@ledger` never read more than they show."""

from lingchuan.records.evidence import custody_pages
from lingchuan.records.evidence import custody_pdf
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger.store import LedgerStore
from tests.evidence.chain_pages import page
from tests.evidence.chain_pages import pdf_text
from tests.evidence.chain_pages import rows
from tests.evidence.chain_pages import words
from tests.site.reader import Reader
from zope.i18n import translate

import pytest


def test_many_events_come_page_by_page(client, file_url):
    for place in range(52):
        client("handler1").patch(file_url, physical_location=f"第{place}柜")
    tree = page("clerk1", file_url)
    assert len(rows(tree)) == 50
    later = tree.xpath("//nav/a[text()='Later']/@href")[0]
    assert later.startswith("@@custody?")
    tree = page("clerk1", file_url, later.removeprefix("@@custody"))
    assert "Earlier" in words(tree)
    assert len(rows(tree)) == 6


def test_a_paper_holds_so_many_events_and_says_which(client, file_url, monkeypatch):
    monkeypatch.setattr(custody_pages, "PRINTED", 1)
    paper = f"{file_url}/@@custody?format=pdf&kind=changes"
    first, second = (
        pdf_text(Reader("clerk1").get(f"{paper}&b_start={place}"))[0]
        for place in (0, 1)
    )
    uid = client("clerk1").get(file_url).json()["UID"]
    leaves = [row["leaf_hash"] for row in ledger.read(uid=uid)[:2]]
    for found, leaf, other in ((first, *leaves), (second, *leaves[::-1])):
        assert leaf in found.replace("\n", "")
        assert other not in found.replace("\n", "")
    more = translate(custody_pdf.MORE, target_language="zh_CN").partition("${")[0]
    assert more in first
    monkeypatch.undo()
    assert more not in pdf_text(Reader("clerk1").get(paper))[0]


def test_the_events_of_a_file_come_page_by_page(client, file_url):
    client("handler1").patch(file_url, physical_location="一号柜")
    reader = client("handler1")
    first = reader.get(f"{file_url}/@ledger?b_size=2").json()
    assert len(first["items"]) == 2
    assert first["next"] == 2
    second = reader.get(f"{file_url}/@ledger?b_size=50&b_start=2").json()
    assert second["next"] is None
    assert second["items_total"] == 2 + len(second["items"])
    assert second["items"][0]["action"] == "change"


def test_no_page_reads_more_events_than_it_shows(client, file_url, monkeypatch):
    for place in range(9):
        client("handler1").patch(file_url, physical_location=f"第{place}柜")
    read, most = LedgerStore.select, []

    def counted(store, query, limit=None):
        rows = read(store, query, limit)
        most.append(len(rows))
        return rows

    monkeypatch.setattr(LedgerStore, "select", counted)
    answer = client("handler1").get(f"{file_url}/@ledger?b_size=3&b_start=3").json()
    assert [row["action"] for row in answer["items"]] == ["change"] * 3
    assert (answer["items_total"], answer["next"]) == (12, 6)
    assert max(most) == 3


@pytest.mark.parametrize("where", ["files", "files/2026", "extractions", "hall"])
def test_what_holds_more_than_a_file_has_no_chain_of_all_in_it(client, file_url, where):
    before = ledger.size()
    for call in ("@ledger", "@@custody"):
        answer = client("auditor1").get(f"{where}/{call}?contained=1")
        assert answer.status_code == 400, answer.text
        assert answer.json()["errors"][0]["field"] == "contained"
    assert ledger.size() == before
    assert client("auditor1").get(f"{where}/@ledger").status_code == 200
