"""Languages that are not the paper's, found by their script.

Takes the text of a passage and the paper's language; returns what language the whole of it is
in, and ranges of characters in others.  The edition does not say what language a word is of:
Latin words on a Chinese page are told as English, Han on a page in Latin letters as Chinese,
which gives a voice that can read them at all (WCAG 2.1, 3.1.2; ISO 14289-1, 7.2).
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
_ONE_HAN = re.compile(f"[{_HAN}]")
_CHARACTERS = re.compile(rf"[{_HAN}](?:[，。、；：！？“”‘’《》（）—…·]*[{_HAN}])*")
_IN_HAN = ("zh", "ja", "ko", "yue")
_OUTWEIGHS = 4  # letters of Latin words to one of Han, in a passage that is English
_SENTENCE = 3  # words that such a passage has at least


def foreign_words(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of another language: first character, end, language.

    >>> list(foreign_words("去Open Air喝茶", "zh-CN")), list(foreign_words("the 茶 house", "en-GB"))
    ([(1, 9, 'en')], [(4, 5, 'zh')])
    """
    pattern, other = (_WORDS, "en") if _in_han(lang) else (_CHARACTERS, "zh")
    for found in pattern.finditer(text):
        if other == "zh" or _SPOKEN.search(found[0]):
            yield found.start(), found.end(), other


def passage_language(text: str, lang: str) -> str:
    """Return the language of a whole passage: the paper's, or that of nearly all its words.

    >>> (
    ...     passage_language("The ferry sails at six.", "zh-CN"),
    ...     passage_language("读Open Air", "zh-CN"),
    ... )
    ('en', 'zh-CN')
    >>> passage_language("潮声", "en-GB"), passage_language("GDP", "zh-CN")
    ('zh', 'zh-CN')
    """
    han = len(_ONE_HAN.findall(text))
    if not _in_han(lang):
        return "zh" if han and not re.search("[A-Za-z]", text) else lang
    words = [text[start:end] for start, end, _ in foreign_words(text, lang)]
    count = sum(len(piece.split()) for piece in words)
    if not count or (han and count < _SENTENCE):
        return lang
    return "en" if sum(map(len, words)) > _OUTWEIGHS * han else lang


def _in_han(lang: str) -> bool:
    return lang.split("-", maxsplit=1)[0].lower() in _IN_HAN
