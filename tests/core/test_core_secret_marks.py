"""Marks of state secrets are found as people write them, and nothing else is."""

from lingchuan.records.core.secret_marks import are_marked
from lingchuan.records.core.secret_marks import is_marked

import os
import pytest
import time


MARKED = (
    "机密★20年",
    "绝密★",
    "秘密 ★ 10年",
    "某项目\n机\n密\n★\n20年",
    "秘　密　★",
    "机\u200b密\u200b★２０年",
    "工作秘密★5年",
    "商业秘密★",
    "絕密★30年",
    "机密＊２０年",
    "机密*20年",
    "绝密☆长期",
    "机密✭",
    "秘密⭐\ufe0f5年",
    "机密(★)",
    "机密（★）10年",
    "【机密】★",
    "机密·★",
    "机密＊★",
    "机 密 — ★ 20年",
)
PLAIN = (
    "",
    "密级★期限",
    "国家秘密的标志为“★”",
    "**商业秘密**",
    "商业秘密 * 权利人",
    "秘密☆☆☆",
    "内部 注意保管",
    "机密级人员★",
    "★★★★★",
    "机密文件管理 ★",
    "机密，另有★",
    "秘密----★",
    "秘密(*)",
)


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_found_as_people_write_it(text):
    assert is_marked(f"前文{text}后文")


CODED = (
    "机密&#9733;20年",
    "&#26426;&#x5bc6;&#9733;20",
    "机密&starf;20年",
    "&amp;#26426;&amp;#23494;&amp;#9733;",
    "%E6%9C%BA%E5%AF%86%E2%98%8520%E5%B9%B4.pdf",
    "%BB%FA%C3%DC%A1%EF.pdf",
    r"{\rtf1\ansi \u26426?\u23494?\u9733?20}",
    r"{\rtf1 {\u26426 ?}{\b\u23494\'3f}\u9733?}",
    r"{\rtf1\ansicpg936 \'bb\'fa\'c3\'dc\'a1\'ef20}",
)
UNCODED = (
    "100%E6%9C%BA",
    "机密&#9734;",
    r"{\rtf1 \u26426?\u23494?}",
    "a & b; 50%",
    r"C:\user\'zz",
)


@pytest.mark.parametrize("text", CODED)
def test_a_mark_written_as_codes_is_found(text):
    assert is_marked(f"前文 {text} 后文")
    assert are_marked(b"\xff" * 9 + f" {text} ".encode())


@pytest.mark.parametrize("text", UNCODED)
def test_codes_of_something_else_are_no_mark(text):
    assert not is_marked(text)
    assert not are_marked(text.encode())


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_is_none(text):
    assert not is_marked(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("lead", [b"", b"x"])
def test_a_mark_is_found_in_bytes_of_each_encoding(encoding, lead):
    assert are_marked(lead + "封面 机 密★20年".encode(encoding))
    for mark in ("机密(★)", "机密（★）", "机密·★", "机密＊★", "机密✭"):
        assert are_marked(lead + f"封面{mark}".encode(encoding)), mark
    assert not are_marked(lead + "封面 密级★期限".encode(encoding))


def test_looking_costs_little_whatever_is_looked_at():
    texts = (
        "机密" * 250_000 + "★",
        "机" + " " * 500_000 + "★",
        "机 密 " * 120_000 + "★",
        "机密" + "( " * 250_000 + "★",
        "机密 ((" * 100_000 + "x★",
    )
    before = time.monotonic()
    assert not are_marked(os.urandom(1 << 20))
    assert [is_marked(text) for text in texts] == [True, False, True, False, False]
    assert time.monotonic() - before < 3
