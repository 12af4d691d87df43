"""Which Chinese a paper is in, and which families draw it.

Takes a text, or the typefaces of a spec; returns a script (ISO 15924 and a region, as BCP 47 writes
it), or typefaces whose bundled families are those of a script.  Opens no face.
"""

from collections.abc import Mapping
from typing import Final

from broadsheet.fonts.manifest import FaceEntry, Manifest

SIMPLIFIED, TAIWAN, HONG_KONG = SCRIPTS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
# What a language says of its script; zh-CN, which every spec has without asking, says nothing.
_OF_LANGUAGE: Final = {
    "zh-hans": SIMPLIFIED,
    "zh-sg": SIMPLIFIED,
    "zh-hant": TAIWAN,
    "zh-tw": TAIWAN,
    "zh-hk": HONG_KONG,
    "zh-mo": HONG_KONG,
}
LANGUAGES: Final = {SIMPLIFIED: "zh-CN", TAIWAN: "zh-TW", HONG_KONG: "zh-HK"}


# Letters of the trade's labels (下转第3版, 图片, 二维码) that have one other form only.
_LABELS: Final = str.maketrans("广转图码维编辑责页讯摄报导览", "廣轉圖碼維編輯責頁訊攝報導覽")
_SURE: Final = 2  # kinds of letters of Hong Kong: one may be a name's, in Taiwan too


def of_language(language: str) -> str:
    """Return the script that a language says, empty where it says none.

    >>> of_language("zh-Hant-MO"), of_language("zh-TW"), of_language("zh-CN")
    ('zh-Hant-HK', 'zh-Hant-TW', '')
    """
    tag = language.casefold()
    if tag in ("zh-hant-hk", "zh-hant-mo"):
        return HONG_KONG
    return next((script for known, script in _OF_LANGUAGE.items() if tag.startswith(known)), "")


def language_in(language: str, script: str) -> str:
    """Return the language of a paper in a script: its own, but for a Chinese of another script."""
    chinese = language.casefold().partition("-")[0] == "zh"
    if not chinese or not script or (of_language(language) or SIMPLIFIED) == script:
        return language
    return LANGUAGES[script]


def label_in(label: str, script: str) -> str:
    """Return a label of a spec as a paper in a script prints it.

    >>> label_in("（下转第3版）", "zh-Hant-HK"), label_in("图片", "zh-Hans")
    ('（下轉第3版）', '图片')
    """
    return label.translate(_LABELS) if script in (TAIWAN, HONG_KONG) else label


def told(text: str) -> str:
    """Return the script of a text, empty where it has no character of one script alone.

    Kinds of characters are counted, not how often they come, so that a quotation has no weight.
    Hong Kong is told from Taiwan by what only its standard has
    (HKSCS), by 裏 against 裡, and by the place that is named more often.
    """
    from broadsheet.fonts import script_letters as letters  # noqa: PLC0415 - only when asked

    kinds = set(text)
    simplified = len(kinds & letters.SIMPLIFIED)
    traditional = len(kinds & letters.TRADITIONAL)
    if not simplified and not traditional:
        return ""
    if simplified >= traditional:
        return SIMPLIFIED
    score = len(kinds & letters.HONG_KONG) - 2 * len(kinds & letters.TAIWAN)
    here = text.count("香港")
    there = sum(text.count(word) for word in ("台灣", "臺灣", "台北", "臺北"))
    score += 2 * (here > there) - 2 * (there > here)
    return HONG_KONG if score >= _SURE else TAIWAN


def families_for(
    typefaces: Mapping[str, tuple[str, ...]], manifest: Manifest, script: str, *, asked: bool
) -> dict[str, tuple[str, ...]]:
    """Return the lists of typefaces with the families of a script in place of others' of a role.

    What was there stays behind it.  Where nobody ``asked`` for the script, it was told from the
    copy: then a list that begins with a family of Taiwan or Hong Kong keeps what its designer
    chose.
    """
    return {
        name: _in_script(families, manifest, script, asked=asked)
        for name, families in typefaces.items()
    }


def _in_script(
    families: tuple[str, ...], manifest: Manifest, script: str, *, asked: bool
) -> tuple[str, ...]:
    by_family = {entry.family: entry for entry in manifest.faces if entry.script}
    first = next((by_family[name] for name in families if name in by_family), None)
    if first is None or (not asked and first.script != SIMPLIFIED):
        return families
    found: list[str] = []
    for name in families:
        entry = by_family.get(name)
        found += [sibling(entry, manifest, script).family, name] if entry else [name]
    return tuple(dict.fromkeys(found))


def sibling(entry: FaceEntry, manifest: Manifest, script: str) -> FaceEntry:
    """Return the face of an entry's role and weight in a script, or in the nearest there is."""

    def distance(other: FaceEntry) -> tuple[bool, bool, bool, bool]:
        return (
            other.weight != entry.weight,
            other.script != script,
            other.script == SIMPLIFIED,
            other.family != entry.family,
        )

    alike = [other for other in manifest.faces if other.script and other.role == entry.role]
    return min(alike, key=distance) if script != SIMPLIFIED else _simplified(entry, alike)


def _simplified(entry: FaceEntry, alike: list[FaceEntry]) -> FaceEntry:
    return next(
        (other for other in alike if other.script == SIMPLIFIED and other.weight == entry.weight),
        entry,
    )
