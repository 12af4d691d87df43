"""The reader's vocabulary: declared once, made where it says, weighed as it is loaded."""

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from broadsheet.errors import SourceError
from broadsheet.models import replace
from broadsheet.parse import hints, read_text
from broadsheet.parse.labels import weights
from broadsheet.parse.labels.sequence import features, label_row, words_of
from broadsheet.parse.learned import shipped
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.step_rows import MIDDLE, STEPS
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits import own, vocabulary
from broadsheet.parse.traits.around import WHITES, around, white_above
from broadsheet.parse.traits.letters import letters_of, spelt
from broadsheet.parse.traits.place import place
from broadsheet.parse.traits.shape import shapes
from broadsheet.parse.traits.subjects import subjects
from broadsheet.parse.traits.vocabulary import TRAITS

ROOM = Path(own.__file__).parent
SHIPPED = Path(weights.__file__).with_name("weights.json").read_text(encoding="utf-8")
LEVEL = STEPS[MIDDLE] * len(json.loads(SHIPPED)["factors"])
SPELT = ("letter", "pair", "word", "ending")
SIDES = ("before:", "before2:", "after:", "after2:", "near_", "often_", "about")
LINES = (
    "渡口晨报",
    "本报讯（记者 柳岸）昨日起，渡口的旧栈桥开始加固，月底完工。",
    "栈桥加固",
)


def made_in(room: str) -> str:
    """The source of the modules that make the traits of a room."""
    # what governs a run of blocks is found by its module, and named where the runs are wired
    files = {"own": ("own", "wording"), "taught": ()}.get(room, (room, "place"))
    texts = [(ROOM / f"{name}.py").read_text(encoding="utf-8") for name in files]
    return "\n".join(texts or [Path(hints.__file__).read_text(encoding="utf-8")])


def seen_of(*lines: str) -> list[own.Seen]:
    blocks = (TextBlock(text=t, first=n, last=n, gap=0, group=1) for n, t in enumerate(lines, 1))
    return [own.look(block) for block in blocks]


def held() -> Any:
    return json.loads(SHIPPED)


def one_factor(features: dict[str, tuple[str, int]], **worth: float) -> str:
    """Write a weights file of one factor: the steps of a name in each family, a step's worth."""
    rows = {family: [name, STEPS[MIDDLE + steps]] for family, (name, steps) in features.items()}
    none = [0.0] * len(weights.LABELS)
    factors = [[worth.get(label, 0.0) for label in weights.LABELS]]
    after = [[STEPS[MIDDLE] * len(none)] * len(none)] * len(WHITES)
    table = {"first": none, "after": after, "factors": factors, "features": rows}
    return json.dumps(held() | table)


@pytest.mark.parametrize("name", sorted(TRAITS))
def test_a_trait_is_made_in_the_module_that_it_names(name: str) -> None:
    trait = TRAITS[name]
    source = re.sub(r"T\.\w+ (?:not )?in ", "", made_in(trait.room))
    assert re.search(rf"\bT\.{name.upper()}\b", source), f"{trait.room} never makes it"
    assert trait.says


def test_no_trait_is_known_by_its_name_outside_the_vocabulary() -> None:
    """A name between quotes is a misspelling that no checker sees."""
    said = re.compile(r'"(\w+)" (?:not )?in \w+(?:\[\w+\])?\.traits|traits & \{"')
    files = sorted(ROOM.parent.rglob("*.py"))
    assert len(files) > 30
    assert [f.name for f in files if said.search(f.read_text(encoding="utf-8"))] == []


def test_what_is_shipped_weighs_what_is_declared() -> None:
    shipped = weights.read_weights(SHIPPED, file="weights.json")
    assert all(name == "bias" or words_of(name) for name in shipped.rows)
    assert len(shipped.of(("long", "stop"))) == len(weights.LABELS)


