"""What a pattern needs may hide no match: each is asked with and without."""

import re
from pathlib import Path

import pytest

from broadsheet.parse.build import imprint, stories
from broadsheet.parse.text import (
    byline_forms,
    bylines,
    clean,
    continuation,
    english,
    folio_line,
    pieces,
    printed_facts,
)
from broadsheet.parse.text import patterns as table
from broadsheet.parse.text.matching import Pattern, WordList, shortest

UNIT = Path(__file__).parent
# the reader folds full-width figures before it asks any pattern
FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
ENGLISH = """\
Vol. XII, No. 45 TUESDAY, OCTOBER 6, 2026 Price 60 cents 16 pages
Special to The Portree Lantern
PORTREE, Oct. 5 (AP) — The town council voted late Monday
(Continued on Page Two, Column Four.)
See HARBOR, page 7
Photo by Tom Reed
Ann Lowe, left, and her brother. (Staff photo)
12 Harbor Street, Portree. Tel. 555-0143
HOLLOWAY & SONS
FOR SALE—Upright piano, $40, good tone
LEGAL NOTICE
Notice is hereby given that sealed bids will be opened
Sports ........ 9
INSIDE
Weather
"""
MODULES = (
    byline_forms,
    bylines,
    clean,
    continuation,
    english,
    pieces,
    stories,
    folio_line,
    imprint,
    table,
)


def lines() -> list[str]:
    pages = sorted(UNIT.glob("pages/*.txt"))
    pages.append(UNIT.parents[1] / "examples" / "tinglan-front.txt")
    copy = [p.read_text(encoding="utf-8").translate(FIGURES) for p in pages]
    copy.append(ENGLISH)
    found = {n for text in copy for n in text.splitlines() if n.strip()}
    pieces = {part for line in found for part in line.split()}
    return sorted({n.strip() for n in found} | pieces)


def all_patterns() -> list[tuple[str, Pattern]]:
    found = [
        (f"{module.__name__}.{name}", value)
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, Pattern)
    ]
    return found + [(f"facts.{n}.{key}", p) for n, (key, p) in enumerate(printed_facts._PATTERNS)]


@pytest.mark.parametrize("pattern", [pytest.param(p, id=n) for n, p in all_patterns()])
def test_nothing_needed_hides_a_match(pattern: Pattern) -> None:
    anchored = pattern.source.startswith("^") or not pattern.first
    bare = re.compile(pattern.source, pattern.flags)
    hidden = []
    for line in LINES:
        one = pattern.search(line) if anchored else pattern.match(line)
        two = bare.search(line) if anchored else bare.match(line)
        if bool(one) != bool(two):
            hidden.append(line)
    assert hidden == []


LINES = lines()


def test_no_folio_line_is_passed_over() -> None:
    plain = [n for n in LINES if not printed_facts.find_facts(n) and not folio_line.may_be_folio(n)]
    found = [folio_line.read_folio(line) for line in plain]
    assert len(plain) > 1000
    assert not [f for f in found if f and (f.sure or f.folio)]


def test_words_are_found_where_they_are_looked_for() -> None:
    words = WordList(["桥通"], starts=["老"], ends=["报"])
    assert [words.search(t) for t in ("新桥通车", "老人", "晚报", "一份报纸")] == [
        True,
        True,
        True,
        False,
    ]
    assert WordList(["甲", "乙"]).count("甲乙甲") == 2
    assert shortest(["特约记者", "记者", "编译"]) == ("记者", "编译")


def test_a_pattern_is_compiled_when_first_asked_in_earnest() -> None:
    pattern = Pattern(r"第\d+版", needs=("版",), first="第")
    assert pattern.match("第3期") is None
    assert pattern.made is None
    assert pattern.match("第3版") is not None
    assert pattern.made is not None


def test_many_needs_are_asked_all_at_once_when_often_asked() -> None:
    pattern = Pattern(r"[a-z.]\d", needs=tuple("abcdefg."))
    answers = [[bool(pattern.search(text)) for text in ("a1", "h1", ".1", "g")] for _ in range(40)]
    assert pattern.guard is not None
    assert answers == [[True, False, True, False]] * 40
