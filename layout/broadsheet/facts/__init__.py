"""Facts of a masthead that can't be so.

Takes a masthead; returns what is doubtful in it, by key.  Knows nothing of where it came from:
the reader asks of a raw page, composing of an edition of any origin.  The calendar library is
imported only when there is a lunar date to check.
"""

import datetime
import re
from collections.abc import Iterator

from broadsheet.edition import Edition, Masthead
from broadsheet.errors import Finding
from broadsheet.models import replace

DAYS = "一二三四五六日"


def with_masthead_doubts(edition: Edition) -> Edition:
    """Return an edition that tells what its masthead has that can't be so, each once.

    What reading it told already is not told again, though its script may be another since.
    """
    told = {(one.code, _so(one.message)) for one in edition.findings}
    places = {one.key: one.where for one in edition.facts_at}
    found = tuple(
        Finding(level="warning", code=code, message=text, where=places.get(key))
        for key, code, text in masthead_doubts(edition.masthead)
        if (code, _so(text)) not in told
    )
    return replace(edition, findings=(*edition.findings, *found)) if found else edition


def _so(message: str) -> str:
    """Return what a message says is so, without what was printed."""
    return message.partition(", not ")[0]


def masthead_doubts(m: Masthead) -> Iterator[tuple[str, str, str]]:
    """Yield key, code and message of each doubtful fact."""
    day = printed_day(m.date)
    if m.date and day is None:
        yield "date", "date", f"{m.date!r} is no date"
    if day and m.weekday and not m.weekday.isascii():
        said = m.weekday[-1].replace("天", "日")
        if said != DAYS[day.weekday()]:
            yield "weekday", "weekday", f"{m.date} is 星期{DAYS[day.weekday()]}, not {m.weekday}"
    if day and m.lunar:
        from broadsheet.facts import lunar  # noqa: PLC0415 - its tables load slowly

        right = lunar.lunar_fault(day, m.lunar)
        if right:
            yield "lunar", "lunar", f"{m.date} is {right}, not {m.lunar}"
    if m.cn_code and not _cn_right(m.cn_code):
        yield "cn_code", "cn-code", f"{m.cn_code!r} is no CN number of a newspaper (CN dd-dddd)"
    if m.issn and not _issn_right(m.issn):
        yield "issn", "issn", f"{m.issn!r}: the check digit is wrong"
    if m.postal_code and not re.fullmatch(r"\d{1,2}-\d{1,4}[A-Z]?", m.postal_code):
        yield "postal_code", "postal-code", f"{m.postal_code!r} is no 邮发代号 (dd-ddd)"


def printed_day(text: str) -> datetime.date | None:
    """Return the day of a masthead's date, None when there is none such."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _cn_right(code: str) -> bool:
    """GB/T 9999: a region of 10 to 65 and a serial; newspapers have 0001 to 0999."""
    parts = re.fullmatch(r"CN(\d{2})-(\d{4})(?:/\(?[A-Z]+\)?)?", code.replace(" ", ""))
    return bool(parts and 10 <= int(parts[1]) <= 65 and 1 <= int(parts[2]) <= 999)


def _issn_right(code: str) -> bool:
    """ISO 3297: the weighted sum of the eight digits is a multiple of 11."""
    digits = code.replace("-", "").upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    values = [10 if d == "X" else int(d) for d in digits]
    return sum(v * w for v, w in zip(values, range(8, 0, -1), strict=True)) % 11 == 0
