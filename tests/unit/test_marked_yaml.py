import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import marked_yaml
from broadsheet.errors import SpecError, UserError, Where, did_you_mean
from broadsheet.marked_yaml import (
    FLAG,
    TEXT,
    FileLimits,
    Key,
    Mapping,
    Node,
    Place,
    Sequence,
    Text,
    choice,
    integer,
    listed,
    mapped,
    read_table,
)

PLACE = Place(error=SpecError)


def load(text: str, **bounds: int) -> Node:
    usual = {"size": 2_000_000, "depth": 24, "nodes": 200_000}
    return marked_yaml.load(
        text, file="a.yaml", error=SpecError, limits=FileLimits(**usual | bounds)
    )


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node.null else node.value


def fault(text: str, **limits: int) -> str:
    with pytest.raises(SpecError) as caught:
        load(text, **limits)
    return str(caught.value)


def test_scalars_stay_text() -> None:
    text = "a: [yes, 0123, 5:3, 2021-08-18, 1e3, 0x1F, 3.10, 'null', \"~\", null, ~, ]\nb:\nc: ''"
    assert plain(load(text)) == {
        "a": ["yes", "0123", "5:3", "2021-08-18", "1e3", "0x1F", "3.10", "null", "~", None, None],
        "b": None,
        "c": "",
    }


def test_every_node_knows_its_place() -> None:
    root = load("甲: 1\nb:\n  - {c: 二}\n")
    assert isinstance(root, Mapping)
    assert root.where == Where("a.yaml", 1, 1)
    assert root.entries["b"].where == Where("a.yaml", 2, 1)
    items = root.get("b")
    assert isinstance(items, Sequence)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    assert inner.entries["c"].where == Where("a.yaml", 3, 6)
    assert inner.entries["c"].node == Text("二", Where("a.yaml", 3, 9))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("map: |\n  M M\n  a a\n", 2, 3),
        ("map: |  # drawn\n    M M\n", 2, 5),
        ("x: 1\nmap: |2\n    M M\n", 3, 3),
        ("map: |\n\n   M M\n", 2, 4),
        ("a:\n- map: |\n    M\n", 3, 5),
        ("map: |-\n M\n", 2, 2),
    ],
)
def test_a_literal_block_knows_where_its_text_begins(text: str, line: int, column: int) -> None:
    node = load(text)
    while not isinstance(node, Text):
        inside = node.items[0] if isinstance(node, Sequence) else node.get("map") or node.get("a")
        assert inside is not None
        node = inside
    assert node.block == Where("a.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb：2\nc: 3\n", "2:2: a full-width ： after a key (write ': ', an ASCII colon and "),
        ("a: b: c\n", "1:5: a ': ' where none can stand (quote a text that holds ': ', or "),
        ("a:\n\t- b\n", "2:1: a text can't begin with this character (quote the text; indent "),
        ("a: 'x\nb: 1\n", "1:4: a quote is not closed"),
        ("a: [1, 2\nb: 1\n", "1:4: a [ without its ]"),
        ("a: {x: 1\nb: 2\n", "1:4: a { without its }"),
        ("- a\nb: 1\n", "2:1: this does not fit what stands above it"),
        ("a: 1\nb\n", "2:1: no ': ' after this key (write key: value)"),
        ("a: [", "2:1: a value is missing, or a bracket not closed (close [ and {)"),
        ("a: @x\n", "1:4: a text can't begin with this character"),
        ("a: !!int 3\n", "1:4: 'tag:yaml.org,2002:int' is a tag, and tags are refused"),
        ("a: !!python/object/apply:os.system [x]\n", "1:4: 'tag:yaml.org,2002:python/object"),
        ("a: *b\n", "1:4: '*b' names nothing that stands before it"),
        ("&a [*a]", "1:5: '*a' names nothing that stands before it"),
        ("a: 1\nb: 2\na: 3\n", "3:1: a: the key 'a' comes twice (first in line 1)"),
        ("{a: {b: 1, b: 2}}", "1:12: b: the key 'b' comes twice"),
        ("{a: 13,5pt}", "1:5: the comma in '13,5pt' parts two entries (write 13.5pt, or a text"),
        ("b: {a: x, c: 9,5}", "1:14: the comma in '9,5' parts two entries (write 9.5,"),
        ("? [a]\n: b\n", "1:3: a key must be a text"),
        ("~: b\n", "1:1: a key is empty"),
        ("a: 1\n---\nb: 2\n", "2:1: a second document starts here (take --- out)"),
        ("a: 1\nb: \x00\n", "2:4: the control character U+0000"),
        ('a: "\\ud83d"', "1:7: an escape that names no character"),
        ("a: \udc00", "1: half of a surrogate pair"),
        ('a: "\\q"', "1:5: an unknown escape"),
    ],
)
def test_syntax_faults_are_one_friendly_line(text: str, message: str) -> None:
    told = fault(text)
    assert told.startswith(f"a.yaml:{message}")
    assert "\n" not in told


def test_files_are_bounded() -> None:
    assert "at most 0.0001 MB" in fault("a" * 101, size=100)
    assert "at most 0.0001 MB" in fault("字" * 34, size=100)
    assert fault("[" * 200).startswith("a.yaml:1:25: too many lists")
    assert "too many lists and mappings in each other" in fault("[" * 100_000)
    assert fault("- " * 100_000).startswith("a.yaml:1:49: too many lists")
    assert fault("[x, x, x, x]", nodes=4).startswith("a.yaml:1:11: the file holds too much")


