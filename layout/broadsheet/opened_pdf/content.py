"""Operators of a page or a form: what of them is on paper, and which names they call for.

Takes a content stream with its resources; returns the operators without what hidden layers
hold and without marks of structure, and the names used.  Knows nothing of standards.
"""

from collections.abc import Callable
from typing import Any

from pypdf.generic import (
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from broadsheet.errors import SourceError
from broadsheet.models import field, record
from broadsheet.opened_pdf.spelling import INLINE, Operation, written

_MOST_FORMS, _DEEPEST = 2000, 60  # that are asked for the face that they go on with
_PATHS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"s", b"S"}  # painting ends a path: n
_SHOWN = {b"Tj", b"TJ"}
_LINES = {b"'": b"T*", b'"': b"T*"}  # showing on the next line
_PLACED = {b"Td", b"TD", b"Tm", b"T*", b"BT"}
_MARKED = {b"BMC", b"BDC", b"EMC", b"MP", b"DP"}
_BRACKETS = {b"BX", b"EX"}
_CALLS = {
    b"Do": "/XObject",
    b"gs": "/ExtGState",
    b"Tf": "/Font",
    b"sh": "/Shading",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
}
OPERATORS = frozenset(  # table A.1
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K "
    b"k l m M MP n q Q re RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v "
    b"w W W* y ' \"".split()
) | {INLINE}


@record(kw_only=True)
class Drawn:
    """What a content stream draws."""

    operations: list[Operation] = field(default_factory=list)
    changed: bool = False
    names: dict[str, set[str]] = field(default_factory=dict)  # resources called for, by kind

    def data(self, original: bytes) -> bytes:
        """Return the operators as bytes, the original ones where nothing changed."""
        return written(self.operations) if self.changed else original


def read_content(
    content: Any,
    resources: Any,
    shows: Callable[[Any], bool],
    forms: "FormFaces | None" = None,
) -> Drawn:
    """Read a content stream; ``shows`` tells whether a layer is on paper.

    ``forms`` is filled with what is found of forms, for further streams of the same file.

    Raises SourceError where it can't be told what a hidden layer would move.
    """
    walk = _Walk(resources=resources, shows=shows)
    for operands, operator in content.operations:
        walk.take(operands, operator)
    if walk.depth:
        walk.drawn.operations += [([], b"Q")] * walk.depth
        walk.drawn.changed = True
    idle = _idle_faces(walk.drawn.operations, resources, forms or FormFaces()) - {-1}
    if idle:
        _leave_out(walk.drawn, idle)
    return walk.drawn


@record()
class FormFaces:
    """Of the forms of a file: whether they go on in a face of who shows them."""

    known: dict[int, bool] = field(default_factory=dict)
    depth: int = 0


def _idle_faces(operations: list[Operation], resources: Any, forms: FormFaces) -> set[int]:
    """Return the places of operators that take up a face in which nothing is shown.

    ReportLab begins every page with Helvetica, shown or not.  ``-1`` is among them unless
    something is shown in the face that the caller of a form has taken up (8.10.1).
    """
    taken, saved = -1, [-1]
    idle = {-1} | {n for n, (_, operator) in enumerate(operations) if operator == b"Tf"}
    for n, (operands, operator) in enumerate(operations):
        if operator == b"q":
            saved.append(taken)
        elif operator == b"Q" and len(saved) > 1:
            taken = saved.pop()
        elif operator == b"Tf":
            taken = n
        elif operator in _SHOWN or operator in _LINES:
            idle.discard(taken)
        elif operator == b"Do" and operands and taken in idle:
            if _goes_on(named(resources, "/XObject", str(operands[0])), resources, forms):
                idle.discard(taken)
        elif operator == b"gs" and operands:  # it may take up one of its own
            taken = taken if _keeps_face(resources, str(operands[0])) else -1
    return idle


def _goes_on(found: Any, resources: Any, forms: FormFaces) -> bool:
    """Tell whether a form shows something in a face that it has not taken up itself.

    One that shows itself is taken to, and what is too many or too deep to be looked into.
    """
    form = found.get_object() if found is not None else None
    if not isinstance(form, StreamObject) or str(form.get("/Subtype", "")) != "/Form":
        return False
    known = forms.known
    if id(form) not in known:
        if len(known) >= _MOST_FORMS or forms.depth >= _DEEPEST:
            return True
        known[id(form)] = True
        own = form.get("/Resources")
        own = own.get_object() if own is not None else resources
        forms.depth += 1
        idle = _idle_faces(ContentStream(form, None).operations, own, forms)
        forms.depth -= 1
        known[id(form)] = -1 not in idle
    return known[id(form)]


def _keeps_face(resources: Any, name: str) -> bool:
    held = named(resources, "/ExtGState", name)
    state = held.get_object() if held is not None else None
    return not isinstance(state, DictionaryObject) or "/Font" not in state


def _leave_out(drawn: Drawn, idle: set[int]) -> None:
    """Leave out faces that are taken up for nothing, and their names."""
    kept = [one for n, one in enumerate(drawn.operations) if n not in idle]
    drawn.operations, drawn.changed = kept, True
    shown = {str(operands[0]) for operands, operator in kept if operator == b"Tf" and operands}
    drawn.names["/Font"] = drawn.names.get("/Font", set()) & shown


