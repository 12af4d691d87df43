"""How operators and names are spelled: what every reader takes, and no standard refuses.

Takes operators; returns their bytes, written anew, so that no odd spelling of another program
comes along (ISO 19005-2, 6.1.6 to 6.1.9), and says what is over a reader's limits (6.1.13).
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Operation = tuple[Any, bytes]
INLINE = b"INLINE IMAGE"

LONGEST_NAME, LONGEST_TEXT = 127, 32_767  # bytes
_MOST_SAVED = 28  # graphics states in each other
_GREATEST = 2_147_483_647
_ESCAPED = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}


def text_bytes(text: Any) -> bytes:
    """Return a string of a content stream as the bytes it is."""
    original = getattr(text, "original_bytes", None)
    return bytes(original) if original is not None else bytes(text)


def is_text(value: Any) -> bool:
    """Tell whether a value is a string, which names are not."""
    return isinstance(value, ByteStringObject | TextStringObject)


def written(operations: Iterable[Operation]) -> bytes:
    """Return operators as the bytes of a content stream."""
    lines: list[bytes] = []
    for operands, operator in operations:
        if operator == INLINE:
            settings = spelled(operands["settings"])[2:-2]
            lines.append(b"BI " + settings + b" ID " + operands["data"] + b"\nEI")
            continue
        lines.append(b" ".join([*map(spelled, operands), operator]))
    return b"\n".join([*lines, b""])


def spelled(value: Any) -> bytes:
    """Return a value's bytes."""
    if isinstance(value, NameObject):
        return bytes(value.renumber())
    if is_text(value):
        text = text_bytes(value)
        for plain, escaped in _ESCAPED.items():
            text = text.replace(plain, escaped)
        return b"(" + text + b")"
    if isinstance(value, ArrayObject):
        return b"[" + b" ".join(map(spelled, value)) + b"]"
    if isinstance(value, DictionaryObject):
        pairs = (spelled(key) + b" " + spelled(value.raw_get(key)) for key in value)
        return b"<<" + b" ".join(pairs) + b">>"
    out = BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def over_limits(operations: Iterable[Operation]) -> Iterator[str]:
    """Yield what of operators is over the limits that PDF/A holds all readers to (6.1.13)."""
    saved = 0
    for operands, operator in operations:
        saved += {b"q": 1, b"Q": -1}.get(operator, 0)
        if saved > _MOST_SAVED:
            yield f"graphics states saved over {_MOST_SAVED} deep"
        for value in operands if operator != INLINE else ():
            if isinstance(value, NameObject) and is_long(value):
                yield "a name of over 127 bytes"
            elif isinstance(value, NumberObject) and abs(int(value)) > _GREATEST:
                yield "a number over 2,147,483,647"


def is_long(name: NameObject) -> bool:
    """Tell whether a name is longer than PDF/A has them."""
    return len(name[1:].encode("utf-8")) > LONGEST_NAME


def in_short_texts(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Yield the same operators, texts longer than PDF/A has them shown in parts."""
    for operands, operator in operations:
        shown = operator in (b"Tj", b"TJ", b"'", b'"') and len(operands) > 0
        last = operands[-1] if shown else None
        parts = list(last) if isinstance(last, ArrayObject) else [last]
        if not any(is_text(one) and len(text_bytes(one)) > LONGEST_TEXT for one in parts):
            yield operands, operator
            continue
        if operator == b'"':
            yield [operands[0]], b"Tw"
            yield [operands[1]], b"Tc"
        if operator in (b"'", b'"'):
            yield [], b"T*"
        yield [ArrayObject(_cut(parts))], b"TJ"


def _cut(parts: Iterable[Any]) -> Iterator[Any]:
    most = LONGEST_TEXT - 1  # even: codes of two bytes stay whole
    for part in parts:
        if not is_text(part):
            yield part
            continue
        text = text_bytes(part)
        for at in range(0, len(text), most):
            yield ByteStringObject(text[at : at + most])
