"""Folio lines that are known to be such, read piece by piece.

Takes a line that was taken for a folio line, or what stands between the facts of a masthead;
returns its parts, and the pieces that are none.  ``folio_line`` is asked of any line and gives up
at the first strange piece; here a section may have several words, in two languages, the page's
number any form, and who edits any title.
"""

import re
from collections import Counter
from collections.abc import Sequence

from broadsheet.models import replace
from broadsheet.parse.text.characters import has_han, is_han, letters
from broadsheet.parse.text.english import LATIN_NAMES, is_capitals, is_title
from broadsheet.parse.text.folio_line import (
    CONTACTS,
    EDITORS,
    NAME_FORM,
    PAGE_FORM,
    SUPPLEMENTS,
    FolioParts,
    read_folio,
)
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.printed_facts import coverage, find_facts

_LONGEST = 90  # letters of a folio line
_SECTION = 14  # letters of a page's name, at the most: Latin ones count half
_WORDS = 5  # of a Latin one
_FACTS = 0.6  # share of what was taken for facts that facts cover
_NUMBERS = "|".join(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen".split()
)
# 22-23, 2·3, ⑥, 3B, P10, 第三張, 四: what only a line that is known to be one may mean by it
_PAGES = re.compile(
    r"[A-Z]?(?P<first>\d{1,2})[-—–~～·][A-Z]?(?P<last>\d{1,2})|[①-⑳]|\d{1,2}[A-F]|[A-Z]?-?\d{1,3}"
    r"|第?[〇零一二三四五六七八九十廿]{1,3}"
)
_SHEET = re.compile(r"第[一二三四五六七八九十\d]{1,2}[張张]")
# who answers for a page, by any title that ends so
_TITLES = (
    "编辑 編輯 编委 編委 编者 編者 总编 總編 总监 總監 主持 主持人 统筹 統籌 采写 採寫 版面 "
    "版式 美术 美術 视觉 校对 校對 责编 責編 一审 二审 三审 终审 初审 审核 指导 刻写 插图 配图 "
    "插圖 配圖 题字 文字 组版 組版 制作 製作 主编 主編 监制 監製 设计 設計 摄影 攝影 美编 美編 "
    "制图 製圖"
).split()
_EDITED = Pattern(
    r"(?<![^\W_])(?:Editor\s)?(?:[^\W\da-zA-Z_]{0,6})(?:"
    + "|".join(_TITLES)
    + r")\s?[：:/／ \u3000]\s?(?=\w)",
    needs=tuple(sorted({title[-1] for title in _TITLES})),
)
_PAGE_EN = re.compile(
    rf"(?:(?:pages?|pg\.?|p\.)\s*)(\d{{1,3}}[A-F]?|[A-F]-?\d{{1,3}}|{_NUMBERS})\b", re.IGNORECASE
)
_ALONE_EN = re.compile(r"[A-Z]-?\d{1,2}|\d{1,2}[A-F]|\d{1,3}")
_OPENS_EN = re.compile(r"([A-Z]-?\d{1,2}|\d{1,2}[A-F]?)\s+(?=[A-Z])")
_ENDS_EN = re.compile(
    r"(?<!SECTION)(?<!Term)(?<!TERM)(?<!WEEK)(?<!Week)(?<!Room)(?<!Day)"
    r"(?:(?<=[A-Za-z])\s+|[—–]\s?)([A-Z]?\d{1,2})$"
)
_EDITED_EN = re.compile(r"(?:Editors?|EDITORS?|Edited by)\b\s?:?\s+[A-Z]")
# T05·深度, 财富.08, ④图片版: number and name in one
_GLUED = re.compile(
    r"(?P<a>[①-⑳]|[A-Z]?\d{1,2})[·.]?(?P<b>[^\W\da-zA-Z_]{2,6})|(?P<c>[^\W\da-zA-Z_]{2,8})"
    r"[·.](?P<d>[A-Z]?\d{1,2}|第[一二三四五六七八九十\d]{1,2}版)"
)
_COUNTS = re.compile(
    r"(?:\d[\d,]*\s(?:sections?|pages|cents)|(?:vol|no|issue|number)\b)", re.IGNORECASE
)
_SECTIONED = re.compile(r"SECTION\b|Section\b")
_PARTING = re.compile(r"\s{2,}|\s*[|｜•·/\u3000\n]\s*|\s[—–-]\s|[,;]\s+")


