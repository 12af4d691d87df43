"""Words of another language than the paper's, found by their script.

Takes the texts of a run's glyphs and the paper's language; returns ranges of glyphs.  The
edition does not say what language a word is of: Latin words on a Chinese page are told as
English, Han on a page in Latin letters as Chinese, which gives a voice that can read them at
all (WCAG 2.1, 3.1.2; ISO 14289-1, 7.2).
"""

import re
from collections.abc import Iterator

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*"
# Addresses are read by letters in any voice, so are codes and units.
_WORDS = re.compile(
    rf"(?<![0-9A-Za-z.@/_:-]){_LATIN}(?:,? {_LATIN})*(?![0-9A-Za-z@/_]|[.:][0-9A-Za-z/])"
)
_SPOKEN = re.compile("[A-Za-zÀ-ÿ]{2}[a-zß-ÿ]")  # none of GDP, CN, A3, km
_CHARACTERS = re.compile(rf"[{_HAN}](?:[，。、；：！？“”‘’《》（）—…·]*[{_HAN}])*")
_IN_HAN = ("zh", "ja", "ko", "yue")


def foreign_words(text: str | tuple[str, ...], lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield the glyphs that set words of another language: first, end, language.

    >>> list(foreign_words("去Open Air喝茶", "zh-CN")), list(foreign_words("the 茶 house", "en-GB"))
    ([(1, 9, 'en')], [(4, 5, 'zh')])
    """
    home = lang.split("-", maxsplit=1)[0].lower()
    pattern, other = (_WORDS, "en") if home in _IN_HAN else (_CHARACTERS, "zh")
    plain = text if isinstance(text, str) else "".join(text)
    for found in pattern.finditer(plain):
        if other == "en" and not _SPOKEN.search(found[0]):
            continue
        if isinstance(text, str):
            yield found.start(), found.end(), other
        else:
            first, end = _glyphs(text, found.start(), found.end())
            yield first, end, other


def _glyphs(text: tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    """Return the glyphs that set the characters from ``start`` to ``end``."""
    edges, at = [], 0
    for piece in text:
        edges.append(at)
        at += len(piece)
    first = max(n for n, edge in enumerate(edges) if edge <= start)
    return first, sum(edge < end for edge in edges)
