"""What is missing on a sheet leads to the field itself, on whatever tab it lies."""

from tests.browser.screens import addresses

import time


MOST_S = 10


def test_a_link_to_a_missing_field_opens_its_tab(page, demo_url):
    page.act_as("archivist1")
    page.open(addresses(demo_url)["sheet"])
    link = page.run(
        "return document.querySelector('[aria-labelledby=h-missing] a').href"
    )
    assert link.endswith("/edit#formfield-form-widgets-extracted_at")
    page.open(link)
    end, name = time.monotonic() + MOST_S, None
    while name != "form-widgets-extracted_at" and time.monotonic() < end:
        time.sleep(0.2)
        name = page.run("return document.activeElement.id")
    assert name == "form-widgets-extracted_at"
    shown = "return document.activeElement.checkVisibility()"
    assert page.run(shown)
