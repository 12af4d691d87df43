"""Random paragraphs of all scripts; random tallies and slabs such as no page has.

Takes a dice; returns what ``set_paragraph``, ``linebreak.choose`` and ``flow.pour`` take.  What
comes out of the kernel is held against what comes out of the rule by it.
"""

from functools import cache
from random import Random
from typing import Any

from broadsheet.display import Run, Source
from broadsheet.flow import Choice, Slab
from broadsheet.fonts.typeface import FaceBook, Typeface
from broadsheet.linebreak import Breaks, Measure, Sums
from broadsheet.paragraph import Setting, Span
from tests.unit import random_copy

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz ABC don’t fi-nal",
    "абвгдежзиклмнопрстуфхцч шщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω ",
    "あいうえおかきくけこっゃゅょアイウエオー「」、。",
    "가각갂나다라마바사아자차카타파하 각",
    "אבגדהוזחטיכלמנסעפצקרשת- ",
    "กขคงจฉชซฌญ กำ",
    "🙂👍🏽🇨🇳🇫🇷👩‍👩‍👧☎️①②",
    "e\u0301a\u0308\u200b\u2060\u00a0\u00ad-–—…⸺·/％℃￥$€§",
    "“”‘’《》（）〈〉『』【】，。、；：？！——……·～",
    "0123456789.,:/-+%°″㎡",
)
ALIGNS = ("justify", "justify", "justify", "left", "center", "right", "spread")


@cache
def _faces() -> tuple[Typeface, ...]:
    families = {"song": ("Noto Serif SC",), "kai": ("Broadsheet Kai",), "hei": ("Noto Sans SC",)}
    book = FaceBook.open(families)
    return tuple(book.typeface(name) for name in families)


def text_of(dice: Random) -> str:
    """Return a paragraph's text: copy as papers have it, other scripts, all of them mixed."""
    way = dice.random()
    if way < 0.45:
        return random_copy.prose(dice, dice.choice((1, 3, 20, 60, 150, 400)))
    parts = []
    for _ in range(dice.randrange(1, 12)):
        if dice.random() < 0.4:
            parts.append(random_copy.han(dice, dice.randrange(1, 20)))
        letters = dice.choice(SCRIPTS)
        parts.append("".join(dice.choices(letters, k=dice.randrange(1, 25))))
        if dice.random() < 0.3:
            parts.append(dice.choice((" ", "  ", "\u3000", "\n", "\u2028", "\t")))
    if way > 0.97:
        parts.append("".join(chr(dice.randrange(0x20, 0xD7FF)) for _ in range(30)))
    return "".join(parts)


def paragraph(dice: Random) -> tuple[tuple[Span, ...], Setting]:
    """Return spans and how they are set."""
    em = dice.choice((10.0, 9.5, 10.5, round(dice.uniform(5, 30), dice.randrange(4))))
    text = text_of(dice)
    cuts = sorted(dice.sample(range(len(text) + 1), min(len(text), dice.choice((0, 0, 0, 1, 3)))))
    spans, plain = [], dice.random() < 0.5  # half of them as a newspaper's are, for the kernel
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        spans.append(
            Span(
                text=text[start:end],
                typeface=dice.choice(_faces()) if cuts else _faces()[0],
                size=em if dice.random() < 0.8 else em * dice.choice((0.5, 0.8, 1.25)),
                source=Source("story", "para", 0, start),
                tracking=dice.choice((0.0, 0.0, 0.0, 0.05, -0.02, *([] if plain else [0.2]))),
                hold=dice.choice(("", "", "", "inside", "before")) if cuts and not plain else "",
            )
        )
        setting = _setting(dice, em)
    if plain:
        setting |= {"vertical": False, "hyphens": "", "letterspace": 0.0}
    return tuple(spans), Setting(**setting)


def _setting(dice: Random, em: float) -> dict[str, Any]:
    found: dict[str, Any] = {
        "measure": em * dice.choice((4, 9, 12, 13.5, 17, 20, 34, dice.uniform(1, 50))),
        "em": em,
        "indent": dice.choice((2.0, 2.0, 2.0, 0.0, 1.0)),
        "align": dice.choice(ALIGNS),
        "level": dice.choice(("none", "basic", "gb", "gb", "strict")),
        "scheme": dice.choice(("full", "full", "kaiming", "half")),
        "hanging": dice.random() < 0.15,
        "filled": dice.random() < 0.15,
        "letterspace": dice.choice((0.0, 0.0, 0.0, 0.0, 0.03)),
    }
    if dice.random() < 0.12:
        found |= {"vertical": True, "corners": dice.choice(("double", "single"))}
    elif dice.random() < 0.15:
        found["hyphens"] = dice.choice(("en-GB", "en-US", "de"))
    return found


