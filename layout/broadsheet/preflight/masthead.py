"""The masthead's facts, where a page has one.

Takes the text of a page, its marks and boxes; returns issues: numbers that can't be, days that
are others, type as large as the paper's name, advertisements that don't say what they are.
The rules are those of newspaper publication in China (报纸出版管理规定; 报纸质量管理规定).
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.preflight.models import Issue, Mark
from broadsheet.preflight.plan import PlannedBox

_CN = re.compile(r"CN\s?(\d{2})\s?[-—–]\s?(\d{4})(?!\d)")
_POST = re.compile(r"邮发代号[：:]?\s*(\d{1,3})\s?[-—–]\s?(\d{1,3})")
_DAY = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日\s*(?:星期|周)([一二三四五六日天])")
_WEEK = "一二三四五六日"
_REGIONS = range(10, 66)
_SERIALS = range(1, 1000)
_RULE = "报纸出版管理规定"
_HAN = re.compile("[\u4e00-\u9fff]")
_FACTS = {
    "出版日期": r"\d{4}\s*年\s*\d{1,2}\s*月|[〇零一二三四五六七八九]{4}年",
    "国内统一连续出版物号": r"CN\s?\d{2}",
}
# What has to stand somewhere in every issue, often at the foot of its last page.
_IMPRINT = {
    "总期号": r"总?第\s*[\d,]+\s*[期号]|总\s*\d+\s*期",
    "主管或主办单位": "主管|主办",
    "地址": "地址|社址",
    "邮编": r"邮编|邮政编码",
    "电话": "电话|热线",
    "定价": "定价|零售|售价|每份",
    "印刷": "印刷",
    "邮发代号": "邮发代号",
}
_MARK = "广告"
_SAME = 0.05  # pt


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


def check_nameplate(
    marks: Iterable[Mark], parts: tuple[PlannedBox, ...], page: int
) -> Iterator[Issue]:
    """Yield what stands as large as the paper's name, where the file tells its size.

    A nameplate that is a picture has none that could be held against others.
    """
    head = next((part for part in parts if part.nameplate), None)
    if head is None:
        return
    louder = [
        mark
        for mark in marks
        if mark.kind == "text"
        and mark.shown
        and mark.size >= head.nameplate - _SAME
        and (abs(mark.size - head.nameplate) > _SAME or not _inside(mark, head))
    ]
    if louder:
        yield Issue(
            level="error",
            code="nameplate",
            message="type as large as the paper's name",
            page=page,
            places=tuple(dict.fromkeys(mark.rect for mark in louder)),
            value=f"{max(mark.size for mark in louder):.1f} pt",
            limit=f"below {head.nameplate:.1f} pt",
            rule=_RULE,
        )


def _inside(mark: Mark, part: PlannedBox) -> bool:
    return part.holds(mark.rect.centre, mark.rect.middle)


def check_facts(
    texts: Mapping[str, str], parts: tuple[PlannedBox, ...], page: int
) -> Iterator[Issue]:
    """Yield the facts that a Chinese masthead lacks; ``texts`` by box, of the page under ""."""
    heads = [part for part in parts if part.kind == "masthead"]
    if not any(_HAN.search(texts[part.name]) for part in heads):
        return
    for name, pattern in _FACTS.items():
        if not re.search(pattern, texts[""]):
            yield Issue(
                level="warning",
                code="masthead-fact",
                message=f"the page with the masthead has no {name}",
                page=page,
                places=tuple(part.rect for part in heads),
                rule=_RULE,
            )


def check_imprint(text: str) -> Iterator[Issue]:
    """Yield what of the imprint stands on no page of a Chinese paper, in one note."""
    missing = [name for name, pattern in _IMPRINT.items() if not re.search(pattern, text)]
    if _CN.search(text) and missing:
        yield Issue(
            level="note",
            code="imprint",
            message=f"not in this file: {', '.join(missing)}; every issue has to show them",
            rule=_RULE,
        )


def check_adverts(
    texts: Mapping[str, str], parts: Iterable[PlannedBox], page: int
) -> Iterator[Issue]:
    """Yield advertisements, where the file tells them, that are not marked as such.

    In Chinese papers: the law is China's.
    """
    if not _HAN.search(texts[""]):
        return
    for part in parts:
        if part.kind == "ad" and _MARK not in re.sub(r"\s", "", texts[part.name]):
            yield Issue(
                level="error",
                code="ad-unmarked",
                message=f"an advertisement without {_MARK}",
                page=page,
                places=(part.rect,),
                rule="广告法, 14",
            )
