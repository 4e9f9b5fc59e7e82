"""Rows of results: the names and values of stock's summaries, and no object woken."""

from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

import pytest


WAKING = "lingchuan.records.content.summaries.Summary.__call__"
QUERIES = (
    "@search?sort_on=path&metadata_fields=_all",
    "@search?sort_on=path",
    "@search?sort_on=path&metadata_fields=file_number&metadata_fields=effective",
    "@search?sort_on=path&metadata_fields=nothing&metadata_fields=getPath",
    "@search?sort_on=path&metadata_fields=getObject&metadata_fields=__init__",
    "files/2026?metadata_fields=_all",
    # What a client sends is not what was kept for the request.
    "files/2026?lingchuan.records.summaries=x",
)


@pytest.fixture
def made(client, body):
    """A permit file with a record."""
    url = client("clerk1").post("files", **body()).json()["@id"]
    paper = {"@type": "TextRecord", "document_name": "现场核查笔录"}
    assert client("handler1").post(url, **paper).status_code == 201
    return url


@pytest.mark.parametrize("query", QUERIES)
def test_a_row_is_that_of_stock(client, made, monkeypatch, query):
    ours = client("handler1").get(query)
    monkeypatch.setattr(WAKING, DefaultJSONSummarySerializer.__call__)
    stock = client("handler1").get(query)
    assert ours.status_code == 200
    assert ours.json() == stock.json()
    assert ours.json()["items"]


@pytest.mark.parametrize("query", QUERIES)
def test_no_object_is_woken(client, made, monkeypatch, query):
    def wake(brain):
        raise RuntimeError(brain.getPath())

    monkeypatch.setattr(AbstractCatalogBrain, "getObject", wake)
    answer = client("handler1").get(query)
    assert answer.status_code == 200
    assert answer.json()["items"]