def run(dice: Random) -> Run:
    """Return a run as pages have them: one text a glyph, mostly the same, moved at times."""
    count = dice.choice((1, 2, 17, 40))
    text = "".join(dice.choices("国家海港，。 a(é\U00020000", k=count))
    own = [10 * ord(char) % 60000 for char in text]
    sorts = [dice.choice(own) if dice.random() < 0.02 else sort for sort in own]
    places = sorted(dice.sample(range(count), min(count, dice.choice((0, 0, 1, 5)))))
    if dice.random() < 0.1:
        dice.shuffle(places)
    moves = tuple([(at, dice.choice((0.0004, -0.25, 1 / 3, dice.uniform(-9, 9)))) for at in places])
    size = dice.choice((10.0, 9.25, 37.5))
    stretch = dice.choice((1.0, 1.0, 0.5))
    return Run("song", size, tuple(sorts), text, Source(), shifts=moves, stretch=stretch)


def tallies(dice: Random) -> tuple[Breaks, Measure]:
    """Return breaks of any numbers, and a measure."""
    size = dice.choice((2, 3, 8, 40, 300))
    em = dice.choice((10.0, 7.3, 1.0, dice.uniform(0.01, 200)))

    def sums(step: float, often: float = 1.0, *, whole: bool = False) -> Sums:
        total, starts, ends = 0.0, [], []
        for _ in range(size):
            if dice.random() < often:
                total += round(step * dice.random()) if whole else step * dice.random()
            starts.append(total + (step / 2 if dice.random() < often / 9 else 0))
            ends.append(total - (step / 2 if dice.random() < often / 9 else 0))
        return Sums(starts, ends)

    often = dice.choice((0.0, 0.05, 0.5))
    breaks = Breaks(
        width=sums(em * dice.choice((0.5, 2, 4, 30))),
        gaps=sums(2, dice.choice((0.0, 0.7, 1.0, 1.0)), whole=True),
        light=sums(2, often, whole=True),
        heavy=sums(2, often, whole=True),
        grow=sums(em / 4, dice.choice((0.0, 0.1, 1.0))),
        shrink=sums(em / 4, dice.choice((0.0, 0.1, 1.0))),
        penalty=[dice.choice((0.0, 0.0, 3.0, 1e3)) for _ in range(size)] if often else None,
    )
    measure = Measure(
        width=em * dice.choice((0.5, 5, 12.5, 40, dice.uniform(0.1, 60))),
        em=em,
        ragged=dice.random() < 0.2,
        tail=dice.choice((0, size - 2, size - 3, dice.randrange(size))),
        filled=dice.random() < 0.3,
    )
    return breaks, measure


def story(dice: Random) -> tuple[list[Slab], list[int], bool]:
    """Return slabs, the depths of columns, and whether what is over goes on elsewhere."""
    whole = dice.choice((0.0, 0.2, 0.9))
    slabs = [
        _slab(dice, splits=dice.random() > whole) for _ in range(dice.choice((0, 1, 3, 8, 30)))
    ]
    rows = sum(slab.choices[0].rows for slab in slabs)
    count = dice.randrange(1, 7)
    about = max(1, dice.choice((rows // count, rows // count + 1, rows // 3 // count, 12)))
    depths = [max(0, about + dice.choice((0, 0, 0, 1, -1, -about))) for _ in range(count)]
    return slabs, depths, dice.random() < 0.2


def _slab(dice: Random, *, splits: bool) -> Slab:
    rows = dice.choice((0, 1, 2, 3, dice.randrange(1, 30)))
    choices = [Choice(rows)]
    for more in range(1, dice.choice((1, 1, 2, 4))):
        cost = dice.choice((1.5 * more, 2.2, dice.uniform(0, 9)))
        choices.append(Choice(rows + more, cost, dice.choice((0.0, 3.0)), dice.choice((0.0, 0.7))))
    return Slab(
        choices=tuple(choices),
        splits=splits,
        ends=dice.random() < 0.05,
        keep=0 if splits else dice.choice((0, 2, 3)),
        head=dice.choice((0, 0, 0, 2, 5)) if splits else 0,
        repeat=dice.choice((0, 0, 0, 0, 2, -1)),
    )
