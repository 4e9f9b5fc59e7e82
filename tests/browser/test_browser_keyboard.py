"""By keyboard alone: every control of a page is reached, in view, and seen to be."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from tests.browser.screens import addresses

import pytest


PAGES = (
    ("clerk1", "/files/2026"),
    ("clerk1", "/@@search?SearchableText=许可"),
    ("handler1", "/@@today"),
    ("handler1", "{water}"),
    ("handler1", "{video}"),
    ("handler1", "{water}/@@transition?workflow_action=decide"),
    ("secrecy_officer", "{hearing}/@@transition?workflow_action=restrict"),
    ("secrecy_officer", "/@@confidentiality-desk"),
    ("archivist1", "{sheet}"),
)
CONTROLS = """
const wanted = 'a[href], button, input, select, textarea, summary, video, audio';
return [...document.querySelectorAll('main :is(' + wanted + ')')].filter(one =>
  one.checkVisibility({visibilityProperty: true}) && !one.disabled
  && one.type !== 'hidden' && one.tabIndex >= 0);
"""
# What tells the eye where one is; a checked radio stands for its group.
FOCUSED = """
const one = document.activeElement, style = getComputedStyle(one);
const box = one.getBoundingClientRect();
return {
  element: one,
  seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
        || style.boxShadow !== 'none',
  inView: box.bottom > 0 && box.top < innerHeight && box.right > 0,
  html: one.outerHTML.slice(0, 120),
};
"""
GROUP = "return arguments[0].type === 'radio' ? arguments[0].name : ''"
MOST_STEPS = 250


@pytest.fixture(scope="module")
def records(demo_url):
    """The addresses of the demo's records."""
    return addresses(demo_url)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("user", "path"), PAGES)
def test_every_control_is_reached_and_seen(page, records, user, path, width):
    page.act_as(user)
    page.resize(width)
    page.open(path.format(**records))
    # Bootstrap glides; a key press waits for no glide.
    page.run("document.documentElement.style.scrollBehavior = 'auto'")
    missing = {one.id: one for one in page.run(CONTROLS)}
    assert missing
    groups = {one.id: page.run(GROUP, one) for one in missing.values()}
    unseen = []
    for _step in range(MOST_STEPS):
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
        found = page.run(FOCUSED)
        place = found["element"].id
        if place not in missing:
            if not missing:
                break
            continue
        if not (found["seen"] and found["inView"]):
            unseen.append(found["html"])
        reached = {place}
        if groups[place]:
            reached = {one for one, name in groups.items() if name == groups[place]}
        for one in reached:
            missing.pop(one, None)
    left = [one.get_attribute("outerHTML")[:120] for one in missing.values()]
    assert (left, unseen) == ([], [])


def test_the_first_tab_leads_past_the_head_of_the_page(page, records):
    page.act_as("handler1")
    page.resize(1280)
    page.open(records["water"])
    ActionChains(page.driver).send_keys(Keys.TAB).perform()
    first = page.run("return document.activeElement.getAttribute('href') || ''")
    assert "#" in first


def test_a_fold_opens_and_a_button_acts_by_a_key(page, records):
    page.act_as("clerk1")
    page.resize(360)
    page.open("/@@search?SearchableText=许可")
    summary = page.run("return document.querySelector('.lr-facets summary, summary')")
    page.run("arguments[0].focus()", summary)
    ActionChains(page.driver).send_keys(Keys.ENTER).perform()
    assert page.run("return arguments[0].parentElement.open", summary)
    page.run("document.querySelector('#s-text').focus()")
    ActionChains(page.driver).send_keys("面馆", Keys.ENTER).perform()
    assert "SearchableText=" in page.driver.current_url
