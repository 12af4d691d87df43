"""Build the bundled faces: ``python fonts/build.py`` writes the faces and ``fonts.yaml``.

Takes the faces as Debian packs them (fonts-noto-cjk, fonts-noto-cjk-extra,
fonts-lxgw-wenkai, fonts-stix, unicode-data) and one npm package; cuts them down to
``characters``, adds ``forms``.  The same packages give the same bytes.  Nothing of this runs
when a page is set.  It needs the package installed (``pip install -e .``).
"""

import hashlib
import io
import json
import subprocess
import tarfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import brush
import characters
import forms
import glyphs
import uharfbuzz as hb
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
WORK = HERE.parent / "build" / "fonts"  # not beside the faces: a wheel takes all that lies there
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
STIX = Path("/usr/share/fonts/opentype/stix")
SIMPLIFIED, TRADITIONAL = 2, 3  # places of the SC and TC faces in the Noto collections
BRUSH_PACKAGE = "@fontsource/ma-shan-zheng@5.3.1"
# kern serves Latin words; vert is for other programs, ours take the forms.
FEATURES = ("vert", "vrt2", "kern")
SCRIPTS = ("DFLT", "hani", "latn")
UNUSED_TABLES = ("BASE", "DSIG", "meta", "gasp", "GDEF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One face to build."""

    id: str
    family: str
    weight: str  # regular, bold, black
    role: str  # song, hei, kai, brush, roman
    source: Path
    index: int
    package: str  # Debian's name of it, or npm's with its version
    licence: str  # file in licences/
    # traditional: of TC faces the letters, marks are left to the SC faces; latin: no Han
    keeps: Literal["general", "traditional", "latin"] = "general"
    slant: str = "upright"  # or italic


def noto(role: str, kind: str, weight: str) -> Plan:
    """Return the plan for one weight of Noto Serif or Noto Sans."""
    return Plan(
        id=f"{role}-{weight}",
        family=f"Noto {kind} SC",
        weight=weight,
        role=role,
        source=NOTO / f"Noto{kind}CJK-{weight.title()}.ttc",
        index=SIMPLIFIED,
        package="fonts-noto-cjk-extra" if weight == "black" else "fonts-noto-cjk",
        licence=f"OFL-Noto-{kind}.txt",
    )


def noto_traditional(role: str, kind: str, weight: str) -> Plan:
    """Return the plan for the TC face of Noto Serif or Noto Sans, which SC marks complete."""
    return replace(
        noto(role, kind, weight),
        id=f"{role}-tc-{weight}",
        family=f"Noto {kind} TC",
        index=TRADITIONAL,
        keeps="traditional",
    )


def roman(weight: str, slant: str = "upright") -> Plan:
    """Return the plan for one face of the Latin newspaper family."""
    style = weight.title() * (weight != "regular") + slant.title() * (slant != "upright")
    return Plan(
        id=f"roman-{weight}" if slant == "upright" else f"roman-{weight}-{slant}",
        family="Broadsheet Roman",
        weight=weight,
        slant=slant,
        role="roman",
        source=STIX / f"STIXGeneral-{style or 'Regular'}.otf",
        index=0,
        package="fonts-stix",
        licence="OFL-Broadsheet-Roman.txt",
        keeps="latin",
    )


PLANS = (
    *(noto("song", "Serif", weight) for weight in ("regular", "bold", "black")),
    *(noto("hei", "Sans", weight) for weight in ("regular", "bold", "black")),
    noto_traditional("song", "Serif", "regular"),
    noto_traditional("hei", "Sans", "bold"),
    Plan(
        id="kai-regular",
        family="Broadsheet Kai",
        weight="regular",
        role="kai",
        source=WENKAI,
        index=0,
        package="fonts-lxgw-wenkai",
        licence="OFL-Broadsheet-Kai.txt",
    ),
    Plan(
        id="brush-regular",
        family="Ma Shan Zheng",
        weight="regular",
        role="brush",
        source=WORK / "MaShanZheng-Regular.ttf",
        index=0,
        package=BRUSH_PACKAGE,
        licence="OFL-Ma-Shan-Zheng.txt",
    ),
    *(roman(weight, slant) for slant in ("upright", "italic") for weight in ("regular", "bold")),
)


def tags(*names: str) -> set[int]:
    """Return four-letter tags as HarfBuzz counts them."""
    return {int.from_bytes(name.encode(), "big") for name in names}


def cut(face: hb.Face, kept: set[int], wanted: set[int]) -> tuple[bytes, dict[int, int]]:
    """Cut a face down to code points and glyphs; return it with old glyphs to new."""
    subset = hb.SubsetInput()
    subset.unicode_set.update(kept)
    subset.glyph_set.update(wanted)
    # With an identity charset glyph names count up, so that glyphs can be added at the end.
    subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    subset.layout_feature_tag_set.clear()
    subset.layout_feature_tag_set.update(tags(*FEATURES))
    subset.layout_script_tag_set.clear()
    subset.layout_script_tag_set.update(tags(*SCRIPTS))
    subset.drop_table_tag_set.update(tags(*UNUSED_TABLES))
    plan = hb.SubsetPlan(face, subset)
    mapping = dict(plan.old_to_new_glyph_mapping)
    return plan.execute().blob.data, mapping


def names_for(plan: Plan, face: hb.Face) -> glyphs.Names:
    """Return what the built face is called."""
    style = plan.weight.title() + " Italic" * (plan.slant == "italic")
    return glyphs.Names(
        family=plan.family,
        style=style,
        psname=plan.family.replace(" ", "") + "-" + style.replace(" ", ""),
        copyright=" ".join((face.get_name(0) or "").split()),
        version=f"{(face.get_name(5) or '').split(';')[0]}; cut down, forms added",
    )


def build(plan: Plan, wanted: frozenset[str]) -> tuple[bytes, bool, int]:
    """Return the bytes of a face, whether its outlines are CFF, and its count of characters."""
    face = hb.Face(hb.Blob.from_file_path(str(plan.source)), plan.index)
    held = set(face.unicodes)
    # The brush is for nameplates, and a name may hold any character: it stays whole.
    kept = held if plan.role == "brush" else held & {ord(char) for char in wanted}
    # Forms are of Chinese marks, which the other faces leave to those of SC.
    recipes = forms.recipes(forms.Source(face)) if plan.keeps == "general" else {}
    data, glyph_of = cut(face, kept, {recipe.source for recipe in recipes.values()})
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    if plan.keeps == "latin":
        glyphs.part_shared(font)
    else:
        if "vmtx" not in font:
            glyphs.add_vertical_metrics(font)
        glyphs.split_shared(font)
        glyphs.add_forms(font, recipes, glyph_of)
    glyphs.rename(font, names_for(plan, face))
    # The makers' box holds glyphs that were cut; readers of PDFs go by it.
    glyphs.put_box(font, forms.box_of(saved(font)))
    return saved(font), "CFF " in font, len(kept)


def saved(font: TTFont) -> bytes:
    """Return the bytes of a font."""
    built = io.BytesIO()
    font.save(built)
    return built.getvalue()


def version(package: str) -> str:
    """Return a package with its version."""
    if package == BRUSH_PACKAGE:
        return package
    query = ["dpkg-query", "--show", "--showformat=${Package} ${Version}", package]
    return subprocess.run(query, check=True, capture_output=True, text=True).stdout


def fetch_brush() -> Path:
    """Fetch the npm package once; return the folder of its files."""
    folder = WORK / "ma-shan-zheng"
    if not folder.is_dir():
        WORK.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", BRUSH_PACKAGE]
        done = subprocess.run(command, cwd=WORK, check=True, capture_output=True, text=True)
        with tarfile.open(WORK / done.stdout.strip()) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package" / "files"


def main() -> None:
    """Build all faces and write the manifest."""
    brush.join(fetch_brush(), WORK / "MaShanZheng-Regular.ttf")
    wanted = {
        "general": characters.characters(),
        "traditional": characters.traditional(),
        "latin": characters.latin(),
    }
    entries = []
    for plan in PLANS:
        data, is_cff, count = build(plan, wanted[plan.keeps])
        name = f"{plan.id}.{'otf' if is_cff else 'ttf'}"
        (HERE / name).write_bytes(data)
        entries.append(
            {
                "id": plan.id,
                "family": plan.family,
                "weight": plan.weight,
                **({"slant": plan.slant} if plan.slant != "upright" else {}),
                "role": plan.role,
                "file": name,
                "sha256": hashlib.sha256(data).hexdigest(),
                "characters": count,
                "source": version(plan.package),
                "licence": "OFL-1.1",
                "licence_file": f"licences/{plan.licence}",
            }
        )
        print(f"{name}: {count} characters, {len(data) / 1e6:.2f} MB")
    # JSON is YAML too, and read sooner (broadsheet.fonts.manifest).
    text = json.dumps({"faces": entries}, ensure_ascii=False, indent=2) + "\n"
    (HERE / "fonts.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
