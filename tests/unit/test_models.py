"""Models are frozen values: compared, hashed, copied and pickled as their fields are."""

import copy
import pickle
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from broadsheet import models


@models.frozen(kw_only=True, apart=frozenset({"notes"}))
class Slug:
    """A thing with all kinds of defaults."""

    name: str
    size: float = 1.0
    marks: tuple[str, ...] = ()
    notes: list[str] = models.field(default_factory=list)

    @property
    def shout(self) -> str:
        """The name, loud."""
        return self.name.upper()


@models.frozen()
class Spot:
    """A thing with positions."""

    x: float
    y: float = 0.0


@models.frozen(kw_only=True)
class Longer(Slug):
    """A thing that extends another."""

    tail: int = 7


@models.frozen(kw_only=True)
class Longest(Longer):
    """A thing that extends one that extends another."""

    more: dict[str, int] = models.field(default_factory=dict)


@models.frozen()
class Held:
    """A thing with a read-only mapping."""

    words: Mapping[str, str]


@models.record()
class Tally:
    """A thing that changes."""

    count: int = 0
    seen: list[int] = models.field(default_factory=list)


def test_fields_and_defaults() -> None:
    slug = Slug(name="a", marks=("b",))
    assert (slug.name, slug.size, slug.marks, slug.notes, slug.shout) == ("a", 1.0, ("b",), [], "A")
    assert Slug(name="a").notes is not Slug(name="a").notes
    assert models.names(Slug) == ("name", "size", "marks", "notes")
    assert repr(Spot(1)) == "Spot(x=1, y=0.0)"


def test_a_model_can_not_be_changed() -> None:
    spot = Spot(1, 2)
    with pytest.raises(AttributeError, match="Spot"):
        spot.x = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del spot.x
    with pytest.raises(AttributeError):
        spot.z = 3  # type: ignore[attr-defined]


def test_wrong_arguments_are_refused() -> None:
    for wrong in (
        lambda: Slug(),
        lambda: Slug("a"),
        lambda: Slug(name="a", nome="b"),
        lambda: Spot(1, 2, 3),
    ):
        with pytest.raises(TypeError):
            wrong()


def test_equality_and_hash_follow_the_compared_fields() -> None:
    one, two = Slug(name="a", notes=["x"]), Slug(name="a", notes=["y"])
    assert one == two
    assert hash(one) == hash(two)
    assert one != Slug(name="b")
    assert Spot(1, 2) != (1, 2)
    assert len({Spot(1), Spot(1), Spot(2)}) == 2


def test_copies_and_pickles_are_equal() -> None:
    spot = Spot(1, 2)
    assert pickle.loads(pickle.dumps(spot)) == copy.deepcopy(spot) == spot
    assert models.replace(spot, y=5) == Spot(1, 5)
    with pytest.raises(TypeError):
        models.replace(spot, z=5)


def test_a_record_changes_and_equals_itself_only() -> None:
    tally = Tally()
    tally.count += 1
    tally.seen.append(1)
    assert (tally.count, tally.seen, Tally().seen) == (1, [1], [])
    assert tally != Tally(1, [1])


def test_patterns_match_by_position() -> None:
    match Spot(1, 2):
        case Spot(x, y):
            assert (x, y) == (1, 2)


def test_a_model_extends_another() -> None:
    longer = Longer(name="a", tail=9)
    assert (longer.name, longer.size, longer.tail, longer.shout) == ("a", 1.0, 9, "A")
    assert longer == pickle.loads(pickle.dumps(longer))
    assert longer != Slug(name="a")
    assert longer != Longer(name="a", tail=8)
    assert longer == Longer(name="a", tail=9, notes=["x"])
    assert Slug(name="a").notes == []


def test_values_take_what_is_given_and_make_the_rest() -> None:
    @models.frozen()
    class Often:
        """A thing that is made often."""

        x: int
        y: tuple[int, ...] = ()
        z: list[int] = models.field(default_factory=list)

    made = [Often(n, z=[n]) for n in range(3)]
    assert [(one.x, one.y, one.z) for one in made] == [(n, (), [n]) for n in range(3)]
    assert Often(1).z is not Often(1).z
    for wrong in (lambda: Often(), lambda: Often(1, x=1), lambda: Often(1, (), [], 4)):
        with pytest.raises(TypeError):
            wrong()


def test_classes_of_as_many_fields_keep_their_own_names_and_defaults() -> None:
    @models.frozen(kw_only=True)
    class Ink:
        """Two fields, by name."""

        name: str = "black"
        tint: float

    @models.frozen()
    class Paper:
        """Two fields, in order."""

        weight: int
        shade: str = "salmon"

    assert (Ink(tint=0.5).name, Paper(45).shade) == ("black", "salmon")
    with pytest.raises(TypeError, match="'tint'"):
        Ink(name="cyan")
    with pytest.raises(TypeError, match="'tint'"):
        Paper(45, tint=1.0)


def test_a_default_before_a_field_without_one_is_refused() -> None:
    with pytest.raises(TypeError, match="second"):

        @models.frozen()
        class Wrong:
            """Nobody could tell which value is which."""

            first: int = 1
            second: str


def test_read_only_mappings_go_to_other_processes() -> None:
    held = Held(words=MappingProxyType({"ad": "广告"}))
    for made in (pickle.loads(pickle.dumps(held)), copy.deepcopy(held)):
        assert made == held
        assert isinstance(made.words, MappingProxyType)
        assert made.words["ad"] == "广告"


def test_what_extends_a_model_keeps_all_defaults_and_its_base_s_ways() -> None:
    longest = Longest(name="a", more={"b": 1})
    assert (longest.tail, longest.more, Longest(name="a").more) == (7, {"b": 1}, {})
    assert models.names(Longest) == ("name", "size", "marks", "notes", "tail", "more")
    assert models.replace(longest, size=2.0).more == {"b": 1}
    with pytest.raises(AttributeError):
        longest.tail = 8  # type: ignore[misc]
    with pytest.raises(TypeError):
        Longest(more={})
