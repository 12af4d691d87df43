"""The masthead's facts, where a page has one.

Takes the text of a front page; returns issues: numbers that can't be, days that are others.
The rules are those of newspaper publication in China (报纸出版管理规定; 报纸质量管理规定).
"""

import datetime
import re
from collections.abc import Iterator

from broadsheet.preflight.models import Issue

_CN = re.compile(r"CN\s?(\d{2})\s?[-—–]\s?(\d{4})(?!\d)")
_POST = re.compile(r"邮发代号[：:]?\s*(\d{1,3})\s?[-—–]\s?(\d{1,3})")
_DAY = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日\s*(?:星期|周)([一二三四五六日天])")
_WEEK = "一二三四五六日"
_REGIONS = range(10, 66)
_SERIALS = range(1, 1000)
_RULE = "报纸出版管理规定"


def check_masthead(text: str, page: int) -> Iterator[Issue]:
    """Yield what can't be right in the masthead of a page; nothing on a page without one."""
    for region, serial in _CN.findall(text):
        if int(region) not in _REGIONS or int(serial) not in _SERIALS:
            yield Issue(
                level="error",
                code="masthead",
                message="no newspaper has this CN number",
                page=page,
                value=f"CN{region}-{serial}",
                limit="CN10–65, 0001–0999",
                rule=_RULE,
            )
    for kind, number in _POST.findall(text):
        if int(kind) % 2 == 0:
            yield Issue(
                level="error",
                code="masthead",
                message="this 邮发代号 is a magazine's",
                page=page,
                value=f"{kind}-{number}",
                limit="odd before the hyphen",
                rule=_RULE,
            )
    for year, month, day, named in _DAY.findall(text):
        try:
            weekday = _WEEK[datetime.date(int(year), int(month), int(day)).weekday()]
        except ValueError:
            weekday = ""
        if weekday != named.replace("天", "日"):
            yield Issue(
                level="error",
                code="masthead",
                message=f"{year}年{month}月{day}日 is not 星期{named}",
                page=page,
                value=f"星期{named}",
                limit=f"星期{weekday}" if weekday else "a day of the calendar",
                rule=_RULE,
            )