def test_traits_have_a_name_and_stand_alone() -> None:
    assert vocabulary.T.LONG.name == repr(vocabulary.T.LONG) == "long"
    assert len({one.says for one in TRAITS.values()}) == len(TRAITS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"features": {"": ["longg", LEVEL]}}, "weighs what nobody notices: longg"),
        ({"features": {"pair": ["出", LEVEL]}}, "weighs what nobody notices: pair:出"),
        ({"features": {"": ["long", LEVEL[1:]]}}, "rows of other lengths"),
        ({"features": {"": ["long", "\\" + LEVEL[1:]]}}, "rows of other lengths"),
        ({"after": [["P"]]}, "rows of other lengths"),
        ({"after": [[LEVEL] * 22] * 4}, "rows of other lengths"),
        ({"factors": [[1.0]] * len(LEVEL)}, "factors for other labels"),
        ({"labels": ["para"]}, "has other labels"),
        ({"extra": 1}, "or more than that"),
    ],
)
def test_weights_that_the_reader_does_not_know_are_refused(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(SourceError, match=told):
        weights.read_weights(json.dumps(held() | change), file="w.json")


def test_weights_that_are_no_json_are_refused() -> None:
    with pytest.raises(SourceError, match=r"w\.json.*is no JSON"):
        weights.read_weights("{", file="w.json")


def test_the_reader_reads_by_the_weights_that_it_is_given() -> None:
    given = weights.read_weights(one_factor({"": ("bias", 9)}, ad=9.0), file="w.json")
    read = read_text("\n\n".join(LINES), learned=replace(shipped(), labels=given))
    assert {d.label for d in read.decisions} == {"ad"}
    assert {d.label for d in read_text("\n\n".join(LINES)).decisions} != {"ad"}


def test_features_are_declared_and_one_of_each_family() -> None:
    for names in features(seen_of(*LINES)):
        families = [name.partition(":")[0] for name in names if not name.startswith(SIDES)]
        families = [one for one in families if one not in SPELT]
        assert len(families) == len(set(families))
        assert all(name == "bias" or words_of(name) for name in names)


def test_shapes_tell_what_stands_around() -> None:
    name, text, _ = (list(chain.from_iterable(parts)) for parts in shapes(seen_of(*LINES)))
    assert {"place:first", "before_ends:none", "after_ends:stop", "phrases:0"} <= set(name)
    assert {"opens:han", "ends:stop", "before_ends:han", "to_before:6"} <= set(text)


def test_what_stands_around_is_told() -> None:
    name, text, last = (set(chain.from_iterable(parts)) for parts in around(seen_of(*LINES)))
    assert {"after:stop", "after:runin", "run_of:0.n", "run_to:0.opened", "run_from:0.top"} <= name
    assert {"before:short", "after:short", "run_text:none.none", "form:l."} <= text
    assert {"run_to:0.none", "form_before:l.|tc", "form_after:tc|none"} <= last


def test_what_stands_within_six_lines_is_told_once_or_often() -> None:
    lines = ("电话：5550101", "甲乙丙丁", "电话：5550102", *LINES, "甲乙", "丙丁", "戊己")
    parts = around(seen_of(*lines))
    text = set(chain.from_iterable(parts[4]))
    assert {"near_before:contact", "often_before:contact", "often_after:tiny"} <= text
    assert "near_before:stop" not in text
    assert "near_before:contact" not in set(chain.from_iterable(parts[0]))


def test_what_lines_are_about_is_told_of_them_and_beside_them() -> None:
    parts = subjects([spelt(one) for one in ("诚聘司机 月薪面议", "Bake the dough", "甲")])
    assert {"about:jobs", "about2:jobs"} <= set(parts[0][0])
    assert "about:en_cook" in parts[1][0]
    assert "about_before:jobs" in parts[1][1]
    assert parts[2] == [(), parts[2][1], ()]
    assert "about_before:en_cook" in parts[2][1]


def test_capitals_of_lines_in_latin_letters_are_of_their_form() -> None:
    lines = ("FERRY TO REOPEN", "The ferry will be late.", "渡口", "3 cups of flour")
    forms = [parts[1][0] for parts in around(seen_of(*lines))]
    assert forms[0] == "form:scC"
    assert forms[1] == "form:m.e"
    assert forms[2] == "form:tc"
    assert "e" in forms[3] or "l" in forms[3]


def test_white_above_a_block_is_one_of_four() -> None:
    held = [
        replace(one, block=replace(one.block, gap=n)) for n, one in enumerate(seen_of(*"甲乙丙丁"))
    ]
    assert [WHITES[white_above(one)] for one in held] == ["none", "a blank line", "more", "more"]
    assert white_above(held[2].with_traits({vocabulary.T.GAPLESS})) == 0


@pytest.mark.parametrize(
    "name",
    [
        "before:nothing",
        "before:early",
        "run_at:1.2",
        "form:q",
        "form_after:s.",
        "beside:stop",
        "near_before:early",
        "often_after:nothing",
        "about:nothing",
        "about_far:dish",
    ],
)
def test_what_nobody_notices_has_no_words(name: str) -> None:
    assert words_of(name) == ""


def test_what_is_weighed_decides_and_is_told() -> None:
    text = one_factor({"wide": ("2", 9), "": ("bias", -2)}, folio=5.0, para=-1.0)
    given = weights.read_weights(text, file="w.json")
    assert given.of(("wide:2",))[weights.LABELS.index("folio")] == 45.0
    labels = label_row(seen_of(*LINES), given).labels
    assert [one.name for one in labels] == ["folio", "para", "folio"]
    assert labels[0].why == ("4 to 6 ems long",)


def test_steps_of_many_features_are_summed_without_spilling() -> None:
    given = shipped().labels
    names = sorted(given.rows)[:300]
    alone = [given.of((name,)) for name in names]
    summed = [sum(row) for row in zip(*alone, strict=True)]
    assert given.of(names) == pytest.approx(summed)


def test_letters_are_weighed_whatever_a_figure_is() -> None:
    names = letters_of("出租2室 5550")
    assert {"letter:0", "pair:出租", "pair:租0", "letter_first:出", "pair_last:00"} <= set(names)
    assert letters_of("出租7室 1234") == names
    words = letters_of("WANTED, a cook. Box 11")
    assert {"word:wanted", "word_first:wanted", "word_last:00"} <= set(words)
    assert len(letters_of("。" * 5000 + "茶" * 5000)) < 20
    assert letters_of("\u3000") == ()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("白口 3:2 柳川", "雁坪 0:1 锦河", "鹿桥 2:2 盐湾"), 3),
        (("白菜 0.8元/斤", "萝卜 1.1元/斤", "大葱 3.6元/斤", "收市"), 3),
        (("白菜 0.8元/斤", "萝卜 1.1元/斤", "收市"), 0),
        (("老街 茶馆 开门", "渡口 石桥 修好", "山顶 路灯 亮了"), 0),
    ],
)
def test_rows_without_tabs_are_told_by_as_many_words(lines: tuple[str, ...], found: int) -> None:
    placed = place(seen_of(*lines), Pairs())
    assert sum(vocabulary.T.CELL_RUN in one.traits for one in placed) == found


def test_a_short_poem_without_marks_is_told_by_its_authors_name() -> None:
    lines = ("雪", "初一（1）班 方圆", "你来得真慢", "我把窗户擦了三遍", "你才肯", "落在我的本子上")
    placed = place(seen_of("渡口来的信很短，只有两句话，一句说雪，一句说茶。", *lines), Pairs())
    assert [vocabulary.T.VERSE in one.traits for one in placed[3:]] == [True] * 4
