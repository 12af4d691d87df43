"""How a page is written: its script, and what a bad scan makes of it.

Returns voices for ``words.Teller``: what is said in simplified ideographs comes out in
traditional ones with corner quotes, or with the confusions of an OCR.
"""

import random
from functools import cache
from pathlib import Path

from tests.pagemaker.words import Voice

# pairs that scans confuse
_CONFUSED = (
    "己已 已己 日曰 未末 末未 土士 人入 入人 千干 天夭 大太 间问 问间 侯候 晴睛 拔拨 "
    "微徽 治冶 历厉 讯汛 记己 本木 田由 名各 乌鸟 陪赔 令今 徒徙 兔免 竟竞 0O 1l 5S 8B ，. 。."
).split()


@cache
def _traditional() -> dict[int, str]:
    pairs = (Path(__file__).parent / "stock" / "traditional.tsv").read_text(encoding="utf-8")
    return {ord(line[0]): line[1] for line in pairs.splitlines()}


def plain(text: str) -> str:
    """Return it as it is."""
    return text


def traditional(text: str) -> str:
    """Return it in traditional ideographs, with their quotes."""
    return text.translate(_traditional()).translate(str.maketrans("“”‘’", "「」『』"))


def scanned(chance: random.Random, share: float, voice: Voice) -> Voice:
    """Return a voice that confuses some characters of one that it speaks after."""
    table: dict[str, list[str]] = {}
    for pair in _CONFUSED:
        table.setdefault(pair[0], []).append(pair[1:])

    def confused(text: str) -> str:
        said = voice(text)
        return "".join(
            chance.choice(table[c]) if c in table and chance.random() < share else c for c in said
        )

    return confused
