"""Folio lines: page number, section, editors, paper and date in one line.

Takes a line; returns its parts when every part is one that such lines hold, else nothing.
"""

import re
from functools import lru_cache

from broadsheet.models import frozen, replace
from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import BULLETS, is_han, letters
from broadsheet.parse.text.matching import Pattern, shortest
from broadsheet.parse.text.printed_facts import coverage, find_facts

_KEPT = 1024  # lines of a page that are asked again and again
CONTACTS = frozenset({"email", "phone", "hotline", "address", "website"})
SUPPLEMENTS = ("周刊", "週刊", "新闻", "新聞", "专刊", "副刊")
_GLUED_DATE = 9  # characters of the shortest name and date without white
_NUMBERED = frozenset("0123456789")  # of a page's number without 版
_FIRST = "第ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789〇零一二三四五六七八九十廿①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER = r"[〇零一二三四五六七八九十廿]{1,3}"
PAGE_FORM = Pattern(
    rf"^(?:第\s*)?(?P<v>[A-Z]?\d{{1,2}})\s*版?$|^第\s*(?P<w>[A-Z]?\d{{1,2}}|{_NUMBER})\s*[版頁页]$"
    rf"|^(?P<x>{_NUMBER}|[①-⑳])版$|^(?P<y>[A-Z]\d{{1,2}}(?:[-—~～][A-Z]\d{{1,2}})?)$",
    first=_FIRST,
)
_BARE = Pattern(rf"^{_NUMBER}$", first=_FIRST)
_BARE_PARTS = 2  # a number without 版, and the section
_GLUED = Pattern(
    r"^(?:第\s?)?(?P<v>[A-D]?\d{1,2})\s?版[：:·]?(?P<s>(?:[^\W\da-zA-Z_]|[·]){2,8})$"
    r"|^(?P<s2>(?:[^\W\da-zA-Z_]|[·]){2,8})(?P<v2>[A-D]\d{1,2})$|^(?P<v3>[A-D]\d{1,2})(?P<s3>(?:[^\W\da-zA-Z_]|[·]){2,6})$",
    needs=("版", "A", "B", "C", "D"),
)
EDITORS = Pattern(
    "(?:本期|本版)?(?:执行|值班|图片|学生|美术|见习|版面|首席|助理|副)?(?:"
    + "|".join(sorted(trade_words.FOLIO_WORDS, key=len, reverse=True))
    + r")(?!部\D{0,6}\d)[^：:]{0,4}?\s*[：:/／ \u3000]",
    needs=shortest(trade_words.FOLIO_WORDS),
)
NAME_FORM = Pattern(
    r"^(?:[^\W\da-zA-Z_]|[·]){1,8}(?:" + "|".join(trade_words.NAME_ENDS) + ")$",
    needs=("报", "報", "刊", "新闻", "通讯"),
)
# a crawler writes so where a story stood: 《报名》（日期 第NN版）
_PROVENANCE = Pattern(
    r"^[（(]?(?:原?[载載]于?|[来來]源[:：])?\s*《(?P<name>[^《》]{2,14})》\s*[（(](?P<inner>[^（）()]*\d[^（）()]*?)[）)]*$",
    needs=("》",),
)
_SECTION = re.compile(r"^(?:[^\W\da-zA-Z_]|[A-Za-z·/&]){1,10}$")
_DATE = Pattern(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年|星期|民國|民国|(?:19|20)\d{2}[-./]\d{1,2}(?!\d)",
    needs=("年", "星期", "民國", "民国", "-", ".", "/"),
)


@frozen(kw_only=True)
class FolioParts:
    """The parts of a folio line, each as printed."""

    folio: str = ""
    section: str = ""
    name: str = ""
    editors: str = ""
    facts: str = ""  # the parts with date and the like
    marks: tuple[str, ...] = ()  # what was printed around the page's number
    rest: tuple[str, ...] = ()  # pieces that are none of these; only of a line that is known

    @property
    def sure(self) -> bool:
        """Tell whether nothing but a folio line looks so."""
        other = bool(self.section or self.name or self.facts or self.editors)
        return bool(self.editors or (self.folio and other) or (self.name and self.facts))


def is_provenance(text: str) -> bool:
    """Tell whether a line says in which paper, when and on which page a story stood.

    >>> is_provenance("《渡口晨报》（2031年3月8日 第02版）"), is_provenance("《渡口》（组诗）")
    (True, False)
    """
    found = _PROVENANCE.match(text)
    return found is not None and _provenance(found) is not None


