"""The kernel comes to what the rule comes to, and takes what it is handed within bounds.

On a machine without a compiler there is none, and only what holds without it is tried here.
"""

import os
import re
import subprocess
import sys
from itertools import chain
from random import Random
from types import ModuleType
from typing import Any

import pytest

from broadsheet import flow, kernel, linebreak
from broadsheet.cjk import breaks, classes, pairs
from broadsheet.display import Run, Source
from broadsheet.errors import UserError
from broadsheet.fonts.typeface import FaceBook
from broadsheet.linebreak import Breaks, Measure, Sums, filling, table
from broadsheet.models import replace
from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.page import strings_of
from broadsheet.paint.pdf.typecase import Sorts, Typecase
from broadsheet.paragraph import (
    SetLine,
    Setting,
    Span,
    composed,
    emergency,
    line_width,
    matter,
    set_line,
    set_paragraph,
    squeezing,
    tallies,
)
from broadsheet.paragraph import setting as setting_rule
from broadsheet.paragraph.case import case_of
from broadsheet.paragraph.emergency import open_units
from broadsheet.paragraph.matter import cast
from tests.unit import random_paragraphs
from tests.unit.kernel_of import SOURCES, cores

PARAGRAPHS = 150  # 100,000 in ``python -m tests.external.kernel_same``
TALLIES = 600
STORIES = 800
CORES = cores()
ONE = [0.0, 1.0]
OF_C_ALONE = ("NONE", "MOST_ROWS", "ALL_ROWS", "CHOICE", "SLAB", "LARGEST", "SMALLEST", "LONGEST")
OF_C_ALONE += ("ROOM", "RANKS", "SOLID", "SOFT")


@pytest.mark.parametrize("core", CORES)
def test_paragraphs_are_set_the_same(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(PARAGRAPHS):
        spans, setting = random_paragraphs.paragraph(Random(seed))
        set_by: list[object] = []
        for own in (core, None):
            monkeypatch.setattr(kernel, "core", own)
            plain = set_paragraph(spans, setting)
            counts = range(plain.shortest, plain.longest + 1)
            set_by.append([plain, *(set_paragraph(spans, setting, lines=n) for n in counts)])
        assert set_by[0] == set_by[1], seed


@pytest.mark.parametrize("core", CORES)
def test_lines_and_their_widths_are_the_same(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    by_kernel = 0
    for seed in range(2 * PARAGRAPHS):
        spans, setting = random_paragraphs.paragraph(Random(seed))
        ways: Any = {"scheme": setting.scheme, "vertical": setting.vertical}
        found: list[object] = []
        for own in (core, None):
            monkeypatch.setattr(kernel, "core", own)
            found.append((set_line(spans, **ways), line_width(spans, **ways)))
        assert found[0] == found[1], seed
        monkeypatch.setattr(kernel, "core", core)
        filled = [span for span in spans if span.text]
        plain_one = replace(setting, align="justify")
        by_kernel += bool(filled) and composed.width(filled, plain_one) is not None
    assert by_kernel > PARAGRAPHS / 4  # not all are left to the rule


@pytest.mark.parametrize("core", CORES)
def test_what_grows_strange_is_left_to_the_rule(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "core", core)
    typeface = FaceBook.open({"song": ("Noto Serif SC",)}).typeface("song")
    span = Span(text="潮水，退了", typeface=typeface, size=10.0, source=Source())
    setting = Setting(measure=100.0, em=10.0)
    assert composed.line([span], setting) == set_line([span])
    case = case_of(typeface, "full", False, "double")
    case.note_strange("，")
    assert composed.line([span], setting) is None
    case_of.cache_clear()


STRETCH = (3, bytearray(), None, 10.0, 0.0, 1.0, ("face", 10.0, None, 0.0, "", "", 0, 0))
MANNER = (100.0, 10.0, 0.0, 0, False, False, False, "<", bytes(1 << 14), None)
MADE = (SetLine, Run, Source)


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"text": b"abc"}, TypeError),
        ({"stretches": ((2, *STRETCH[1:]),)}, ValueError),
        ({"stretches": (STRETCH, STRETCH)}, ValueError),
        ({"stretches": ((3, b"", *STRETCH[2:]),)}, TypeError),
        ({"stretches": ((*STRETCH[:6], ()),)}, ValueError),
        ({"stretches": (None,)}, TypeError),
        ({"manner": (*MANNER[:8], b"", None)}, ValueError),
        ({"manner": MANNER[1:]}, TypeError),
        ({"made": (SetLine,)}, ValueError),
        ({"kind": 9}, ValueError),
        # what no page has is left to the rule
        ({"text": "", "stretches": ()}, None),
        ({"stretches": ((*STRETCH[:3], 0.0, *STRETCH[4:]),)}, None),
        ({"stretches": ((*STRETCH[:3], float("inf"), *STRETCH[4:]),)}, None),
        ({"manner": (float("nan"), *MANNER[1:])}, None),
        ({"manner": (100.0, 0.0, *MANNER[2:])}, None),
        ({"manner": (*MANNER[:3], 7, *MANNER[4:])}, None),
    ],
)
def test_what_is_no_text_to_compose_is_refused(
    core: Any, changes: dict[str, Any], raised: type[Exception] | None
) -> None:
    args: dict[str, Any] = {"text": "abc", "stretches": (STRETCH,), "manner": MANNER, "kind": 0}
    args |= {"lines": -1, "look": None, "made": MADE}
    assert core.compose(*args.values()) == [(0, 97, 0), (0, 98, 0), (0, 99, 0)]
    args |= changes
    if raised is None:
        assert core.compose(*args.values()) is None
        return
    with pytest.raises(raised):
        core.compose(*args.values())


