"""Add glyphs to a face that HarfBuzz has cut down, and name it.

Takes the font as fontTools opens it and the recipes of ``forms``; changes the font.
"""

from dataclasses import dataclass

from fontTools.misc.roundTools import otRound
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from forms import EM, FOOT, HEAD, IDENTITY, Recipe

from broadsheet.fonts import marks
from broadsheet.fonts.marks import Form

# Glyphs that were added: source, character and recipe to name.
Made = dict[tuple[str, str, Recipe], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a built face is called."""

    family: str
    style: str  # Regular, Bold, Black
    psname: str
    copyright: str
    version: str


def add_forms(
    font: TTFont,
    cmap: dict[int, str],
    recipes: dict[tuple[str, Form], Recipe],
    glyph_of: dict[int, int],
    made: Made,
) -> dict[int, str]:
    """Return code points and glyphs of every form that ``recipes`` holds, adding glyphs.

    ``glyph_of`` leads from glyphs of the source to those of the font; ``made`` keeps what was
    added, for the other faces of a collection.  A glyph never serves two characters of a face:
    then a PDF needs no more than ToUnicode to be read back exactly.
    """
    own = {name: chr(code) for code, name in sorted(cmap.items(), reverse=True)}
    added: dict[int, str] = {}
    for (mark, form), recipe in recipes.items():
        name = font.getGlyphName(glyph_of[recipe.source])
        if not is_same(font, name, recipe) or own.setdefault(name, mark) != mark:
            name = made_glyph(font, name, recipe, mark, made)
        added[marks.private(mark, form)] = name
    return added


def split_shared(font: TTFont, cmap: dict[int, str], made: Made) -> dict[int, str]:
    """Return a glyph of its own for each character where a face lets several share one."""
    first: dict[str, int] = {}
    added: dict[int, str] = {}
    for code, name in sorted(cmap.items()):
        if first.setdefault(name, code) != code:
            advance, depth = font["hmtx"][name][0], font["vmtx"][name][0]
            same = Recipe(source=font.getGlyphID(name), advance=advance, depth=depth)
            added[code] = made_glyph(font, name, same, chr(code), made)
    return added


def part_shared(cmap: dict[int, str]) -> dict[int, str]:
    """Leave a glyph that several characters share to the first; other faces hold the rest."""
    owners: dict[str, int] = {}
    for code, name in sorted(cmap.items()):
        owners.setdefault(name, code)
    return {code: name for code, name in cmap.items() if owners[name] == code}


def made_glyph(font: TTFont, name: str, recipe: Recipe, char: str, made: Made) -> str:
    """Return the glyph that a recipe makes for a character, added when it is first wanted."""
    key = (name, char, recipe)
    if key not in made:
        made[key] = add_glyph(font, name, recipe)
    return made[key]


def is_same(font: TTFont, name: str, recipe: Recipe) -> bool:
    """Tell whether a recipe asks for nothing but the glyph as it is."""
    metrics = (font["hmtx"][name][0], font["vmtx"][name][0])
    return recipe.matrix == IDENTITY and metrics == (recipe.advance, recipe.depth)


def add_glyph(font: TTFont, source: str, recipe: Recipe) -> str:
    """Append a copy of a glyph, transformed; return its name."""
    count = len(font.getGlyphOrder())
    name = f"cid{count:05d}" if "CFF " in font else f"glyph{count:05d}"
    outline = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[source].draw(outline)
    put_outline(font, source, name, outline, recipe)
    put_metrics(font, name, outline, recipe)
    return name


def put_outline(
    font: TTFont, source: str, name: str, outline: DecomposingRecordingPen, recipe: Recipe
) -> None:
    """Write the outline of a new glyph into ``CFF `` or ``glyf``."""
    if "CFF " not in font:
        pen = TTGlyphPen(None)
        outline.replay(TransformPen(pen, recipe.matrix))
        glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        append_glyph(font, name, glyph)
        return
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    row = top.FDSelect[font.getGlyphID(source)]
    private = top.FDArray[row].Private
    width = None
    if recipe.advance != private.defaultWidthX:
        width = recipe.advance - private.nominalWidthX
    pen = T2CharStringPen(width, None)
    outline.replay(TransformPen(pen, recipe.matrix))
    string = pen.getCharString(private, top.GlobalSubrs)
    string.fdSelectIndex = row
    top.FDSelect.append(row)
    strings.charStringsIndex.append(string)
    strings.charStrings[name] = len(strings.charStringsIndex) - 1
    # The charset and the font's glyph order are one list, or two, as the font was read.
    for order in {id(names): names for names in (top.charset, font.glyphOrder)}.values():
        order.append(name)
    font.setGlyphOrder(font.glyphOrder)


def append_glyph(font: TTFont, name: str, glyph: Glyph) -> None:
    """Append a glyph to ``glyf``."""
    order = [*font.getGlyphOrder(), name]
    font["glyf"].glyphs[name] = glyph
    font["glyf"].glyphOrder = order
    font.setGlyphOrder(order)


def put_metrics(font: TTFont, name: str, outline: DecomposingRecordingPen, recipe: Recipe) -> None:
    """Write advance and depth of a new glyph."""
    pen = ControlBoundsPen(None)  # as glyf counts its boxes
    outline.replay(TransformPen(pen, recipe.matrix))
    left, _, _, top = pen.bounds or (0, 0, 0, HEAD)
    font["hmtx"][name] = (recipe.advance, otRound(left))
    font["vmtx"][name] = (recipe.depth, HEAD - otRound(top))


def add_vertical_metrics(font: TTFont) -> None:
    """Give every glyph of a face without vertical metrics a cell of one em."""
    vhea, vmtx = newTable("vhea"), newTable("vmtx")
    vhea.tableVersion = 0x00011000
    vhea.ascent, vhea.descent, vhea.lineGap = EM // 2, -EM // 2, 0
    vhea.advanceHeightMax, vhea.minTopSideBearing = EM, 0
    vhea.minBottomSideBearing, vhea.yMaxExtent = 0, HEAD - FOOT
    vhea.caretSlopeRise, vhea.caretSlopeRun, vhea.caretOffset = 0, 1, 0
    for row in range(4):
        setattr(vhea, f"reserved{row + 1}", 0)
    vhea.metricDataFormat, vhea.numberOfVMetrics = 0, len(font.getGlyphOrder())
    glyphs = font["glyf"]
    tops = {name: getattr(glyphs[name], "yMax", HEAD) for name in font.getGlyphOrder()}
    vmtx.metrics = {name: (EM, HEAD - top) for name, top in tops.items()}
    font["vhea"], font["vmtx"] = vhea, vmtx


def put_box(font: TTFont, box: tuple[int, int, int, int]) -> None:
    """Write the box around all glyphs: left, bottom, right, top."""
    head = font["head"]
    head.xMin, head.yMin, head.xMax, head.yMax = box
    if "CFF " in font:
        font["CFF "].cff.topDictIndex[0].FontBBox = list(box)


def put_cmap(font: TTFont, added: dict[int, str]) -> None:
    """Map further code points to glyphs; see ``set_cmap``."""
    set_cmap(font, {**font.getBestCmap(), **added})


def set_cmap(font: TTFont, cmap: dict[int, str]) -> None:
    """Map code points of any plane to glyphs: one Unicode table of format 12."""
    subtable = CmapSubtable.newSubtable(12)
    subtable.platformID, subtable.platEncID, subtable.language = 3, 10, 0
    subtable.cmap = dict(sorted(cmap.items()))
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [subtable]
    font["cmap"] = table


def rename(font: TTFont, names: Names) -> None:
    """Replace every name in the font; copyright and licence stay with it."""
    plain = names.style == "Regular"
    texts = {
        0: names.copyright,
        1: names.family if plain else f"{names.family} {names.style}",
        2: "Regular",
        3: f"{names.version};{names.psname}",
        4: f"{names.family} {names.style}",
        5: names.version,
        6: names.psname,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    if not plain:
        texts |= {16: names.family, 17: names.style}
    table = newTable("name")
    table.names = []
    for number, text in sorted(texts.items()):
        table.setName(text, number, 3, 1, 0x409)
    font["name"] = table


def rename_outlines(font: TTFont, names: Names) -> None:
    """Name the ``CFF `` table too: it goes into PDFs without the others."""
    cff = font["CFF "].cff
    cff.fontNames = [names.psname]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{names.family} {names.style}", names.family
    top.Notice = names.copyright
    for number, part in enumerate(getattr(top, "FDArray", ())):
        part.FontName = f"{names.psname}-{number}"
