"""An advertiser's PDF page as a form: vectors stay vectors, fonts stay fonts.

Takes the bytes of a PDF and the document; returns a form XObject that fills the unit square as
a picture does, with copies of all objects that its look calls for (ISO 32000-1, 8.10): by the
tables of ``opened_pdf.kinds``, so that nothing else of the file comes along.  Hidden layers stay
behind; stamps and filled fields that print come with it.
"""

import io
import zlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from broadsheet.errors import PictureError, SourceError, Where
from broadsheet.models import frozen
from broadsheet.opened_pdf import coding, faults_told, kinds, recipes, rules, spelling
from broadsheet.opened_pdf.annotations import appearances, with_appearances
from broadsheet.opened_pdf.content import Drawn, FormFaces, named, read_content, spaces_called
from broadsheet.opened_pdf.layers import layers_of
from broadsheet.opened_pdf.rules import Bans
from broadsheet.opened_pdf.walk import parts_of_space
from broadsheet.paint import artwork
from broadsheet.paint.artwork import Artwork
from broadsheet.paint.pdf import objects
from broadsheet.paint.pdf.mixed import MixedInks
from broadsheet.paint.pdf.objects import Copied, CopiedStream

if TYPE_CHECKING:
    from broadsheet.paint.pdf.images import Separate
    from broadsheet.paint.pdf.lights import Lights
    from broadsheet.paint.vector_page import Inks

# The state that a page begins with (8.4.1): a form begins with its caller's.
_FRESH = b"0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts 1 w 0 J 0 j 10 M [] 0 d 0 g 0 G\n"
_DEEPEST = 60
_SPACES = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK", "/I"}
_HINT = "ask the advertiser for a PDF/X, or write a plain PDF"
_LIGHT = "ask the advertiser for a PDF/X, or say adverts: convert under press in the spec"


@frozen(kw_only=True)
class PlacedIn:
    """The file that a page is placed in, and what is asked of it."""

    document: Any
    bans: Bans
    inks: MixedInks
    separate: "Callable[[], Separate | None]" = lambda: None
    convert: bool = False  # light becomes inks, where the standard takes no light

    def lights(self) -> "Lights | None":
        """Return what turns light into inks; None where nobody asks for it."""
        separate = self.separate() if self.convert and self.bans.light else None
        if separate is None:
            return None
        from broadsheet.paint.pdf.lights import Lights  # noqa: PLC0415 - it brings pillow along

        return Lights(separate=separate)


def form_object(
    src: str, read_picture: Callable[[str], bytes], placed_in: PlacedIn
) -> objects.Stream:
    """Return the form of a PDF's first page, or of a drawing, whose light becomes inks.

    Raises ``PictureError`` for a file that can't be read, or has what ``bans`` refuse.
    """
    try:
        content = read_picture(src)
    except OSError as fault:
        reason = (fault.strerror or "can't be read").lower()
        raise PictureError(reason, where=Where(src)) from None
    if artwork.is_drawing(src):
        content = artwork.as_pdf(content, src, _inks(placed_in.separate))
    opened = artwork.open_artwork(content, src)
    try:
        with faults_told("its first page"):
            return _Copier(placed_in, src, opened).form()
    except SourceError as fault:
        raise PictureError(fault.message, where=Where(src), hint=fault.hint) from None


def _inks(separate: "Callable[[], Separate | None]") -> "Inks":
    """Return what turns a drawing's colours into inks: as pictures are, by the same profile."""
    from broadsheet.paint import vector_page  # noqa: PLC0415 - few pages have a drawing

    def inks(light: tuple[int, int, int]) -> tuple[float, ...]:
        found = separate()
        return vector_page.separated(light, found) if found else vector_page.quick_inks(light)

    return inks