def read_known(text: str) -> FolioParts | None:
    """Read a line that is known to be a folio line; None when nothing in it is known.

    >>> read_known("P6 City 城事").folio, read_known("P6 City 城事").section
    ('P6', 'City 城事')
    >>> read_known("Page 9 CLASSIFIEDS").section, read_known("统筹：田禾 版式：麦子").editors
    ('CLASSIFIEDS', '统筹：田禾 版式：麦子')
    """
    if letters(text) > _LONGEST or not letters(text):
        return None
    if not has_han(text):
        return _accounted(text, _latin(text))
    strange = (
        any(map(_GLUED.fullmatch, text.split()))
        or _names_page(text.strip())
        or _SHEET.search(text)
        or _misses_editors(text)
    )
    found = None if strange else read_folio(text)
    if found and (not found.facts or coverage(found.facts, find_facts(found.facts)) > _FACTS):
        return found
    return _accounted(text, _mixed(text))


def _names_page(word: str) -> bool:
    """Tell whether a word is a page's number, or that of two pages which face each other."""
    found = _PAGES.fullmatch(word)
    first, last = (found["first"], found["last"]) if found else (None, None)
    return found is not None and (not first or int(last or 0) == int(first) + 1)


def _misses_editors(text: str) -> bool:
    """Tell whether more titles of who edits a page open a line than ``folio_line`` knows."""
    wide, known = _EDITED.search(text), EDITORS.search(text)
    return wide is not None and (known is None or wide.start() < known.start())


def _accounted(text: str, found: FolioParts) -> FolioParts | None:
    """Add the marks and labels that are no part; None where no part was found."""
    if not (found.folio or found.section or found.name or found.editors):
        return None
    kept = "".join(
        (found.folio, found.section, found.name, found.editors, found.facts, *found.rest)
    )
    left = Counter(text) - Counter(kept)
    return replace(found, marks=("".join(c for c in left.elements() if not c.isspace()),))


def _mixed(text: str) -> FolioParts:
    """Read a line with ideographs: editors to its end or to a contact, words and numbers before."""
    spans = sorted(m.start() for m in (EDITORS.search(text), _EDITED.search(text)) if m)
    editors, ahead = (text[spans[0] :], text[: spans[0]]) if spans else ("", text)
    if any(mark in editors for mark in "，。；！？"):
        editors, ahead = "", text
    reached = [f for f in find_facts(editors) if f.key in CONTACTS]
    facts = [editors[reached[0].start :]] if reached else []
    editors = editors[: reached[0].start] if reached else editors
    parts, words = _sorted(_without_facts(ahead, facts).split(), told=bool(editors))
    section = " ".join(words)
    size = sum(1 if is_han(c) else 0.5 for c in section if c.isalnum())
    clean = not any(mark in section for mark in "，。；：！？（）()、,:@")
    named = clean and 0 < size <= _SECTION and (len(words) <= 2 or "folio" in parts)
    return FolioParts(
        folio=parts.get("folio", ""),
        name=parts.get("name", ""),
        section=section if named else "",
        editors=editors.strip(" \u3000|｜"),
        facts="\n".join(facts),
        rest=() if named or not section else (section,),
    )


def _without_facts(text: str, facts: list[str]) -> str:
    """Take dates and the like out of a text; they are added to ``facts``."""
    at, kept = 0, ""
    for fact in find_facts(text):
        facts.append(text[fact.start : fact.stop])
        kept += f"{text[at : fact.start]} "
        at = fact.stop
    return re.sub(r"[|｜]", " ", kept + text[at:])


