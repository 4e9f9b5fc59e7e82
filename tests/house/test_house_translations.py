"""Every text of ours is there in Chinese and in English, with all its variables."""

from pathlib import Path
from pythongettext.msgfmt import Msgfmt

import gettext
import io
import pytest
import re


LOCALES = Path(__file__).parents[2] / "src/lingchuan.records/lingchuan/records/locales"
DOMAIN = "lingchuan.records"
VARIABLE = re.compile(r"\$\{\w+\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
# Names that are the same in every language.
SAME = {"field_sha256", "detail_sha256", "field_sm3", "due_opening"}
NAMED = re.compile(r"\$\{\w+\}")


def entries(path: Path) -> dict[str, str]:
    """Return {msgid: default} of a template."""
    text = path.read_text(encoding="utf-8")
    found = {}
    for block in text.split("\n\n"):
        msgid = re.search(r'^msgid "(.*)"$', block, re.M)
        default = re.search(r'^#\. Default: "(.*)"$', block, re.M)
        if msgid and msgid[1]:
            found[msgid[1]] = default[1] if default else msgid[1]
    return found


def catalog(language: str) -> dict[str, str]:
    """Return {msgid: text} of a language."""
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as stream:
        compiled = Msgfmt(stream, name=DOMAIN).getAsFile()
    return gettext.GNUTranslations(io.BytesIO(compiled.read()))._catalog


TEXTS = entries(LOCALES / f"{DOMAIN}.pot")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_text_is_translated_with_its_variables(language):
    translated = catalog(language)
    missing = [msgid for msgid in TEXTS if not translated.get(msgid)]
    assert missing == []
    for msgid, default in TEXTS.items():
        expected = set(VARIABLE.findall(default))
        assert set(VARIABLE.findall(translated[msgid])) <= expected, msgid


def test_chinese_is_chinese():
    translated = catalog("zh_CN")
    foreign = {
        msgid
        for msgid in TEXTS
        if not HAN.search(translated[msgid])
        and re.search("[A-Za-z]", NAMED.sub("", translated[msgid]))
    }
    assert foreign - SAME == set()


def test_nothing_is_translated_that_nobody_says():
    for language in ("zh_CN", "en"):
        assert {msgid for msgid in catalog(language) if msgid} - set(TEXTS) == set()
