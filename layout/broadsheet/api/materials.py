"""What pages are made of: faces that are opened, pictures that are measured.

Takes a house style or an edition; returns opened faces, files, sizes in px (of PDFs pt) and what
is told of those that can't be had.  ``makeup`` opens nothing: it is handed these.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet import files_read, reach
from broadsheet.api.reading import picture_names
from broadsheet.edition import Advert, Edition, passages
from broadsheet.errors import (
    AbsentPictureError,
    FaceError,
    Finding,
    Level,
    PictureError,
    UserError,
    Where,
)
from broadsheet.models import replace
from broadsheet.printing import picture_path
from broadsheet.spec import Spec, Style

if TYPE_CHECKING:
    from broadsheet.fonts.abilities import Abilities
    from broadsheet.fonts.manifest import FaceEntry
    from broadsheet.fonts.typeface import FaceBook

_TELLING = 2000  # passages of an edition by which its script is told


@contextmanager
def faces_told(spec: Spec) -> Iterator[None]:
    """Tell where a spec names a face that can't be opened."""
    try:
        yield
    except FaceError as fault:
        where = fault.where or spec.style.places.get(fault.key) or Where(spec.where.file)
        raise FaceError(fault.message, where=where, key=fault.key, hint=fault.hint) from None


def open_faces(style: Style) -> "FaceBook":
    """Open the faces that a house style names."""
    from broadsheet.fonts.typeface import FaceBook

    for path in face_files(style):
        files_read.note(path)  # also those that this page may not use
    signs = [(sign.reads, sign.file, sign.glyph) for sign in style.gaiji.values() if sign.file]
    folders = reach.open_to(style.folder, style.roots)
    return FaceBook.open(style.typefaces, folders, signs=signs)


def speaking(book: "FaceBook", edition: Edition, style: Style) -> "FaceBook":
    """Return the book whose families draw the script of an edition.

    It is what the edition says, else the spec, else its language, else what the copy has most of.
    """
    copy = (passage.text for passage in passages(edition))
    return in_script_of(book, copy, style, asked=edition.script)


def labelled(spec: Spec, script: str) -> Spec:
    """Return a spec whose labels (广告) are in the script of an edition (廣告)."""
    from broadsheet.fonts import scripts

    labels = spec.style.labels
    own = {name: scripts.label_in(label, script) for name, label in labels.items()}
    if own == labels and not spec.pages:
        return spec
    style = replace(spec.style, labels=MappingProxyType(own))
    pages = tuple(labelled(page, script) for page in spec.pages)
    return replace(spec, style=style, pages=pages)


def in_script_of(
    book: "FaceBook", copy: Iterable[str], style: Style, *, asked: str = ""
) -> "FaceBook":
    """Return the book whose families draw the script that is asked for, or that of a copy."""
    from broadsheet.fonts import scripts

    asked = asked or style.script or scripts.of_language(style.language)
    script = asked or scripts.told("".join(islice(copy, _TELLING)))
    return book.speaking(script, asked=bool(asked)) if script else book


def face_files(style: Style) -> list[Path]:
    """Return the font files that a house style names, also those that are not there."""
    folders = reach.open_to(style.folder, style.roots)
    found: list[Path] = []
    for names in style.typefaces.values():
        for name in names:
            file = name.partition("#")[0]
            if not Path(file).suffix:
                continue
            with suppress(UserError):  # a family's name with a point in it, or opening tells
                found.append(reach.within(file, folders, "the spec's folder"))
    return found


def list_faces() -> "tuple[FaceEntry, ...]":
    """Return the bundled faces."""
    from broadsheet.fonts import bundled

    return bundled.listing()


def faces_holding(chars: str) -> dict[str, list[str]]:
    """Return, for each character, the ids of the bundled faces that hold it."""
    from broadsheet.fonts import bundled

    return bundled.coverage(chars)


