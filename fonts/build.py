"""Build the bundled faces: ``python fonts/build.py`` writes the faces and ``fonts.yaml``.

Takes what ``sources`` fetches from Debian's and npm's registries, and Unicode's tables (Debian's
unicode-data); cuts faces down to ``characters``, adds ``forms``.  The same packages give the same
bytes.  Nothing of this runs when a page is set.  It needs the package installed
(``pip install -e .``), ``brotli``, and ``apt-get`` and ``npm`` on a Debian.

Faces of one weight for several Chinese lie in one collection and share their outlines: each has
a table of its own from characters to glyphs.  Outlines are stored without subroutines: cutting a
face down for a PDF then needs none to be followed, and packed they take no more room.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import characters
import forms
import glyphs
import joining
import plans
import sources
import uharfbuzz as hb
from fontTools.ttLib import TTCollection, TTFont
from plans import Cast, Plan

from broadsheet.fonts.marks import Form

HERE = Path(__file__).resolve().parent
# kern serves Latin words; vert is for other programs, ours take the forms.
FEATURES = ("vert", "vrt2", "kern")
SCRIPTS = ("DFLT", "hani", "latn")
UNUSED_TABLES = ("BASE", "DSIG", "meta", "gasp", "GDEF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A face of a plan, as its makers have it."""

    cast: Cast
    face: hb.Face
    chosen: dict[int, int]  # code points to glyphs of the source
    recipes: dict[tuple[str, Form], forms.Recipe]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A file, and how many characters each of its faces holds."""

    content: bytes
    ending: str
    counts: tuple[int, ...]


def tags(*names: str) -> set[int]:
    """Return four-letter tags as HarfBuzz counts them."""
    return {int.from_bytes(name.encode(), "big") for name in names}


def source_of(plan: Plan) -> Path:
    """Return the file that a plan is built from, fetched and joined if need be."""
    if plan.source.startswith("usr/"):
        return sources.debian(plan.package) / plan.source
    target = sources.WORK / plan.source
    if not target.is_file():
        match plan.role:
            case "kai":
                base = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
                pieces = sources.npm("lxgw-wenkai-tc")
                joining.pair(sources.debian(plan.package) / base, pieces, target)
            case "signs":
                joining.signs(sources.npm(plan.package)[0], target)
            case _:
                joining.join(sources.npm(plan.package), target)
    return target


# The characters that a plan keeps, by name.
KEPT = {
    "text": characters.text,
    "quoted": characters.quoted,
    "rare": characters.rare,
    "names": characters.names_too,
    "nameplate": characters.nameplate,
    "latin": characters.latin,
}


def drawn(plan: Plan) -> list[Drawn]:
    """Open the faces of a plan and choose the glyph that each has for each character."""
    blob = hb.Blob.from_file_path(str(source_of(plan)))
    faces = [hb.Face(blob, cast.index) for cast in plan.casts]
    kept = None if plan.keeps == "whole" else KEPT[plan.keeps]()
    held = {cast.infix: mapping(face, kept) for cast, face in zip(plan.casts, faces, strict=True)}
    return [
        Drawn(
            cast=cast,
            face=face,
            chosen=chosen(plan, cast, held),
            recipes=recipes(plan, cast, face),
        )
        for cast, face in zip(plan.casts, faces, strict=True)
    ]


def mapping(face: hb.Face, kept: frozenset[str] | None) -> dict[int, int]:
    """Return code points to glyphs of a face."""
    codes = face.unicodes if kept is None else set(face.unicodes) & {ord(char) for char in kept}
    font = hb.Font(face)
    return {code: font.get_nominal_glyph(code) for code in sorted(codes)}


def chosen(plan: Plan, cast: Cast, held: dict[str, dict[int, int]]) -> dict[int, int]:
    """Return code points to glyphs of one face of a collection.

    A face of Taiwan or Hong Kong takes its own forms of what is in use there, and of marks; the
    rest it shares with the mainland's.  That one in turn takes Taiwan's drawing of what is in use
    there and not on the mainland.
    """
    own = held[cast.infix]
    if len(plan.casts) == 1:
        return own
    # The written face of Taiwan is another drawing throughout; it serves what must look otherwise.
    here = drawn_otherwise() if plan.role == "kai" else characters.traditional()
    there = characters.simplified() | characters.japanese()
    lent = held["" if cast.infix else "-tc"]
    if cast.infix:
        keeps = {code for code in own if chr(code) in here or not characters.is_han(chr(code))}
    else:
        keeps = {code for code in own if chr(code) in there or chr(code) not in here}
    return {code: own[code] if code in keeps else lent.get(code, own[code]) for code in own}


def drawn_otherwise() -> frozenset[str]:
    """Return the common characters that the printed faces draw otherwise for Taiwan."""
    plan = next(plan for plan in plans.PLANS if plan.role == "song")
    blob = hb.Blob.from_file_path(str(source_of(plan)))
    here, there = (hb.Font(hb.Face(blob, cast.index)) for cast in plan.casts[:2])
    return frozenset(
        char
        for char in characters.nameplate()
        if here.get_nominal_glyph(ord(char)) != there.get_nominal_glyph(ord(char))
    )


def recipes(plan: Plan, cast: Cast, face: hb.Face) -> dict[tuple[str, Form], forms.Recipe]:
    """Return the forms of marks that a face gets: they are of Chinese, and of those for reading."""
    if plan.keeps == "latin" or plan.role == "signs":
        return {}
    language = "zh-hans" if cast.script in ("", "zh-Hans") else cast.script
    return forms.recipes(forms.Source(face, language.lower()))


def cut(face: hb.Face, wanted: set[int]) -> tuple[bytes, dict[int, int]]:
    """Cut a face down to glyphs; return it with old glyphs to new."""
    subset = hb.SubsetInput()
    subset.glyph_set.update(wanted)
    # With an identity charset glyph names count up, so that glyphs can be added at the end.
    subset.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        | hb.SubsetFlags.DESUBROUTINIZE
    )
    subset.layout_feature_tag_set.clear()
    subset.layout_feature_tag_set.update(tags(*FEATURES))
    subset.layout_script_tag_set.clear()
    subset.layout_script_tag_set.update(tags(*SCRIPTS))
    subset.drop_table_tag_set.update(tags(*UNUSED_TABLES))
    plan = hb.SubsetPlan(face, subset)
    mapping = dict(plan.old_to_new_glyph_mapping)
    return plan.execute().blob.data, mapping


def names_for(plan: Plan, drawing: Drawn) -> glyphs.Names:
    """Return what a built face is called."""
    family, face = drawing.cast.family, drawing.face
    style = plan.weight.title() + " Italic" * (plan.slant == "italic")
    return glyphs.Names(
        family=family,
        style=style,
        psname=family.replace(" ", "") + "-" + style.replace(" ", ""),
        copyright=" ".join((face.get_name(0) or "").split()),
        version=f"{(face.get_name(5) or '').split(';')[0]}; cut down, forms added",
    )


def build(plan: Plan) -> Built:
    """Build the file of a plan."""
    drawings = drawn(plan)
    glyph_set = {glyph for one in drawings for glyph in one.chosen.values()}
    glyph_set |= {recipe.source for one in drawings for recipe in one.recipes.values()}
    data, glyph_of = cut(drawings[0].face, glyph_set)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    if plan.keeps != "latin" and "vmtx" not in font:
        glyphs.add_vertical_metrics(font)
    cmaps = with_forms(plan, font, drawings, glyph_of)
    glyphs.set_cmap(font, cmaps[0])
    # Names of glyphs do not outlive a file, numbers do.
    numbers = [{code: font.getGlyphID(name) for code, name in cmap.items()} for cmap in cmaps]
    named = names_for(plan, drawings[0])
    if "CFF " in font:
        glyphs.rename_outlines(font, named)
    # The makers' box holds glyphs that were cut; readers of PDFs go by it.
    inks = [forms.Source(one.face, "").ink(r) for one in drawings for r in one.recipes.values()]
    glyphs.put_box(font, forms.box_around([forms.box_of(data), *inks]))
    outlines = saved(font)
    counts = tuple(len(one.chosen) for one in drawings)
    ending = "otf" if "CFF " in font else "ttf"
    fonts = [TTFont(io.BytesIO(outlines), recalcTimestamp=False) for _ in drawings]
    for one, cmap, drawing in zip(fonts, numbers, drawings, strict=True):
        glyphs.set_cmap(one, {code: one.getGlyphName(n) for code, n in cmap.items()})
        glyphs.rename(one, names_for(plan, drawing))
    if len(fonts) == 1:
        return Built(content=saved(fonts[0]), ending=ending, counts=counts)
    both = TTCollection()
    both.fonts = fonts
    return Built(content=saved(both), ending="ttc", counts=counts)


def with_forms(
    plan: Plan, font: TTFont, drawings: list[Drawn], glyph_of: dict[int, int]
) -> list[dict[int, str]]:
    """Return code points to names of glyphs for each face; forms are added to the font."""
    made: glyphs.Made = {}
    cmaps = []
    for one in drawings:
        cmap = {code: font.getGlyphName(glyph_of[glyph]) for code, glyph in one.chosen.items()}
        if plan.keeps == "latin":
            cmaps.append(glyphs.part_shared(cmap))
            continue
        cmap |= glyphs.split_shared(font, cmap, made)
        cmaps.append(cmap | glyphs.add_forms(font, cmap, one.recipes, glyph_of, made))
    return cmaps


def saved(font: TTFont | TTCollection) -> bytes:
    """Return the bytes of a font."""
    built = io.BytesIO()
    font.save(built)
    return built.getvalue()


def entries(plan: Plan, built: Built, name: str) -> list[dict[str, object]]:
    """Return what the manifest says of a file's faces."""
    digest = hashlib.sha256(built.content).hexdigest()
    return [
        {
            "id": plan.id(cast),
            "family": cast.family,
            "weight": plan.weight,
            **({"slant": plan.slant} if plan.slant != "upright" else {}),
            "role": plan.role,
            **({"script": cast.script} if cast.script else {}),
            "file": name,
            **({"index": n} if n else {}),
            "sha256": digest,
            "characters": count,
            "source": sources.version(plan.package),
            "licence": "OFL-1.1",
            "licence_file": f"licences/{plan.licence}",
        }
        for n, (cast, count) in enumerate(zip(plan.casts, built.counts, strict=True))
    ]


def main() -> None:
    """Build all faces and write the manifest."""
    listed: list[dict[str, object]] = []
    for plan in plans.PLANS:
        built = build(plan)
        name = f"{plan.id(plan.casts[0])}.{built.ending}"
        (HERE / name).write_bytes(built.content)
        listed += entries(plan, built, name)
        print(f"{name}: {built.counts} characters, {len(built.content) / 1e6:.2f} MB", flush=True)
    # JSON is YAML too, and read sooner (broadsheet.fonts.manifest).
    content = json.dumps({"faces": listed}, ensure_ascii=False, indent=2) + "\n"
    (HERE / "fonts.yaml").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