def test_aliases_count_as_often_as_they_stand() -> None:
    billion = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    assert "the file holds too much" in fault(billion)
    tower = "".join(f"a{n}: &a{n} [[[*a{n - 1}]]]\n" for n in range(1, 12))
    assert "too many lists" in fault("a0: &a0 x\n" + tower)
    assert plain(load("a: &a {b: 1}\nc: [*a, *a]")) == {"a": {"b": "1"}, "c": [{"b": "1"}] * 2}


@pytest.mark.parametrize("text", ["{a: 13, 5pt: }", "{a: '13',5pt: }", "{a: 13,5pt: x}", "[13,5]"])
def test_a_comma_that_is_meant_parts(text: str) -> None:
    assert plain(load(text))


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        # in JSON's words where the name says so
        ("day.json", '{"a": "x" "b": 1}', "day.json:1:11: no comma or } here"),
        ("day.json", '{"a": "x"', "day.json:1:10: the file ends too soon"),
        ("day.json", '{"a": 1, "a": 2}', "day.json:1:10: the key 'a' comes twice"),
        ("day.json", '["\\ud83d"]', "day.json:1:2: half of a surrogate pair"),
        ("day.yaml", "[a, b", "day.yaml:1:"),
    ],
)
def test_what_is_wrong_with_json_is_told_as_json_s(file: str, text: str, says: str) -> None:
    with pytest.raises(SpecError, match=re.escape(says)):
        marked_yaml.load(text, file=file, error=SpecError)


def test_what_stands_in_brackets_and_is_no_json_is_read_as_yaml() -> None:
    node = marked_yaml.load("{a: x, b: [1, 2,],}", file="day.json", error=SpecError)
    assert plain(node) == {"a": "x", "b": ["1", "2"]}


def test_json_reads_as_it_is() -> None:
    text = '{"a":"\\ud83d\\ude00\\n","b":[1,true,null,{"c":"x\\/y"}],\n\t"d":"\\\\ud83d\\\\ude00"}'
    assert plain(load(text)) == {
        "a": "😀\n",
        "b": ["1", "true", None, {"c": "x/y"}],
        "d": "\\ud83d\\ude00",
    }


def test_a_mapping_becomes_the_same_nodes() -> None:
    day = datetime.date(2021, 8, 18)
    node = marked_yaml.from_value(
        {"a": [1, 2.5, True, None, "x"], "b": {"c": day}}, error=SpecError
    )
    assert plain(node) == {"a": ["1", "2.5", "yes", None, "x"], "b": {"c": "2021-08-18"}}
    assert node.where == Where("mapping")


def test_a_mapping_that_holds_itself_is_refused() -> None:
    around: dict[str, object] = {}
    around["a"] = around
    with pytest.raises(SpecError, match="too deep or too large"):
        marked_yaml.from_value(around, error=SpecError)
    with pytest.raises(SpecError, match="a set can't stand in an edition or a spec"):
        marked_yaml.from_value({"a": {1}}, error=SpecError)
    with pytest.raises(SpecError, match="half of a surrogate pair"):
        marked_yaml.from_value({"a": ["潮\ud800"]}, error=SpecError)


TABLE = {
    "kind": Key(kind=choice("ad", "photo"), needed="ad", about="What it is: `ad`"),
    "rank": Key(kind=integer(1, 9), field="place", about="Its place: `2`"),
    "bold": Key(kind=FLAG, about="Whether it is loud: `yes`"),
    "names": Key(kind=listed(TEXT), about="Who: `[程雪]`"),
    "more": Key(kind=mapped(integer(0, 5)), about="More of it: `{a: 1}`"),
}


def test_a_table_reads_by_field_and_leaves_out_what_is_absent() -> None:
    node = load("{kind: ad, rank: 3, bold: no, names: one, more: {x: 1, y: null}}")
    assert read_table(node, PLACE, TABLE) == {
        "kind": "ad",
        "place": 3,
        "bold": False,
        "names": ("one",),
        "more": {"x": 1},
    }
    assert read_table(load("{kind: ad, rank: null}"), PLACE, TABLE) == {"kind": "ad"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{rank: 1}", "1:1: kind is missing (write kind: ad)"),
        ("{kind: at}", "1:8: kind: 'at' is not allowed here (write one of ad, photo)"),
        ("{kind: ad, rank: 10}", "1:18: rank: '10' is out of range (write 1 to 9)"),
        ("{kind: ad, rank: ３}", "1:18: rank: '３' is not a whole number (write 1 to 9)"),
        ("{kind: ad, more: {x: 6}}", "1:22: more.x: '6' is out of range (write 0 to 5)"),
        ("{kind: ad, names: [a, [b]]}", "1:23: names.2: a text is needed, a list stands here"),
        ("{kind: ad, nams: a}", "1:12: nams: 'nams' is no key here (did you mean names?)"),
        ("[kind]", "1:1: a mapping is needed, a list stands here (write key: value)"),
    ],
)
def test_a_table_says_what_is_wrong_and_where(text: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        read_table(load(text), PLACE, TABLE)
    assert str(caught.value).startswith(f"a.yaml:{message}")


def test_the_nearest_word_is_named() -> None:
    assert did_you_mean("mesure", ["columns", "measure"]) == "did you mean measure?"
    assert did_you_mean("cn", ["name", "cn_code"]) == "did you mean cn_code?"
    assert did_you_mean("zzz", ["one", "two"]) == "write one of one, two"
    assert did_you_mean("zzz", []) == "none is defined"


@given(st.text(alphabet="ab:-[]{}'\"\n \t#&*!|>%@字\\0~,?", max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    told = ""
    try:
        load(text)
    except UserError as refused:
        told = str(refused)
    assert not told or told.startswith("a.yaml:")
    assert "\n" not in told
