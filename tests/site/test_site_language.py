"""Which language an answer is in: the caller's in REST, the site's on pages."""

from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.site.language import asked_language

import pytest
import requests
import transaction


@pytest.fixture
def url(functional):
    """The address of a site whose language is Chinese."""
    portal = functional["portal"]
    registry = portal.portal_registry
    registry["plone.available_languages"] = ["zh-cn", "en"]
    registry["plone.default_language"] = "zh-cn"
    transaction.commit()
    return portal.absolute_url()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", None),
        ("de, fr;q=0.8", None),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-cn"),
        ("de,en;q=0.5,zh;q=0.6", "zh-cn"),
        ("en;q=0,zh;q=0.1", "zh-cn"),
        ("en;q=x,zh", "zh-cn"),
    ],
)
def test_the_best_of_our_languages_is_taken(header, language):
    assert asked_language(header) == language


@pytest.mark.parametrize(
    ("accept", "said"),
    [("en", "Must not"), ("zh-CN", "不得"), ("", "不得"), ("de", "不得")],
)
def test_rest_says_what_is_wrong_in_the_language_asked_for(url, accept, said):
    answer = requests.post(
        f"{url}/files",
        json={"@type": "PermitFile", "title": "<b>甲</b>", "applicant_name": "甲"},
        headers={"Accept": "application/json", "Accept-Language": accept},
        auth=("clerk1", PASSWORD),
        timeout=60,
    )
    texts = {e["field"]: e["message"] for e in answer.json()["errors"]}
    assert answer.status_code == 400
    assert said in texts["title"]


def test_pages_stay_chinese_for_a_foreign_browser(url):
    answer = requests.get(
        f"{url}/@@today",
        headers={"Accept": "text/html", "Accept-Language": "en"},
        auth=("clerk1", PASSWORD),
        timeout=60,
    )
    assert "今日工作" in answer.text