class _Copier:
    """Copies the objects of a page, each once."""

    def __init__(self, placed_in: PlacedIn, src: str, opened: Artwork) -> None:
        self.document, self.bans = placed_in.document, placed_in.bans
        self.inks, self.lights = placed_in.inks, placed_in.lights()
        self.src = src
        self.opened = opened
        self.layers = layers_of(opened.catalog)
        self.known: dict[tuple[int, int, str], str] = {}
        self.waiting: list[tuple[str, Any, Copied | CopiedStream]] = []
        self.page_resources: Any = DictionaryObject()
        self.forms = FormFaces()
        self.drawn_by: dict[int, Any] = {}  # resources of glyphs: those of their font
        self.overprints = self.profiled = False  # ISO 19005-2, 6.2.4.2: not both

    def form(self) -> objects.Stream:
        """Return the page as a form."""
        page = self.opened.page
        resources = page.get("/Resources", DictionaryObject()).get_object()
        self.page_resources = resources
        found = page.get_contents()
        original = found.get_data() if found is not None else b""
        drawn = self._drawn(found, resources) if found is not None else Drawn()
        over = list(appearances(page, self.layers.shows))
        forms = {f"/Over{n}": one.form for n, one in enumerate(over)}
        data = drawn.data(original)
        if over:
            data = b"q\n" + data + b"\nQ\n" + with_appearances(list(forms), over)
        made = CopiedStream()
        made.content = zlib.compress(_FRESH + data, objects.LEVEL)
        entries = [
            b"/Type /XObject /Subtype /Form /Filter /FlateDecode",
            f"/BBox [{objects.numbers(*self.opened.box)}]".encode(),
            f"/Matrix [{_matrix(self.opened)}]".encode(),
            b"/Resources " + self._resources(resources, drawn, forms),
            f"/Length {len(made.content)}".encode(),
        ]
        page = rules.mended("page", page, self.bans)
        if "/Group" in page:
            entries.append(b"/Group " + self._written("group", page.raw_get("/Group")))
        made.head = b"<<" + b" ".join(entries) + b">>"
        while self.waiting:
            self._fill(*self.waiting.pop(0))
        if self.overprints and self.profiled and self.bans.light:
            self._refuse(["overprint of mode 1 in colours by a profile"])
        return made

    def _refuse(self, faults: Iterable[str]) -> None:
        fault = next(iter(faults), None)
        if fault and self.bans.title:
            message = f"is not fit for {self.bans.title}: {fault}"
            light = fault.endswith(rules.IN_LIGHT)
            raise PictureError(message, where=Where(self.src), hint=_LIGHT if light else _HINT)

    def _drawn(self, content: Any, resources: Any) -> Drawn:
        """Return what a content stream draws, fit for the standard."""
        drawn = read_content(content, resources, self.layers.shows, self.forms)
        if self.bans.title:
            fit = rules.mended_operations(drawn.operations, self.bans)
            if self.lights:
                fit = self.lights.operations(fit, resources)
                drawn.names["/ColorSpace"] = spaces_called(fit)
            # Spelled anew for archives and access: they ask how, too (ISO 19005-2, 6.1)
            drawn.changed = drawn.changed or self.bans.bare or fit != drawn.operations
            drawn.operations = fit
            self._refuse(rules.content_faults(fit, self.bans))
        if self.bans.bare:
            from broadsheet.opened_pdf import type_faults  # noqa: PLC0415 - brings fontTools

            sense = self.bans.sense
            self._refuse(type_faults.text_faults(drawn.operations, resources, sense=sense))
        return drawn

    def _resources(self, resources: Any, drawn: Drawn, forms: dict[str, Any]) -> bytes:
        """Return a resource dictionary with what is called for, and default spaces."""
        parts: list[bytes] = []
        for key, kind in kinds.KINDS["resources"].items():
            held = resources.get(key)
            own = held.get_object() if held is not None else DictionaryObject()
            wanted = drawn.names.get(key, set())
            names = [name for name in own if name in wanted or self._is_default(key, name)]
            if key == "/XObject" and not self.bans.title:
                names = [name for name in names if not _is_foreign(own[name])]
            entries = [(name, own.raw_get(name)) for name in names]
            missing = wanted - set(own) - (_SPACES if key == "/ColorSpace" else set())
            if missing:  # ISO 19005-2, 6.2.2
                self._refuse([f"it calls for {min(missing)[1:]}, which it does not have"])
            if key == "/XObject":
                entries += [(NameObject(name), form) for name, form in forms.items()]
            if entries:
                each = [
                    self._written("any", NameObject(name)) + b" " + self._written(kind[1:-1], value)
                    for name, value in entries
                ]
                parts.append(key.encode() + b" <<" + b" ".join(each) + b">>")
        return b"<<" + b" ".join(parts) + b">>"

    def _is_default(self, key: str, name: str) -> bool:
        """Tell whether a space stands for device colours (8.6.5.6); light there is refused."""
        light = name == "/DefaultRGB" and self.bans.light
        return key == "/ColorSpace" and name.startswith("/Default") and not light

    def _reference(self, kind: str, pointer: IndirectObject) -> bytes:
        key = (pointer.idnum, pointer.generation, kind)
        if key not in self.known:
            if len(self.known) >= artwork.MOST_OBJECTS:
                raise PictureError("has too many objects", where=Where(self.src))
            found = pointer.get_object()
            made = CopiedStream() if isinstance(found, StreamObject) else Copied()
            reference = self.document.Reference(made)
            number, version = self.document.idToObjectNumberAndVersion[reference.name]
            self.known[key] = f"{number} {version} R"
            self.waiting.append((kind, found, made))
        return self.known[key].encode()

    def _fill(self, kind: str, found: Any, made: Copied | CopiedStream) -> None:
        if not isinstance(made, CopiedStream):
            made.written = self._written(kind, found)
            return
        held = self._fit(kind, found)
        kind = kinds.refined(kind, held)
        extra = b""
        if kind in kinds.DRAWN:
            own = held.get("/Resources")
            elsewhere = self.drawn_by.get(id(found), self.page_resources)
            resources = own.get_object() if own is not None else elsewhere
            drawn = self._drawn(ContentStream(held, None), resources)
            if drawn.changed:
                made.content = zlib.compress(drawn.data(b""), objects.LEVEL)
            if kind != "glyph":
                extra = b" /Resources " + self._resources(resources, drawn, {})
        if self.bans.title and not made.content:
            made.content = coding.repacked(held) or b""
        left = {"/Resources"}
        if made.content:
            left |= {"/Filter", "/DecodeParms"}
            extra += b" /Filter /FlateDecode"
        made.content = made.content or bytes(held._data)
        length = f" /Length {len(made.content)}".encode()
        made.head = b"<<" + self._entries(kind, held, left, 0) + extra + length + b">>"

    def _fit(self, kind: str, value: Any) -> Any:
        """Return an object as it may stand in the standard."""
        kind = kinds.refined(kind, value)
        if isinstance(value, StreamObject) and "/F" in value:
            raise PictureError(
                "has a stream that lies in another file",
                where=Where(self.src),
                hint="ask the advertiser for one that holds all of it",
            )
        value = rules.mended(kind, value, self.bans)
        value = self.lights.fit(kind, value) if self.lights else value
        self._refuse(rules.object_faults(kind, value, self.bans))
        if kind == "type3":
            value = self._with_resources(value)
        if kind == "state":
            self.overprints |= str(value.get("/OPM", 0)) == "1" and any(
                str(value.get(key, False)) == "True" for key in ("/OP", "/op")
            )
        return value

    def _with_resources(self, font: Any) -> Any:
        """Return a font of type 3 with what its glyphs call for: the page's, if it has none."""
        held = font.get("/CharProcs", DictionaryObject()).get_object()
        glyphs = [one for one in (held[key].get_object() for key in held) if _is_stream(one)]
        if "/Resources" not in font:  # 7.8.3: files of PDF 1.1 have it so
            font = DictionaryObject(font)
            font[NameObject("/Resources")] = self._called_by(glyphs)
        own = font["/Resources"].get_object()
        self.drawn_by |= {id(glyph): own for glyph in glyphs}
        return font

    def _called_by(self, glyphs: Iterable[StreamObject]) -> DictionaryObject:
        """Return what of the page's resources some glyphs call for."""
        found = DictionaryObject()
        for glyph in glyphs:
            drawn = read_content(
                ContentStream(glyph, None), self.page_resources, self.layers.shows, self.forms
            )
            for kind, names in drawn.names.items():
                own = found.setdefault(NameObject(kind), DictionaryObject())
                held = {name: named(self.page_resources, kind, name) for name in names}
                own |= {NameObject(name): one for name, one in held.items() if one is not None}
        return found

    def _written(self, kind: str, value: Any, depth: int = 0) -> bytes:
        if depth > _DEEPEST:
            raise PictureError("is nested too deep", where=Where(self.src))
        if isinstance(value, NameObject) and self.bans.archive and spelling.is_long(value):
            self._refuse(["a name of over 127 bytes"])
        if isinstance(value, IndirectObject):
            return self._reference(kind, value)
        if kind == "space":
            return self._space(value, depth)
        if isinstance(value, DictionaryObject) and not isinstance(value, StreamObject):
            return self._dictionary(kind, value, depth)
        if isinstance(value, ArrayObject):
            inner = kind[1:-1] if kind.startswith("[") else "any"
            kinds_of = ["font", "any"] if kind == "fontsize" else [inner] * len(value)
            return self._array(kinds_of, value, depth)
        if value is None or isinstance(value, StreamObject):  # that lies in an object of its own
            return b"null"
        out = io.BytesIO()
        value.write_to_stream(out)
        return out.getvalue()

    def _array(self, kinds_of: Iterable[str], values: Any, depth: int) -> bytes:
        each = zip(kinds_of, values, strict=False)
        return b"[" + b" ".join(self._written(kind, own, depth + 1) for kind, own in each) + b"]"

    def _dictionary(self, kind: str, value: Any, depth: int) -> bytes:
        if kind.startswith("{"):
            pairs = [
                self._written("any", key)
                + b" "
                + self._written(kind[1:-1], value.raw_get(key), depth + 1)
                for key in value
            ]
            return b"<<" + b" ".join(pairs) + b">>"
        kind = kind[1:-1] if kind.startswith("[") else kind
        value = self._fit(kind, value)
        kind = kinds.refined(kind, value)
        return b"<<" + self._entries(kind, value, set(), depth) + b">>"

    def _entries(self, kind: str, value: Any, left: set[str], depth: int) -> bytes:
        """Return the entries of a dictionary that are a part of its look."""
        known = kinds.KINDS.get(kind)
        parts: list[bytes] = []
        for key in value:
            inner = "any" if known is None else known.get(key, "")
            if inner and key not in left:
                parts.append(self._written("any", key))
                parts.append(self._written(inner, value.raw_get(key), depth + 1))
        return b" ".join(parts)

    def _space(self, value: Any, depth: int) -> bytes:
        """Return a colour space; an array's parts are of the kinds that its family has (8.6)."""
        value = self.lights.space(value) if self.lights else value
        self._refuse(rules.object_faults("space", value, self.bans))
        if not isinstance(value, ArrayObject):
            return self._written("any", value, depth + 1)
        family = str(value[0]) if value else ""
        if family == "/ICCBased" and len(value) > 1:
            self.profiled |= int(value[1].get_object().get("/N", 0)) == 4
        if family == "/Separation" and len(value) > 3 and self.bans.archive:
            name = str(value[1].get_object())[1:]
            self.inks.check(name, recipes.recipe_of(list(value[2:4])), self.src)
        return self._array(parts_of_space(value), value, depth)


def _is_foreign(value: Any) -> bool:
    """Tell whether an object is no picture and no form: a program, which is nobody's to run."""
    return kinds.refined("xobject", value.get_object()) == "foreign"


def _is_stream(value: Any) -> bool:
    return isinstance(value, StreamObject)


def _matrix(opened: Artwork) -> str:
    """Return what takes the box, turned as the page asks, to the unit square (8.3.3)."""
    left, bottom, right, top = opened.box
    across, down = right - left, top - bottom
    x, y = -left / across, -bottom / down
    a, d = 1 / across, 1 / down
    matrices = {
        0: (a, 0, 0, d, x, y),
        90: (0, -a, d, 0, y, 1 - x),
        180: (-a, 0, 0, -d, 1 - x, 1 - y),
        270: (0, a, -d, 0, 1 - y, x),
    }
    return " ".join(f"{value:.9f}" for value in matrices.get(opened.turn, matrices[0]))
