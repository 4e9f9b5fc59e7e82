"""In a browser: our policy stops none of the site's own scripts, and players play."""

from tests.browser.screens import addresses

import pytest


# A page that breaks the policy says so to itself, before anything of it runs.
LISTEN = """
window.broken = [];
document.addEventListener('securitypolicyviolation',
  event => window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""
TELL = "return (window.broken || []).join('; ')"
PLAYS = """
const done = arguments[0], film = document.querySelector('video');
film.muted = true;
film.addEventListener('timeupdate', () => film.currentTime > 0 && done('plays'));
film.addEventListener('error', () => done('error'));
film.play().catch(error => done(String(error)));
"""
# Both load by themselves, the editor after all else.
COMES = """
const [asked, done] = arguments, there = new Function('return ' + asked);
const timer = setInterval(() => there() && (clearInterval(timer), done('comes')), 100);
"""
ROWS = "document.querySelectorAll('.pat-structure table tbody tr').length > 0"
EDITOR = "window.tinymce && tinymce.activeEditor"
PAGES = (
    (None, "/login"),
    ("clerk1", "/files/++add++PermitFile"),
    ("clerk1", "/@@search?SearchableText=许可"),
    ("handler1", "{water}"),
    ("handler1", "{water}/edit"),
    ("handler1", "{hearing}/edit"),
    ("handler1", "{video}/edit"),
    ("secrecy_officer", "/@@confidentiality-desk"),
    ("secrecy_officer", "/@@clearances"),
    ("secrecy_officer", "/@@class-table"),
    ("secrecy_officer", "{water}/@@who-can-see"),
    ("handler1", "{water}/@@unmask?field=applicant_phone"),
    ("sysadmin", "/files/folder_contents"),
    ("sysadmin", "/@@site-controlpanel"),
)


@pytest.fixture(scope="module")
def listening(page):
    """The window, in which each page notes what the policy stopped."""
    added = page.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN}
    )
    page.resize(1280)
    yield page
    page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


@pytest.fixture(scope="module")
def demo(demo_url):
    """The addresses of the demo's records."""
    return addresses(demo_url)


@pytest.mark.parametrize(("user", "path"), PAGES)
def test_the_policy_stops_nothing_of_a_page(listening, demo, user, path):
    listening.act_as(user)
    listening.open(path.format(**demo))
    assert listening.settled(TELL) == ""


def test_contents_are_listed_and_the_editor_is_there(listening, demo):
    listening.driver.set_script_timeout(20)
    listening.act_as("sysadmin")
    listening.open("/files/folder_contents")
    assert listening.driver.execute_async_script(COMES, ROWS) == "comes"
    listening.act_as("handler1")
    listening.open(f"{demo['hearing']}/edit")
    assert listening.driver.execute_async_script(COMES, EDITOR) == "comes"


def test_a_film_plays_in_its_page(listening, demo):
    listening.act_as("handler1")
    listening.open(demo["video"])
    listening.driver.set_script_timeout(20)
    assert listening.driver.execute_async_script(PLAYS) == "plays"
    assert listening.settled(TELL) == ""
