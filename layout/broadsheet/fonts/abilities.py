"""What a face can do by itself, and what is made up for it.

Takes a font file; returns an account of it: names, licence bits, axes, features, the sets of
characters that it holds, and for each form of a mark where it comes from.  For who chooses a
face; nothing of it runs when a page is set.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from broadsheet.fonts import instances, marks, sfnt, standards, web
from broadsheet.fonts.face import Face, open_file
from broadsheet.fonts.made import MarkForms
from broadsheet.fonts.marks import Form
from broadsheet.models import frozen

# What broadsheet asks of a face, in the order in which it is told.
FEATURES: Final = {
    "vert": "forms for vertical lines",
    "vrt2": "forms for vertical lines, turned ones too",
    "halt": "half widths across",
    "vhal": "half widths down",
    "chws": "pairs of marks across",
    "vchw": "pairs of marks down",
    "palt": "proportional widths",
    "fwid": "full widths",
    "pwid": "narrow quotes",
    "locl": "forms by language",
    "kern": "kerning",
    "liga": "ligatures",
    "smcp": "small capitals",
    "onum": "old-style figures",
}
_FORMS: Final[dict[Form, str]] = {
    "full": "on a whole em",
    "half": "half, across",
    "vert": "in vertical lines",
    "vert_half": "half, down",
    "narrow": "beside Latin",
}
_HOW: Final = {
    "own": "as it is",  # what features gave has their names
    "moved": "moved by its ink",
    "turned": "turned",
    "stretched": "stretched, so that two join",
}
_COLOURS: Final = ("COLR", "SVG ", "CBDT", "sbix")
_MOSTLY: Final = 0.5  # of its characters are private: it holds no letters
_LICENCE: Final = {0x0004: "for print and preview", 0x0008: "also to be edited"}  # OS/2, fsType


@frozen()
class Coverage:
    """How much of a set of characters a face holds."""

    name: str
    held: int
    of: int
    missing: str  # the first few


@frozen(kw_only=True)
class Abilities:
    """An account of a face."""

    name: str
    members: tuple[str, ...]  # all faces of its file, by number
    index: int
    weight: int
    packed: str  # how a web font is unpacked once; empty for a plain one
    notes: tuple[str, ...]  # what else is odd of it
    outlines: str
    glyphs: int
    characters: int
    licence: str
    axes: tuple[instances.Axis, ...]
    named: tuple[str, ...]  # instances that its makers have named
    vertical: str
    features: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    forms: tuple[tuple[str, str, str], ...]  # which form, how it is had, of which marks


def abilities_of(path: Path, member: str = "", shown: int = 10) -> Abilities:
    """Return the account of a file's face, by number or name; ``shown`` missing characters.

    Raises FaceError for what is no font, or one that must not be embedded.
    """
    sfnt.check_file(path)
    index = instances.index_in(path, member)
    face = open_file(path, path.name, index)
    own, tags = face.hb_face, set(face.hb_face.table_tags)
    names = instances.names_of(own)
    return Abilities(
        name=names[0] if names else path.stem,
        members=tuple(held[0] if held else "" for _, held in instances.named_faces(path)),
        index=index,
        weight=face.weight_class,
        packed=web.how_to_unpack(path),
        notes=tuple(_notes(own)),
        outlines=next(kind for kind in ("CFF2", "CFF ", "glyf") if kind in tags).strip(),
        glyphs=own.glyph_count,
        characters=len(own.unicodes),
        licence=_licence(face),
        axes=instances.axes_of(own),
        named=tuple(_named_instances(own)),
        vertical="of its own (vmtx)" if "vmtx" in tags else "none: cells of one em are taken",
        features=tuple(tag for tag in FEATURES if tag in _tags(own)),
        coverage=tuple(_coverage(face, shown)),
        forms=tuple(_forms(face)),
    )


def _notes(face: hb.Face) -> Iterator[str]:
    """Say what of a face is not set, and how a font of symbols is used."""
    drawn = [tag.strip() for tag in _COLOURS if tag in face.table_tags]
    if drawn:
        message = f"drawn in colours too ({', '.join(drawn)}): its plain outlines are set"
        yield message
    private = [code for code in face.unicodes if 0xE000 <= code <= 0xF8FF]
    if private and len(private) > _MOSTLY * len(face.unicodes):
        first, last = f"U+{min(private):04X}", f"U+{max(private):04X}"
        message = f"a font of symbols, {first} to {last}: name those that you use under gaiji"
        yield message


def _licence(face: Face) -> str:
    """Say what the bits of ``fsType`` allow; those that forbid it have been refused."""
    os2 = face.table("OS/2")
    bits = int.from_bytes(os2[8:10], "big") if len(os2) >= 10 else 0
    said = [words for bit, words in _LICENCE.items() if bits & bit]
    return f"may be embedded {' '.join(said) or 'without limits'} (fsType {bits})"


def _named_instances(face: hb.Face) -> list[str]:
    if "fvar" not in face.table_tags:
        return []
    return [face.get_name(one.subfamily_name_id) or "" for one in face.named_instances]


def _tags(face: hb.Face) -> set[str]:
    """Return the features of all scripts of a face."""
    return {
        tag
        for table in ("GSUB", "GPOS")
        if table in face.table_tags
        for script in range(len(face.get_table_script_tags(table)))
        for tag in face.get_language_feature_tags(table, script)
    }


def _coverage(face: Face, shown: int) -> list[Coverage]:
    held = {chr(code) for code in face.hb_face.unicodes if code < 0x110000}
    found: list[Coverage] = []
    for name, wanted in standards.standards().items():
        lost = sorted(wanted - held)
        found.append(Coverage(name, len(wanted) - len(lost), len(wanted), "".join(lost[:shown])))
    return found


def _forms(face: Face) -> list[tuple[str, str, str]]:
    """Return, for each form, how it is had and of which marks."""
    maker = MarkForms(face, face.hb_font, face.units)
    rows: list[tuple[str, str, str]] = []
    for form, words in _FORMS.items():
        groups: dict[str, str] = {}
        for mark in marks.MARKS_OF[form]:
            made = maker.form(mark, form)
            if mark == marks.BLANK:
                continue
            how = "not in the face" if made is None else _HOW.get(made.how) or made.feature
            groups[how] = groups.get(how, "") + mark
        rows += [(words, how, held) for how, held in groups.items()]
    return rows