@pytest.mark.parametrize("core", CORES)
def test_a_table_of_sorts_grows_and_keeps_them(core: Any) -> None:
    table = bytearray()
    core.stock(table, [(code, 0, code, 0.5, "H", True) for code in range(5000)])
    stretch = (3, table, *STRETCH[2:])
    strange = core.compose("abc", (stretch,), MANNER, 0, -1, None, MADE)
    assert strange is None  # all of them are there, and are told to be left alone
    core.stock(table, [(97, 0, 1, 0.5, "H", False)])
    assert core.compose("a", ((1, *stretch[1:]),), MANNER, 2, -1, None, MADE) == 5.0
    for odd in (3, (1, 2), (-1, 0, 1, 0.5, "H", False), (97, 9, 1, 0.5, "H", False)):
        with pytest.raises((TypeError, ValueError)):
            core.stock(table, [odd])


@pytest.mark.parametrize("core", CORES)
def test_tallies_are_the_same_numbers(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "core", core)
    for seed in range(2 * PARAGRAPHS):
        spans, setting = random_paragraphs.paragraph(Random(seed))
        matter = cast([span for span in spans if span.text], setting)
        costs = open_units(matter) or None
        own, by_rule = tallies.take(matter, costs), tallies.take_by_rule(matter, costs)
        assert (own.places, own.visible) == (by_rule.places, by_rule.visible), seed
        assert own.breaks.penalty == by_rule.breaks.penalty
        numbers = [
            [list(map(float, row)) for row in each.breaks.tallies] for each in (own, by_rule)
        ]
        assert numbers[0] == numbers[1], seed


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"letters": b"HH"}, TypeError),
        ({"letters": ""}, ValueError),
        ({"flags": b"\1\1"}, ValueError),
        ({"flags": "\1\1\1"}, TypeError),
        ({"sums": [0.0, 1.0]}, ValueError),
        ({"sums": [0.0, 1.0, "2"]}, TypeError),
        ({"marks": {0.5: 1.0}}, TypeError),
        ({"heads": {0: "1"}}, TypeError),
        ({"springs": {1: None}, "order": [1]}, AttributeError),
        ({"springs": {1: 5}, "order": ["1"]}, TypeError),
        # what no text has is left to the rule
        ({"marks": {2: 1.0}}, None),
        ({"marks": {1: 1.0, 0: 1.0}}, None),
        ({"tails": {3: 1.0}}, None),
        ({"tails": {-1: 1.0}}, None),
        ({"springs": {2: 5}, "order": [1]}, None),
        ({"springs": {1: 5}}, None),
        ({"sums": [0.0, 1.0, float("nan")]}, None),
        ({"indent": float("inf")}, None),
    ],
)
def test_what_is_no_matter_is_refused(
    core: Any, changes: dict[str, Any], raised: type[Exception] | None
) -> None:
    args: dict[str, Any] = {"letters": "HH", "flags": b"\1\1\1", "sums": [0.0, 1.0, 2.0]}
    args |= {"springs": {}, "order": [], "marks": {}, "heads": {}, "tails": {}, "hyphens": {}}
    args |= {"indent": 0.0} | changes
    if raised is None:
        assert core.tally(*args.values()) is None
        return
    with pytest.raises(raised):
        core.tally(*args.values())


