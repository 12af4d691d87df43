"""Values are put into a spec's text where they stand; all else stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import OutputError, Where
from broadsheet.preview import written
from broadsheet.preview.story_text import chosen, swapped
from broadsheet.spec_yaml import read_spec

HEAD = """\
broadsheet: 1   # 海潮日报
page: {size: 390mm x 545mm, margin: {top: 20mm, sides: 19mm}}
grid: {columns: 4, measure: 15字, baseline: 13.5pt, rows: 60}
typefaces: {song: [Noto Serif SC]}
styles: {body: {face: song, size: 10.5pt}}
map: |
  a a b b | 20行
  c c d d | 20行
boxes:
"""
FORMS = (
    "  {name}: {{story: {value}}}\n",
    "  {name}: {{ columns: 2, story: {value} ,above: 0行}}   # 'story: 9'\n",
    "  {name}:\n    story: {value}  # which\n    columns: 2\n",
    "  {name}:\n    # story: 7\n    above: 0行\n\n    story: {value}\n",
    '  "{name}": {{"story": {value}}}\n',
)
VALUES = ("1", "{id: tide}", "{section: 要闻, rank: 2}", "{ section: '要闻' }", "12")


@given(
    forms=st.lists(st.sampled_from(FORMS), min_size=4, max_size=4),
    values=st.permutations(VALUES),
    ends=st.sampled_from(("\n", "\r\n")),
    pair=st.permutations("abcd"),
)
def test_swapping_exchanges_two_values_and_nothing_else(
    forms: list[str], values: list[str], ends: str, pair: list[str]
) -> None:
    held = dict(zip("abcd", values, strict=False))
    one, other = pair[:2]

    def text(held: dict[str, str]) -> str:
        boxes = (form.format(name=n, value=held[n]) for form, n in zip(forms, "abcd", strict=True))
        return (HEAD + "".join(boxes)).replace("\n", ends)

    before = text(held)
    boxes = read_spec(before, file="s").arrangement.boxes
    after = swapped({"s": before}, boxes[one], boxes[other], own="")
    assert after == {"s": text({**held, one: held[other], other: held[one]})}
    again = read_spec(after["s"], file="s").arrangement.boxes
    assert [chosen(again[name]) for name in (one, other)] == [
        chosen(boxes[other]),
        chosen(boxes[one]),
    ]
    assert swapped(after, again[one], again[other], own="") == {"s": before}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\n", "a: 1\nnew: 2\n"),
        ("a: 1", "a: 1\nnew: 2"),
        ("a: 1\r\n", "a: 1\r\nnew: 2\r\n"),
        ("a:\n  b: |\n    x\n\n    y\n# end\n", "a:\n  b: |\n    x\n\n    y\nnew: 2\n# end\n"),
        ("a: [1,\n  2]  # two\n\n# end\n", "a: [1,\n  2]  # two\nnew: 2\n\n# end\n"),
        ("a:\n- x\n- {y: 1}\n", "a:\n- x\n- {y: 1}\nnew: 2\n"),
        ("", "new: 2\n"),
    ],
)
def test_a_key_is_added_after_the_last(text: str, wanted: str) -> None:
    edit = written.appended(text, written.whole(text), ["new: 2"])
    assert written.edited(text, [edit]) == wanted


def test_what_stands_in_brackets_gets_no_lines() -> None:
    for text in ("{a: 1}\n", "[1]\n", "word\n"):
        with pytest.raises(OutputError, match="in brackets"):
            written.appended(text, written.whole(text), ["new: 2"])
    with pytest.raises(OutputError, match="can't be read"):
        written.whole("a: [")


def test_a_place_leads_to_its_value_in_lists_too() -> None:
    text = "F:\n  across:\n    - {ad: 1}\n    - ad: 2\n      form: strip\n"
    root = written.whole(text)
    second = written.value_at(root, Where("s", 4, 7))
    assert second is not None
    assert list(second.entries) == ["ad", "form"]
    assert written.value_at(root, Where("s", 9, 9)) is None
    edit = written.put(text, second, "tint", "red")
    assert written.edited(text, [edit]).endswith(
        "    - tint: red\n      ad: 2\n      form: strip\n"
    )
