"""What a file of unknown origin may cost: each excess is refused at its place, or is cheap.

The limits are on size, depth and number; that no work grows faster than its file is told by
the ratio of two runs, never by a clock's face value.
"""

import json
import time
from collections.abc import Callable

import pytest

import broadsheet
from broadsheet import api
from broadsheet.errors import MOST_SHOWN, EditionError, SpecError, UserError

HEAD = "broadsheet: 1\nextends: duikai-6\n"
LAUGHS = "colours:\n  a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"  {name}: &{name} [{', '.join([f'*{below}'] * 9)}]\n"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 500_001, "spec: the file is too large (at most 0.5 MB are read)"),
        ("colours: " + "[" * 200, "spec:3:25: too many lists and mappings in each other"),
        ("colours: " + "[" * 400_000, "too many lists and mappings in each other (at most 16)"),
        ("colours: " + "{a: " * 100_000, "spec:3:70: too many lists and mappings in each other"),
        (LAUGHS, "spec:9:10: the file holds too much (at most 80000 values)"),
        ("colours: {a: &a [*a]}\n", "spec:3:18: '*a' names nothing that stands before it"),
        ("colours: [" + "1, " * 90_000 + "]", "the file holds too much (at most 80000 values)"),
        ("colours: !!python/object/apply:os.system [id]\n", "is a tag, and tags are refused"),
        ("map: |\n" + "  a a a a a a | auto\n" * 2000, "the map has 2000 rows (draw 1 to 400"),
        ("boxes: {F: {across: [" + "{ad: 1}, " * 900 + "]}}", "boxes side by side (write 1 to 24)"),
        ("typefaces: {song: [" + "a, " * 900 + "]}", "900 are too many (at most 16)"),
    ],
)
def test_what_is_too_much_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(SpecError) as caught:
        broadsheet.load_spec(HEAD + text)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 16_000_001, "the file is too large (at most 16 MB are read)"),
        ("items: " + "[" * 100_000, "too many lists and mappings in each other (at most 16)"),
        ("items: [" + "a, " * 450_000 + "]", "the file holds too much (at most 400000 values)"),
        ("items:\n- {kind: ad, lines: [" + "a, " * 150_000 + "]}", "are too many (at most 100000)"),
        ("items:\n- {kind: artcle}", "did you mean article?"),
        ("items:\n- {kind: photo, focus: 140% 30%}", "write 40% 30%, each 0% to 100%"),
    ],
)
def test_an_edition_has_limits_too(text: str, says: str) -> None:
    with pytest.raises(EditionError) as caught:
        api.edition_from_text(text, file="day.yaml")
    assert says in str(caught.value)
    assert str(caught.value).startswith("day.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "grid: {rule: " + "9" * 400_000 + "}",
        "grid: {rule: 1" + " " * 400_000 + "x}",
        "page: {size: " + "x" * 400_000 + "}",
        "colours: {a: " + "9/" * 200_000 + "}",
        "styles: {a: {extends: " + "body" * 100_000 + "}}",
        "typefaces: {song: [" + "Noto " * 80_000 + "]}",
        "boxes: {M: {masthead: {data: ['" + "{" * 400_000 + "']}}}",
        "map: |\n  " + "a " * 200_000 + "| auto",
    ],
)
def test_a_message_never_repeats_a_whole_file(text: str) -> None:
    with pytest.raises(SpecError) as caught:
        broadsheet.load_spec(HEAD + text)
    assert len(str(caught.value)) < 4 * MOST_SHOWN
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(("spec:3:", "spec:4:"))


def test_a_long_message_keeps_both_ends() -> None:
    fault = UserError("'" + "x" * 5000 + "' is no length", hint="write 5mm")
    assert MOST_SHOWN / 2 < len(fault.message) <= MOST_SHOWN
    assert fault.message.endswith("x' is no length")


def alike(count: int) -> str:
    return "items:\n" + "- {kind: article, headline: 潮讯}\n" * count


def styles(count: int) -> str:
    names = "".join(f"  a{n}: {{extends: body}}\n" for n in range(count))
    return f"{HEAD}styles:\n{names}"


def marks(count: int) -> str:
    body = json.dumps("[{*_<`" * count)
    return f"items:\n- {{kind: article, headline: a, body: [{body}]}}\n"


@pytest.mark.parametrize(
    ("make", "read", "small"),
    [
        (alike, lambda text: api.edition_from_text(text, file="day.yaml"), 400),
        (marks, lambda text: api.edition_from_text(text, file="day.yaml"), 150_000),
        (styles, broadsheet.load_spec, 200),
    ],
)
def test_reading_grows_no_faster_than_the_file(
    make: Callable[[int], str], read: Callable[[str], object], small: int
) -> None:
    def cost(count: int) -> float:
        text = make(count)
        runs = []
        for _ in range(3):
            start = time.process_time()
            read(text)
            runs.append(time.process_time() - start)
        return min(runs)

    # eight times as much may cost eight times the time; its square would be sixty-four
    assert cost(8 * small) < 32 * cost(small)


def test_items_called_alike_keep_the_ids_they_had() -> None:
    text = alike(4) + "- {kind: article, id: 潮讯-2, headline: x}\n- {kind: ad}\n- {kind: ad}\n"
    edition = api.edition_from_text(text, file="day.yaml")
    assert [item.id for item in edition.items] == [
        "潮讯", "潮讯-3", "潮讯-4", "潮讯-5", "潮讯-2", "ad-1", "ad-2",
    ]  # fmt: skip
