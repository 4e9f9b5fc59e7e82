"""The search page: words in context, counts of what one may see, no fault for junk."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.site.transitions import perform
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from tests.permit_files import open_file
from tests.site.reader import Reader

import lxml.html
import pytest
import transaction


@pytest.fixture
def file(portal):
    """An open permit file with an open letter and an undecided hearing."""
    made = open_file(
        portal,
        title="取水许可申请",
        matters=[{"code": "QSXK"}],
        applicant_name="秦学文",
        applicant_type="natural",
        applicant_id_number="999900199001010014",
    )
    with api.env.adopt_user(username="handler1"):
        letter = {"document_name": "受理通知书", "title": "取水受理通知书"}
        add_record(
            made, "TextRecord", document_number="陵审批受字〔2026〕第015号", **letter
        )
        text = RichTextValue(
            "<p>申请人陈述：年<b>取</b>水量十二万立方米。</p>", "text/html"
        )
        add_record(made, "HearingRecord", title="听证", transcript=text)
    transaction.commit()
    return made


@pytest.fixture
def search(portal):
    """Return the page of a user's search, parsed."""

    def make(user, **asked):
        url = f"{portal.absolute_url()}/@@search"
        reader = Reader(user)
        answer = reader.session.get(url, params=asked, timeout=60)
        assert answer.status_code == 200
        return lxml.html.fromstring(answer.text)

    return make


def titles(page):
    """Return the titles of the results."""
    path = "//section[@aria-labelledby='h-found']//li[contains(@class, 'lr-found')]//h3"
    return [one.text_content().strip() for one in page.xpath(path)]


def counts(page):
    """Return {facet: {value: count}}."""
    found = {}
    for section in page.xpath("//nav[contains(@class, 'lr-facets')]//section"):
        links = section.xpath(".//a")
        found[section.xpath("h2")[0].text_content()] = {
            link.xpath("span")[0].text_content(): int(
                link.xpath("span")[1].text_content()
            )
            for link in links
        }
    return found


def test_a_transcript_is_found_and_shown_in_context(search, file):
    page = search("handler1", SearchableText="取水量")
    assert titles(page) == ["听证"]
    (mark,) = page.xpath("//mark")
    assert mark.text_content() == "取水量"
    assert "年取水量十二万立方米" in mark.getparent().text_content()


def test_results_show_number_and_state_and_a_masked_applicant(search, file):
    page = search("handler1", SearchableText="取水许可申请")
    (found,) = page.xpath("//section[@aria-labelledby='h-found']//li[h3]")
    text = found.text_content()
    assert file.file_number in text
    assert "Registered" in text
    assert "秦**" in text
    assert "秦学文" not in page.text_content()


@pytest.mark.parametrize(
    ("user", "types"),
    [
        ("handler1", {"Permit file": 1, "Text record": 1, "Hearing record": 1}),
        ("supervisor1", {"Permit file": 1, "Text record": 1}),
    ],
)
def test_counts_are_of_what_one_may_see(search, file, user, types):
    page = search(user, SearchableText="取水")
    assert counts(page)["Type"] == types
    assert len(titles(page)) == sum(types.values())


@pytest.mark.parametrize("user", [None, "party1", "migrator"])
def test_who_may_see_nothing_finds_nothing_and_no_counts(search, file, user):
    page = search(user, SearchableText="取水")
    assert (titles(page), counts(page)) == ([], {})


def test_facets_narrow_and_show_the_other_choices(search, file):
    page = search("handler1", SearchableText="取水", type="TextRecord")
    assert titles(page) == ["取水受理通知书"]
    assert counts(page)["Type"]["Hearing record"] == 1
    page = search("handler1", type=["TextRecord", "HearingRecord"], matter="QSXK")
    assert {"取水受理通知书", "听证"} == set(titles(page))
    link = page.xpath("//nav//a[@aria-current='true'][contains(., 'Hearing')]")[0]
    assert "type=TextRecord" in link.get("href")
    assert "HearingRecord" not in link.get("href")


@pytest.mark.parametrize(
    "name", ["stage", "state", "unit", "matter", "year", "handler"]
)
def test_each_facet_takes_its_value(search, file, name):
    values = {
        "stage": "受理",
        "state": "draft",
        "unit": "审批一股",
        "matter": "QSXK",
        "year": "2026",
        "handler": "handler1",
    }
    page = search("handler1", SearchableText="取水受理", **{name: values[name]})
    assert titles(page) == ["取水受理通知书"]
    assert titles(search("handler1", SearchableText="取水", **{name: "nothing"})) == []


@pytest.mark.parametrize("form", ["{}", "{} ", "陵审批许字[2026]第{seq:03d}号"])
def test_a_whole_file_number_leads_to_its_file(search, file, form):
    text = form.format(file.file_number, seq=file.file_sequence)
    page = search("handler1", SearchableText=text)
    (direct,) = page.xpath("//section[contains(@class, 'lr-direct')]//h3/a")
    assert direct.get("href") == file.absolute_url()


def test_the_number_of_a_hidden_file_leads_nowhere(search, file):
    with api.env.adopt_user(username="secrecy_officer"):
        perform(file, "restrict", {"kinds": ["WORK"], "comment": "内部"})
    transaction.commit()
    for user in ("handler2", "supervisor1", None):
        page = search(user, SearchableText=file.file_number)
        assert not page.xpath("//section[contains(@class, 'lr-direct')]")
        assert titles(page) == []
        assert file.file_number not in page.xpath("//main")[0].text_content()


def test_a_document_number_and_a_phrase_are_found(search, file):
    for text in ("陵审批受字〔2026〕第015号", '"取水 受理通知书"', "受字2026第15号"):
        assert titles(search("handler1", SearchableText=text)) == ["取水受理通知书"]


@pytest.mark.parametrize(
    "asked",
    [
        {"SearchableText": '"'},
        {"SearchableText": "and or"},
        {"SearchableText": ["a", "b"]},
        {"SearchableText": "x" * 5000},
        {"b_start": "abc"},
        {"b_start": "9" * 40},
        {"b_start": "-1"},
        {"type": "Nothing"},
        {"type": "Plone Site"},
        {"year": "zweitausend"},
        {"sort": "nothing"},
        {"SearchableText.x:record": "1"},
        {"type:record": "1"},
    ],
)
@pytest.mark.parametrize("user", ["handler1", None])
def test_whatever_stands_in_the_address_is_no_fault(search, file, user, asked):
    assert search(user, **asked).xpath("//h1")


@pytest.mark.parametrize("sort", ["", "number", "title"])
def test_no_order_leaves_a_result_out(search, portal, file, sort):
    with api.env.adopt_user(username="handler1"):
        clip = createContentInContainer(portal["hall"], "MediaEvidence", title="大厅")
    transaction.commit()
    assert clip.title in titles(search("handler1", SearchableText="大厅", sort=sort))
    every = search("handler1", sort="")
    assert len(titles(search("handler1", sort=sort))) == len(titles(every))


def test_pages_of_the_results_follow_each_other(search, portal, file):
    with api.env.adopt_user(username="handler1"):
        for number in range(30):
            add_record(file, "TextRecord", title=f"材料 {number:02d}")
    transaction.commit()
    first = search("handler1", SearchableText="材料", sort="title")
    assert titles(first) == [f"材料 {number:02d}" for number in range(25)]
    (link,) = first.xpath("//nav[@aria-label='Pages']//a")
    second = search("handler1", SearchableText="材料", sort="title", b_start=25)
    assert "b_start=25" in link.get("href")
    assert titles(second) == [f"材料 {number:02d}" for number in range(25, 30)]