def face_abilities(file: str | Path) -> "Abilities":
    """Return what a font file can do by itself, and what would be made up for it.

    After ``#`` stands which face of a collection is meant, by number or name: ``own.ttc#2``.
    Raises FaceError for what is no font, or one that must not be embedded.
    """
    from broadsheet.fonts import abilities

    name, _, member = str(file).partition("#")
    if not os.path.isfile(name):
        hint = "'broadsheet fonts' lists the bundled faces"
        raise FaceError(f"no font file {name!r}", hint=hint)
    return abilities.abilities_of(Path(name), member)


def picture_sizes(edition: Edition) -> tuple[dict[str, tuple[int, int]], list[Finding]]:
    """Read the sizes of an edition's pictures, px, of PDFs pt; a missing one is a finding.

    For an advertisement it is an error where its place would stay white: it is sold.
    """
    names = picture_names(edition)
    if not names:
        return {}, []
    from broadsheet.paint import pictures

    sizes: dict[str, tuple[int, int]] = {}
    findings: list[Finding] = []
    for name, item in names.items():
        try:
            path = picture_path(edition.folder, name, edition.roots)
            if name.lower().endswith((".pdf", ".svg")):
                from broadsheet.paint import artwork

                own = artwork.measured(path)
                sizes[name] = own.size  # pt
                findings += _left_behind(name, own.left, item)
                if artwork.is_drawing(name):
                    findings += _stood_in(name, artwork.faces_stood_in(path), item)
            else:
                sizes[name] = pictures.picture_size(path)
        except PictureError as fault:
            lost = _is_sold(edition, item, fault)
            level: Level = "error" if lost else "warning"
            findings.append(Finding(level=level, code="picture", message=str(fault), item=item))
    return sizes, findings


def _left_behind(name: str, left: tuple[str, ...], item: str) -> Iterator[Finding]:
    """Yield what of an advertiser's file does not come along: it is no part of the page's look."""
    said = {
        "files": f"{name}: files inside it are left behind",
        "scripts": f"{name}: its scripts are left behind",
        "actions": f"{name}: its actions are left behind",
        "played": f"{name}: sound, film and the like in it are left behind",
        "pages": f"{name}: its way to a page of another file is left behind",
        "programs": f"{name}: its programs in PostScript are left behind",
        "versions": f"{name}: other versions of its pictures are left behind",
        "links": f"{name}: its links are left behind",
        "notes": f"{name}: its notes are left behind",
    }
    for word in left:
        level: Level = "note" if word in ("links", "notes") else "warning"  # these lead nowhere
        yield Finding(level=level, code="ad-left", message=said[word], item=item)


def _stood_in(name: str, faces: Iterable[tuple[str, str]], item: str) -> Iterator[Finding]:
    """Yield a finding for each face of a drawing that is not here."""
    for asked, taken in faces:
        message = (
            f"{name}: its text in {asked} is set in {taken}: "
            "look at a proof, or have it turned into outlines"
        )
        yield Finding(level="warning", code="ad-face", message=message, item=item)


def adverts_in_light(edition: Edition) -> list[Finding]:
    """Return a finding for each advertiser's page whose light becomes inks: it looks otherwise."""
    from broadsheet.paint import artwork

    findings: list[Finding] = []
    for item in edition.items:
        if not isinstance(item, Advert) or not item.src.lower().endswith(".pdf"):
            continue
        try:
            light = artwork.has_light(picture_path(edition.folder, item.src, edition.roots))
        except PictureError:  # it is told where its size is read
            continue
        if light:
            message = (
                f"{item.src}: its red, green and blue become inks in files for press and archive: "
                "look at a proof"
            )
            findings.append(
                Finding(level="warning", code="ad-light", message=message, item=item.id)
            )
    return findings


def _is_sold(edition: Edition, item: str, fault: PictureError) -> bool:
    """Tell whether a picture that can't be read is an advertiser's material.

    One that is not there yet, of an advertisement whose words stand for it, is none.
    """
    ads = {ad.id: ad for ad in edition.items if isinstance(ad, Advert)}
    return item in ads and (not isinstance(fault, AbsentPictureError) or not any(ads[item].copy))