@pytest.mark.parametrize("core", CORES)
def test_breaks_of_any_numbers_are_the_same(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "core", core)
    counts = 0
    for seed in range(TALLIES):
        breaks, measure = random_paragraphs.tallies(Random(seed))
        by_rule = table.choose_by_rule(breaks, measure)
        assert linebreak.choose(breaks, measure) == by_rule, seed
        for lines in range(by_rule.shortest, by_rule.longest + 1):
            counted = table.choose_by_rule(breaks, measure, lines)
            assert linebreak.choose(breaks, measure, lines) == counted, (seed, lines)
            counts += counted.ends != by_rule.ends
    assert counts > TALLIES / 20  # there were other counts of lines than the natural one


@pytest.mark.parametrize("core", CORES)
def test_stories_are_poured_the_same(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "core", core)
    for seed in range(STORIES):
        slabs, depths, onward = random_paragraphs.story(Random(seed))
        by_rule = flow.pour_by_rule(slabs, depths, onward=onward)
        assert flow.pour(slabs, depths, onward=onward) == by_rule, seed


def written(core: Any, monkeypatch: pytest.MonkeyPatch, seed: int) -> list[Any]:
    """Return what a file would show of random runs, by a kernel or by the rule."""
    monkeypatch.setattr(kernel, "core", core)
    dice, places = (
        Random(seed),
        Sorts(map(chr, chain(range(0xD7F0, 0xD800), range(0xE000, 0xF000)))),
    )
    no_face: Any = None
    case: Any = Typecase(no_face, 1, places)
    runs = [random_paragraphs.run(dice) for _ in range(20)]
    ways = [dice.random() < 0.2 for _ in runs]
    shown = [list(strings_of(one, case, upright=up)) for one, up in zip(runs, ways, strict=True)]
    text = "\n".join(string for strings in shown for _, string in strings)
    codes = bytearray(dice.choices(b"\\()\rab\0", k=2 * 0xE000))
    recoded = objects.recoded(f"BT\n{text}\nET", codes)
    return [shown, dict(case.sorts), case.sorts.later, case.vertical, case.horizontal, recoded]


