"""Every screen is Chinese for whom it is made: no English word, no US date."""

from lingchuan.records.demo.users import DEMO_USERS
from tests.browser.screens import addresses
from tests.browser.screens import PAIRS

import pytest
import re


# What stands in every language as it is: formats, marks, the digests' names.
ALLOWED = frozenset(
    "Plone ID MIME PDF JSON DOCX DVD MP4 MP3 JPEG SHA SM3 KB MB UID URL Email English LC KS".split()
)
# Names of formats that the picture of a file carries, of the demo's files, and of rules.
NAMES = re.compile(
    r"\b[RL]\d{2}(?:-\d+b?)?\b|(?:[0-9a-f]{8} ){7}[0-9a-f]{8}|[0-9a-f]{12}…|PDF document|MPEG-4 video|MPEG-4视频|演示-\S+|image/\*|[0-9a-f]{64}|\b[0-9a-f]{32}\b|[A-Z2-7]{4}(?:-[A-Z2-7]{4}){2}-[A-Z2-7]\b|(?:^|(?<=[\u4e00-\u9fff] ))(?:[0-9a-f]{8} ?){1,2}$|JY演示|演示S\d+|LC-\w+|video/mp4|\d+\*+\w+|\S+@example.com|https://records\.example\.org\S*"
)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
# What the script of folder contents, the system administrator's screen, has no text for.
# The path of the folder is what its upload field shows, once its script has run.
STOCK = re.compile(
    r": Activate to sort$|^PermitRegister$|^PermitFile$|^MediaEvidence$|^/ (?:files|hall)$"
)
US_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b(AM|PM)\b")
PLACEHOLDER = re.compile(r"\$\{")
READ = """
// Languages, time zones and the editor are named by themselves.
const own = '[id$=widgets-language],[id$=widgets-timezone],[id$=wysiwyg_editor]'
  // An invisible field of the drop zone, which cannot be reached.
  + ',.dz-hidden-input';
document.querySelectorAll(own).forEach(one => one.remove());
const said = [document.title, document.body.innerText];
const named = '[title],[placeholder],[aria-label],[alt],input[type=submit],button';
for (const one of document.querySelectorAll(named)) {
  for (const key of ['title', 'placeholder', 'aria-label', 'alt']) {
    said.push(one.getAttribute(key) || '');
  }
  // What a button sends is not what it says.
  said.push(one.matches('input[type=submit]') ? one.value || '' : '');
}
for (const one of document.querySelectorAll('.visually-hidden, option')) {
  said.push(one.textContent);
}
return said.join('\\n');
"""


@pytest.fixture(scope="module")
def records(demo_url):
    """The addresses of the demo's records."""
    return addresses(demo_url)


# The ledger names staff by their ids, and whose key signed a checkpoint.
LEDGER = re.compile(
    r"\b(?:"
    + "|".join(DEMO_USERS)
    + r")\b|lingchuan\.records/[0-9a-f]{8}|— \S+ \S{90,}|\S{43}="
)


def is_own(line: str, user: str | None) -> bool:
    """Return whether a line is what somebody typed: an id, a search word."""
    return line.strip() in {user, "x"}


@pytest.mark.parametrize(("user", "path"), PAIRS)
def test_a_screen_is_chinese(page, records, user, path):
    page.act_as(user)
    page.resize(1280)
    page.open(path.format(**records))
    said = page.settled(READ).splitlines()
    lines = [
        LEDGER.sub("", NAMES.sub("", STOCK.sub("", line.strip()))) for line in said
    ]
    foreign = {
        line.strip()
        for line in lines
        if set(WORD.findall(line)) - ALLOWED and not is_own(line, user)
    }
    assert foreign == set()
    assert not [line for line in lines if US_DATE.search(line)]
    assert not [line for line in lines if PLACEHOLDER.search(line)]
