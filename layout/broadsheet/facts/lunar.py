"""The lunar calendar's date of a day.

Takes a day and a printed lunar date; tells whether they agree.  Imported only when a page
prints one, as the calendar's tables take time to load.
"""

import datetime
import re

from borax.calendars.lunardate import LunarDate

from broadsheet.facts.numerals import number

_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_YEAR = re.compile(r"([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])")
_MONTH = re.compile(
    r"([闰閏]?)(十[一二]|[正一二三四五六七八九十冬腊臘])月(?:大|小)?\s*初?([一二三四五六七八九十廿卅]+)"
)


def lunar_fault(day: datetime.date, said: str) -> str:
    """Return the right lunar date when a printed part of it is wrong, else nothing.

    Papers write 冬月 and 腊月 as well as 十一月 and 十二月.

    >>> lunar_fault(datetime.date(2021, 8, 18), "辛丑年七月十一")
    ''
    >>> lunar_fault(datetime.date(2021, 8, 18), "辛丑年七月十二")
    '辛丑年七月十一'
    """
    if not datetime.date(1900, 1, 31) <= day < datetime.date(2100, 12, 1):
        return ""
    right = LunarDate.from_solar(day)
    year, month = _YEAR.match(said), _MONTH.search(said)
    if not month:
        return ""
    agrees = (
        (not year or year[1] == right.gz_year)
        and (_MONTHS.get(month[2]) or number(month[2])) == right.month
        and bool(month[1]) == bool(right.leap)
        and number(month[3]) == right.day
    )
    leap = "闰" if right.leap else ""
    return "" if agrees else f"{right.gz_year}年{leap}{right.cn_month}月{right.cn_day}"
