"""How models are made: frozen, slotted values.

The lowest layer.  ``frozen`` is what ``dataclasses.dataclass(frozen=True, slots=True)`` is to
its user, for a twentieth of the time at import: the standard decorator compiles six methods
for each class, over 0.1 s for the models of one run; here the comparing and showing methods
are shared, and one compiled ``__init__`` serves all classes of as many fields.  ``record``
makes the few mutable ones.  A model may extend one other.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType, MappingProxyType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
NOTHING: Any = object()  # no default


class Field:
    """A field whose default is made anew, or that equality leaves out."""

    __slots__ = ("compare", "default", "factory")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, *, compare: bool) -> None:
        self.default = default
        self.factory = factory
        self.compare = compare


def field(
    *,
    default: Any = NOTHING,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
) -> Any:
    """Declare a default that is made anew for each value, or a field left out of equality."""
    return Field(default, default_factory, compare=compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a frozen, slotted model; ``kw_only`` when all fields go by name."""

    def make(cls: type[T]) -> type[T]:
        return _model(cls, kw_only=kw_only, methods=_FROZEN)

    return make


@dataclass_transform(field_specifiers=(field,))
def record(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a mutable, slotted record, equal only to itself."""

    def make(cls: type[T]) -> type[T]:
        return _model(cls, kw_only=kw_only, methods=_RECORD)

    return make


def names(model: object) -> tuple[str, ...]:
    """Return the fields of a model, in order."""
    found: tuple[str, ...] = getattr(model, "__fields__")  # noqa: B009 - set by the decorator
    return found


def replace(model: T, /, **changes: Any) -> T:
    """Return a copy of a model with some fields changed.

    Raises TypeError for a field that it has not.
    """
    values = {name: getattr(model, name) for name in names(model)}
    return _built(type(model), values | changes)


def _built(kind: Callable[..., T], values: dict[str, Any]) -> T:
    return kind(**values)


def _model(cls: type[T], *, kw_only: bool, methods: dict[str, Any]) -> type[T]:
    space = dict(vars(cls))
    for inherited in ("__dict__", "__weakref__"):
        space.pop(inherited, None)
    base: Any = cls.__bases__[0]
    own = tuple(space.get("__annotations__", {}))
    fields = (*getattr(base, "__fields__", ()), *own)
    defaults = getattr(base, "_defaults", {}) | {k: space.pop(k) for k in own if k in space}
    compared = tuple(
        name
        for name in fields
        if not isinstance(defaults.get(name), Field) or defaults[name].compare
    )
    space.update(
        __slots__=own,
        __fields__=fields,
        __match_args__=() if kw_only else fields,
        _defaults=defaults,
        _values=attrgetter(*compared) if compared else _nothing,
        _kw_only=kw_only,
        __init__=_first_init,
    )
    for name, method in methods.items():
        space.setdefault(name, method)
    metaclass: Any = type(cls)
    made: type[T] = metaclass(cls.__name__, cls.__bases__, space)
    return made


def _first_init(self: Any, /, *args: Any, **kwargs: Any) -> None:
    """Make the ``__init__`` of a class when its first value is made: many have none in a run."""
    cls = type(self)
    cls.__init__ = _init_of(cls)
    cls.__init__(self, *args, **kwargs)


def _init_of(cls: Any) -> Callable[..., None]:
    """Return an ``__init__`` of a class: the code for so many fields, under their names."""
    names = cls.__fields__
    space: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    for n, name in enumerate(names):
        put = getattr(cls, name).__set__
        default = cls._defaults.get(name, NOTHING)
        if isinstance(default, Field) and default.factory is not None:
            put, defaults[name] = _making(put, default.factory), NOTHING
        elif isinstance(default, Field):
            default = default.default
        if default is not NOTHING:
            defaults.setdefault(name, default)
        space[f"put_{n}"] = put
    kept = len(names) if cls._kw_only else 0
    code = _code_of(len(names)).replace(
        co_varnames=("self", *names),
        co_argcount=1 + len(names) - kept,
        co_kwonlyargcount=kept,
    )
    if not kept and tuple(defaults) != names[len(names) - len(defaults) :]:
        raise TypeError(f"{cls.__qualname__} has a field with a default before one without")
    init = FunctionType(code, space, "__init__", None if kept else tuple(defaults.values()))
    init.__kwdefaults__ = defaults if kept else None
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


@cache
def _code_of(count: int) -> CodeType:
    """Return the code that puts so many values into their places.

    Compiling is what costs, and many classes have as many fields.
    """
    heads = "".join(f", value_{n}" for n in range(count))
    body = "".join(f" put_{n}(self, value_{n})\n" for n in range(count)) or " pass\n"
    space: dict[str, Any] = {}
    exec(f"def init(self{heads}):\n{body}", space)
    code: CodeType = space["init"].__code__
    return code


def _making(put: Callable[[Any, Any], None], new: Callable[[], Any]) -> Callable[[Any, Any], None]:
    """Return what puts a value in its place, a new one where none is given."""

    def put_or_make(self: Any, value: Any) -> None:
        put(self, new() if value is NOTHING else value)

    return put_or_make


def _nothing(_: Any) -> tuple[()]:
    return ()


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return bool(self._values(self) == self._values(other))


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__fields__)
    return f"{type(self).__qualname__}({inside})"


def _set(self: Any, name: str, _: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} is frozen")


def _delete(self: Any, name: str) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} is frozen")


class _Proxied(dict[Any, Any]):
    """A read-only mapping on its way to another process: as itself it can't be pickled."""


def _reduce(self: Any) -> tuple[Any, ...]:
    values = [getattr(self, name) for name in self.__fields__]
    if not self._kw_only and MappingProxyType not in map(type, values):
        return type(self), tuple(values)  # made anew without a call of ours
    packed = [_Proxied(v) if isinstance(v, MappingProxyType) else v for v in values]
    return _rebuilt, (type(self), tuple(packed))


def _rebuilt(cls: Any, packed: tuple[Any, ...]) -> Any:
    values = [MappingProxyType(dict(v)) if isinstance(v, _Proxied) else v for v in packed]
    return cls(**dict(zip(cls.__fields__, values, strict=True)))


_FROZEN: dict[str, Any] = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__reduce__": _reduce,
}
_RECORD: dict[str, Any] = {"__repr__": _repr}