@pytest.mark.parametrize("core", CORES)
def test_content_is_written_the_same(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    later = 0
    for seed in range(PARAGRAPHS):
        own, by_rule = (written(one, monkeypatch, seed) for one in (core, None))
        assert own == by_rule, seed
        later += bool(own[2])
    assert later > PARAGRAPHS / 10  # some glyphs set two characters


@pytest.mark.parametrize("core", CORES)
def test_what_is_no_run_is_refused_or_left_to_the_rule(core: Any) -> None:
    sorts = Sorts(map(chr, range(0x100, 0x200)))

    def show(glyphs: Any, text: Any, shifts: Any, table: Any = None) -> Any:
        dealt = sorts, sorts.readings[0], sorts.table if table is None else table
        return core.show(*dealt, glyphs, text, shifts, 1.0)

    assert show((5, 6), "ab", ((1, 0.25),)) == "[(\u0100)0.25(\u0101)] TJ"
    # a mark of byte order is a character of the copy like any other
    assert show((1, 5), "\ufeffa", ()) == "(\u0102\u0100) Tj"
    assert sorts.readings == [{5: "a", 6: "b", 1: "\ufeff"}]
    for glyphs, text, shifts in (
        ((), "", ()),
        ((5, 6), "a", ()),
        ((5,), "b", ()),  # another reading
        ((5,), "a", ((1, 0.5),)),
        ((5, 6), "ab", ((1, 0.5), (1, 0.5))),
        ((1 << 20,), "a", ()),
        ((5, 6), "ab", ((0, float("nan")),)),
    ):
        assert show(glyphs, text, shifts) is None
    for glyphs, text, shifts in (
        ((5.0,), "a", ()),
        ((5,), b"a", ()),
        ([5], "a", ()),
        ((5,), "a", ((0,),)),
        ((5,), "a", (("0", 1.0),)),
    ):
        with pytest.raises(TypeError):
            show(glyphs, text, shifts)
    assert core.recode("(\u0100) \xe9", b"(\r") == b"(\\(\\r) \xe9"
    for text in ("(\u0101)", "\u0100", "(\ud900)"):
        with pytest.raises((ValueError, UnicodeError)):
            core.recode(text, b"ab")


def plain(size: int, **changes: Any) -> tuple[Breaks, Measure]:
    """So many ems, a break after each, to lines of ten."""
    at, gaps, none = [10.0 * n for n in range(size)], list(range(size)), [0.0] * size
    sums = {"width": Sums(at, at), "gaps": Sums(gaps, [n - 1 for n in gaps])}
    zero = dict.fromkeys(("light", "heavy", "grow", "shrink"), Sums(none, none))
    return Breaks(**sums, **zero), Measure(**({"width": 100.0, "em": 10.0} | changes))


@pytest.mark.parametrize("core", [*CORES, None])
def test_a_long_paragraph_asks_whether_it_must_stop(
    core: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "core", core)
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise UserError("out of time")

    breaks, measure = plain(20_000, look=look)
    with pytest.raises(UserError, match="out of time"):
        linebreak.choose(breaks, measure)
    assert looks == 3


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"tallies": (ONE,) * 11}, ValueError),
        ({"tallies": ([0.0],) * 12}, ValueError),
        ({"tallies": (ONE,) * 11 + ([0.0],)}, ValueError),
        ({"tallies": (ONE,) * 11 + ([0.0, 1.0, 2.0],)}, ValueError),
        ({"tallies": (ONE,) * 11 + (["0", "1"],)}, TypeError),
        ({"tallies": (ONE,) * 11 + (None,)}, TypeError),
        ({"tallies": (7,) * 12}, TypeError),
        ({"tallies": [ONE] * 12}, TypeError),
        ({"penalty": [1.0]}, ValueError),
        ({"penalty": 3}, TypeError),
        ({"width": "wide"}, TypeError),
        ({"tail": 1.5}, TypeError),
        ({"lines": 1 << 80}, OverflowError),
        ({"look": 5, "lines": 1}, TypeError),
    ],
)
def test_what_is_no_paragraph_is_refused(
    core: Any, changes: dict[str, Any], raised: type[Exception]
) -> None:
    args = {"tallies": (ONE,) * 12, "penalty": None, "width": 9.0, "em": 1.0, "ragged": False}
    args |= {"filled": False, "tail": 0, "lines": -1, "look": None} | changes
    with pytest.raises(raised):
        core.choose(*args.values())


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -float("inf"), 1e300, 10**400])
def test_numbers_that_the_rule_would_stumble_over_are_left_to_it(core: Any, odd: float) -> None:
    rest = (False, False, 0, -1, None)
    assert core.choose((ONE,) * 11 + ([0.0, odd],), None, 9.0, 1.0, *rest) is None
    assert core.choose((ONE,) * 12, [0.0, odd], 9.0, 1.0, *rest) is None
    if isinstance(odd, float):
        assert core.choose((ONE,) * 12, None, odd, 1.0, *rest) is None
        assert core.choose((ONE,) * 12, None, 9.0, odd, *rest) is None
    assert core.choose((ONE,) * 12, None, 9.0, 0.0, *rest) is None
    assert core.choose((ONE,) * 12, None, 0.0, 1.0, *rest) is None
    assert core.choose((ONE,) * 12, None, 9.0, 1.0, *rest) == ((0, 1), 1, 1)


