"""hypothesis strategies that tests share: specs, editions and raw pages, sound and hostile.

Sound ones are ``random_pages`` and ``editions_of``, kept with the tests that they were made for
and handed out here; what is made here is text as strangers write it, which readers must answer
or refuse in one line.
"""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.unit.editions_of import blocks as sound_blocks
from tests.unit.random_pages import maps as sound_maps

__all__ = [
    "any_text", "broken_pages", "edition_texts", "hostile_copy", "mutated", "raw_pages",
    "sound_blocks", "sound_maps", "spec_texts",
]  # fmt: skip

# what turns up in copy and has no shape, no meaning, or more than one
ODD = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202e\u202c\u2066\u2069\u200f\u061c"
    "\ufe0f\U000e0100\U000e0041\u0301\u20dd\u0378\ufdd0\ue000\U000f0000\U00100001\ufffd"
    "\u2028\u2029\x85\x0b\x0c\x1c\u3000\u00a0\t⼀Ａ①㈱"
)
HAN = "潮水退了灯火照归人渡口记者张报道本报讯年月日星期第版转下"
MARKS = "，。、；：？！“”‘’（）《》【】—…·〔〕「」"
LATIN = "aZ09 .,:;-_/@&<>[]{}#*|!\"'\\"
YAML = ("&a ", "*a", "!!str ", "!x ", "<<: ", "? ", "- ", "{", "}", "[", "]", "| ", "> ", "---\n")

any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
hostile_copy = st.text(st.sampled_from(HAN * 3 + MARKS + LATIN + ODD), max_size=80)

_scalars = st.one_of(
    hostile_copy,
    st.sampled_from(
        ["", "null", "~", "yes", "1e999pt", "-3mm", "0字", "nan", "5:3", "٣", "12字", "0.25pt"]
    ),
    st.integers(-(10**20), 10**20).map(str),
    st.builds("{}{}".format, st.floats(-1e9, 1e9), st.sampled_from(["pt", "mm", "字", "行", "%"])),
)
_KEYS: Sequence[str] = (
    *("page", "grid", "styles", "boxes", "map", "typefaces", "colours", "labels", "lint", "press"),
    *("columns", "measure", "baseline", "rows", "size", "margin", "body", "a", "b", "M", "story"),
    *("headline", "picture", "across", "frame", "face", "weight", "extends", "name", "language"),
    *("masters", "pages", "folio", "fit", "at", "width", "vertical", "table", "items", "kind"),
)
_EDITION_KEYS: Sequence[str] = (
    *("masthead", "items", "pages", "page", "kind", "id", "headline", "body", "text", "lines"),
    *("pictures", "src", "caption", "byline", "raw", "roles", "names", "date", "spec", "jump"),
)


def _written(value: object, level: int = 0) -> str:
    """Write a value as YAML, its texts as they are: wrong quoting is part of the game."""
    pad = "  " * level
    if isinstance(value, dict):
        lines = [f"{pad}{key}:{_under(inside, level)}" for key, inside in value.items()]
        return "\n".join(lines)
    if isinstance(value, list):
        return "\n".join(f"{pad}-{_under(inside, level)}" for inside in value)
    return f"{pad}{value}"


def _under(value: object, level: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + _written(value, level + 1)
    return " {}" if isinstance(value, dict) else f" {value}"


def _trees(keys: Sequence[str]) -> st.SearchStrategy[object]:
    names = st.one_of(st.sampled_from(keys), st.sampled_from(keys), hostile_copy)
    return st.recursive(
        _scalars,
        lambda inner: st.one_of(
            st.dictionaries(names, inner, max_size=5), st.lists(inner, max_size=4)
        ),
        max_leaves=14,
    )


@st.composite
def _broken(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text into which some of YAML's own marks have fallen."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(YAML)) + text[at:]
    return text


spec_texts = _broken(
    st.dictionaries(st.sampled_from(_KEYS), _trees(_KEYS), max_size=5).map(
        lambda tree: f"broadsheet: 1\nextends: duikai-6\n{_written(tree)}\n"
    )
)
edition_texts = _broken(
    st.dictionaries(st.sampled_from(_EDITION_KEYS), _trees(_EDITION_KEYS), max_size=4).map(
        lambda tree: _written(tree) + "\n"
    )
)
_LINES = st.one_of(
    hostile_copy,
    st.sampled_from(
        ["", "　　", "\t", "\x0c", "本报讯", "（记者 张渡）", "2026年11月23日 星期一", "1 | 2 | 3"]
    ),
    st.text(st.sampled_from(HAN + "，。"), min_size=20, max_size=60),
)
raw_pages = st.lists(_LINES, min_size=1, max_size=25).map("\n".join)


@st.composite
def broken_pages(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Stretches of real pages in any order, hostile lines between, one thing over and over."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        page = draw(st.sampled_from(texts)).split("\n")
        at = draw(st.integers(0, len(page) - 1))
        lines += page[at : at + draw(st.integers(1, 20))]
        lines += draw(st.lists(_LINES, max_size=2))
        if draw(st.booleans()):
            piece = draw(
                st.text(st.sampled_from(MARKS + LATIN + ODD + HAN), min_size=1, max_size=3)
            )
            lines.append(piece * draw(st.sampled_from([7, 90, 700])))
    text = "\n".join(lines)
    cut = draw(st.integers(0, len(text)))
    return text[:cut] + draw(st.sampled_from(["", "\n", "\r", "\x0c", "\u3000\u3000"])) + text[cut:]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Do to a page's bytes what bad copies do: drop, double, swap and change stretches."""
    out = bytearray(data)
    for _ in range(dice.randrange(1, 12)):
        at, size = dice.randrange(len(out)), dice.randrange(1, 60)
        piece = bytes(out[at : at + size])
        match dice.randrange(6):
            case 0:
                del out[at : at + size]
            case 1:
                out[at:at] = piece
            case 2:
                out[at:at] = dice.choice([b"\n", b"\n\n", b"\r", b"\x0c", b"\t", b" "])
            case 3:
                out[at] = dice.randrange(256)
            case 4:
                other = dice.randrange(len(out))
                out[other:other] = piece
            case _:
                out[at : at + size] = piece[::-1]
        if not out:
            return data
    return bytes(out)