@record(kw_only=True)
class _Walk:
    """A content stream on its way."""

    resources: Any
    shows: Callable[[Any], bool]
    drawn: Drawn = field(default_factory=Drawn)
    marked: list[tuple[bool, bool]] = field(default_factory=list)  # hidden; its marks are kept
    depth: int = 0  # of saved states
    bracket: int = 0  # of parts where unknown operators are allowed
    moved: bool = False  # text was left out, and the next would stand in another place

    def take(self, operands: Any, operator: bytes) -> None:
        """Take one operator."""
        if operator in _MARKED:
            self._mark(operands, operator)
        elif operator in _BRACKETS or (operator not in OPERATORS and self.bracket):
            self.bracket = max(0, self.bracket + {b"BX": 1, b"EX": -1}.get(operator, 0))
            self.drawn.changed = True
        elif self.hidden or self._is_hidden_object(operands, operator):
            self._hide(operands, operator)
        else:
            self._keep(operands, operator)

    @property
    def hidden(self) -> bool:
        """Tell whether what comes lies in a hidden layer."""
        return any(hides for hides, _ in self.marked)

    def _keep(self, operands: Any, operator: bytes) -> None:
        if operator in _SHOWN and self.moved:
            raise SourceError("has text that goes on behind a hidden layer", hint="flatten it")
        if operator in _PLACED or operator in _LINES:
            self.moved = False
        if operator == b"Q" and not self.depth:
            self.drawn.changed = True
            return
        self.depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        self._call(operands, operator)
        self.drawn.operations.append((operands, operator))

    def _call(self, operands: Any, operator: bytes) -> None:
        kind = _CALLS.get(operator)
        name = operands[0 if operator == b"Tf" else -1] if kind and operands else None
        if kind and isinstance(name, NameObject):
            self.drawn.names.setdefault(kind, set()).add(str(name))
            # Of names in other codings than UTF-8, resources have it in this one
            self.drawn.changed |= not name.isascii()
        if operator == INLINE:
            settings = operands["settings"]
            space = settings.get("/CS", settings.get("/ColorSpace"))
            if isinstance(space, NameObject):
                self.drawn.names.setdefault("/ColorSpace", set()).add(str(space))

    def _hide(self, operands: Any, operator: bytes) -> None:
        """Leave out what an operator paints, and keep what it sets."""
        self.drawn.changed = True
        if operator in _PATHS:
            self.drawn.operations.append(([], b"n"))
        elif operator in _SHOWN:
            self.moved = True
        elif operator in _LINES:
            if operator == b'"':
                self.drawn.operations += [([operands[0]], b"Tw"), ([operands[1]], b"Tc")]
            self.drawn.operations.append(([], b"T*"))
            self.moved = True
        elif operator not in (b"Do", b"sh", INLINE):
            self._keep(operands, operator)

    def _is_hidden_object(self, operands: Any, operator: bytes) -> bool:
        if operator != b"Do" or not operands:
            return False
        held = named(self.resources, "/XObject", str(operands[0]))
        found = held.get_object() if held is not None else None
        layered = isinstance(found, DictionaryObject) and "/OC" in found
        return layered and not self.shows(found.raw_get("/OC"))  # type: ignore[union-attr]

    def _mark(self, operands: Any, operator: bytes) -> None:
        """Leave out marks of structure and layers; what a mark says its text is stays."""
        self.drawn.changed = True
        if operator == b"EMC":
            if self.marked and self.marked.pop()[1]:
                self.drawn.operations.append(([], b"EMC"))
        elif operator in (b"BMC", b"BDC"):
            told = self._told(operands) if operator == b"BDC" else None
            if told is not None:
                self.drawn.operations.append(([NameObject("/Span"), told], b"BDC"))
            hides = operator == b"BDC" and self._is_hidden_layer(operands)
            self.marked.append((hides, told is not None))

    def _told(self, operands: Any) -> DictionaryObject | None:
        """Return what a span says its text is (14.9.4), when that is all it says."""
        if len(operands) != 2 or str(operands[0]) != "/Span":
            return None
        about = operands[1]
        if not isinstance(about, DictionaryObject) or "/ActualText" not in about:
            return None
        key = NameObject("/ActualText")
        return DictionaryObject({key: about["/ActualText"]})

    def _is_hidden_layer(self, operands: Any) -> bool:
        if len(operands) != 2 or str(operands[0]) != "/OC":
            return False
        layer = operands[1]
        if isinstance(layer, NameObject):
            layer = named(self.resources, "/Properties", str(layer))
        return not self.shows(layer)


def spaces_called(operations: list[Operation]) -> set[str]:
    """Return the names of the colour spaces that operators call for."""
    found = {str(one[0]) for one, operator in operations if operator in (b"cs", b"CS") and one}
    for operands, operator in operations:
        if operator == INLINE:
            settings = operands["settings"]
            space = settings.get("/CS", settings.get("/ColorSpace"))
            found |= {str(space)} if isinstance(space, NameObject) else set()
    return found


def named(resources: Any, kind: str, name: str) -> Any:
    """Return what resources have under a name, a pointer as it is; None for nothing."""
    held = resources.get(kind) if isinstance(resources, DictionaryObject) else None
    held = held.get_object() if held is not None else None
    if not isinstance(held, DictionaryObject) or name not in held:
        return None
    found = held.raw_get(name)
    gone = not isinstance(found, IndirectObject) and isinstance(found, NullObject)
    return None if gone else found
