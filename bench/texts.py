"""Synthetic Chinese texts, the same ones for both sites; no Plone."""

import random


SYLLABLES = (
    "水 电 路 桥 田 林 山 河 村 镇 县 城 房 屋 店 厂 车 船 煤 油 气 井 坝 渠 站 所 局 股 科 室"
    " 审 批 许 可 受 理 核 查 送 达 听 证 勘 验 笔 录 签 章 申 请 陈 述 申 辩 复 印 件 档 案 公"
    " 示 期 限 届 满 延 续 变 更 注 销 补 正 通 知 决 定 证 书 文 号 现 场 踏 勘 检 测 评 估"
).split()
WORDS = 3000
_SEED = 20260312


def _lexicon() -> list[str]:
    maker = random.Random(_SEED)
    made: dict[str, None] = {}
    while len(made) < WORDS:
        made["".join(maker.choices(SYLLABLES, k=maker.choice((2, 2, 2, 3, 4))))] = None
    return list(made)


LEXICON = _lexicon()
# A word stands the more often, the earlier it is in the list.
_WEIGHTS = [1 / (place + 10) for place in range(WORDS)]
QUERIES = LEXICON[40:1000:40]


def words(number: int, count: int) -> str:
    """Return `count` words, the same for the same number, without a blank."""
    maker = random.Random(_SEED + number)
    return "".join(maker.choices(LEXICON, weights=_WEIGHTS, k=count))


def title(number: int) -> str:
    """Return the title of the item with this number."""
    return f"{words(number, 4)}{number:06d}"


def text(number: int) -> str:
    """Return a text of some 300 characters."""
    return "。".join(words(number * 31 + line, 12) for line in range(10))
