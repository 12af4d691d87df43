"""Functions of a PDF with one number in: of shadings along a line, and of tints.

Takes a function as an object; returns what it gives at a number (ISO 32000-1, 7.10).  Raises
ValueError for one that is none, or asks for more numbers.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

Along = Callable[[float], list[float]]

_DEEPEST, _MOST_STEPS = 20, 20_000


def along(value: Any, depth: int = 0) -> Along:
    """Return a function of one number; an array of several gives one number of each."""
    held = value.get_object()
    if depth > _DEEPEST:
        raise ValueError("functions nested too deep")
    if isinstance(held, ArrayObject):
        each = [along(one, depth + 1) for one in held]
        return lambda x: [number for one in each for number in one(x)]
    entries = held if isinstance(held, DictionaryObject) else DictionaryObject()
    kind = int(entries.get("/FunctionType", -1))
    if kind not in _KINDS:
        raise ValueError(f"a function of type {kind}")
    first, last = _numbers(held, "/Domain")
    inner = _KINDS[kind](held, depth)
    bounds = _numbers(held, "/Range") if "/Range" in held else []

    def given(x: float) -> list[float]:
        found = inner(min(max(x, first), last))
        if not bounds:
            return found
        pairs = zip(found, bounds[::2], bounds[1::2], strict=False)
        return [min(max(number, low), high) for number, low, high in pairs]

    return given


def _numbers(held: Any, key: str) -> list[float]:
    return [float(one) for one in held[key].get_object()]


def _exponential(held: Any, depth: int) -> Along:
    del depth
    power = float(held.get("/N", 1))
    begin = _numbers(held, "/C0") if "/C0" in held else [0.0]
    end = _numbers(held, "/C1") if "/C1" in held else [1.0]
    return lambda x: [a + math.pow(x, power) * (b - a) for a, b in zip(begin, end, strict=True)]


def _stitched(held: Any, depth: int) -> Along:
    each = [along(one, depth + 1) for one in held["/Functions"].get_object()]
    domain, bounds = _numbers(held, "/Domain"), _numbers(held, "/Bounds")
    encode, edges = _numbers(held, "/Encode"), [domain[0], *bounds, domain[1]]

    def given(x: float) -> list[float]:
        n = min(sum(x >= bound for bound in bounds), len(each) - 1)
        low, high = edges[n], edges[n + 1]
        share = (x - low) / (high - low) if high > low else 0.0
        return each[n](encode[2 * n] + share * (encode[2 * n + 1] - encode[2 * n]))

    return given


def _sampled(held: Any, depth: int) -> Along:
    del depth
    (count,) = (int(one) for one in held["/Size"].get_object())
    bits, bounds = int(held["/BitsPerSample"]), _numbers(held, "/Range")
    width, low = len(bounds) // 2, _numbers(held, "/Domain")
    if bits not in (1, 2, 4, 8, 12, 16, 24, 32) or not 1 < count <= _MOST_STEPS or not width:
        raise ValueError("a table that is none")
    encode = _numbers(held, "/Encode") if "/Encode" in held else [0.0, count - 1.0]
    decode = _numbers(held, "/Decode") if "/Decode" in held else bounds
    whole = int.from_bytes(held.get_data()[: (count * width * bits + 7) // 8], "big")
    most, size = (1 << bits) - 1, (count * width * bits + 7) // 8 * 8

    def sample(at: int, part: int) -> float:
        raw = whole >> (size - (at * width + part + 1) * bits) & most
        return decode[2 * part] + raw / most * (decode[2 * part + 1] - decode[2 * part])

    def given(x: float) -> list[float]:
        share = (x - low[0]) / (low[1] - low[0]) if low[1] > low[0] else 0.0
        place = min(max(encode[0] + share * (encode[1] - encode[0]), 0.0), count - 1.0)
        at = min(int(place), count - 2)
        parts = ((sample(at, part), sample(at + 1, part)) for part in range(width))
        return [a + (place - at) * (b - a) for a, b in parts]

    return given


# --- programs (7.10.5) ---

Stack = list[Any]
_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs, "neg": lambda a: -a, "ceiling": math.ceil, "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5), "truncate": math.trunc, "sqrt": math.sqrt,
    "sin": lambda a: math.sin(math.radians(a)), "cos": lambda a: math.cos(math.radians(a)),
    "ln": math.log, "log": math.log10, "cvi": int, "cvr": float,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}  # fmt: skip
_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b, "idiv": lambda a, b: int(a / b), "mod": math.fmod,
    "exp": math.pow, "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
    "and": lambda a, b: a & b, "or": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
    "bitshift": lambda a, b: a << b if b >= 0 else a >> -b,
}  # fmt: skip


def _program(held: Any, depth: int) -> Along:
    del depth
    words = held.get_data().decode("latin-1").replace("{", " { ").replace("}", " } ").split()
    if words[:1] != ["{"] or len(words) > _MOST_STEPS:
        raise ValueError("a program that is none")
    read = iter(words[1:])
    body = _block(read, 0)

    def given(x: float) -> list[float]:
        stack: Stack = [x]
        _run(body, stack)
        return [float(one) for one in stack]

    return given


def _block(words: Iterator[str], depth: int) -> list[Any]:
    found: list[Any] = []
    if depth > _DEEPEST:
        raise ValueError("a program nested too deep")
    for word in words:
        if word == "}":
            return found
        found.append(_block(words, depth + 1) if word == "{" else word)
    raise ValueError("a program without an end")


def _run(body: Sequence[Any], stack: Stack) -> None:
    for n, word in enumerate(body):
        if isinstance(word, list):
            continue  # what follows asks for it
        if word in _ONE:
            stack.append(_ONE[word](stack.pop()))
        elif word in _TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_TWO[word](first, second))
        elif word == "if":
            _run(body[n - 1] if stack.pop() else (), stack)
        elif word == "ifelse":
            _run(body[n - 2] if stack.pop() else body[n - 1], stack)
        elif word in ("true", "false"):
            stack.append(word == "true")
        elif not _moved(word, stack):
            stack.append(float(word) if "." in word or "e" in word.lower() else int(word))


def _moved(word: str, stack: Stack) -> bool:
    """Carry out what only moves numbers; tell whether it was that."""
    if word == "pop":
        stack.pop()
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "exch":
        stack[-2:] = stack[:-3:-1]
    elif word == "copy":
        count = int(stack.pop())
        stack.extend(stack[len(stack) - count :])
    elif word == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif word == "roll":
        turns, count = int(stack.pop()), int(stack.pop())
        top = stack[len(stack) - count :]
        at = -turns % count if count else 0
        stack[len(stack) - count :] = top[at:] + top[:at]
    else:
        return False
    if len(stack) > _MOST_STEPS:
        raise ValueError("a program of too many numbers")
    return True


_KINDS: dict[int, Callable[[Any, int], Along]] = {
    0: _sampled,
    2: _exponential,
    3: _stitched,
    4: _program,
}