def _sorted(words: Sequence[str], *, told: bool) -> tuple[dict[str, str], list[str]]:
    """Sort words into the page's number, the paper's name, and others."""
    parts: dict[str, str] = {}
    left: list[str] = []
    for word in _unglued(words):
        page = PAGE_FORM.match(word)
        value = next(filter(None, page.groups()), "") if page else ""
        if not value and _names_page(word):
            value = re.sub(r"^第", "", word)
        if _SHEET.fullmatch(word) and len(words) == 1:
            value = word[1:-1]
        bare = word.strip("《》")
        if value and "folio" not in parts:
            parts["folio"] = value
        elif _SHEET.fullmatch(word) or not letters(word):
            continue
        elif (
            NAME_FORM.match(bare)
            and not bare.endswith(SUPPLEMENTS)
            and "name" not in parts
            and (len(words) > 1 or told)
        ):
            parts["name"] = bare
        else:
            left.append(word)
    return parts, left


def _unglued(words: Sequence[str]) -> list[str]:
    """Part the page's number from its name where nothing but a dot parts them."""
    found: list[str] = []
    for word in words:
        glued = None if PAGE_FORM.match(word) or _SHEET.fullmatch(word) else _GLUED.fullmatch(word)
        found += list(filter(None, glued.groups())) if glued else [word]
    return found


def _latin(text: str) -> FolioParts:
    """Read a line in Latin letters, parted by commas, rules, bullets and wide white."""
    facts: list[str] = []
    parts: dict[str, str] = {}
    rest: list[str] = []
    if _COUNTS.match(text):
        return FolioParts()
    if _EDITED_EN.match(text):
        return FolioParts(editors=text)
    told = find_facts(text)
    if {fact.key for fact in told} != {"weekday"}:  # THE SATURDAY SPROUT is no date
        facts += [text[fact.start : fact.stop] for fact in told]
    if _names_page(text.strip()):
        return FolioParts(folio=text.strip())
    whole = (
        not facts
        and not _PAGE_EN.match(text)
        and len(text.split()) <= _WORDS
        and not any(map(str.isdigit, text))
    )
    if whole and not _SECTIONED.match(text):
        return FolioParts(section=text.strip(" ■"))
    bare = text
    for piece in facts:
        bare = bare.replace(piece, "  ", 1)
    for piece in filter(letters, _PARTING.split(bare)):
        _take_latin(piece.strip(" .—–-■"), parts, rest)
    return replace(FolioParts(facts="\n".join(facts), rest=tuple(rest)), **parts)


def _take_latin(piece: str, parts: dict[str, str], rest: list[str]) -> None:
    page = _PAGE_EN.match(piece) or _PAGE_EN.search(piece)
    alone = _ALONE_EN.fullmatch(piece)
    number = page or _OPENS_EN.match(piece) or _ENDS_EN.search(piece)
    if "folio" not in parts and alone:
        parts["folio"] = piece
        return
    if "folio" not in parts and number:
        parts["folio"] = number[1]
        piece = f"{piece[: number.start()]} {piece[number.end() :]}".strip(" .—–-")
    words = piece.split()
    if not words:
        return
    shown = is_capitals(piece) or is_title(piece) or (len(words) == 1 and piece[0].isupper())
    known = not set(re.split(r"[\s-]", piece.title())).isdisjoint(LATIN_NAMES.inside)
    if len(words) > _WORDS + 1 or not (shown or all(w[0].isupper() or w in "&" for w in words)):
        rest.append(piece)
    elif known and len(words) > 1 and "name" not in parts:
        parts["name"] = piece
    elif "section" not in parts and not _SECTIONED.match(piece):
        parts["section"] = piece
    else:
        rest.append(piece)