def _provenance(found: re.Match[str]) -> FolioParts | None:
    inner = read_folio(found["inner"].replace("，", " ").replace(",", " "))
    if inner is None or not inner.facts or inner.name or inner.editors:
        return None
    around = found.string.replace(found["name"], "", 1).replace(found["inner"], "", 1)
    commas = re.sub(r"[^，,]", "", found["inner"])
    return FolioParts(
        folio=inner.folio,
        section=inner.section,
        name=found["name"],
        facts=inner.facts,
        marks=(*inner.marks, around, commas),
    )


def may_be_folio(text: str) -> bool:
    """Tell cheaply whether a line without any fact may be a folio line or a page's number."""
    if "版" in text or not _NUMBERED.isdisjoint(text):
        return True
    if text[1:2].isspace() and _BARE.match(text[0]):
        return True
    return EDITORS.search(text) is not None or _DATE.search(text) is not None


@lru_cache(maxsize=_KEPT)
def read_folio(text: str) -> FolioParts | None:
    """Read a line as a folio line; None when any part of it is something else."""
    if letters(text) > 90:
        return None
    stood = _PROVENANCE.match(text)
    if stood:
        return _provenance(stood)
    bare = text.lstrip(BULLETS + " ")
    opening, text = text[: len(text) - len(bare)], bare
    found = EDITORS.search(text)
    editors = text[found.start() :].strip() if found else ""
    if editors and any(mark in editors for mark in "，。；！？"):
        return None
    rest = text[: found.start()] if found else text
    dated = _DATE.search(editors)
    if dated:  # the date may stand after the editors
        rest = f"{rest} {editors[dated.start() :]}"
        editors = editors[: dated.start()].strip(" \u3000|｜")
    contact = next((f.start for f in find_facts(editors) if f.key in CONTACTS), 0)
    if contact:  # how to reach the editors is a fact of its own
        facts_of = editors[contact:]
        editors = editors[:contact].strip(" \u3000|｜")
    parts: dict[str, str] = {"editors": editors}
    marks: list[str] = [opening]
    facts: list[str] = [facts_of] if contact else []
    tokens = [token for token in _tokens(rest) if token]
    for n, token in enumerate(tokens):
        if not n and len(tokens) == _BARE_PARTS and _BARE.match(token) and not found:
            parts["folio"] = token  # 八 公告
            continue
        if not letters(token):
            marks.append(token)
        elif not _sort(token, parts, marks, facts):
            return None
    kept = "".join([editors, *facts, *marks])
    marks += [rule * (text.count(rule) - kept.count(rule)) for rule in "|｜"]
    return replace(FolioParts(facts="\n".join(facts), marks=tuple(marks)), **parts)


def _tokens(text: str) -> list[str]:
    """Split at white and rules; letters set apart are put together (科 技 周 刊)."""
    out: list[str] = []
    spread = False
    for token in re.split(r"[\s|｜]+", text):
        single = len(token) == 1 and is_han(token)
        if single and spread:
            out[-1] += token
        else:
            out += _unglued(token) if len(token) > _GLUED_DATE else [token]
        spread = single
    return out


def _unglued(token: str) -> list[str]:
    """Part a paper's name from the date that is set right after it."""
    dates = [f for f in find_facts(token) if f.key == "date"] if _DATE.search(token) else []
    name = token[: dates[0].start] if dates else ""
    titled = name[:1] == "《" and name[-1:] == "》"
    if not name or not (titled or NAME_FORM.match(name)):
        return [token]
    return [name, token[len(name) :]]


def _sort(token: str, parts: dict[str, str], marks: list[str], facts: list[str]) -> bool:
    page = PAGE_FORM.match(token)
    counted = bool(page and facts and facts[-1][-1] in "期号號")  # how many pages the issue has
    if page and not counted and "folio" not in parts:
        value = next(v for v in page.groups() if v)
        parts["folio"] = value
        marks.append(token.replace(value, "", 1))
        return True
    glued = _GLUED.match(token)
    if glued and not ({"folio", "section"} & parts.keys()):
        value = glued["v"] or glued["v2"] or glued["v3"]
        section = glued["s"] or glued["s2"] or glued["s3"]
        parts |= {"folio": value, "section": section}
        left = token.replace(value, "", 1)
        marks.append(left.replace(section, "", 1))
        return True
    if counted or _DATE.search(token) or coverage(token, find_facts(token)) >= 0.8:
        facts.append(token)
        return True
    if token[0] == "《" and token[-1] == "》" and NAME_FORM.match(token[1:-1]):
        marks.append("《》")
        token = token[1:-1]
    page_of = ("section", _SECTION), ("name", NAME_FORM)  # 科技周刊 is a page of the paper first
    order = page_of if token.endswith(SUPPLEMENTS) else page_of[::-1]
    for key, pattern in order:
        if key not in parts and pattern.match(token):
            parts[key] = token
            return True
    if "section" in parts and token.isascii() and token.isalpha():  # its name in English
        parts["section"] += f" {token}"
        return True
    return False