SLAB = (((3, 0.0, 0.0, 0.0),), True, False, 0, 0, 0)


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize(
    "slab",
    [
        None,
        (),
        SLAB[:5],
        ([(3, 0.0, 0.0, 0.0)], *SLAB[1:]),
        (((3, 0.0, 0.0),), *SLAB[1:]),
        (((3.0, 0.0, 0.0, 0.0),), *SLAB[1:]),
        (((3, "0", 0.0, 0.0),), *SLAB[1:]),
        (*SLAB[:5], 0.5),
    ],
)
def test_what_is_no_slab_is_refused(core: Any, slab: Any) -> None:
    with pytest.raises(TypeError):
        core.pour([SLAB, slab], (4, 4), 1000.0)


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize(
    ("slab", "depths", "over"),
    [
        (((), *SLAB[1:]), (4,), 1.0),  # no choice at all
        ((((-1, 0.0, 0.0, 0.0),), *SLAB[1:]), (4,), 1.0),
        ((((1 << 40, 0.0, 0.0, 0.0),), *SLAB[1:]), (4,), 1.0),
        ((((3, float("inf"), 0.0, 0.0),), *SLAB[1:]), (4,), 1.0),
        ((*SLAB[:3], -2, 0, 0), (4,), 1.0),
        (SLAB, (-1,), 1.0),
        (SLAB, (10**6,) * 9, 1.0),
        (SLAB, (4,), float("nan")),
    ],
)
def test_slabs_that_are_not_for_it_are_left_to_the_rule(
    core: Any, slab: Any, depths: tuple[int, ...], over: float
) -> None:
    assert core.pour([slab], depths, over) is None
    assert core.pour([SLAB], (4,), 1.0)[0] == (3,)


@pytest.mark.parametrize(("switch", "at_work"), [("off", False), ("0", False), ("", None)])
def test_the_environment_switches_it_off(
    switch: str, at_work: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told_version(BROADSHEET_KERNEL=switch, LC_ALL="C")
    if at_work is None:  # whatever is installed here
        monkeypatch.delenv(kernel.SWITCH, raising=False)
        at_work = kernel.found() is not None
    assert told.endswith("(kernel in C)" if at_work else "(all in Python)")


def test_a_kernel_of_other_rules_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kernel.SWITCH, raising=False)
    for core in CORES:
        assert core.RULES == kernel.RULES
        monkeypatch.setitem(sys.modules, "broadsheet._kernel", core)
        assert kernel.found() is core
        monkeypatch.setattr(kernel, "RULES", kernel.RULES + 1)
        assert kernel.found() is None


def told_version(**environment: str) -> str:
    """Return what ``broadsheet --version`` says."""
    command = [sys.executable, "-m", "broadsheet", "--version"]
    env = os.environ | environment
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout[:-1]


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ("breaks.c", (filling, table)),
        ("pouring.c", (flow,)),
        ("poured.c", (flow,)),
        ("casting.c", (pairs, classes, emergency, matter)),
        ("classing.c", (classes, breaks)),
        ("composed.c", (filling, setting_rule)),
        ("lines.c", (matter, squeezing)),
    ],
)
def test_costs_are_those_of_the_rule(source: str, rules: tuple[ModuleType, ...]) -> None:
    text = (SOURCES / source).read_text(encoding="utf-8")
    own = {name: value for rule in rules for name, value in vars(rule).items()}
    written = [getattr(value, "pattern", value) for value in own.values()]
    written = [text.replace("\\", "") for text in written if isinstance(text, str)]
    for name, letters in re.findall(r'^#define (\w+) "(.+)"$', text, re.MULTILINE):
        assert any(letters in rule for rule in written), name
    known = dict(re.findall(r"^#define (\w+) ([\d.e*()< -]+?)(?: /\*.*)?$", text, re.MULTILINE))
    assert len(known) > {"breaks.c": 8, "pouring.c": 8, "classing.c": -1}.get(source, 1)
    for name, value in known.items():
        if name not in OF_C_ALONE:
            assert eval(value) == own.get(name, own.get(f"_{name}")), name
