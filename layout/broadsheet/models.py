"""How models are made: frozen, slotted values, by msgspec.

``frozen`` is what ``dataclasses.dataclass(frozen=True, slots=True)`` is to its user, and
``record`` makes the few mutable ones; a model may extend one other, and lists its fields in its
docstring too.  msgspec makes such a class without compiling code for it: the standard decorator
compiles six methods for each, over 0.1 s for the models of one run.  It asks
``typing_extensions`` for three names that ``typing`` has too, and loading that for them takes half
of loading msgspec.
"""

import copyreg
import typing
from collections.abc import Callable
from functools import cache, partial
from types import MappingProxyType, MemberDescriptorType, NoneType, UnionType
from typing import Any, Literal, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from broadsheet.spared import WhenUsed, standing_in

_ASKED = ("get_type_hints", "NotRequired", "Required")
with standing_in(WhenUsed("typing_extensions", known={n: getattr(typing, n) for n in _ASKED})):
    from msgspec import NODEFAULT, Struct, StructMeta, structs
    from msgspec import field as field  # noqa: PLC0414 - makers of models take it from here

T = TypeVar("T")
_LISTED = "\n\n    - ``"  # how a docstring begins to list fields
_MADE = {"__dict__", "__weakref__", "__slots__"}  # by a class statement


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    *,
    kw_only: bool = False,
    apart: frozenset[str] = frozenset(),
    check: Callable[[Any], None] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Make a class a frozen, slotted model; ``kw_only`` when all fields go by name.

    Fields named in ``apart`` don't count when two values are compared.  ``check`` is handed each
    value when it is made, and may raise.
    """

    def make(cls: type[T]) -> type[T]:
        if check is not None:
            setattr(cls, "__post_init__", check)  # noqa: B010 - type checkers take it for a field
        made = _model(cls, frozen=True, kw_only=kw_only)
        return _compared(made, apart) if apart else made

    return make


@dataclass_transform(field_specifiers=(field,))
def record(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a mutable, slotted record, equal only to itself."""
    return partial(_model, eq=False, kw_only=kw_only)


def names(model: Any) -> tuple[str, ...]:
    """Return the fields of a model, in order."""
    found: tuple[str, ...] = model.__struct_fields__
    return found


def defaults(model: Any) -> tuple[Any, ...]:
    """Return what each field holds that nobody gives, in order; NODEFAULT where one must."""
    late = model.__struct_defaults__
    return (*[NODEFAULT] * (len(names(model)) - len(late)), *late)


def replace(model: T, /, **changes: Any) -> T:
    """Return a copy of a model with some fields changed.

    Raises TypeError for a field that it has not.
    """
    values: Any = model
    made: T = structs.replace(values, **changes)
    return made


def _model(cls: type[T], **ways: Any) -> type[T]:
    """Make a class anew as a msgspec one."""
    space = {
        name: value
        for name, value in vars(cls).items()
        if not isinstance(value, MemberDescriptorType) and name not in _MADE
    }
    bases = (Struct, *(base for base in cls.__bases__ if base is not object))
    if isinstance(cls, StructMeta):  # it extends a model
        space |= _defaults(cls)
        bases = cls.__bases__
    made: type[T] = StructMeta(cls.__name__, bases, space, **ways)  # type: ignore[assignment]
    if isinstance(cls, StructMeta) and (cls.__bases__[0].__doc__ or "").count(_LISTED):
        _, listed, fields = str(cls.__bases__[0].__doc__).partition(_LISTED)
        made.__doc__ = f"{str(made.__doc__).rstrip()}\n{listed[2:]}{fields}"
    return made


def _defaults(cls: StructMeta) -> dict[str, Any]:
    """Return a class's own defaults: its statement has put its fields' places where they were."""
    held, own = zip(names(cls), defaults(cls), strict=True), cls.__annotations__
    return {name: value for name, value in held if name in own and value is not NODEFAULT}


def _compared(cls: type[T], apart: frozenset[str]) -> type[T]:
    """Let equality and hash leave some fields out, in what extends the class too."""

    def key(model: object) -> tuple[Any, ...]:
        return tuple(getattr(model, name) for name in names(model) if name not in apart)

    def equal(one: object, other: object) -> bool:
        return key(one) == key(other) if type(other) is type(one) else NotImplemented

    made: Any = cls
    made.__eq__ = equal
    made.__hash__ = lambda one: hash(key(one))
    return cls


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def encodable(text: str) -> bool:
    """Tell whether a text has whole characters alone: no encoding has half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@frozen()
class Wanted:
    """What a field takes: values of some types, or a tuple of such, or one of some words."""

    name: str
    types: tuple[type, ...] = ()
    many: bool = False
    words: tuple[object, ...] = ()

    def __str__(self) -> str:
        if self.words:
            return " or ".join(map(repr, self.words))
        named = " or ".join("nothing" if kind is NoneType else kind.__name__ for kind in self.types)
        return f"a tuple of {named}" if self.many else named

    def fits(self, value: Any) -> bool:
        """Tell whether a value is what the field takes."""
        if self.words:
            return value in self.words
        if self.many:
            return isinstance(value, tuple) and all(isinstance(one, self.types) for one in value)
        return isinstance(value, self.types)


def wanted(cls: type) -> tuple[Wanted, ...]:
    """Return what the fields of a model take, as its annotations say."""
    hints = get_type_hints(cls)
    return tuple(_wanted(name, hints[name]) for name in names(cls))


@cache
def _wanted_once(cls: type) -> tuple[Wanted, ...]:
    return wanted(cls)


def misfit(made: Any) -> str:
    """Say which option of a record is not of its kind; empty where all are."""
    for option in _wanted_once(made.__class__):
        value = getattr(made, option.name)
        if not option.fits(value):
            return f"{type(made).__name__}.{option.name}: {value!r} is not {option}"
    return ""


def _wanted(name: str, hint: Any) -> Wanted:
    if get_origin(hint) is Literal:
        return Wanted(name, words=get_args(hint))
    if get_origin(hint) is tuple:
        return Wanted(name, types=_types(get_args(hint)[0]), many=True)
    return Wanted(name, types=_types(hint))


def _types(hint: Any) -> tuple[type, ...]:
    """Return the types of a hint: of a union all of them; a float may be whole."""
    hints = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    kinds = tuple(get_origin(kind) or kind for kind in hints)
    return (*kinds, int) if float in kinds else kinds


# Models hold read-only mappings and go to other processes in a batch; Python pickles no such
# mapping by itself.
copyreg.pickle(MappingProxyType, lambda values: (_read_only, (dict(values),)))
