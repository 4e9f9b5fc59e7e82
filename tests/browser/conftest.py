"""A browser at the demo site, at two widths, as any demo user."""

from collections.abc import Iterator
from lingchuan.records.demo.users import PASSWORD
from pathlib import Path
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import os
import pytest
import shutil
import time


SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --lang=zh-CN --hide-scrollbars"
).split()
HEIGHT = 900
SETTLE_S = 0.4
MOST_S = 10
# How much has come, and how much is still asked for.
LOADED = """
return [performance.getEntriesByType('resource').length,
        window.jQuery ? window.jQuery.active : 0];
"""


class Page:
    """A browser window with a width; logs in, opens, runs scripts."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        self.url = url
        self.user: str | None = None

    def resize(self, width: int) -> None:
        """Take the width of a desk or of a phone."""
        metrics = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1}
        metrics["mobile"] = width < 500
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def act_as(self, user: str | None) -> None:
        """Be this demo user, or nobody."""
        if user == self.user:
            return
        self.driver.get(f"{self.url}/login")
        self.driver.delete_all_cookies()
        self.user = user
        if user is None:
            return
        self.driver.get(f"{self.url}/login")
        self.driver.find_element(By.ID, "__ac_name").send_keys(user)
        self.driver.find_element(By.ID, "__ac_password").send_keys(PASSWORD)
        self.driver.find_element(By.NAME, "buttons.login").click()

    def open(self, path: str) -> None:
        """Go to a path of the site and let its scripts run."""
        self.driver.get(path if path.startswith("http") else f"{self.url}{path}")
        time.sleep(SETTLE_S)

    def settled(self, script: str) -> str:
        """Return what a script returns once nothing is loading and it stays the same."""
        before, found = None, (self.run(LOADED), str(self.run(script)))
        end = time.monotonic() + MOST_S
        while (found != before or found[0][1]) and time.monotonic() < end:
            time.sleep(SETTLE_S)
            before, found = found, (self.run(LOADED), str(self.run(script)))
        return found[1]

    def run(self, script: str, *arguments: object) -> object:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)


@pytest.fixture(scope="session")
def chrome(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    """Debian's chromium, one for all tests."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver) and not os.environ.get("CI"):
        pytest.skip("chromium and chromedriver are absent")
    options = webdriver.ChromeOptions()
    options.binary_location = binary or ""
    for switch in SWITCHES:
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    environment = os.environ | {"LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
    service = Service(driver, env=environment)
    with webdriver.Chrome(options=options, service=service) as found:
        yield found


@pytest.fixture(scope="session")
def page(chrome, demo_url) -> Page:
    """The window at the demo site."""
    return Page(chrome, demo_url)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    path = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("axe-core is absent: make test installs it with npm")
    return path.read_text(encoding="utf-8")
