"""Facts of the masthead: is each on the page, in whatever form it is printed?

Takes the facts and the page's letters; returns the keys of those that are not there.
"""

import re
from collections.abc import Mapping

from broadsheet.edition import MONTHS
from broadsheet.proof.letters import letters

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERALS = "〇一二三四五六七八九"
# Between the parts of one fact: a couplet, two telephone numbers.
_BETWEEN = re.compile(r"(?:,\s|[\s、，；;|/])+")


def missing_facts(facts: Mapping[str, str], page: str) -> list[str]:
    """Return the keys of the facts that the page does not show.

    A fact is there as it stands without white, or in its parts: a date as year, month and
    day, a couplet as its halves.
    """
    found = page.casefold()
    return [key for key, value in facts.items() if not _is_there(key, value, found)]


def _is_there(key: str, value: str, page: str) -> bool:
    if letters(value).text.casefold() in page:
        return True
    if key == "date" and (date := _ISO_DATE.fullmatch(value.strip())):
        return _is_dated(page, *(int(part) for part in date.groups()))
    parts = [letters(part).text.casefold() for part in _BETWEEN.split(value)]
    return len(parts) > 1 and all(part in page for part in parts)


def _is_dated(page: str, year: int, month: int, day: int) -> bool:
    """Tell whether a day is named: 2021年8月18日, 2021.08.18, 18 August 2021, 二〇二一年八月…"""
    digits = rf"{year}\D{{0,3}}0?{month}\D{{0,3}}0?{day}(?!\d)"
    if re.search(digits, page):
        return True
    numerals = "".join(_NUMERALS[int(figure)] for figure in str(year))
    if f"{numerals}年{_numeral(month)}月{_numeral(day)}日" in page.replace("○", "〇"):
        return True
    name = MONTHS[month - 1].casefold() if 0 < month <= len(MONTHS) else ""
    if name and re.search(rf"(?<!\d)0?{day}{name},?{year}|{name}0?{day},{year}", page):
        return True
    # The day is often set large, away from the rest.
    parts = (rf"{year}年?0?{month}月", rf"(?<!\d)0?{day}(?!\d)")
    return all(re.search(part, page) for part in parts)


def _numeral(number: int) -> str:
    """Return a month or a day in Chinese.

    >>> _numeral(8), _numeral(10), _numeral(18), _numeral(31)
    ('八', '十', '十八', '三十一')
    """
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return before + (_NUMERALS[ones] if ones else "")
